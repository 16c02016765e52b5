import { engine } from '../linalg/kernels/engines.ts'
import { zeros } from '../linalg/matrix.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import type { Steps } from '../linalg/steps.ts'
import { mirrorUpper } from '../linalg/symmetric.ts'
import { backPropagate } from '../network/backward.ts'
import { propagate } from '../network/forward.ts'
import { createFactorRows, fillFactorRows, writeFactorRow } from '../network/jacobian.ts'
import { splitPatterns } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import { createWorkspace, loadPatterns } from '../network/workspace.ts'
import type { HessianMethod, Parameter, ParameterValues } from './method.ts'
import { sequentialInverseCost } from './operationCounts.ts'

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
  group: 'book',
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
    return { matrix: yield* invertSequentially(problem, parameters.damping) }
  },
} as const satisfies HessianMethod

/** Entry (row, column) of P as it is after the patterns so far. */
export type EntryOfInverse = (row: number, column: number) => number

/** P after all patterns. `watch` is called after each of them, with the denominators 1 + uᵀ P u of its K updates. */
export function* invertSequentially(
  problem: Problem,
  lambda: number,
  watch?: (entryOf: EntryOfInverse, denominators: Float64Array) => void,
): Steps<Matrix> {
  const { network, N, x, w, weightDecay } = problem
  const { W, K } = network
  const capacity = Math.min(N, 256)
  const workspace = createWorkspace(network, x, capacity)
  const rows = createFactorRows(network, capacity)
  const { kernels, arrays, close } = engine().open((allocate) => ({
    P: allocate.numbers(W * W),
    u: allocate.numbers(W),
    p: allocate.numbers(W),
    last: allocate.numbers(W),
  }))
  try {
    const { P, u } = arrays
    let { p, last } = arrays
    for (let i = 0; i < W; i++) P[i * (W + 1)] = 1 / (weightDecay + lambda)
    let scale = 0
    const entryOf: EntryOfInverse = (row, column) => P[Math.min(row, column) * W + Math.max(row, column)]
    const denominators = new Float64Array(K)
    const work = 1.5 * W * W
    const pace = new Pace(N * K * work)
    for (const part of splitPatterns(problem, capacity)) {
      loadPatterns(workspace, part.x, part.N)
      propagate(workspace, w)
      backPropagate(workspace, part)
      fillFactorRows(rows, workspace, part)
      for (let n = 0; n < part.N; n++) {
        for (let k = 0; k < K; k++) {
          writeFactorRow(rows, workspace, n, k, u)
          // P u after the last update, which is made in the same sweep over P.
          kernels.updateAndMultiply(P, W, last, scale, u, p)
          let denominator = 1
          for (let i = 0; i < W; i++) denominator += u[i] * p[i]
          denominators[k] = denominator
          scale = 1 / denominator
          const swap = last
          last = p
          p = swap
          if (pace.due(work)) yield pace.fraction
        }
        if (watch) {
          // The update is made beforehand, by the kernel too, to be the same to the last bit.
          kernels.updateAndMultiply(P, W, last, scale, u, p)
          scale = 0
          watch(entryOf, denominators)
        }
      }
    }
    kernels.updateAndMultiply(P, W, last, scale, u, p)
    const matrix = zeros(W, W)
    matrix.data.set(P)
    mirrorUpper(matrix.data, W)
    return matrix
  } finally {
    close()
  }
}
