import { diagonalMatrix } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import type { Steps } from '../linalg/steps.ts'
import { addToDiagonal } from '../linalg/symmetric.ts'
import { backPropagate, secondDerivatives } from '../network/backward.ts'
import { propagate } from '../network/forward.ts'
import { splitPatterns } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import { createWorkspace, loadPatterns } from '../network/workspace.ts'
import type { Workspace } from '../network/workspace.ts'
import type { HessianMethod } from './method.ts'
import { diagonalCost, inner } from './operationCounts.ts'
import { passWork } from './passWork.ts'

/**
 * The diagonal approximation of Becker and LeCun, PRML 5.4.1, equations (5.79)–(5.81), for any number of layers
 * (spec §4):
 *
 *     q^(L)_k = M_kk,  q^(l)_j = h′(a_j)² Σ_k (w_kj)² q^(l+1)_k + h″(a_j) s_j,  ∂²E_n/∂w_ji² ≈ q_j z̃_i²
 *
 * Dropped: the off-diagonal of H, and the off-diagonal of ∂²E_n/∂a_k∂a_k′ at every layer of the recursion, so that
 * the diagonal itself is exact only where those vanish (`diagonalIsExact`). O(W) a pattern.
 */
export const diagonal = {
  id: 'diagonal',
  group: 'book',
  section: '5.4.1',
  equations: '(5.79)–(5.81)',
  formula: "q = h'^2 \\textstyle\\sum w^2 q + h'' \\sum w \\delta",
  target: 'hessian',
  costExponent: 1,
  operations: (network: Network, N: number) => N * diagonalCost(network) + inner(network),
  error: {
    kind: 'model',
    vanishes: (network: Network) => network.L === 1 && network.columns[1] === 1 && diagonalOutputs(network),
  },
  parameters: [],
  refuses: () => null,
  evaluate: function* (problem: Problem) {
    const matrix = diagonalMatrix(yield* diagonalEntries(problem))
    addToDiagonal(matrix.data, matrix.rows, problem.weightDecay)
    return { matrix }
  },
} as const satisfies HessianMethod

/** The W diagonal entries without the weight decay, all that the method computes; without h″ if `bend` is false. */
export function* diagonalEntries(problem: Problem, bend = true): Steps<Float64Array> {
  const { network, N, w } = problem
  const work = 3 * passWork(network)
  const parts = splitPatterns(problem, Math.ceil(Pace.step / work))
  const workspace = createWorkspace(network, parts[0].x, parts[0].N)
  const pace = new Pace(N * work)
  const sums = new Float64Array(network.W)
  for (const part of parts) {
    loadPatterns(workspace, part.x, part.N)
    propagate(workspace, w)
    backPropagate(workspace, part)
    if (bend) secondDerivatives(workspace)
    addDiagonal(sums, workspace, diagonalCurvature(workspace, part, bend))
    if (pace.due(part.N * work)) yield pace.fraction
  }
  return sums
}

/** Adds Σ_n q^(l)_j z̃_i² of the patterns loaded to sums, W numbers in the order of w. */
function addDiagonal(sums: Float64Array, workspace: Workspace, q: readonly Float64Array[]): void {
  const { network, N, z } = workspace
  const { L, layers, columns, offsets } = network
  for (let l = 1; l <= L; l++) {
    const J = layers[l]
    const I = columns[l]
    const zl = z[l - 1]
    for (let n = 0; n < N; n++) {
      for (let j = 0, at = offsets[l]; j < J; j++) {
        const curvature = q[l][n * J + j]
        for (let i = n * I; i < (n + 1) * I; i++) sums[at++] += curvature * zl[i] * zl[i]
      }
    }
  }
}

/**
 * q^(l), N × J_l, at index l = 1 … L, of the patterns a workspace holds after both passes and, unless `bend` is false
 * and the terms with it are left out, with h″.
 */
export function diagonalCurvature(
  workspace: Workspace,
  { w, t }: Problem,
  bend = true,
): readonly Float64Array[] {
  const { network, N, y, first, second, s } = workspace
  const { L, K, layers, columns, offsets, error } = network
  const M = new Float64Array(K * K)
  const q = layers.map((J, l) => new Float64Array(l === 0 ? 0 : N * J))
  for (let n = 0; n < N; n++) {
    error.curvature(y, t, n * K, K, M, 0)
    for (let k = 0; k < K; k++) q[L][n * K + k] = M[k * K + k]
  }
  for (let l = L - 1; l >= 1; l--) {
    const J = layers[l]
    const next = layers[l + 1]
    const b = columns[l + 1] - J
    for (let n = 0; n < N; n++) {
      for (let k = 0, at = offsets[l + 1] + b; k < next; k++, at += b) {
        const curvature = q[l + 1][n * next + k]
        for (let j = n * J; j < (n + 1) * J; j++, at++) q[l][j] += w[at] * w[at] * curvature
      }
    }
    for (let at = 0; at < N * J; at++) {
      const d = first[l][at]
      q[l][at] = d * d * q[l][at] + (bend ? second[l][at] * s[l][at] : 0)
    }
  }
  return q
}

/**
 * Whether the diagonal approximation's diagonal is that of the exact Hessian for every w (spec §4): every layer
 * that something is propagated back from has one unit, or is the output layer with a diagonal M.
 */
export function diagonalIsExact(network: Network): boolean {
  const { layers, L } = network
  for (let l = 2; l <= L; l++) {
    if (layers[l] > 1 && !(l === L && diagonalOutputs(network))) return false
  }
  return true
}

/** Whether M is diagonal for every w. */
export function diagonalOutputs({ K, error }: Network): boolean {
  return K === 1 || error.output !== 'softmax'
}
