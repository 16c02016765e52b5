import type { Matrix } from '../linalg/matrix.ts'
import type { Steps } from '../linalg/steps.ts'
import { addToDiagonal } from '../linalg/symmetric.ts'
import type { Network, Problem } from '../network/network.ts'
import { visitFactors } from './factorVisits.ts'
import { sumGradientProducts } from './gradientProducts.ts'
import type { HessianMethod } from './method.ts'
import { hidden, inner } from './operationCounts.ts'

/**
 * The empirical Fisher matrix Σ_n g_n g_nᵀ, g_n = ∇E_n with the targets there are (spec §11): J_nᵀ δ_n δ_nᵀ J_n where
 * the outer product has J_nᵀ M_n J_n. It is not the Fisher matrix, whose targets are drawn from p(t|x, w) and which is
 * the outer product: at a minimum of the sum of squares it is about the variance of the residuals times that, and
 * where the targets are met it vanishes. `facts.scale` is tr Σ_n g_n g_nᵀ / tr Σ_n J_nᵀ M_n J_n. O(W²) a pattern.
 */
export const empiricalFisher = {
  id: 'empirical-fisher',
  group: 'sampled',
  section: null,
  equations: 'Kunstner et al. 2019',
  formula: '\\textstyle\\sum_n \\nabla E_n (\\nabla E_n)^{\\mathrm T}',
  target: 'hessian',
  approximates: 'outer-product',
  costExponent: 2,
  operations: (network: Network, N: number) => {
    const { W, K } = network
    return N * (3 * W + 2 * inner(network) + hidden(network) + K + W * (W + 1))
  },
  error: { kind: 'model', vanishes: () => false },
  parameters: [],
  refuses: () => null,
  evaluate: function* (problem: Problem) {
    const matrix = yield* sumGradientProducts(problem, 1, ({ t }) => [t])
    const scale = traceOf(matrix) / (yield* traceOfOuterProduct(problem))
    addToDiagonal(matrix.data, matrix.rows, problem.weightDecay)
    return { matrix, facts: { scale } }
  },
} as const satisfies HessianMethod

function traceOf({ rows, data }: Matrix): number {
  let trace = 0
  for (let i = 0; i < rows; i++) trace += data[i * (rows + 1)]
  return trace
}

/** tr Σ_n J_nᵀ M_n J_n = Σ_n Σ_l tr Γ_n |z̃_n|², by the passes alone. */
function* traceOfOuterProduct(problem: Problem): Steps<number> {
  const { K, L, W, layers, columns } = problem.network
  let trace = 0
  yield* visitFactors(problem, W, ({ G }, { N, z }) => {
    for (let l = 1; l <= L; l++) {
      const width = K * layers[l]
      for (let n = 0; n < N; n++)
        trace += squaresOf(G[l], n * width, width) * squaresOf(z[l - 1], n * columns[l], columns[l])
    }
  })
  return trace
}

function squaresOf(v: Float64Array, from: number, count: number): number {
  let sum = 0
  for (let i = from; i < from + count; i++) sum += v[i] * v[i]
  return sum
}
