import { diagonalMatrix } from '../linalg/matrix.ts'
import { addToDiagonal } from '../linalg/symmetric.ts'
import type { Network, Problem } from '../network/network.ts'
import { diagonalEntries, diagonalOutputs } from './diagonal.ts'
import type { HessianMethod } from './method.ts'
import { forwardCost, hidden, inner } from './operationCounts.ts'

/**
 * The diagonal approximation of 5.4.1 without its h″ term, which Becker and LeCun call the Levenberg–Marquardt
 * approximation (spec §4):
 *
 *     q^(L)_k = M_kk,  q^(l)_j = h′(a_j)² Σ_k (w_kj)² q^(l+1)_k,  ∂²E_n/∂w_ji² ≈ q_j z̃_i²
 *
 * No entry is negative, and no residual is needed: it stands in for the diagonal of the outer product, and equals it
 * where every ∂²E_n/∂a_k∂a_k′ that is propagated is diagonal. O(W) a pattern.
 */
export const levenbergMarquardtDiagonal = {
  id: 'levenberg-marquardt-diagonal',
  group: 'structured',
  section: null,
  equations: 'Becker & LeCun 1988',
  formula: "q = h'^2 \\textstyle\\sum w^2 q",
  target: 'hessian',
  approximates: 'outer-product',
  costExponent: 1,
  operations: (network: Network, N: number) => {
    const Z = network.columns.reduce((sum, n) => sum + n, 0)
    return (
      N * (forwardCost(network) + 2 * network.W + 2 * inner(network) + 2 * hidden(network) + Z) +
      inner(network)
    )
  },
  error: {
    kind: 'model',
    vanishes: (network: Network) => network.L === 1 && network.columns[1] === 1 && diagonalOutputs(network),
  },
  parameters: [],
  refuses: () => null,
  evaluate: function* (problem: Problem) {
    const matrix = diagonalMatrix(yield* diagonalEntries(problem, false))
    addToDiagonal(matrix.data, matrix.rows, problem.weightDecay)
    return { matrix }
  },
} as const satisfies HessianMethod
