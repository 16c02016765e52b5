import { Pace } from '../linalg/pace.ts'
import { multiplyInto } from '../linalg/product.ts'
import type { Steps } from '../linalg/steps.ts'
import { backPropagate } from '../network/backward.ts'
import { propagate } from '../network/forward.ts'
import { splitPatterns } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import { createWorkspace, loadPatterns } from '../network/workspace.ts'
import type { Workspace } from '../network/workspace.ts'
import { addInputs, addSquares, createFactors, kroneckerMatrix } from './kronecker.ts'
import type { KroneckerFactors } from './kronecker.ts'
import type { HessianMethod } from './method.ts'
import { forwardCost } from './operationCounts.ts'
import { passWork } from './passWork.ts'

/**
 * Kronecker-factored recursive approximation of the outer product. As in K-FAC a block is (1/N) Q^(l) ⊗ Σ_n z̃_n z̃_nᵀ,
 * but Q = Σ_n ∂²E_n/∂a∂aᵀ is itself propagated as a sum over the patterns (spec §3 without the h″ term):
 *
 *     Q^(L) = Σ_n M_n,  Q^(l) = (V^(l+1)ᵀ Q^(l+1) V^(l+1)) ∘ (1/N) Σ_n h′_n h′_nᵀ
 *
 * Dropped: blocks across layers, h″, and how M_n, h′_n and z̃_n of one pattern go together. Exact to the outer
 * product's blocks for one pattern. O(W) a pattern and no pass backwards of its own: the recursion runs once for all.
 */
export const kfra = {
  id: 'kfra',
  group: 'structured',
  section: null,
  equations: 'Botev et al. 2017',
  formula:
    "\\mathbf{Q} \\leftarrow (\\mathbf{V}^{\\mathrm T}\\mathbf{Q}\\mathbf{V}) \\circ \\overline{\\mathbf{h}'\\mathbf{h}'^{\\mathrm T}}",
  target: 'hessian',
  approximates: 'outer-product',
  costExponent: 1,
  operations: (network: Network, N: number) => {
    const { K, L, layers, columns } = network
    let each = forwardCost(network) + (K * (K + 1)) / 2
    let once = 0
    for (let l = 1; l <= L; l++) {
      const J = layers[l]
      each += columns[l] * (columns[l] + 1)
      if (l === L) break
      each += J * (J + 1)
      once += 2 * layers[l + 1] ** 2 * J + 2 * layers[l + 1] * J * J + 2 * J * J
    }
    return N * each + once
  },
  error: { kind: 'model', vanishes: ({ L, error }: Network) => L === 1 && error.output === 'identity' },
  parameters: [],
  refuses: () => null,
  evaluate: function* (problem: Problem) {
    return { matrix: kroneckerMatrix(yield* recursiveFactors(problem), problem) }
  },
} as const satisfies HessianMethod

function* recursiveFactors(problem: Problem): Steps<KroneckerFactors> {
  const { network, N, w } = problem
  const { L, layers, columns } = network
  let work = 2 * passWork(network)
  for (let l = 1; l <= L; l++) work += layers[l] ** 2 + columns[l] ** 2
  const parts = splitPatterns(problem, Math.ceil(Pace.step / work))
  const workspace = createWorkspace(network, parts[0].x, parts[0].N)
  const factors = createFactors(network)
  const slopes = layers.map((J, l) => new Float64Array(l >= 1 && l < L ? J * J : 0))
  const pace = new Pace(N * work)
  for (const part of parts) {
    loadPatterns(workspace, part.x, part.N)
    propagate(workspace, w)
    backPropagate(workspace, part)
    addOutputCurvature(workspace, part, factors.gamma[L])
    for (let l = 1; l < L; l++) addSquares(workspace.first[l], layers[l], part.N, slopes[l])
    addInputs(factors, workspace)
    if (pace.due(part.N * work)) yield pace.fraction
  }
  for (let l = L - 1; l >= 1; l--) propagateBack(problem, l, factors.gamma, slopes[l])
  return factors
}

/** Adds Σ_n M_n. */
function addOutputCurvature({ network, N, y }: Workspace, { t }: Problem, sum: Float64Array): void {
  const { K, error } = network
  const M = new Float64Array(K * K)
  for (let n = 0; n < N; n++) {
    error.curvature(y, t, n * K, K, M, 0)
    for (let at = 0; at < K * K; at++) sum[at] += M[at]
  }
}

/** Writes Q^(l) from Q^(l+1). */
function propagateBack(
  { network, N, w }: Problem,
  l: number,
  Q: readonly Float64Array[],
  slopes: Float64Array,
): void {
  const { layers, columns, offsets, bias } = network
  const J = layers[l]
  const next = layers[l + 1]
  const I = columns[l + 1]
  const V = offsets[l + 1] + (bias ? 1 : 0)
  const QV = new Float64Array(next * J)
  multiplyInto(Q[l + 1], 0, next, 1, w, V, I, 1, next, next, J, QV, 0, J, false)
  multiplyInto(w, V, 1, I, QV, 0, J, 1, J, next, J, Q[l], 0, J, false)
  for (let j = 0; j < J; j++) {
    for (let k = j; k < J; k++) {
      const value = (Q[l][j * J + k] * slopes[j * J + k]) / N
      Q[l][j * J + k] = value
      Q[l][k * J + j] = value
    }
  }
}
