import { multiplyInto } from '../linalg/product.ts'
import type { Network, Problem } from './network.ts'
import { createWorkspace } from './workspace.ts'
import type { Workspace } from './workspace.ts'

/**
 * Forward propagation of all patterns: fills a^(l) = W^(l) z̃^(l−1) and z^(l) = h(a^(l)) for l = 1 … L, but not
 * y (PRML (5.48), (5.49); spec §2). 2 W operations a pattern.
 */
export function propagate(workspace: Workspace, w: Float64Array): void {
  const { network, N, z, a } = workspace
  const { L, layers, columns, offsets, activations, bias } = network
  const b = bias ? 1 : 0
  for (let l = 1; l <= L; l++) {
    addWeightedSums(w, offsets[l], layers[l], columns[l], z[l - 1], N, a[l], false)
    if (l === L) break
    const { h } = activations[l - 1]
    const J = layers[l]
    const al = a[l]
    const zl = z[l]
    for (let n = 0, from = 0, to = b; n < N; n++, to += b) {
      for (let j = 0; j < J; j++) zl[to++] = h(al[from++])
    }
  }
}

/** Writes, or adds if `add`, out[n, j] = Σ_i w[j, i] z[n, i] for w of J × I at `offset`, z of N × I. */
export function addWeightedSums(
  w: Float64Array,
  offset: number,
  J: number,
  I: number,
  z: Float64Array,
  N: number,
  out: Float64Array,
  add: boolean,
): void {
  multiplyInto(z, 0, I, 1, w, offset, 1, I, N, I, J, out, 0, J, add)
}

/** Fills y = f(a^(L)). */
export function fillOutputs({ network, N, a, y }: Workspace): void {
  const { K, L, error } = network
  for (let n = 0; n < N; n++) error.outputs(a[L], y, n * K, K)
}

/** E(w) of a workspace after `propagate`: Σ_n E_n in the order of the patterns, plus (α/2) wᵀw. */
export function energyOf({ network, N, a }: Workspace, { t, w, weightDecay }: Problem): number {
  const { K, L, error } = network
  let E = 0
  for (let n = 0; n < N; n++) E += error.energy(a[L], t, n * K, K)
  if (weightDecay === 0) return E
  let squares = 0
  for (let i = 0; i < w.length; i++) squares += w[i] * w[i]
  return E + (weightDecay / 2) * squares
}

/** E(w) = Σ_n E_n(w) + (α/2) wᵀw (spec §1.2). */
export function energy(
  problem: Problem,
  workspace: Workspace = createWorkspace(problem.network, problem.x, problem.N),
): number {
  propagate(workspace, problem.w)
  return energyOf(workspace, problem)
}

/** The outputs y, N × K row-major, of the network with weights w for the patterns x (N × D row-major). */
export function outputs(network: Network, w: Float64Array, x: Float64Array, N: number): Float64Array {
  const workspace = createWorkspace(network, x, N)
  propagate(workspace, w)
  fillOutputs(workspace)
  return workspace.y
}
