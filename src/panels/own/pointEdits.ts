import type { TargetKind } from '../../plots/plotFit.ts'

type Rows = readonly (readonly number[])[]

/** Points as explicit data: N rows of D inputs, N rows of K targets. Unchanged parts stay the same objects. */
export interface Points {
  readonly x: Rows
  readonly t: Rows
}

/** What a new point is where the place in the plot does not say it. */
export interface NewPoint {
  readonly kind: TargetKind
  /** The class, from 0. */
  readonly label: number
  /** The target over two inputs. */
  readonly target: number
}

/**
 * The points `which`, moved by (dx, dy) in the plot. One input and numbers: dy is added to the targets, or to the one
 * of them that was taken; dx moves the input. One input and classes: the input alone. More inputs: the first two.
 */
export function movedPoints(
  { x, t }: Points,
  which: readonly number[],
  dx: number,
  dy: number,
  kind: TargetKind,
  target: number | null = null,
): Points {
  const moved = new Set(which)
  const change = (rows: Rows, edit: (row: readonly number[]) => readonly number[]) =>
    rows.map((row, n) => (moved.has(n) ? edit(row) : row))
  const plane = x[0].length > 1
  const shifted =
    dx === 0 && (!plane || dy === 0)
      ? x
      : change(x, ([first, second, ...rest]) => (plane ? [first + dx, second + dy, ...rest] : [first + dx]))
  const raised =
    plane || kind !== 'regression' || dy === 0
      ? t
      : change(t, (row) => row.map((value, k) => (target === null || k === target ? value + dy : value)))
  return { x: shifted, t: raised }
}

/** The points with one more, at (across, up) in the plot. Inputs that are not plotted are 0. */
export function withPoint(
  { x, t }: Points,
  across: number,
  up: number,
  { kind, label, target }: NewPoint,
): Points {
  const D = x[0].length
  const K = t[0].length
  const inputs = D === 1 ? [across] : [across, up, ...Array.from({ length: D - 2 }, () => 0)]
  const number = D === 1 ? up : target
  const targets = Array.from({ length: K }, (_, k) =>
    kind === 'regression' ? number : K === 1 ? label : Number(k === label),
  )
  return { x: [...x, inputs], t: [...t, targets] }
}

/** The points without these; null where none would be left. */
export function withoutPoints({ x, t }: Points, which: readonly number[]): Points | null {
  const removed = new Set(which)
  const kept = (rows: Rows) => rows.filter((_, n) => !removed.has(n))
  const left = { x: kept(x), t: kept(t) }
  return left.x.length > 0 ? left : null
}
