import type { Matrix } from './matrix.ts'
import { createRandom } from './random.ts'

/** A symmetric matrix with entries uniform in (−1, 1), `shift` added to its diagonal. For tests. */
export function randomSymmetric(size: number, seed: number, shift = 0): Matrix {
  const random = createRandom(seed)
  const data = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) data[i * size + j] = data[j * size + i] = random.uniform(-1, 1)
    data[i * (size + 1)] += shift
  }
  return { rows: size, columns: size, data }
}

/** The matrix with these rows. */
export function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  return { rows: rows.length, columns: rows[0].length, data: Float64Array.from(rows.flat()) }
}

/** Q diag(eigenvalues) Qᵀ with a random orthogonal Q, made of Householder reflections. */
export function symmetricWithEigenvalues(eigenvalues: readonly number[], seed: number): Matrix {
  const size = eigenvalues.length
  const random = createRandom(seed)
  const data = new Float64Array(size * size)
  eigenvalues.forEach((value, i) => (data[i * (size + 1)] = value))
  for (let reflection = 0; reflection < size; reflection++) {
    const v = Array.from({ length: size }, () => random.normal())
    const norm = v.reduce((sum, value) => sum + value * value, 0)
    // A ← R A R with R = I − 2 v vᵀ/|v|².
    for (const [along, across] of [
      [size, 1],
      [1, size],
    ]) {
      for (let i = 0; i < size; i++) {
        const dot = v.reduce((sum, value, j) => sum + value * data[i * along + j * across], 0)
        v.forEach((value, j) => (data[i * along + j * across] -= (2 * dot * value) / norm))
      }
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) data[i * size + j] = data[j * size + i]
  return { rows: size, columns: size, data }
}
