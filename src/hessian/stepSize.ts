import type { Problem } from '../network/network.ts'

/** Multiply–adds between two yields: some 4 ms of plain TypeScript. */
export const stepWork = 8e6

/** Patterns worked on together, so that a panel of four columns stays in the fastest cache. */
const patternsAtOnce = 256

/** Numbers the arrays of one chunk may hold. */
const chunkBudget = 1 << 21

/** How many patterns the exact Hessian takes at a time: all, as long as its arrays stay within bounds. */
export function capacityFor({ network: { layers, columns, L }, N }: Problem): number {
  let largest = 1
  let curvature = 0
  for (let l = 1; l <= L; l++) {
    curvature += layers[l] * layers[l]
    for (let m = l; m <= L; m++) {
      if (m > l) curvature += layers[m] * layers[l] + layers[m - 1] * layers[l]
      largest = Math.max(largest, layers[l] * layers[m], columns[l] * columns[m])
    }
  }
  return Math.max(1, Math.min(N, patternsAtOnce, Math.floor(chunkBudget / (curvature + 2 * largest))))
}

/** Multiply–adds that evaluating h once is worth. */
const activationWork = 16

/** Work of a forward pass over all patterns, in multiply–adds. */
export function passWork({ network: { W, layers, L }, N }: Problem): number {
  let hidden = 0
  for (let l = 1; l < L; l++) hidden += layers[l]
  return N * (W + activationWork * hidden)
}
