import { createBlocks } from './exactBlocks.ts'
import type { HessianMethod } from './method.ts'
import { zeros } from '../linalg/matrix.ts'
import { addToDiagonal, mirrorUpper } from '../linalg/symmetric.ts'
import { addPanelProducts } from '../linalg/panels.ts'
import { backPropagate, secondDerivatives } from '../network/backward.ts'
import { propagate } from '../network/forward.ts'
import type { Network, Problem } from '../network/network.ts'
import { createWorkspace } from '../network/workspace.ts'
import { createCurvature, curvatureWork, fillCurvature } from './curvature.ts'
import { capacityFor, stepWork } from './stepSize.ts'
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
    const workspace = createWorkspace(network, x, N)
    propagate(workspace, w)
    backPropagate(workspace, problem)
    secondDerivatives(workspace)
    const capacity = capacityFor(problem)
    const curvature = createCurvature(layers, capacity)
    const blocks = createBlocks(workspace, curvature)
    const perSlot = curvatureWork(layers)
    const slotsAStep = Math.max(1, Math.floor(stepWork / 2 / perSlot))
    const total = N * blocks.reduce((sum, block) => sum + block.work, N * perSlot)
    let done = 0
    let sinceYield = 0
    const X = new Float64Array(capacity * Math.max(...blocks.map((block) => block.rows)))
    const Y = new Float64Array(capacity * Math.max(...blocks.map((block) => block.columns)))
    for (let first = 0; first < N; first += capacity) {
      const count = Math.min(capacity, N - first)
      for (let slot = 0; slot < count; slot += slotsAStep) {
        const to = Math.min(slot + slotsAStep, count)
        fillCurvature(curvature, workspace, problem, first, slot, to)
        done += (to - slot) * perSlot
        sinceYield += 2 * (to - slot) * perSlot
        if (sinceYield > stepWork) {
          sinceYield = 0
          yield done / total
        }
      }
      for (const block of blocks) {
        block.pack(first, count, X, Y)
        const panels = block.columns / 4
        const work = 4 * block.columns * count
        for (let panel = 0; panel < block.rows / 4; panel++) {
          addPanelProducts(X, panel, Y, 0, panels, count, block.sum, block.columns)
          done += work
          sinceYield += work
          if (sinceYield > stepWork) {
            sinceYield = 0
            yield done / total
          }
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
