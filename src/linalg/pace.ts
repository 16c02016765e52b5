/**
 * Tells a generator when to yield: work is reported in multiply–adds, and `due` is true once enough of it has come
 * together since it was last true. Counting instead of reading the clock keeps every run the same.
 */
export class Pace {
  /** Multiply–adds between two yields: two or three milliseconds of plain TypeScript. */
  static readonly step = 3e6

  private done = 0
  private since = 0

  /** total: all the work there will be, in the same unit. */
  constructor(private readonly total: number) {}

  due(work: number): boolean {
    this.done += work
    this.since += work
    if (this.since < Pace.step) return false
    this.since = 0
    return true
  }

  /** The fraction done, at most 1. */
  get fraction(): number {
    return this.total > 0 ? Math.min(1, this.done / this.total) : 1
  }
}
