import { engine } from './kernels/engines.ts'
import type { Matrix } from './matrix.ts'
import { maxAbs } from './norms.ts'
import { Pace } from './pace.ts'
import { part } from './steps.ts'
import type { Steps } from './steps.ts'
import { createReduction, implicitQl, tridiagonalise } from './tridiagonal.ts'

/**
 * The eigenvalues of a symmetric matrix (its lower triangle is read), ascending; all NaN if an entry is not finite.
 * Householder's reduction to tridiagonal form, n³ · 2/3 multiply–adds, then implicit Q L iterations, n². Errors are
 * of the order of 2^−53 times the largest |eigenvalue|.
 */
export function* symmetricEigenvalues({ rows: size, data }: Matrix): Steps<Float64Array> {
  const scale = maxAbs(data)
  if (!Number.isFinite(scale)) return new Float64Array(size).fill(NaN)
  const diagonal = new Float64Array(size)
  if (scale === 0) return diagonal
  const beside = new Float64Array(size)
  const { kernels, arrays, close } = engine().open((allocate) => createReduction(size, allocate))
  try {
    for (let at = 0; at < size * size; at++) arrays.A[at] = data[at] / scale
    yield* part(tridiagonalise(kernels, arrays, size, diagonal, beside, new Float64Array(size)), 0, 0.95)
  } finally {
    close()
  }
  yield* part(implicitQl(diagonal, beside), 0.95, 1)
  for (let i = 0; i < size; i++) diagonal[i] *= scale
  return diagonal.sort()
}

/** Eigenvalues, ascending, and eigenvectors of length 1: row i of `vectors` belongs to `values[i]`. */
export interface EigenDecomposition {
  readonly values: Float64Array
  readonly vectors: Matrix
}

/**
 * The eigenvalues and eigenvectors of a symmetric matrix (its lower triangle is read); all NaN if an entry is not
 * finite. As `symmetricEigenvalues`, the reflections and rotations being carried out on the unit vectors as well:
 * 2/3 n³ and about 3 n³ multiply–adds more.
 */
export function* symmetricEigenvectors({ rows: size, data }: Matrix): Steps<EigenDecomposition> {
  const scale = maxAbs(data)
  const vectors = { rows: size, columns: size, data: new Float64Array(size * size) }
  if (!Number.isFinite(scale)) {
    vectors.data.fill(NaN)
    return { values: new Float64Array(size).fill(NaN), vectors }
  }
  const values = new Float64Array(size)
  const beside = new Float64Array(size)
  const scales = new Float64Array(size)
  const stride = (size + 7) & ~7
  const { kernels, arrays, close } = engine().open((allocate) => ({
    reduction: createReduction(size, allocate),
    M: allocate.numbers(stride * stride),
    reflection: allocate.numbers(stride),
    cosines: allocate.numbers(size),
    sines: allocate.numbers(size),
  }))
  try {
    const { reduction, M, reflection, cosines, sines } = arrays
    const { A } = reduction
    for (let at = 0; at < size * size; at++) A[at] = scale === 0 ? 0 : data[at] / scale
    yield* part(tridiagonalise(kernels, reduction, size, values, beside, scales), 0, 0.2)
    // M = H_1 H_2 … H_{n−1}, its rows turned by the rotations into the eigenvectors.
    for (let i = 0; i < size; i++) M[i * (stride + 1)] = 1
    const pace = new Pace((2 / 3) * size * size * size)
    for (let i = 1; i < size; i++) {
      if (scales[i] === 0) continue
      reflection.fill(0)
      reflection.set(A.subarray(i * size, i * size + i))
      kernels.reflectRows(M, stride, (i + 3) & ~3, (i + 1) & ~1, reflection, scales[i])
      if (pace.due(2 * i * i)) yield 0.2 + 0.2 * pace.fraction
    }
    const apply = (from: number, to: number): void =>
      kernels.rotateRows(M, stride, stride, from, to, cosines, sines)
    yield* part(implicitQl(values, beside, { cosines, sines, apply }), 0.4, 1)
    const order = Array.from(values.keys()).sort((i, j) => values[i] - values[j])
    order.forEach((i, to) => vectors.data.set(M.subarray(i * stride, i * stride + size), to * size))
    return { values: Float64Array.from(order, (i) => values[i] * scale), vectors }
  } finally {
    close()
  }
}
