import { zeros } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import { symmetrise } from '../linalg/symmetric.ts'
import { gradientInto } from '../network/backward.ts'
import { splitPatterns } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import { createWorkspace, loadPatterns } from '../network/workspace.ts'
import type { HessianMethod, Parameter, ParameterValues } from './method.ts'
import { gradientCost } from './operationCounts.ts'
import { passWork } from './passWork.ts'

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
  group: 'book',
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
    const { network, N, w } = problem
    const { W } = network
    const step = parameters.epsilon
    const work = 3 * passWork(network)
    const parts = splitPatterns({ ...problem, w: w.slice() }, gradientPatterns(network))
    const moved = parts[0].w
    const workspace = createWorkspace(network, parts[0].x, parts[0].N)
    const plus = new Float64Array(W)
    const minus = new Float64Array(W)
    const matrix = zeros(W, W)
    const pace = new Pace(2 * W * N * work)
    for (let j = 0; j < W; j++) {
      const column = matrix.data.subarray(j * W, (j + 1) * W)
      for (const part of parts) {
        if (parts.length > 1) loadPatterns(workspace, part.x, part.N)
        moved[j] = w[j] + step
        gradientInto(part, workspace, plus)
        moved[j] = w[j] - step
        gradientInto(part, workspace, minus)
        for (let i = 0; i < W; i++) column[i] += (plus[i] - minus[i]) / (2 * step)
        if (pace.due(2 * part.N * work)) yield pace.fraction
      }
      moved[j] = w[j]
    }
    return { matrix, asymmetry: symmetrise(matrix.data, W) }
  },
} as const satisfies HessianMethod

/** How many patterns the gradients are taken of at a time: sums of floating-point numbers depend on it. */
export function gradientPatterns(network: Network): number {
  return Math.ceil(Pace.step / (3 * passWork(network)))
}
