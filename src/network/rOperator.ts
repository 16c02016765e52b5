import { addOuterProducts, addSumsBackwards, backPropagate, secondDerivatives } from './backward.ts'
import { addWeightedSums, propagate } from './forward.ts'
import type { Network, Problem } from './network.ts'
import { createWorkspace } from './workspace.ts'
import type { Workspace } from './workspace.ts'

/** Room for a product of the Hessian with a vector over N patterns, used for any number of products. */
export interface ProductWorkspace {
  readonly passes: Workspace
  /** R{z̃^(l)}, N × n_{l+1}, l = 0 … L−1; 0 for the bias and the inputs. */
  readonly rZ: readonly Float64Array[]
  /** R{a^(l)}, N × J_l, l = 1 … L. */
  readonly rA: readonly Float64Array[]
  /** R{δ^(l)}, N × J_l, l = 1 … L. */
  readonly rDelta: readonly Float64Array[]
}

/** A product workspace with the patterns x (N × D, row-major) loaded and room for no more. */
export function createProductWorkspace(network: Network, x: Float64Array, N: number): ProductWorkspace {
  const passes = createWorkspace(network, x, N)
  const like = (arrays: readonly Float64Array[]): Float64Array[] =>
    arrays.map((array) => new Float64Array(array.length))
  return { passes, rZ: like(passes.z), rA: like(passes.a), rDelta: like(passes.delta) }
}

/**
 * H v, W numbers, by Pearlmutter's R-operator, PRML 5.4.6, equations (5.96)–(5.111), for any number of
 * layers (spec §8): R{·} = vᵀ∇ applied to forward propagation, back-propagation and gradient. O(W) a pattern.
 * α v is included. `out` receives the product, if given.
 */
export function hessianVectorProduct(
  problem: Problem,
  v: Float64Array,
  workspace: ProductWorkspace = createProductWorkspace(problem.network, problem.x, problem.N),
  out: Float64Array = new Float64Array(problem.network.W),
): Float64Array {
  const { passes, rZ, rDelta } = workspace
  const { network, N, z, first, second, s, delta } = passes
  const { L, layers, columns, offsets, bias } = network
  const b = bias ? 1 : 0
  propagate(passes, problem.w)
  backPropagate(passes, problem)
  secondDerivatives(passes)
  propagateR(workspace, problem, v)
  for (let l = L - 1; l >= 1; l--) {
    const rDeltal = rDelta[l]
    const next = layers[l + 1]
    const width = columns[l + 1]
    addSumsBackwards(problem.w, offsets[l + 1], next, width, b, rDelta[l + 1], N, rDeltal, false)
    addSumsBackwards(v, offsets[l + 1], next, width, b, delta[l + 1], N, rDeltal, true)
    const rAl = workspace.rA[l]
    for (let at = 0; at < N * layers[l]; at++) {
      rDeltal[at] = second[l][at] * rAl[at] * s[l][at] + first[l][at] * rDeltal[at]
    }
  }
  for (let l = 1; l <= L; l++) {
    addOuterProducts(rDelta[l], layers[l], z[l - 1], columns[l], N, out, offsets[l], false)
    if (l > 1) addOuterProducts(delta[l], layers[l], rZ[l - 1], columns[l], N, out, offsets[l], true)
  }
  addDecay(out, problem, v)
  return out
}

/**
 * (Σ_n J_nᵀ M_n J_n + α I) v, W numbers: the outer-product approximation times v, by the same forward pass and
 * ordinary back-propagation of R{δ^(L)} = M R{a^(L)} (spec §8).
 */
export function gaussNewtonVectorProduct(
  problem: Problem,
  v: Float64Array,
  workspace: ProductWorkspace = createProductWorkspace(problem.network, problem.x, problem.N),
  out: Float64Array = new Float64Array(problem.network.W),
): Float64Array {
  const { passes, rDelta } = workspace
  const { network, N, z, first } = passes
  const { L, layers, columns, offsets, bias } = network
  const b = bias ? 1 : 0
  propagate(passes, problem.w)
  backPropagate(passes, problem)
  propagateR(workspace, problem, v)
  for (let l = L - 1; l >= 1; l--) {
    const rDeltal = rDelta[l]
    addSumsBackwards(
      problem.w,
      offsets[l + 1],
      layers[l + 1],
      columns[l + 1],
      b,
      rDelta[l + 1],
      N,
      rDeltal,
      false,
    )
    for (let at = 0; at < N * layers[l]; at++) rDeltal[at] *= first[l][at]
  }
  for (let l = 1; l <= L; l++) {
    addOuterProducts(rDelta[l], layers[l], z[l - 1], columns[l], N, out, offsets[l], false)
  }
  addDecay(out, problem, v)
  return out
}

/** Fills R{a^(l)} = 𝒱^(l) z̃^(l−1) + W^(l) R{z̃^(l−1)}, R{z^(l)} = h′ ∘ R{a^(l)} and R{δ^(L)} = M R{a^(L)}. */
function propagateR({ passes, rZ, rA, rDelta }: ProductWorkspace, problem: Problem, v: Float64Array): void {
  const { network, N, y, z, first } = passes
  const { L, K, layers, columns, offsets, error, bias } = network
  const { w, t } = problem
  const b = bias ? 1 : 0
  for (let l = 1; l <= L; l++) {
    const J = layers[l]
    const rAl = rA[l]
    addWeightedSums(v, offsets[l], J, columns[l], z[l - 1], N, rAl, false)
    if (l > 1) addWeightedSums(w, offsets[l], J, columns[l], rZ[l - 1], N, rAl, true)
    if (l === L) break
    for (let n = 0, from = 0, to = b; n < N; n++, to += b) {
      for (let j = 0; j < J; j++, from++) rZ[l][to++] = first[l][from] * rAl[from]
    }
  }
  for (let n = 0; n < N; n++) error.curvatureProduct(y, t, rA[L], rDelta[L], n * K, K)
}

/** Adds α v. */
function addDecay(out: Float64Array, { weightDecay }: Problem, v: Float64Array): void {
  if (weightDecay === 0) return
  for (let i = 0; i < out.length; i++) out[i] += weightDecay * v[i]
}
