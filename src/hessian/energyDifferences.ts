import { zeros } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import { mirrorUpper } from '../linalg/symmetric.ts'
import { energy } from '../network/forward.ts'
import { splitPatterns } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import { createWorkspace, loadPatterns } from '../network/workspace.ts'
import type { HessianMethod, Parameter, ParameterValues } from './method.ts'
import { forwardCost } from './operationCounts.ts'
import { passWork } from './passWork.ts'

/** u^{1/4}, where truncation and round-off balance (spec §7). */
const epsilon = {
  name: 'epsilon',
  symbol: '\\epsilon',
  default: 1e-4,
  min: 1e-12,
  max: 1,
  scale: 'log',
} as const satisfies Parameter

/**
 * Central differences of the error function, PRML 5.4.4, equation (5.90):
 *
 *     H_ij ≈ [E(+ε,+ε) − E(+ε,−ε) − E(−ε,+ε) + E(−ε,−ε)] / (4ε²)
 *
 * with w_i and w_j moved; at i = j this is [E(w_i + 2ε) − 2 E(w) + E(w_i − 2ε)]/(4ε²), a step of 2ε (spec §7).
 * Error O(ε²), round-off growing as |E|/ε². 2 W² + 1 evaluations of E over all patterns, each a full forward pass:
 * O(W³) a pattern.
 */
export const energyDifferences = {
  id: 'energy-differences',
  group: 'book',
  section: '5.4.4',
  equations: '(5.90)',
  formula: 'H_{ij} \\simeq \\frac{E_{++} - E_{+-} - E_{-+} + E_{--}}{4\\epsilon^2}',
  target: 'hessian',
  costExponent: 3,
  operations: (network: Network, N: number) => (2 * network.W * network.W + 1) * N * forwardCost(network),
  error: { kind: 'differences', order: 2, roundOff: 2 },
  parameters: [epsilon],
  refuses: () => null,
  evaluate: function* (problem: Problem, parameters: ParameterValues) {
    const { network, N, w } = problem
    const { W } = network
    const step = parameters.epsilon
    const work = passWork(network)
    const parts = splitPatterns({ ...problem, w: w.slice() }, energyPatterns(network))
    const moved = parts[0].w
    const workspace = createWorkspace(network, parts[0].x, parts[0].N)
    const matrix = zeros(W, W)
    const pace = new Pace(2 * W * W * N * work)
    for (const part of parts) {
      const energyAt = (i: number, stepI: number, j: number, stepJ: number): number => {
        moved[i] += stepI
        moved[j] += stepJ
        const E = energy(part, workspace)
        moved[i] = w[i]
        moved[j] = w[j]
        return E
      }
      loadPatterns(workspace, part.x, part.N)
      const centre = energy(part, workspace)
      for (let i = 0; i < W; i++) {
        for (let j = i; j < W; j++) {
          // Differences of neighbouring energies first: they are exact, while sums of energies would be rounded.
          const plus = energyAt(i, step, j, step) - (i === j ? centre : energyAt(i, step, j, -step))
          const minus = (i === j ? centre : energyAt(i, -step, j, step)) - energyAt(i, -step, j, -step)
          matrix.data[i * W + j] += (plus - minus) / (4 * step * step)
          if (pace.due((i === j ? 2 : 4) * part.N * work)) yield pace.fraction
        }
      }
    }
    mirrorUpper(matrix.data, W)
    return { matrix }
  },
} as const satisfies HessianMethod

/** How many patterns the energies are taken of at a time: sums of floating-point numbers depend on it. */
export function energyPatterns(network: Network): number {
  return Math.ceil(Pace.step / 2 / passWork(network))
}
