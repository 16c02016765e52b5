/** Copies the upper triangle of `data` (size × size, row-major) to the lower one: symmetric to the last bit. */
export function mirrorUpper(data: Float64Array, size: number): void {
  // In squares, because a whole column of a large matrix does not stay in the cache.
  const block = 32
  for (let i0 = 0; i0 < size; i0 += block) {
    const i1 = Math.min(i0 + block, size)
    for (let j0 = i0; j0 < size; j0 += block) {
      const j1 = Math.min(j0 + block, size)
      for (let i = i0; i < i1; i++) {
        for (let j = Math.max(j0, i + 1); j < j1; j++) data[j * size + i] = data[i * size + j]
      }
    }
  }
}

/** Adds `value` to the diagonal of `data` (size × size, row-major). */
export function addToDiagonal(data: Float64Array, size: number, value: number): void {
  if (value === 0) return
  for (let at = 0; at < data.length; at += size + 1) data[at] += value
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
