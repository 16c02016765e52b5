import { factorCholesky, inverseFromCholesky } from './cholesky.ts'
import { inverseByLu } from './lu.ts'
import type { Matrix } from './matrix.ts'
import type { Steps } from './steps.ts'

export type Inverse =
  | { readonly kind: 'inverse'; readonly matrix: Matrix; readonly positiveDefinite: boolean }
  /** No inverse to working precision. */
  | { readonly kind: 'singular' }

/**
 * The inverse of a symmetric matrix, symmetric to the last bit: by Cholesky if it is positive definite, else by L U
 * decomposition with partial pivoting, symmetrised.
 */
export function* inverseOfSymmetric(A: Matrix): Steps<Inverse> {
  const factor = yield* scaled(factorCholesky(A), 0, 0.3)
  if (factor) {
    const matrix = yield* scaled(inverseFromCholesky(factor), 0.3, 1)
    return { kind: 'inverse', matrix, positiveDefinite: true }
  }
  const matrix = yield* scaled(inverseByLu(A), 0.3, 1)
  return matrix ? { kind: 'inverse', matrix, positiveDefinite: false } : { kind: 'singular' }
}

/** The same steps, their progress from `from` to `to`. */
function* scaled<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    yield from + (to - from) * step.value
  }
}
