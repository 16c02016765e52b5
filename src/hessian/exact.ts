import { zeros } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import { addPanelProducts } from '../linalg/panels.ts'
import { addToDiagonal, mirrorUpper } from '../linalg/symmetric.ts'
import { backPropagate, secondDerivatives } from '../network/backward.ts'
import { propagate } from '../network/forward.ts'
import { splitPatterns } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import { createWorkspace, loadPatterns } from '../network/workspace.ts'
import { createCurvature, curvatureWork, fillCurvature } from './curvature.ts'
import { createBlocks } from './exactBlocks.ts'
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
  section: '5.4.5',
  equations: '(5.93)–(5.95)',
  formula: '\\mathbf{H} = \\nabla\\nabla E(\\mathbf{w})',
  target: 'hessian',
  costExponent: 2,
  operations: (network: Network, N: number) => N * exactCost(network),
  error: { kind: 'round-off' },
  parameters: [],
  refuses: () => null,
  evaluate: function* (problem: Problem) {
    const { network, N, x, w, weightDecay } = problem
    const { W, layers } = network
    const capacity = patternsAtOnce(problem)
    const workspace = createWorkspace(network, x, capacity)
    const curvature = createCurvature(layers, capacity)
    const blocks = createBlocks(workspace, curvature)
    const X = new Float64Array(capacity * Math.max(...blocks.map((block) => block.rows)))
    const Y = new Float64Array(capacity * Math.max(...blocks.map((block) => block.columns)))
    const perPattern = curvatureWork(layers)
    const patternsAStep = Math.max(1, Math.floor(Pace.step / perPattern))
    const pace = new Pace(blocks.reduce((sum, block) => sum + block.work, perPattern) * N)
    for (const part of splitPatterns(problem, capacity)) {
      loadPatterns(workspace, part.x, part.N)
      propagate(workspace, w)
      backPropagate(workspace, part)
      secondDerivatives(workspace)
      for (let from = 0; from < part.N; from += patternsAStep) {
        const to = Math.min(from + patternsAStep, part.N)
        fillCurvature(curvature, workspace, part, from, to)
        if (pace.due((to - from) * perPattern)) yield pace.fraction
      }
      for (const block of blocks) {
        block.pack(part.N, X, Y)
        for (let panel = 0; panel < block.rows / 4; panel++) {
          addPanelProducts(X, panel, Y, 0, block.columns / 4, part.N, block.sum, block.columns)
          if (pace.due(4 * block.columns * part.N)) yield pace.fraction
        }
      }
    }
    const matrix = zeros(W, W)
    for (const block of blocks) block.scatter(matrix.data)
    mirrorUpper(matrix.data, W)
    addToDiagonal(matrix.data, W, weightDecay)
    return { matrix }
  },
} as const satisfies HessianMethod

/** Patterns whose panel of four columns stays in the fastest cache. */
const patternsInCache = 256

/** Numbers that the arrays of the patterns worked on together may hold. */
const budget = 1 << 21

/** How many patterns are taken at a time: all, as long as panels and arrays stay within bounds. */
function patternsAtOnce({ network: { layers, columns, L }, N }: Problem): number {
  let largest = 1
  let curvature = 0
  for (let l = 1; l <= L; l++) {
    curvature += layers[l] * layers[l]
    for (let m = l; m <= L; m++) {
      if (m > l) curvature += layers[m] * layers[l] + layers[m - 1] * layers[l]
      largest = Math.max(largest, layers[l] * layers[m], columns[l] * columns[m])
    }
  }
  return Math.max(1, Math.min(N, patternsInCache, Math.floor(budget / (curvature + 2 * largest))))
}
