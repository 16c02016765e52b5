import { zeros } from '../linalg/matrix.ts'
import { symmetrise } from '../linalg/symmetric.ts'
import { backPropagate, gradientOf } from '../network/backward.ts'
import { propagate } from '../network/forward.ts'
import type { Network, Problem } from '../network/network.ts'
import { createWorkspace } from '../network/workspace.ts'
import type { HessianMethod, Parameter, ParameterValues } from './method.ts'
import { gradientCost } from './operationCounts.ts'
import { passWork, stepWork } from './stepSize.ts'

/** u^{1/3}, where truncation and round-off balance (spec §7). */
const epsilon = {
  name: 'epsilon',
  symbol: '\\epsilon',
  default: 5e-6,
  min: 1e-12,
  max: 1,
  scale: 'log',
} as const satisfies Parameter

/**
 * Central differences of the gradient, PRML 5.4.4, equation (5.91): column j is
 * [∇E(w + ε e_j) − ∇E(w − ε e_j)]/(2ε) = ∇∂E/∂w_j + O(ε²), 2 W back-propagations over all patterns. The columns C do
 * not make a symmetric matrix; (C + Cᵀ)/2 is returned and ‖C − Cᵀ‖/‖C‖ reported, which is of the size of the error.
 * Round-off grows as 1/ε. O(W²) a pattern.
 */
export const gradientDifferences = {
  id: 'gradient-differences',
  section: '5.4.4',
  equations: '(5.91)',
  formula:
    'H_{ij} \\simeq \\frac{\\partial_i E(w_j + \\epsilon) - \\partial_i E(w_j - \\epsilon)}{2\\epsilon}',
  target: 'hessian',
  costExponent: 2,
  operations: (network: Network, N: number) =>
    2 * network.W * N * gradientCost(network) + 3 * network.W * network.W - network.W,
  error: { kind: 'differences', order: 2, roundOff: 1 },
  parameters: [epsilon],
  refuses: () => null,
  evaluate: function* (problem: Problem, parameters: ParameterValues) {
    const { network, N, x, w } = problem
    const { W } = network
    const step = parameters.epsilon
    const workspace = createWorkspace(network, x, N)
    const moved: Problem = { ...problem, w: w.slice() }
    const gradientAt = (out: Float64Array): void => {
      propagate(workspace, moved.w)
      backPropagate(workspace, moved)
      gradientOf(workspace, moved, out)
    }
    const plus = new Float64Array(W)
    const minus = new Float64Array(W)
    const matrix = zeros(W, W)
    const work = 4 * passWork(problem)
    let sinceYield = 0
    for (let j = 0; j < W; j++) {
      moved.w[j] = w[j] + step
      gradientAt(plus)
      moved.w[j] = w[j] - step
      gradientAt(minus)
      moved.w[j] = w[j]
      for (let i = 0; i < W; i++) matrix.data[j * W + i] = (plus[i] - minus[i]) / (2 * step)
      sinceYield += work
      if (sinceYield > stepWork) {
        sinceYield = 0
        yield (j + 1) / W
      }
    }
    return { matrix, asymmetry: symmetrise(matrix.data, W) }
  },
} as const satisfies HessianMethod
