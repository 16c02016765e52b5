import { addOuterProducts, backPropagate, secondDerivatives, sumsBackwards } from './backward.ts'
import { propagate } from './forward.ts'
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

/** A product workspace for the first N of the patterns x (N × D, row-major). */
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
  propagate(passes, problem.w)
  backPropagate(passes, problem)
  secondDerivatives(passes)
  propagateR(workspace, problem, v)
  for (let l = L - 1; l >= 1; l--) {
    const rDeltal = rDelta[l]
    sumsBackwardsOfBoth(
      problem.w,
      v,
      offsets[l + 1],
      layers[l + 1],
      columns[l + 1],
      bias,
      rDelta[l + 1],
      delta[l + 1],
      N,
      rDeltal,
    )
    const rAl = workspace.rA[l]
    for (let at = 0; at < rDeltal.length; at++) {
      rDeltal[at] = second[l][at] * rAl[at] * s[l][at] + first[l][at] * rDeltal[at]
    }
  }
  startWithDecay(out, problem, v)
  for (let l = 1; l <= L; l++) {
    addOuterProducts(rDelta[l], layers[l], z[l - 1], columns[l], N, out, offsets[l])
    if (l > 1) addOuterProducts(delta[l], layers[l], rZ[l - 1], columns[l], N, out, offsets[l])
  }
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
  propagate(passes, problem.w)
  backPropagate(passes, problem)
  propagateR(workspace, problem, v)
  for (let l = L - 1; l >= 1; l--) {
    const rDeltal = rDelta[l]
    sumsBackwards(problem.w, offsets[l + 1], layers[l + 1], columns[l + 1], bias, rDelta[l + 1], N, rDeltal)
    for (let at = 0; at < rDeltal.length; at++) rDeltal[at] *= first[l][at]
  }
  startWithDecay(out, problem, v)
  for (let l = 1; l <= L; l++) {
    addOuterProducts(rDelta[l], layers[l], z[l - 1], columns[l], N, out, offsets[l])
  }
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
    const I = columns[l]
    const zl = z[l - 1]
    const rZl = rZ[l - 1]
    const rAl = rA[l]
    for (let n = 0, to = 0, row = 0; n < N; n++, row += I) {
      for (let j = 0, at = offsets[l]; j < J; j++) {
        let sum = 0
        for (let i = row; i < row + I; i++, at++) sum += v[at] * zl[i] + w[at] * rZl[i]
        rAl[to++] = sum
      }
    }
    if (l === L) break
    for (let n = 0, from = 0, to = b; n < N; n++, to += b) {
      for (let j = 0; j < J; j++, from++) rZ[l][to++] = first[l][from] * rAl[from]
    }
  }
  for (let n = 0; n < N; n++) error.curvatureProduct(y, t, rA[L], rDelta[L], n * K, K)
}

/** Writes out[n, i] = Σ_k w[k, i] rDelta[n, k] + v[k, i] delta[n, k], bias columns left out. */
function sumsBackwardsOfBoth(
  w: Float64Array,
  v: Float64Array,
  offset: number,
  K: number,
  I: number,
  bias: boolean,
  rDelta: Float64Array,
  delta: Float64Array,
  N: number,
  out: Float64Array,
): void {
  const b = bias ? 1 : 0
  const J = I - b
  for (let n = 0, to = 0, from = 0; n < N; n++, to += J) {
    for (let j = to; j < to + J; j++) out[j] = 0
    for (let k = 0, at = offset + b; k < K; k++, from++, at += b) {
      const r = rDelta[from]
      const d = delta[from]
      for (let j = to; j < to + J; j++, at++) out[j] += w[at] * r + v[at] * d
    }
  }
}

function startWithDecay(out: Float64Array, { weightDecay }: Problem, v: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = weightDecay === 0 ? 0 : weightDecay * v[i]
}
