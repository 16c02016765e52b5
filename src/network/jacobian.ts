import { zeros } from '../linalg/matrix.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { addSumsBackwards, backPropagate } from './backward.ts'
import { sumOfSquares } from './errors/sumOfSquares.ts'
import { propagate } from './forward.ts'
import type { Network, Problem } from './network.ts'
import { createWorkspace } from './workspace.ts'
import type { Workspace } from './workspace.ts'

/**
 * The rows of U_nᵀ = S_nᵀ J_n, where J_n = ∂a^(L)/∂w (K × W) and M_n = S_n S_nᵀ: Σ_n U_n U_nᵀ is the outer-product
 * approximation (spec §5, §6). K backward passes that start from S_nᵀ in place of δ (spec §5); row k has the entry
 * G^(l)_kj z̃_i for the weight (l, j, i).
 */
export interface FactorRows {
  /** G^(l), (N · K) × J_l, pattern by pattern, at index l = 1 … L. */
  readonly G: readonly Float64Array[]
}

/** Room for the rows of N patterns. */
export function createFactorRows({ layers, L, K }: Network, N: number): FactorRows {
  const G = [new Float64Array(0)]
  for (let l = 1; l <= L; l++) G.push(new Float64Array(N * K * layers[l]))
  return { G }
}

/** Fills the rows of the patterns that the workspace holds after `backPropagate`. */
export function fillFactorRows({ G }: FactorRows, workspace: Workspace, problem: Problem): void {
  const { network, N, y, first } = workspace
  const { L, K, layers, columns, offsets, error, bias } = network
  const { w, t } = problem
  const top = G[L]
  for (let n = 0; n < N; n++) {
    error.factor(y, t, n * K, K, top, n * K * K)
    transpose(top, n * K * K, K)
  }
  const b = bias ? 1 : 0
  for (let l = L - 1; l >= 1; l--) {
    const J = layers[l]
    addSumsBackwards(w, offsets[l + 1], layers[l + 1], columns[l + 1], b, G[l + 1], N * K, G[l], false)
    for (let n = 0, at = 0; n < N; n++) {
      for (let k = 0; k < K; k++) {
        for (let j = n * J; j < (n + 1) * J; j++) G[l][at++] *= first[l][j]
      }
    }
  }
}

function transpose(S: Float64Array, at: number, K: number): void {
  for (let k = 0; k < K; k++) {
    for (let j = k + 1; j < K; j++) {
      const swap = S[at + k * K + j]
      S[at + k * K + j] = S[at + j * K + k]
      S[at + j * K + k] = swap
    }
  }
}

/** Writes u_nk, row k of pattern n: W numbers in the order of w. */
export function writeFactorRow(
  { G }: FactorRows,
  { network, z }: Workspace,
  n: number,
  k: number,
  u: Float64Array,
): void {
  const { L, K, layers, columns, offsets } = network
  for (let l = 1; l <= L; l++) {
    const I = columns[l]
    let g = (n * K + k) * layers[l]
    for (let j = 0, to = offsets[l]; j < layers[l]; j++, g++) {
      for (let i = n * I; i < (n + 1) * I; i++) u[to++] = G[l][g] * z[l - 1][i]
    }
  }
}

/**
 * J = ∂a^(L)/∂w for N patterns x (N × D, row-major), (N · K) × W: row n K + k is ∇a_nk in the order of w. With
 * M = I the factor rows are those of the Jacobian itself (spec §5).
 */
export function activationJacobian(network: Network, w: Float64Array, x: Float64Array, N: number): Matrix {
  const linear: Network = { ...network, error: sumOfSquares }
  const { W, K } = network
  const workspace = createWorkspace(linear, x, N)
  const problem: Problem = { network: linear, weightDecay: 0, N, x, t: new Float64Array(N * K), w }
  propagate(workspace, w)
  backPropagate(workspace, problem)
  const factorRows = createFactorRows(linear, N)
  fillFactorRows(factorRows, workspace, problem)
  const J = zeros(N * K, W)
  for (let row = 0; row < N * K; row++) {
    const u = J.data.subarray(row * W, (row + 1) * W)
    writeFactorRow(factorRows, workspace, Math.floor(row / K), row % K, u)
  }
  return J
}
