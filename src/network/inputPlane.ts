type Range = readonly [number, number]

/**
 * Inputs over the plane of the first two (row-major, D columns): the centres of resolution × resolution pixels, from the
 * top row down and from left to right. Further inputs are held at `others` (D numbers, of which the first two are not
 * used; 0 by default).
 */
export function planeInputs(
  D: number,
  [left, right]: Range,
  [bottom, top]: Range,
  resolution: number,
  others?: ArrayLike<number>,
): Float64Array {
  const inputs = new Float64Array(resolution * resolution * D)
  for (let row = 0, k = 0; row < resolution; row++)
    for (let column = 0; column < resolution; column++, k += D) {
      inputs[k] = left + ((right - left) * (column + 0.5)) / resolution
      inputs[k + 1] = top - ((top - bottom) * (row + 0.5)) / resolution
      for (let d = 2; d < D; d++) inputs[k + d] = others?.[d] ?? 0
    }
  return inputs
}

/** The mean of each of D inputs over N patterns, x: (N, D) row-major. */
export function inputMeans(x: Float64Array, N: number, D: number): Float64Array {
  return Float64Array.from({ length: D }, (_, d) => {
    let sum = 0
    for (let n = 0; n < N; n++) sum += x[n * D + d]
    return sum / N
  })
}
