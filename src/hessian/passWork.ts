import type { Network } from '../network/network.ts'

/** Multiply–adds that evaluating h once is worth. */
const activationWork = 16

/** Work of a forward pass of one pattern, in multiply–adds, for dividing a method's work into steps. */
export function passWork({ W, layers, L }: Network): number {
  let hidden = 0
  for (let l = 1; l < L; l++) hidden += layers[l]
  return W + activationWork * hidden
}
