import { zeros } from '../linalg/matrix.ts'
import { mirrorUpper } from '../linalg/symmetric.ts'
import { backPropagate } from '../network/backward.ts'
import { propagate } from '../network/forward.ts'
import { createFactorRows, fillFactorRows, writeFactorRow } from '../network/jacobian.ts'
import type { Network, Problem } from '../network/network.ts'
import { createWorkspace } from '../network/workspace.ts'
import type { HessianMethod, Parameter, ParameterValues } from './method.ts'
import { sequentialInverseCost } from './operationCounts.ts'
import { stepWork } from './stepSize.ts'

const damping = {
  name: 'damping',
  symbol: '\\lambda',
  default: 0.1,
  min: 1e-6,
  max: 100,
  scale: 'log',
} as const satisfies Parameter

/**
 * The inverse of the outer product, a pattern at a time, PRML 5.4.3, equations (5.87)–(5.89), for K outputs
 * (spec §6): from P = I/α_0, α_0 = α + λ, for each column u of J_nᵀ S_n
 *
 *     P ← P − P u uᵀ P / (1 + uᵀ P u)
 *
 * Whatever the order of the patterns P ends as (H_outer + α_0 I)^{-1}, exact up to round-off of relative size
 * u λ_max(H_outer)/α_0. Weight decay is α_0's part and not added again. O(K W²) a pattern.
 */
export const sequentialInverse = {
  id: 'sequential-inverse',
  section: '5.4.3',
  equations: '(5.87)–(5.89)',
  formula:
    '\\mathbf{P} \\leftarrow \\mathbf{P} - \\frac{\\mathbf{P}\\mathbf{b}\\mathbf{b}^{\\mathrm T}\\mathbf{P}}{1 + \\mathbf{b}^{\\mathrm T}\\mathbf{P}\\mathbf{b}}',
  target: 'inverse',
  costExponent: 2,
  operations: (network: Network, N: number) => N * sequentialInverseCost(network),
  error: { kind: 'round-off' },
  parameters: [damping],
  refuses: ({ weightDecay }: Problem, parameters: ParameterValues) => {
    const alpha0 = weightDecay + parameters.damping
    return alpha0 > 0 ? null : { code: 'no-damping', values: { alpha0 } }
  },
  evaluate: function* (problem: Problem, parameters: ParameterValues) {
    const { network, N, x, w, weightDecay } = problem
    const { W, K } = network
    const workspace = createWorkspace(network, x, N)
    propagate(workspace, w)
    backPropagate(workspace, problem)
    const rows = createFactorRows(network, 1)
    const matrix = zeros(W, W)
    const P = matrix.data
    for (let i = 0; i < W; i++) P[i * (W + 1)] = 1 / (weightDecay + parameters.damping)
    const u = new Float64Array(W)
    const p = new Float64Array(W)
    const work = 2 * K * W * W
    let sinceYield = 0
    for (let n = 0; n < N; n++) {
      fillFactorRows(rows, workspace, problem, n, 1)
      for (let k = 0; k < K; k++) {
        writeFactorRow(rows, workspace, k, n, u)
        updateUpper(P, W, u, p)
      }
      sinceYield += work
      if (sinceYield > stepWork) {
        sinceYield = 0
        yield (n + 1) / N
      }
    }
    mirrorUpper(P, W)
    return { matrix }
  },
} as const satisfies HessianMethod

/** One rank-one update of the upper triangle of P by u, which leaves P symmetric by construction; p is scratch. */
function updateUpper(P: Float64Array, W: number, u: Float64Array, p: Float64Array): void {
  for (let i = 0; i < W; i++) p[i] = 0
  for (let i = 0; i < W; i++) {
    const row = i * W
    const ui = u[i]
    let sum = p[i] + P[row + i] * ui
    for (let j = i + 1; j < W; j++) {
      const entry = P[row + j]
      sum += entry * u[j]
      p[j] += entry * ui
    }
    p[i] = sum
  }
  let denominator = 1
  for (let i = 0; i < W; i++) denominator += u[i] * p[i]
  const scale = 1 / denominator
  for (let i = 0; i < W; i++) {
    const row = i * W
    const pi = p[i] * scale
    for (let j = i; j < W; j++) P[row + j] -= pi * p[j]
  }
}
