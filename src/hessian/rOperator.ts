import { zeros } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import { symmetrise } from '../linalg/symmetric.ts'
import { splitPatterns } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import { createProductWorkspace, hessianVectorProduct } from '../network/rOperator.ts'
import { loadPatterns } from '../network/workspace.ts'
import type { HessianMethod } from './method.ts'
import { productCost } from './operationCounts.ts'
import { passWork } from './passWork.ts'

/**
 * The Hessian column by column as H e_i, PRML 5.4.6, equations (5.96)–(5.111): W products of the
 * R-operator with unit vectors, each a full forward and backward wave over all patterns (spec §8). Exact, like
 * back-propagation of the whole matrix, but some ten times dearer; its use is H v for one v, at O(W).
 */
export const rOperator = {
  id: 'r-operator',
  group: 'book',
  section: '5.4.6',
  equations: '(5.96)–(5.111)',
  formula: '\\mathbf{H}\\mathbf{v} = \\mathcal{R}\\{\\nabla E\\}',
  target: 'hessian',
  costExponent: 2,
  operations: (network: Network, N: number) => network.W * N * productCost(network),
  error: { kind: 'round-off' },
  parameters: [],
  refuses: () => null,
  evaluate: function* (problem: Problem) {
    const { network, N } = problem
    const { W } = network
    const work = 4 * passWork(network)
    const parts = splitPatterns(problem, productPatterns(network))
    const workspace = createProductWorkspace(network, parts[0].x, parts[0].N)
    const matrix = zeros(W, W)
    const v = new Float64Array(W)
    const product = new Float64Array(W)
    const pace = new Pace(W * N * work)
    for (let i = 0; i < W; i++) {
      // Kept as a row: the matrix is symmetric, and rows are contiguous.
      const row = matrix.data.subarray(i * W, (i + 1) * W)
      v[i] = 1
      for (const part of parts) {
        if (parts.length > 1) loadPatterns(workspace.passes, part.x, part.N)
        hessianVectorProduct(part, v, workspace, product)
        for (let j = 0; j < W; j++) row[j] += product[j]
        if (pace.due(part.N * work)) yield pace.fraction
      }
      v[i] = 0
    }
    return { matrix, asymmetry: symmetrise(matrix.data, W) }
  },
} as const satisfies HessianMethod

/** How many patterns the products are taken of at a time: sums of floating-point numbers depend on it. */
export function productPatterns(network: Network): number {
  return Math.ceil(Pace.step / (4 * passWork(network)))
}
