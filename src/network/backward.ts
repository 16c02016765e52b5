import { multiplyInto } from '../linalg/product.ts'
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
  const { network, N, y, first, s, delta } = workspace
  const { L, K, layers, columns, offsets, error, bias } = network
  const b = bias ? 1 : 0
  fillOutputs(workspace)
  for (let n = 0; n < N; n++) error.delta(y, problem.t, delta[L], n * K, K)
  for (let l = L - 1; l >= 1; l--) {
    addSumsBackwards(
      problem.w,
      offsets[l + 1],
      layers[l + 1],
      columns[l + 1],
      b,
      delta[l + 1],
      N,
      s[l],
      false,
    )
    fillDerivative(workspace, l, 'first', first[l])
    const firstl = first[l]
    const sl = s[l]
    const deltal = delta[l]
    for (let at = 0; at < N * layers[l]; at++) deltal[at] = firstl[at] * sl[at]
  }
}

/** Writes, or adds if `add`, out[n, i] = Σ_k w[k, i] delta[n, k] for w of K × I at `offset`, bias column left out. */
export function addSumsBackwards(
  w: Float64Array,
  offset: number,
  K: number,
  I: number,
  b: number,
  delta: Float64Array,
  N: number,
  out: Float64Array,
  add: boolean,
): void {
  multiplyInto(delta, 0, K, 1, w, offset + b, I, 1, N, K, I - b, out, 0, I - b, add)
}

/** Fills h″(a^(l)) after `propagate`. */
export function secondDerivatives(workspace: Workspace): void {
  for (let l = 1; l < workspace.network.L; l++) fillDerivative(workspace, l, 'second', workspace.second[l])
}

/** Writes h′ or h″ of layer l's units, N × J_l, from their values where the activation allows it. */
function fillDerivative(
  { network, N, a, z }: Workspace,
  l: number,
  order: 'first' | 'second',
  out: Float64Array,
): void {
  const activation = network.activations[l - 1]
  const J = network.layers[l]
  if (!activation.fromValue) {
    const h = activation[order]
    const al = a[l]
    for (let at = 0; at < N * J; at++) out[at] = h(al[at])
    return
  }
  const h = activation.fromValue[order]
  const zl = z[l]
  const b = network.bias ? 1 : 0
  for (let n = 0, from = b, to = 0; n < N; n++, from += b) {
    for (let j = 0; j < J; j++) out[to++] = h(zl[from++])
  }
}

/** Writes ∇E = Σ_n δ^(l) z̃^(l−1)ᵀ + α w into `gradient` after `backPropagate`; 2 W operations a pattern. */
export function gradientOf(
  { network, N, z, delta }: Workspace,
  problem: Problem,
  gradient: Float64Array,
): void {
  const { L, layers, columns, offsets } = network
  for (let l = 1; l <= L; l++) {
    addOuterProducts(delta[l], layers[l], z[l - 1], columns[l], N, gradient, offsets[l], false)
  }
  const { weightDecay, w } = problem
  if (weightDecay === 0) return
  for (let i = 0; i < w.length; i++) gradient[i] += weightDecay * w[i]
}

/** Writes, or adds if `add`, out[j, i] = Σ_n delta[n, j] z[n, i] (J × I at `offset`), patterns in order. */
export function addOuterProducts(
  delta: Float64Array,
  J: number,
  z: Float64Array,
  I: number,
  N: number,
  out: Float64Array,
  offset: number,
  add: boolean,
): void {
  multiplyInto(delta, 0, 1, J, z, 0, I, 1, J, N, I, out, offset, I, add)
}

/** Writes ∇E(w) by a forward and a backward pass over the patterns loaded. */
export function gradientInto(problem: Problem, workspace: Workspace, gradient: Float64Array): void {
  propagate(workspace, problem.w)
  backPropagate(workspace, problem)
  gradientOf(workspace, problem, gradient)
}

/** E(w) and ∇E(w), W numbers in the order of w; weight decay included once (spec §1.2, §2). */
export function energyAndGradient(
  problem: Problem,
  workspace: Workspace = createWorkspace(problem.network, problem.x, problem.N),
): { energy: number; gradient: Float64Array } {
  const gradient = new Float64Array(problem.network.W)
  gradientInto(problem, workspace, gradient)
  return { energy: energyOf(workspace, problem), gradient }
}
