import { engine } from './kernels/engines.ts'
import { countUp, padded } from './kernels/kernels.ts'
import type { Matrix } from './matrix.ts'
import { Pace } from './pace.ts'
import { subtractRow } from './rows.ts'
import type { Steps } from './steps.ts'
import { mirrorUpper } from './symmetric.ts'

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
  const { kernels, arrays: U, close } = engine().open((allocate) => allocate.numbers(size * size))
  try {
    const pace = new Pace((size * size * size) / 6)
    for (let i = 0; i < size; i++) {
      const row = i * size
      const diagonal = row + i
      const length = size - i
      for (let j = i; j < size; j++) U[row + j] = data[row + j]
      const groups = i >> 2
      kernels.subtractRows(U, diagonal, U, i, size, U, i, size, groups, length, 0, 0)
      for (let k = 4 * groups; k < i; k++) subtractRow(U, diagonal, k * size + i, U[k * size + i], length)
      const pivot = U[diagonal]
      if (!(pivot > size * Number.EPSILON * data[diagonal]) || pivot === Infinity) return null
      const scale = 1 / Math.sqrt(pivot)
      for (let j = i; j < size; j++) U[row + j] *= scale
      if (pace.due(i * length)) yield pace.fraction
    }
    return { size, U: U.slice() }
  } finally {
    close()
  }
}

/** ln det A. */
export function logDeterminant({ size, U }: Cholesky): number {
  let sum = 0
  for (let i = 0; i < size; i++) sum += Math.log(U[i * size + i])
  return 2 * sum
}

/** x with A x = b: Uᵀ y = b, then U x = y. n² multiply–adds. */
export function solveByCholesky({ size, U }: Cholesky, b: Float64Array): Float64Array {
  const x = b.slice()
  for (let i = 0; i < size; i++) {
    const row = i * size
    const y = (x[i] /= U[row + i])
    for (let j = i + 1; j < size; j++) x[j] -= U[row + j] * y
  }
  return solveUpper({ size, U }, x)
}

/** x with U x = y, in place of y. n²/2 multiply–adds. */
export function solveUpper({ size, U }: Cholesky, y: Float64Array): Float64Array {
  for (let i = size - 1; i >= 0; i--) {
    const row = i * size
    for (let j = i + 1; j < size; j++) y[i] -= U[row + j] * y[j]
    y[i] /= U[row + i]
  }
  return y
}

/** A^{-1} = U^{-1} U^{-T}, symmetric to the last bit. n³/3 multiply–adds. */
export function* inverseFromCholesky({ size, U: factor }: Cholesky): Steps<Matrix> {
  const width = padded(size)
  const { kernels, arrays, close } = engine().open((allocate) => ({
    U: allocate.scratch(size * width),
    M: allocate.numbers(width * size),
    every: allocate.indices(size, countUp(size)),
    sums: allocate.scratch(16),
  }))
  try {
    const { U, M, every, sums } = arrays
    const pace = new Pace((size * size * size) / 3)
    U.set(factor)
    // U M = I from the last row up: row i is (e_i − Σ_{k>i} U_ik M_k)/U_ii, and M_k is 0 before column k.
    for (let i = size - 1; i >= 0; i--) {
      const row = i * size
      M[row + i] = 1
      const first = i + 1
      const groups = (size - first) >> 2
      const start = first * size + first
      kernels.subtractRows(M, row + first, M, start, size, U, row + first, 1, groups, size - first, 1, -1)
      for (let k = first + 4 * groups; k < size; k++)
        subtractRow(M, row + k, k * size + k, U[row + k], size - k)
      const scale = 1 / U[row + i]
      for (let j = i; j < size; j++) M[row + j] *= scale
      if (pace.due(((size - i) * (size - i)) / 2)) yield pace.fraction
    }
    // M Mᵀ, M's rows being the columns that are multiplied; the panels take the place of U.
    const panels = U
    kernels.packColumns({ data: M, stride: size, index: every }, size, panels)
    const data = new Float64Array(size * size)
    for (let i = 0; i < size; i += 4) {
      for (let j = i; j < size; j += 4) {
        kernels.columnProducts(M, i * size + j, size, panels, j * size + 4 * j, 4, size - j, sums)
        for (let r = i; r < i + 4 && r < size; r++) {
          for (let c = Math.max(j, r); c < j + 4 && c < size; c++)
            data[r * size + c] = sums[4 * (r - i) + c - j]
        }
      }
      if (pace.due(2 * (size - i) * (size - i))) yield pace.fraction
    }
    mirrorUpper(data, size)
    return { rows: size, columns: size, data }
  } finally {
    close()
  }
}
