import type { Product } from './patternNumbers.ts'

/** The largest |product| that a term is added up from, down to plain numbers; for tests. */
export const largest = (one: Product): number => sizeOf(one, (size) => size)

/**
 * The same with 1 for every M_kk′. M is a difference, of y_k and y_k y_k′, and what is not computed from the matrix M
 * itself agrees with it to the round-off of those, not to its own.
 */
export const largestWithoutCurvature = (one: Product): number => sizeOf(one, () => 1)

function sizeOf({ factors }: Product, ofM: (size: number) => number): number {
  return factors.reduce((size, { tex, value, sum }) => {
    const own = tex.startsWith('M') ? ofM(Math.abs(value)) : Math.abs(value)
    return size * (sum ? Math.max(own, ...sum.map((one) => sizeOf(one, ofM))) : own)
  }, 1)
}
