import type { Matrix } from './matrix.ts'

/** Copies the upper triangle of `data` (size × size, row-major) to the lower one: symmetric to the last bit. */
export function mirrorUpper(data: Float64Array, size: number): void {
  let i = 0
  // Eight rows at a time, for what is written then fills whole lines of the cache.
  for (; i + 8 <= size; i += 8) {
    for (let r = i; r < i + 8; r++)
      for (let j = r + 1; j < i + 8; j++) data[j * size + r] = data[r * size + j]
    const r0 = i * size
    const r1 = r0 + size
    const r2 = r1 + size
    const r3 = r2 + size
    const r4 = r3 + size
    const r5 = r4 + size
    const r6 = r5 + size
    const r7 = r6 + size
    for (let j = i + 8, to = j * size + i; j < size; j++, to += size) {
      data[to] = data[r0 + j]
      data[to + 1] = data[r1 + j]
      data[to + 2] = data[r2 + j]
      data[to + 3] = data[r3 + j]
      data[to + 4] = data[r4 + j]
      data[to + 5] = data[r5 + j]
      data[to + 6] = data[r6 + j]
      data[to + 7] = data[r7 + j]
    }
  }
  for (; i < size; i++) for (let j = i + 1; j < size; j++) data[j * size + i] = data[i * size + j]
}

/** Adds `value` to the diagonal of `data` (size × size, row-major). */
export function addToDiagonal(data: Float64Array, size: number, value: number): void {
  if (value === 0) return
  for (let at = 0; at < data.length; at += size + 1) data[at] += value
}

/** A + value · I, A staying as it is. */
export function plusIdentity(A: Matrix, value: number): Matrix {
  const data = A.data.slice()
  addToDiagonal(data, A.rows, value)
  return { ...A, data }
}

/**
 * Replaces C (size × size, row-major) by (C + Cᵀ)/2, symmetric to the last bit, and returns ‖C − Cᵀ‖_F / ‖C‖_F of
 * what was there before (0 for C = 0).
 */
export function symmetrise(C: Float64Array, size: number): number {
  let difference = 0
  let norm = 0
  for (let i = 0; i < size; i++) {
    norm += C[i * size + i] * C[i * size + i]
    for (let j = i + 1; j < size; j++) {
      const upper = C[i * size + j]
      const lower = C[j * size + i]
      norm += upper * upper + lower * lower
      difference += 2 * (upper - lower) * (upper - lower)
      const mean = (upper + lower) / 2
      C[i * size + j] = mean
      C[j * size + i] = mean
    }
  }
  return norm === 0 ? 0 : Math.sqrt(difference / norm)
}
