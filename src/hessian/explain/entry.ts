import { placeOf, splitPatterns } from '../../network/network.ts'
import type { Network, Problem, WeightPlace } from '../../network/network.ts'
import { createWorkspace, loadPatterns } from '../../network/workspace.ts'
import type { Workspace } from '../../network/workspace.ts'
import { diagonalOutputs } from '../diagonal.ts'
import { fillPasses, responsesOf } from './responses.ts'

/** Which block of H an entry lies in: both weights in one layer, or in two (spec §3). */
export type EntryBlock = 'same-layer' | 'cross-layer'

/** The book's equation for two layers: both weights in the second, both in the first, one in each. */
export type BookEquation = '(5.93)' | '(5.94)' | '(5.95)'

/** Where the two weights of an entry sit, and which formula applies. */
export interface EntryPlaces {
  /** The weight in the lower layer, w_ji^(l). */
  readonly first: WeightPlace
  /** The weight in the same layer or a higher one, w_kp^(m), m ≥ l. */
  readonly second: WeightPlace
  /** Whether `first` is the weight of the column, H being symmetric. */
  readonly swapped: boolean
  readonly block: EntryBlock
  /** null unless L = 2. */
  readonly equation: BookEquation | null
}

/** An entry H_row,column as what it is made of: decay + Σ_n (outer[n] + residual[n]). */
export interface EntryExplanation extends EntryPlaces {
  readonly row: number
  readonly column: number
  /** α on the diagonal, else 0. */
  readonly decay: number
  /** What the outer-product approximation keeps of pattern n. */
  readonly outer: Float64Array
  /** What it drops of pattern n: the terms with h″ and with δ. */
  readonly residual: Float64Array
  /** Σ_n of both, and the entry itself: decay + outer + residual. */
  readonly sums: { readonly outer: number; readonly residual: number; readonly entry: number }
}

/** The places of the weights of H_row,column, in the order of their layers. */
export function entryPlaces(network: Network, row: number, column: number): EntryPlaces {
  const rowPlace = placeOf(network, row)
  const columnPlace = placeOf(network, column)
  const swapped = rowPlace.l > columnPlace.l
  const [first, second] = swapped ? [columnPlace, rowPlace] : [rowPlace, columnPlace]
  return {
    first,
    second,
    swapped,
    block: first.l === second.l ? 'same-layer' : 'cross-layer',
    equation: network.L === 2 ? equationOf(first.l, second.l) : null,
  }
}

function equationOf(l: number, m: number): BookEquation {
  if (l !== m) return '(5.95)'
  return m === 2 ? '(5.93)' : '(5.94)'
}

/** The column of z̃ that a weight multiplies. */
export function columnOf({ bias }: Network, { i }: WeightPlace): number {
  return bias ? i : i - 1
}

/**
 * What H_row,column consists of, a pattern at a time (spec §3). For weights w_ji^(l) and w_kp^(m), l ≤ m, with the
 * answers g = G^(l,·) e_j and γ = G^(m,·) e_k of all activations above to a_j^(l) and a_k^(m),
 *
 *     outer     = z̃_i z̃_p g^(L)ᵀ M γ^(L)
 *     residual  = z̃_i z̃_p Σ_{q=m}^{L−1} Σ_u h″(a_u^(q)) s_u^(q) g_u^(q) γ_u^(q) + z̃_i δ_k^(m) P_pj
 *
 * where the last term is there for l < m alone and not for a bias (p = 0). The two products are Q^(m) between g and γ
 * with its recursion written out, so that the whole matrix Q is not needed. O(W) a pattern, and K² for a softmax output.
 */
export function explainEntry(problem: Problem, row: number, column: number): EntryExplanation {
  const { network, N, x, weightDecay } = problem
  const places = entryPlaces(network, row, column)
  const outer = new Float64Array(N)
  const residual = new Float64Array(N)
  const workspace = createWorkspace(network, x, Math.min(N, patternsInCache))
  let from = 0
  for (const part of splitPatterns(problem, patternsInCache)) {
    loadPatterns(workspace, part.x, part.N)
    fillPasses(workspace, part)
    const to = from + part.N
    fillContributions(workspace, part, places, outer.subarray(from, to), residual.subarray(from, to))
    from = to
  }
  const decay = row === column ? weightDecay : 0
  const outerSum = sumOf(outer)
  const residualSum = sumOf(residual)
  return {
    ...places,
    row,
    column,
    decay,
    outer,
    residual,
    sums: { outer: outerSum, residual: residualSum, entry: decay + outerSum + residualSum },
  }
}

/** Patterns whose arrays stay in a cache close by. */
const patternsInCache = 128

/** Writes both contributions of the patterns a workspace holds after its passes; the arrays are 0 before. */
function fillContributions(
  workspace: Workspace,
  { w, t }: Problem,
  { first, second }: EntryPlaces,
  outer: Float64Array,
  residual: Float64Array,
): void {
  const { network, N, y, z, s, delta, first: slope, second: bend } = workspace
  const { L, K, layers, columns, error } = network
  const j = first.j - 1
  const k = second.j - 1
  const l = first.l
  const m = second.l
  const g = responsesOf(workspace, w, l, j)
  const gamma = l === m && j === k ? g : responsesOf(workspace, w, m, k)
  if (diagonalOutputs(network)) {
    const product = new Float64Array(N * K)
    for (let n = 0; n < N; n++) {
      error.curvatureProduct(y, t, gamma[L], product, n * K, K)
      for (let at = n * K; at < (n + 1) * K; at++) outer[n] += g[L][at] * product[at]
    }
  } else {
    // M itself, though a product with a softmax's would be cheaper: where a class is nearly sure both cancel, and only
    // the same numbers as the exact matrix's add up to it.
    const M = new Float64Array(K * K)
    for (let n = 0; n < N; n++) {
      error.curvature(y, t, n * K, K, M, 0)
      for (let a = 0; a < K; a++) {
        for (let c = 0; c < K; c++) outer[n] += g[L][n * K + a] * M[a * K + c] * gamma[L][n * K + c]
      }
    }
  }
  for (let q = m; q < L; q++) {
    const J = layers[q]
    for (let n = 0, at = 0; n < N; n++) {
      for (let u = 0; u < J; u++, at++) residual[n] += bend[q][at] * s[q][at] * g[q][at] * gamma[q][at]
    }
  }
  const unit = second.i - 1
  const throughUnit = l < m && unit >= 0
  for (let n = 0; n < N; n++) {
    const zi = z[l - 1][n * columns[l] + columnOf(network, first)]
    const zp = z[m - 1][n * columns[m] + columnOf(network, second)]
    outer[n] *= zi * zp
    residual[n] *= zi * zp
    if (!throughUnit) continue
    const below = n * layers[m - 1] + unit
    residual[n] += zi * delta[m][n * layers[m] + k] * slope[m - 1][below] * g[m - 1][below]
  }
}

function sumOf(v: Float64Array): number {
  let sum = 0
  for (const value of v) sum += value
  return sum
}
