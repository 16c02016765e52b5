import type { Network } from '../network/network.ts'

/** Where the rows (and columns) of a W × W matrix belong: boundaries of the layers' and the units' weights. */
export interface Partition {
  /** First index of every weight layer, and W at the end. */
  readonly layers: readonly number[]
  /** First index of every unit's weights, and W at the end. */
  readonly units: readonly number[]
}

/** The partition of w by layers and by the units that the weights lead to. */
export function partitionOf(network: Pick<Network, 'L' | 'W' | 'layers' | 'columns' | 'offsets'>): Partition {
  const layers: number[] = []
  const units: number[] = []
  for (let l = 1; l <= network.L; l++) {
    layers.push(network.offsets[l])
    for (let j = 0; j < network.layers[l]; j++) units.push(network.offsets[l] + j * network.columns[l])
  }
  return { layers: [...layers, network.W], units: [...units, network.W] }
}

/** The first index of the block before (−1) or after (1) the block `index` is in; the last index at the end. */
export function jump(boundaries: readonly number[], index: number, direction: -1 | 1): number {
  const W = boundaries[boundaries.length - 1]
  if (direction > 0) return Math.min(W - 1, boundaries.find((start) => start > index) ?? W - 1)
  return boundaries.findLast((start) => start < index) ?? 0
}
