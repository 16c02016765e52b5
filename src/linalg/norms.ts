/** max |v_i|, 0 for no entries; NaN if one is NaN. */
export function maxAbs(v: Float64Array): number {
  let largest = 0
  for (let i = 0; i < v.length; i++) {
    const size = Math.abs(v[i])
    if (!(size <= largest)) largest = size
    if (size !== size) return size
  }
  return largest
}

/** √Σ v_i², the Frobenius norm of a matrix given by its data; squares that over- or underflow are avoided. */
export function frobenius(v: Float64Array): number {
  let sum = 0
  for (let i = 0; i < v.length; i++) sum += v[i] * v[i]
  if (sum > 1e-280 && sum < 1e280) return Math.sqrt(sum)
  const scale = maxAbs(v)
  if (scale === 0 || !Number.isFinite(scale)) return scale
  sum = 0
  for (let i = 0; i < v.length; i++) sum += (v[i] / scale) * (v[i] / scale)
  return scale * Math.sqrt(sum)
}
