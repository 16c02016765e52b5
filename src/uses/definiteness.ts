import { factorCholesky } from '../linalg/cholesky.ts'
import type { Cholesky } from '../linalg/cholesky.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { allFinite, maxAbs } from '../linalg/norms.ts'
import { part } from '../linalg/steps.ts'
import type { Steps } from '../linalg/steps.ts'
import { done, failed } from './attempt.ts'
import type { Attempt } from './attempt.ts'

/** Eigenvalues below this part of the largest |eigenvalue| are zero, and their sign is noise (spec §9). */
const tolerance = 1e-10

/**
 * The Cholesky factor of a matrix that has to be positive definite. Fails with `not-finite`, with `indefinite` and
 * the negative eigenvalues, or with `singular` and those that are zero to working precision (at least the smallest).
 */
export function* factorPositiveDefinite(A: Matrix): Steps<Attempt<Cholesky>> {
  if (!allFinite(A.data)) return failed('not-finite')
  const factor = yield* part(factorCholesky(A), 0, 0.2)
  if (factor) return done(factor)
  const eigenvalues = yield* part(symmetricEigenvalues(A), 0.2, 1)
  const zero = tolerance * maxAbs(eigenvalues)
  const negative = eigenvalues.filter((value) => value < -zero)
  if (negative.length > 0) return failed('indefinite', {}, negative)
  const vanishing = eigenvalues.filter((value) => value <= zero)
  return failed('singular', {}, vanishing.length > 0 ? vanishing : eigenvalues.subarray(0, 1))
}
