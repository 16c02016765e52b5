import type { Steps } from '../linalg/steps.ts'
import type { Network, Problem } from '../network/network.ts'
import { visitFactors } from './factorVisits.ts'
import { addInputs, addSquares, createFactors, kroneckerMatrix } from './kronecker.ts'
import type { KroneckerFactors } from './kronecker.ts'
import type { HessianMethod } from './method.ts'
import { forwardCost, hidden, inner } from './operationCounts.ts'

/**
 * The Kronecker-factored approximation of the outer product (spec §11): its block of layer l, Σ_n Γ_n ⊗ z̃_n z̃_nᵀ with
 * Γ_n = G_nᵀ M_n G_n, G_n = ∂a^(L)/∂a^(l), is replaced by
 *
 *     (1/N) (Σ_n Γ_n) ⊗ (Σ_n z̃_n z̃_nᵀ)
 *
 * as if a pattern's Γ_n and z̃_n had nothing to do with each other. Blocks across layers are dropped. A block is exact
 * for one pattern, and wherever Γ_n or z̃_n z̃_nᵀ is the same for all. O(K W) a pattern; the factors are all that is kept.
 */
export const kFac = {
  id: 'k-fac',
  group: 'structured',
  section: null,
  equations: 'Martens & Grosse 2015',
  formula:
    '\\tfrac1N (\\textstyle\\sum_n \\mathbf{\\Gamma}_n) \\otimes (\\sum_n \\tilde{\\mathbf{z}}_n \\tilde{\\mathbf{z}}_n^{\\mathrm T})',
  target: 'hessian',
  approximates: 'outer-product',
  costExponent: 1,
  operations: (network: Network, N: number) => {
    const { K, L, layers, columns, error } = network
    let cost = forwardCost(network) + 2 * K * inner(network) + K * hidden(network)
    for (let l = 1; l <= L; l++) {
      const J = layers[l]
      const I = columns[l]
      cost += error.curvatureCost * K * J + K * J * (J + 1) + I * (I + 1)
    }
    return N * cost
  },
  error: { kind: 'model', vanishes: ({ L, error }: Network) => L === 1 && error.output === 'identity' },
  parameters: [],
  refuses: () => null,
  evaluate: function* (problem: Problem) {
    return { matrix: kroneckerMatrix(yield* kroneckerFactors(problem), problem) }
  },
} as const satisfies HessianMethod

/** Σ_n Γ_n and Σ_n z̃_n z̃_nᵀ of every layer. */
export function* kroneckerFactors(problem: Problem): Steps<KroneckerFactors> {
  const { network } = problem
  const { K, L, layers, columns } = network
  let work = 0
  for (let l = 1; l <= L; l++) work += K * layers[l] ** 2 + columns[l] ** 2
  const factors = createFactors(network)
  yield* visitFactors(problem, work, ({ G }, workspace) => {
    for (let l = 1; l <= L; l++) addSquares(G[l], layers[l], workspace.N * K, factors.gamma[l])
    addInputs(factors, workspace)
  })
  return factors
}
