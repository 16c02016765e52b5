import type { Matrix } from './matrix.ts'

/** aᵀ b. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

/** A v, as many numbers as A has rows. */
export function timesVector({ rows, columns, data }: Matrix, v: Float64Array): Float64Array {
  const product = new Float64Array(rows)
  for (let i = 0; i < rows; i++) product[i] = dot(data.subarray(i * columns, (i + 1) * columns), v)
  return product
}

/** a + factor · b. */
export function sumOf(a: Float64Array, b: Float64Array, factor = 1): Float64Array {
  return a.map((value, i) => value + factor * b[i])
}
