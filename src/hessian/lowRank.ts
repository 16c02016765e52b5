import { symmetricEigenvectors } from '../linalg/eigenvalues.ts'
import type { EigenDecomposition } from '../linalg/eigenvalues.ts'
import { zeros } from '../linalg/matrix.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import { part } from '../linalg/steps.ts'
import type { Steps } from '../linalg/steps.ts'
import { mirrorUpper } from '../linalg/symmetric.ts'
import type { Network, Problem } from '../network/network.ts'
import { exact } from './exact.ts'
import type { HessianMethod, Parameter, ParameterValues } from './method.ts'
import { exactCost } from './operationCounts.ts'

/** r of a low-rank approximation. */
export const rank = {
  name: 'rank',
  symbol: 'r',
  default: 4,
  min: 1,
  max: 1000,
  scale: 'log',
  whole: true,
  useful: ({ W }: Network) => W,
} as const satisfies Parameter

/**
 * The best approximation of rank r (spec §11, Eckart–Young): Σ λ_i v_i v_iᵀ over the r eigenvalues of the exact H, weight
 * decay included, that are largest in magnitude. Dropped: the other eigenvalues, so that ‖H − H_r‖_F² is the sum of
 * their squares and ‖H − H_r‖_2 the largest of them. It shows how little of H there is to know; to get it all of H was
 * needed: O(W²) a pattern, and about 9 W³ once.
 */
export const lowRank = {
  id: 'low-rank',
  group: 'structured',
  section: null,
  equations: 'Eckart & Young 1936',
  formula: '\\textstyle\\sum_{i \\le r} \\lambda_i \\mathbf{v}_i \\mathbf{v}_i^{\\mathrm T}',
  target: 'hessian',
  costExponent: 2,
  operations: (network: Network, N: number) => N * exactCost(network) + 9 * network.W ** 3,
  error: {
    kind: 'model',
    vanishes: ({ W }: Network, parameters: ParameterValues) => parameters.rank >= W,
  },
  parameters: [rank],
  refuses: () => null,
  evaluate: function* (problem: Problem, parameters: ParameterValues) {
    const { matrix: H } = yield* part(exact.evaluate(problem), 0, 0.3)
    const decomposition = yield* part(symmetricEigenvectors(H), 0.3, 0.8)
    return { matrix: yield* part(truncated(decomposition, parameters.rank), 0.8, 1) }
  },
} as const satisfies HessianMethod

/** Σ λ_i v_i v_iᵀ over the r eigenvalues of largest magnitude; all NaN for those of a matrix that was not finite. */
function* truncated({ values, vectors }: EigenDecomposition, r: number): Steps<Matrix> {
  const W = values.length
  const matrix = zeros(W, W)
  const { data } = matrix
  const largest = Array.from(values.keys())
    .sort((i, j) => Math.abs(values[j]) - Math.abs(values[i]) || i - j)
    .slice(0, r)
  const pace = new Pace((largest.length * W * W) / 2)
  for (const i of largest) {
    const v = vectors.data.subarray(i * W, (i + 1) * W)
    for (let row = 0; row < W; row++) {
      const factor = values[i] * v[row]
      for (let column = row; column < W; column++) data[row * W + column] += factor * v[column]
    }
    if (pace.due((W * W) / 2)) yield pace.fraction
  }
  mirrorUpper(data, W)
  return matrix
}
