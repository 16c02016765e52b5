import { factorCholesky, inverseFromCholesky } from './cholesky.ts'
import { inverseByLu } from './lu.ts'
import type { Matrix } from './matrix.ts'
import { part } from './steps.ts'
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
  const factor = yield* part(factorCholesky(A), 0, 0.3)
  if (factor) {
    const matrix = yield* part(inverseFromCholesky(factor), 0.3, 1)
    return { kind: 'inverse', matrix, positiveDefinite: true }
  }
  const matrix = yield* part(inverseByLu(A), 0.3, 1)
  return matrix ? { kind: 'inverse', matrix, positiveDefinite: false } : { kind: 'singular' }
}
