import type { Problem } from './network.ts'
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
export function createFactorRows({ layers, L, K }: Problem['network'], N: number): FactorRows {
  const G = [new Float64Array(0)]
  for (let l = 1; l <= L; l++) G.push(new Float64Array(N * K * layers[l]))
  return { G }
}

/** Fills the rows of the patterns first … first + count − 1, which the workspace holds after `backPropagate`. */
export function fillFactorRows(
  { G }: FactorRows,
  workspace: Workspace,
  problem: Problem,
  first: number,
  count: number,
): void {
  const { network, y } = workspace
  const { L, K, layers, columns, offsets, error, bias } = network
  const { w, t } = problem
  const top = G[L]
  for (let n = 0; n < count; n++) {
    const at = n * K * K
    error.factor(y, t, (first + n) * K, K, top, at)
    for (let k = 0; k < K; k++) {
      for (let j = k + 1; j < K; j++) {
        const swap = top[at + k * K + j]
        top[at + k * K + j] = top[at + j * K + k]
        top[at + j * K + k] = swap
      }
    }
  }
  const b = bias ? 1 : 0
  for (let l = L - 1; l >= 1; l--) {
    const J = layers[l]
    const next = layers[l + 1]
    const above = G[l + 1]
    const here = G[l]
    const D = workspace.first[l]
    for (let row = 0; row < count * K; row++) {
      const to = row * J
      const units = (first + Math.floor(row / K)) * J
      for (let j = 0; j < J; j++) here[to + j] = 0
      for (let k = 0, at = offsets[l + 1] + b; k < next; k++, at += columns[l + 1]) {
        const g = above[row * next + k]
        for (let j = 0; j < J; j++) here[to + j] += w[at + j] * g
      }
      for (let j = 0; j < J; j++) here[to + j] *= D[units + j]
    }
  }
}

/** Writes row `row` of the first pattern's block on, W numbers in the order of w, into `u`. `pattern` is its pattern. */
export function writeFactorRow(
  { G }: FactorRows,
  { network, z }: Workspace,
  row: number,
  pattern: number,
  u: Float64Array,
): void {
  const { L, layers, columns, offsets } = network
  for (let l = 1; l <= L; l++) {
    const I = columns[l]
    for (let j = 0, to = offsets[l]; j < layers[l]; j++) {
      const g = G[l][row * layers[l] + j]
      for (let i = 0; i < I; i++) u[to++] = g * z[l - 1][pattern * I + i]
    }
  }
}
