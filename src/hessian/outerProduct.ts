import { engine } from '../linalg/kernels/engines.ts'
import { countUp, padded } from '../linalg/kernels/kernels.ts'
import type { Allocator, Kernels } from '../linalg/kernels/kernels.ts'
import { zeros } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import { addToDiagonal, mirrorUpper } from '../linalg/symmetric.ts'
import {
  backPropagateColumns,
  backThroughLayer,
  createColumnPasses,
  loadColumns,
  propagateColumns,
} from '../network/columnPasses.ts'
import type { ColumnPasses } from '../network/columnPasses.ts'
import { splitPatterns } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import type { HessianMethod } from './method.ts'
import { outerProductCost } from './operationCounts.ts'

/** Rows whose panel of four columns stays in the fastest cache. */
const rowsInCache = 256

/**
 * The outer-product (Levenberg–Marquardt, generalised Gauss–Newton) approximation, PRML 5.4.2, equations (5.84) and
 * (5.85), for K outputs: H ≈ Σ_n J_nᵀ M_n J_n with J_n = ∂a^(L)/∂w and M_n = ∂²E_n/∂a∂aᵀ (spec §5), computed as
 * Σ_n Σ_k u_nk u_nkᵀ with u_n = J_nᵀ S_n, M_n = S_n S_nᵀ. Positive semidefinite. Dropped: Σ_n Σ_k δ_nk ∇∇a_nk, the
 * residuals times the curvature of the outputs. O(K W²) a pattern.
 */
export const outerProduct = {
  id: 'outer-product',
  group: 'book',
  section: '5.4.2',
  equations: '(5.84), (5.85)',
  formula: '\\mathbf{H} \\simeq \\sum_n \\mathbf{J}_n^{\\mathrm T} \\mathbf{M}_n \\mathbf{J}_n',
  target: 'hessian',
  costExponent: 2,
  operations: (network: Network, N: number) => N * outerProductCost(network),
  error: { kind: 'model', vanishes: ({ L }: Network) => L === 1 },
  parameters: [],
  refuses: () => null,
  evaluate: function* (problem: Problem) {
    const { network, N, weightDecay } = problem
    const { W, K } = network
    const capacity = Math.max(1, Math.min(N, Math.floor(rowsInCache / K)))
    const width = padded(W)
    const { kernels, arrays, close } = engine().open((allocate) => {
      const passes = createColumnPasses(network, capacity, allocate)
      return {
        passes,
        G: createFactors(passes, allocate),
        U: allocate.scratch(width * capacity * K),
        every: allocate.indices(W, countUp(W)),
        panels: allocate.scratch(width * capacity * K),
        sums: allocate.scratch(4 * width),
      }
    })
    try {
      const { passes, G, U, every, panels, sums } = arrays
      const stride = capacity * K
      const matrix = zeros(W, W)
      const pace = new Pace((width * (width + 4) * N * K) / 2)
      for (const part of splitPatterns(problem, capacity)) {
        loadColumns(passes, part)
        propagateColumns(kernels, passes)
        backPropagateColumns(kernels, passes, part)
        fillFactors(kernels, G, passes, part)
        fillRows(kernels, G, passes, U, stride)
        const inner = part.N * K
        kernels.packColumns({ data: U, stride, index: every }, inner, panels)
        for (let r = 0; r < W; r += 4) {
          const columns = width - r
          kernels.columnProducts(U, r * stride, stride, panels, r * inner, columns, inner, sums)
          for (let i = r; i < W && i < r + 4; i++) {
            let from = (i - r) * columns + i - r
            for (let to = i * W + i; to < (i + 1) * W; to++) matrix.data[to] += sums[from++]
          }
          if (pace.due(4 * columns * inner)) yield pace.fraction
        }
      }
      mirrorUpper(matrix.data, W)
      addToDiagonal(matrix.data, W, weightDecay)
      return { matrix }
    } finally {
      close()
    }
  },
} as const satisfies HessianMethod

/** Room for G^(l) = S_nᵀ ∂a^(L)/∂a^(l), K × J_l columns, at index l = 1 … L (spec §5). */
function createFactors({ network, stride }: ColumnPasses, allocate: Allocator): readonly Float64Array[] {
  return network.layers.map((J, l) => allocate.scratch(l === 0 ? 0 : stride * network.K * J))
}

/** K backward passes that start from S_nᵀ, both passes of the patterns loaded being done. */
function fillFactors(
  kernels: Kernels,
  G: readonly Float64Array[],
  passes: ColumnPasses,
  { t }: Problem,
): void {
  const { network, stride, N, outputRows } = passes
  const { K, L, error } = network
  const S = new Float64Array(K * K)
  for (let n = 0; n < N; n++) {
    error.factor(outputRows.y, t, n * K, K, S, 0)
    for (let k = 0, to = n; k < K; k++) {
      for (let j = 0; j < K; j++, to += stride) G[L][to] = S[j * K + k]
    }
  }
  for (let l = L - 1; l >= 1; l--) backThroughLayer(kernels, passes, l, K, G[l + 1], G[l])
}

/**
 * Writes the rows u_nkᵀ of U, entry G^(l)_kj z̃_i for the weight (l, j, i), as a column for each weight: all patterns
 * for k = 1, then those for k = 2, and so on.
 */
function fillRows(
  kernels: Kernels,
  G: readonly Float64Array[],
  { network, stride, N, z }: ColumnPasses,
  U: Float64Array,
  column: number,
): void {
  const { L, K, layers, columns, offsets } = network
  for (let l = 1; l <= L; l++) {
    const J = layers[l]
    const I = columns[l]
    for (let k = 0; k < K; k++) {
      for (let j = 0; j < J; j++) {
        const to = (offsets[l] + j * I) * column + k * N
        kernels.multiplyColumns(G[l], (k * J + j) * stride, z[l - 1], 0, stride, N, I, U, to, column)
      }
    }
  }
}
