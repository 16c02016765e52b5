/** max |v_i|, 0 for no entries; NaN if one is NaN. */
export function maxAbs(v: Float64Array): number {
  let largest = 0
  // Stays 0 unless something is not finite; two of them, for an addition waits for the one before.
  let [even, odd] = [0, 0]
  let i = 0
  for (; i + 1 < v.length; i += 2) {
    const first = Math.abs(v[i])
    const second = Math.abs(v[i + 1])
    if (first > largest) largest = first
    if (second > largest) largest = second
    even += first - first
    odd += second - second
  }
  if (i < v.length) {
    const rest = Math.abs(v[i])
    if (rest > largest) largest = rest
    even += rest - rest
  }
  return even + odd === 0 || !v.some(Number.isNaN) ? largest : NaN
}

/** Whether all entries are finite. */
export function allFinite(v: Float64Array): boolean {
  return Number.isFinite(maxAbs(v))
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
