import { engine } from './kernels/engines.ts'
import type { Kernels } from './kernels/kernels.ts'
import type { Matrix } from './matrix.ts'
import { Pace } from './pace.ts'
import { subtractRow } from './rows.ts'
import type { Steps } from './steps.ts'
import { symmetrise } from './symmetric.ts'
import { maxAbs } from './norms.ts'

/**
 * The inverse of a symmetric matrix, indefinite or not, by L U decomposition with partial pivoting, symmetrised; or
 * null if a pivot is not above size · 2^−52 times the largest entry: singular to working precision. n³ multiply–adds.
 *
 * Pivoting is by columns, which for a symmetric matrix is the same as by rows, so that every loop runs along rows:
 * A Π = L U with U's diagonal 1.
 */
export function* inverseByLu({ rows: size, data }: Matrix): Steps<Matrix | null> {
  const { kernels, arrays, close } = engine().open((allocate) => ({
    A: allocate.scratch(size * size),
    X: allocate.numbers(size * size),
  }))
  try {
    const { A, X } = arrays
    const pace = new Pace(size * size * size)
    A.set(data)
    const order = new Int32Array(size)
    for (let i = 0; i < size; i++) order[i] = i
    const smallest = size * Number.EPSILON * maxAbs(A)
    for (let i = 0; i < size; i++) {
      eliminate(kernels, A, size, i)
      const row = i * size
      let best = i
      for (let j = i + 1; j < size; j++) if (Math.abs(A[row + j]) > Math.abs(A[row + best])) best = j
      const pivot = A[row + best]
      if (!(Math.abs(pivot) > smallest)) return null
      if (best !== i) swapColumns(A, size, i, best, order)
      const scale = 1 / pivot
      for (let j = i + 1; j < size; j++) A[row + j] *= scale
      if (pace.due(i * (size - i / 2))) yield pace.fraction
    }
    // L X = I from the first row down: X_k is 0 after column k.
    for (let i = 0; i < size; i++) {
      const row = i * size
      X[row + i] = 1
      const groups = i >> 2
      kernels.subtractRows(X, row, X, 0, size, A, row, 1, groups, 4, 0, 1)
      for (let k = 4 * groups; k < i; k++) subtractRow(X, row, k * size, A[row + k], k + 1)
      const scale = 1 / A[row + i]
      for (let j = 0; j <= i; j++) X[row + j] *= scale
      if (pace.due((i * i) / 2)) yield pace.fraction
    }
    // U Y = X from the last row up, in place.
    for (let i = size - 2; i >= 0; i--) {
      const row = i * size
      const first = i + 1
      const groups = (size - first) >> 2
      kernels.subtractRows(X, row, X, first * size, size, A, row + first, 1, groups, size, 0, 0)
      for (let k = first + 4 * groups; k < size; k++) subtractRow(X, row, k * size, A[row + k], size)
      if (pace.due((size - i) * size)) yield pace.fraction
    }
    const inverse = new Float64Array(size * size)
    for (let i = 0; i < size; i++) inverse.set(X.subarray(i * size, (i + 1) * size), order[i] * size)
    symmetrise(inverse, size)
    return { rows: size, columns: size, data: inverse }
  } finally {
    close()
  }
}

/** Brings row i to Σ_{k<i} eliminated: its first i numbers become L's, the others wait for their pivot. */
function eliminate(kernels: Kernels, A: Float64Array, size: number, i: number): void {
  const row = i * size
  let k = 0
  for (; k + 4 <= i; k += 4) {
    // The four factors depend on one another through the three rows' entries above the diagonal.
    const r0 = k * size + k
    const r1 = r0 + size
    const r2 = r1 + size
    const f = row + k
    const f0 = A[f]
    const f1 = A[f + 1] - f0 * A[r0 + 1]
    const f2 = A[f + 2] - f0 * A[r0 + 2] - f1 * A[r1 + 2]
    const f3 = A[f + 3] - f0 * A[r0 + 3] - f1 * A[r1 + 3] - f2 * A[r2 + 3]
    A[f + 1] = f1
    A[f + 2] = f2
    A[f + 3] = f3
    kernels.subtractRows(A, f + 4, A, r0 + 4, size, A, f, 1, 1, size - k - 4, 0, 0)
  }
  for (; k < i; k++) subtractRow(A, row + k + 1, k * size + k + 1, A[row + k], size - k - 1)
}

function swapColumns(A: Float64Array, size: number, i: number, j: number, order: Int32Array): void {
  for (let row = 0; row < A.length; row += size) {
    const swap = A[row + i]
    A[row + i] = A[row + j]
    A[row + j] = swap
  }
  const swap = order[i]
  order[i] = order[j]
  order[j] = swap
}
