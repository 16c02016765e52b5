import type { Network } from './network.ts'

/**
 * The weights (W,) after the hidden units i and j of layer l (both from 1) change places: their rows of W^(l) and
 * their columns of W^(l+1). The network's function and E stay as they are; rows and columns of the Hessian change
 * places with the weights. Throws a RangeError where there are no such hidden units.
 */
export function swapUnits(network: Network, w: Float64Array, l: number, i: number, j: number): Float64Array {
  checkUnit(network, l, i)
  checkUnit(network, l, j)
  const { offsets, columns, layers, bias } = network
  const swapped = w.slice()
  const n = columns[l]
  const first = offsets[l] + (i - 1) * n
  const second = offsets[l] + (j - 1) * n
  swapped.set(w.subarray(second, second + n), first)
  swapped.set(w.subarray(first, first + n), second)
  for (let k = 0; k < layers[l + 1]; k++) {
    const row = offsets[l + 1] + k * columns[l + 1] + (bias ? 0 : -1)
    swapped[row + i] = w[row + j]
    swapped[row + j] = w[row + i]
  }
  return swapped
}

/** Whether the sign of the units of hidden layer l may be flipped: whether h is odd, h(−a) = −h(a), to the last bit. */
export function flips(network: Network, l: number): boolean {
  const activation = network.activations[l - 1]
  if (!activation) return false
  return probes.every((a) => {
    const value = activation.h(a)
    return Number.isFinite(value) && activation.h(-a) === -value
  })
}

const probes = [0, 1e-3, 0.11, 0.37, 0.5, 0.93, 1, 1.7, 2.5, 3.1, 4.9, 7.3, 11, 15.2] as const

/**
 * The weights (W,) after everything into and out of hidden unit j of layer l (both from 1) changes its sign. With an
 * odd activation the network's function and E stay as they are. Throws a RangeError where there is no such unit or
 * its activation is not odd.
 */
export function flipUnit(network: Network, w: Float64Array, l: number, j: number): Float64Array {
  checkUnit(network, l, j)
  if (!flips(network, l)) throw new RangeError(`the units of layer ${l} do not flip with their sign`)
  const { offsets, columns, layers, bias } = network
  const flipped = w.slice()
  const n = columns[l]
  const start = offsets[l] + (j - 1) * n
  for (let at = start; at < start + n; at++) flipped[at] = -w[at]
  for (let k = 0; k < layers[l + 1]; k++) {
    const at = offsets[l + 1] + k * columns[l + 1] + j - (bias ? 0 : 1)
    flipped[at] = -w[at]
  }
  return flipped
}

function checkUnit({ L, layers }: Network, l: number, j: number): void {
  if (!(l >= 1 && l < L && j >= 1 && j <= layers[l] && Number.isInteger(l) && Number.isInteger(j)))
    throw new RangeError(`there is no hidden unit ${j} in layer ${l}`)
}
