import type { Network } from './network.ts'

/**
 * The numbers one pass over N patterns leaves behind. Every array holds a pattern a row; layers are indexed by l
 * as in the spec, so index 0 of the arrays per layer of weights is empty. A workspace is made once and used for
 * any number of passes.
 */
export interface Workspace {
  readonly network: Network
  /** Patterns loaded; the arrays may have room for more. */
  N: number
  /** z̃^(l) = (1, z^(l)), N × n_{l+1}, for l = 0 … L−1: the units with the bias's 1 in front, if there are biases. */
  readonly z: readonly Float64Array[]
  /** a^(l), N × J_l, l = 1 … L. */
  readonly a: readonly Float64Array[]
  /** f(a^(L)), N × K. */
  readonly y: Float64Array
  /** h′(a^(l)), N × J_l, l = 1 … L−1. */
  readonly first: readonly Float64Array[]
  /** h″(a^(l)), N × J_l, l = 1 … L−1; filled by `secondDerivatives` alone. */
  readonly second: readonly Float64Array[]
  /** s^(l) = V^(l+1)ᵀ δ^(l+1), N × J_l, l = 1 … L−1: needed again, multiplied by h″. */
  readonly s: readonly Float64Array[]
  /** δ^(l) = ∂E_n/∂a^(l), N × J_l, l = 1 … L. */
  readonly delta: readonly Float64Array[]
}

const none = new Float64Array(0)

/** A workspace with the patterns x (N × D, row-major) loaded and room for no more. */
export function createWorkspace(network: Network, x: Float64Array, N: number): Workspace {
  const { L, layers, columns, bias } = network
  const perLayer = (from: number, to: number, width: (l: number) => number): Float64Array[] => {
    const arrays: Float64Array[] = []
    for (let l = 0; l <= L; l++) arrays.push(l >= from && l <= to ? new Float64Array(N * width(l)) : none)
    return arrays
  }
  const units = (l: number): number => layers[l]
  const z = perLayer(0, L - 1, (l) => columns[l + 1])
  if (bias) {
    for (let l = 0; l < L; l++) {
      const width = columns[l + 1]
      for (let at = 0; at < N * width; at += width) z[l][at] = 1
    }
  }
  const workspace: Workspace = {
    network,
    N,
    z,
    a: perLayer(1, L, units),
    y: new Float64Array(N * layers[L]),
    first: perLayer(1, L - 1, units),
    second: perLayer(1, L - 1, units),
    s: perLayer(1, L - 1, units),
    delta: perLayer(1, L, units),
  }
  loadPatterns(workspace, x, N)
  return workspace
}

/** Loads the patterns x (N × D, row-major), no more than the workspace was made for, in place of what was there. */
export function loadPatterns(workspace: Workspace, x: Float64Array, N: number): void {
  const { network, z } = workspace
  const { D, columns } = network
  const inputs = z[0]
  const b = columns[1] - D
  for (let n = 0, from = 0, to = b; n < N; n++, to += b) {
    for (let i = 0; i < D; i++) inputs[to++] = x[from++]
  }
  workspace.N = N
}
