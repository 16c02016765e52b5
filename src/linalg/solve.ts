import { factorCholesky, solveByCholesky } from './cholesky.ts'
import { inverseByLu } from './lu.ts'
import type { Matrix } from './matrix.ts'
import { part } from './steps.ts'
import type { Steps } from './steps.ts'
import { timesVector } from './vector.ts'

/** A symmetric matrix made ready for any number of equations A x = b. */
export interface Solver {
  /** x, n² multiply–adds. */
  readonly solve: (b: Float64Array) => Float64Array
  /** Whether A is positive definite to working precision. */
  readonly positiveDefinite: boolean
}

/**
 * What solves A x = b for a symmetric matrix, or null if A is singular to working precision: its Cholesky factor
 * (n³/6 multiply–adds) if it is positive definite, else its inverse (n³ more).
 */
export function* solverOf(A: Matrix): Steps<Solver | null> {
  const factor = yield* part(factorCholesky(A), 0, 0.3)
  if (factor) return { solve: (b) => solveByCholesky(factor, b), positiveDefinite: true }
  const inverse = yield* part(inverseByLu(A), 0.3, 1)
  return inverse && { solve: (b) => timesVector(inverse, b), positiveDefinite: false }
}
