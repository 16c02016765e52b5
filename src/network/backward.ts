import { energyOf, fillOutputs, propagate } from './forward.ts'
import type { Problem } from './network.ts'
import { createWorkspace } from './workspace.ts'
import type { Workspace } from './workspace.ts'

/**
 * Error back-propagation of all patterns after `propagate`: fills y, h′, s^(l) = V^(l+1)ᵀ δ^(l+1) and
 * δ^(l) = h′(a^(l)) ∘ s^(l) from δ^(L) = ∂E_n/∂a^(L) (PRML (5.54), (5.56); spec §2).
 * 2 B + U + K operations a pattern in the letters of spec §12.
 */
export function backPropagate(workspace: Workspace, problem: Problem): void {
  const { network, N, a, y, first, s, delta } = workspace
  const { L, K, layers, columns, offsets, activations, error, bias } = network
  fillOutputs(workspace)
  for (let n = 0; n < N; n++) error.delta(y, problem.t, delta[L], n * K, K)
  for (let l = L - 1; l >= 1; l--) {
    sumsBackwards(problem.w, offsets[l + 1], layers[l + 1], columns[l + 1], bias, delta[l + 1], N, s[l])
    const h = activations[l - 1].first
    const al = a[l]
    const firstl = first[l]
    const sl = s[l]
    const deltal = delta[l]
    for (let at = 0; at < al.length; at++) {
      firstl[at] = h(al[at])
      deltal[at] = firstl[at] * sl[at]
    }
  }
}

/** Writes out[n, i] = Σ_k v[k, i] delta[n, k] for w of K × I at `offset`, v being w without its bias column. */
export function sumsBackwards(
  w: Float64Array,
  offset: number,
  K: number,
  I: number,
  bias: boolean,
  delta: Float64Array,
  N: number,
  out: Float64Array,
): void {
  const b = bias ? 1 : 0
  const J = I - b
  for (let n = 0, to = 0, from = 0; n < N; n++, to += J) {
    for (let j = to; j < to + J; j++) out[j] = 0
    for (let k = 0, at = offset + b; k < K; k++, at += b) {
      const d = delta[from++]
      for (let j = to; j < to + J; j++) out[j] += w[at++] * d
    }
  }
}

/** Fills h″(a^(l)) after `propagate`. */
export function secondDerivatives({ network, a, second }: Workspace): void {
  for (let l = 1; l < network.L; l++) {
    const h = network.activations[l - 1].second
    const al = a[l]
    const secondl = second[l]
    for (let at = 0; at < al.length; at++) secondl[at] = h(al[at])
  }
}

/** Writes ∇E = Σ_n δ^(l) z̃^(l−1)ᵀ + α w into `gradient` after `backPropagate`; 2 W operations a pattern. */
export function gradientOf(
  { network, N, z, delta }: Workspace,
  problem: Problem,
  gradient: Float64Array,
): void {
  const { L, layers, columns, offsets } = network
  for (let i = 0; i < gradient.length; i++) gradient[i] = 0
  for (let l = 1; l <= L; l++) {
    addOuterProducts(delta[l], layers[l], z[l - 1], columns[l], N, gradient, offsets[l])
  }
  const { weightDecay, w } = problem
  if (weightDecay === 0) return
  for (let i = 0; i < w.length; i++) gradient[i] += weightDecay * w[i]
}

/** Adds Σ_n delta[n, j] z[n, i] to out[j, i] (J × I at `offset`), patterns in order. */
export function addOuterProducts(
  delta: Float64Array,
  J: number,
  z: Float64Array,
  I: number,
  N: number,
  out: Float64Array,
  offset: number,
): void {
  for (let n = 0, from = 0, row = 0; n < N; n++, row += I) {
    for (let j = 0, to = offset; j < J; j++) {
      const d = delta[from++]
      for (let i = row; i < row + I; i++) out[to++] += d * z[i]
    }
  }
}

/** E(w) and ∇E(w), W numbers in the order of w; weight decay included once (spec §1.2, §2). */
export function energyAndGradient(
  problem: Problem,
  workspace: Workspace = createWorkspace(problem.network, problem.x, problem.N),
): { energy: number; gradient: Float64Array } {
  propagate(workspace, problem.w)
  backPropagate(workspace, problem)
  const gradient = new Float64Array(problem.network.W)
  gradientOf(workspace, problem, gradient)
  return { energy: energyOf(workspace, problem), gradient }
}
