/**
 * Work that can be watched and stopped: a generator that yields the fraction done (0 … 1) between steps of at
 * most a few milliseconds and returns its result. Whoever drives it decides when to go on; not calling `next`
 * again cancels it.
 */
export type Steps<T> = Generator<number, T, void>

/** The result of `steps`, driven to its end without a pause. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same steps as a part of more: their progress goes from `from` to `to`. */
export function* part<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    yield from + (to - from) * step.value
  }
}
