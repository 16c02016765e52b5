import type { Matrix } from './matrix.ts'
import { Pace } from './pace.ts'
import { subtractFourRows, subtractRow } from './rows.ts'
import type { Steps } from './steps.ts'

/** A = Uᵀ U with U upper triangular, its diagonal positive. */
export interface Cholesky {
  readonly size: number
  /** size × size, row-major, 0 below the diagonal. */
  readonly U: Float64Array
}

/**
 * The Cholesky factor of a symmetric matrix, of which the upper triangle is read, or null if it is not positive
 * definite to working precision: a pivot not above size · 2^−52 times its diagonal element. n³/6 multiply–adds.
 */
export function* factorCholesky({ rows: size, data }: Matrix): Steps<Cholesky | null> {
  const U = new Float64Array(size * size)
  const pace = new Pace((size * size * size) / 6)
  for (let i = 0; i < size; i++) {
    const row = i * size
    const diagonal = row + i
    const length = size - i
    for (let j = i; j < size; j++) U[row + j] = data[row + j]
    let k = 0
    for (let at = i; k + 4 <= i; k += 4, at += 4 * size) {
      const f0 = U[at]
      const f1 = U[at + size]
      const f2 = U[at + 2 * size]
      const f3 = U[at + 3 * size]
      subtractFourRows(U, diagonal, U, at, size, f0, f1, f2, f3, length)
    }
    for (; k < i; k++) subtractRow(U, diagonal, U, k * size + i, U[k * size + i], length)
    const pivot = U[diagonal]
    if (!(pivot > size * Number.EPSILON * data[diagonal]) || pivot === Infinity) return null
    const scale = 1 / Math.sqrt(pivot)
    for (let j = i; j < size; j++) U[row + j] *= scale
    if (pace.due(i * length)) yield pace.fraction
  }
  return { size, U }
}

/** ln det A. */
export function logDeterminant({ size, U }: Cholesky): number {
  let sum = 0
  for (let i = 0; i < size; i++) sum += Math.log(U[i * size + i])
  return 2 * sum
}

/** A^{-1} = U^{-1} U^{-T}, symmetric to the last bit. n³/3 multiply–adds. */
export function* inverseFromCholesky({ size, U }: Cholesky): Steps<Matrix> {
  const pace = new Pace((size * size * size) / 3)
  const M = new Float64Array(size * size)
  // U M = I from the last row up: row i is (e_i − Σ_{k>i} U_ik M_k)/U_ii, and M_k is 0 before column k.
  for (let i = size - 1; i >= 0; i--) {
    const row = i * size
    M[row + i] = 1
    let k = i + 1
    for (; k + 4 <= size; k += 4) {
      const f = row + k
      subtractFourRows(M, f, M, k * size + k, size, U[f], U[f + 1], U[f + 2], U[f + 3], size - k)
    }
    for (; k < size; k++) subtractRow(M, row + k, M, k * size + k, U[row + k], size - k)
    const scale = 1 / U[row + i]
    for (let j = i; j < size; j++) M[row + j] *= scale
    if (pace.due(((size - i) * (size - i)) / 2)) yield pace.fraction
  }
  const data = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j += 4) {
      const rows = Math.min(4, size - j)
      dotFour(M, i * size, j * size, size, j, rows, data, i * size + j)
    }
    for (let j = i + 1; j < size; j++) data[j * size + i] = data[i * size + j]
    if (pace.due(((size - i) * (size - i)) / 2)) yield pace.fraction
  }
  return { rows: size, columns: size, data }
}

/** Writes the products of the row at `a` with `rows` ≤ 4 rows from `b` on, columns `from` … size−1. */
function dotFour(
  M: Float64Array,
  a: number,
  b: number,
  size: number,
  from: number,
  rows: number,
  out: Float64Array,
  at: number,
): void {
  if (rows < 4) {
    for (let r = 0; r < rows; r++) {
      let sum = 0
      for (let k = from; k < size; k++) sum += M[a + k] * M[b + r * size + k]
      out[at + r] = sum
    }
    return
  }
  const b1 = b + size
  const b2 = b1 + size
  const b3 = b2 + size
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  for (let k = from; k < size; k++) {
    const m = M[a + k]
    s0 += m * M[b + k]
    s1 += m * M[b1 + k]
    s2 += m * M[b2 + k]
    s3 += m * M[b3 + k]
  }
  out[at] = s0
  out[at + 1] = s1
  out[at + 2] = s2
  out[at + 3] = s3
}
