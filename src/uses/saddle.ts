import { factorCholesky, solveByCholesky } from '../linalg/cholesky.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { frobenius } from '../linalg/norms.ts'
import { part } from '../linalg/steps.ts'
import type { Steps } from '../linalg/steps.ts'
import { plusIdentity } from '../linalg/symmetric.ts'

/** Eigenvalues above this part of the largest |eigenvalue|, negated, count as none: their sign is noise. */
const tolerance = 1e-10
/** Steps of inverse iteration; the shift is so near that the first ones do nearly all. */
const iterations = 4

/**
 * A unit vector along which the matrix curves down most, the eigenvector of its smallest eigenvalue, by inverse
 * iteration beside it; null where no eigenvalue is negative. Where the gradient is 0 it leads away from a saddle.
 */
export function* directionDown(H: Matrix): Steps<Float64Array | null> {
  if (yield* part(factorCholesky(H), 0, 0.2)) return null
  const eigenvalues = yield* part(symmetricEigenvalues(H), 0.2, 0.8)
  const least = eigenvalues[0]
  const scale = Math.max(Math.abs(least), Math.abs(eigenvalues[eigenvalues.length - 1]))
  if (!(least < -tolerance * scale)) return null
  const shifted = plusIdentity(H, -least + 1e-6 * scale)
  const factor = yield* part(factorCholesky(shifted), 0.8, 1)
  if (!factor) return null
  let v = new Float64Array(H.rows).map((_, i) => 1 + 1 / (i + 2))
  for (let k = 0; k < iterations; k++) {
    v = new Float64Array(solveByCholesky(factor, v))
    const norm = frobenius(v)
    v.forEach((value, i) => (v[i] = value / norm))
  }
  return v
}
