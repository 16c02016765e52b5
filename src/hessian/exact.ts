import type { Network, Problem } from '../network/network.ts'
import { sumBlocks } from './blockSums.ts'
import { blockSizes, createBlocks } from './exactBlocks.ts'
import type { HessianMethod } from './method.ts'
import { exactCost } from './operationCounts.ts'

/**
 * The exact Hessian by back-propagation, PRML 5.4.5, equations (5.93)–(5.95), for any number of layers (spec §3):
 * with Q = ∂²E_n/∂a∂aᵀ propagated backwards and P = ∂z/∂a forwards,
 *
 *     l = m:  H = z̃_i z̃_p Q_jk
 *     l < m:  H = z̃_i { R_kj z̃_p + δ_k P_pj },  R = Q^(m) ∂a^(m)/∂a^(l)
 *
 * Nothing is dropped. O(W²) a pattern.
 */
export const exact = {
  id: 'exact',
  group: 'book',
  section: '5.4.5',
  equations: '(5.93)–(5.95)',
  formula: '\\mathbf{H} = \\nabla\\nabla E(\\mathbf{w})',
  target: 'hessian',
  costExponent: 2,
  operations: (network: Network, N: number) => N * exactCost(network),
  error: { kind: 'round-off' },
  parameters: [],
  refuses: () => null,
  evaluate: (problem: Problem) => {
    const { layers, columns } = problem.network
    return sumBlocks(problem, { createBlocks, ...blockSizes(layers, columns) })
  },
} as const satisfies HessianMethod
