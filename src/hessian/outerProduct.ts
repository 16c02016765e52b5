import { zeros } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import { addPanelProducts, padded } from '../linalg/panels.ts'
import { addToDiagonal, mirrorUpper } from '../linalg/symmetric.ts'
import { backPropagate } from '../network/backward.ts'
import { propagate } from '../network/forward.ts'
import { createFactorRows, fillFactorRows } from '../network/jacobian.ts'
import type { FactorRows } from '../network/jacobian.ts'
import { splitPatterns } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import { createWorkspace, loadPatterns } from '../network/workspace.ts'
import type { Workspace } from '../network/workspace.ts'
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
    const { network, N, x, w, weightDecay } = problem
    const { W, K } = network
    const capacity = Math.max(1, Math.min(N, Math.floor(rowsInCache / K)))
    const workspace = createWorkspace(network, x, capacity)
    const rows = createFactorRows(network, capacity)
    const width = padded(W)
    const panels = width / 4
    const U = new Float64Array(width * capacity * K)
    const sum = new Float64Array(width * width)
    const pace = new Pace(8 * panels * (panels + 1) * N * K)
    for (const part of splitPatterns(problem, capacity)) {
      loadPatterns(workspace, part.x, part.N)
      propagate(workspace, w)
      backPropagate(workspace, part)
      fillFactorRows(rows, workspace, part)
      packFactorRows(rows, workspace, U)
      const inner = part.N * K
      for (let panel = 0; panel < panels; panel++) {
        addPanelProducts(U, panel, U, panel, panels, inner, sum, width)
        if (pace.due(16 * (panels - panel) * inner)) yield pace.fraction
      }
    }
    const matrix = zeros(W, W)
    for (let i = 0; i < W; i++) matrix.data.set(sum.subarray(i * width, i * width + W), i * W)
    mirrorUpper(matrix.data, W)
    addToDiagonal(matrix.data, W, weightDecay)
    return { matrix }
  },
} as const satisfies HessianMethod

/** Writes the rows u_nkᵀ of the patterns loaded as panels of columns, a column for each weight. */
function packFactorRows({ G }: FactorRows, { network, N, z }: Workspace, U: Float64Array): void {
  const { L, K, layers, columns, offsets } = network
  for (let l = 1; l <= L; l++) {
    const J = layers[l]
    const I = columns[l]
    for (let j = 0; j < J; j++) {
      for (let i = 0; i < I; i++) {
        const column = offsets[l] + j * I + i
        let to = (column >> 2) * 4 * N * K + (column & 3)
        for (let n = 0, row = j; n < N; n++) {
          const input = z[l - 1][n * I + i]
          for (let k = 0; k < K; k++, row += J, to += 4) U[to] = G[l][row] * input
        }
      }
    }
  }
}
