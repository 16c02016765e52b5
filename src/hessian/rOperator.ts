import { zeros } from '../linalg/matrix.ts'
import { symmetrise } from '../linalg/symmetric.ts'
import type { Network, Problem } from '../network/network.ts'
import { createProductWorkspace, hessianVectorProduct } from '../network/rOperator.ts'
import type { HessianMethod } from './method.ts'
import { productCost } from './operationCounts.ts'
import { passWork, stepWork } from './stepSize.ts'

/**
 * The Hessian column by column as H e_i, PRML 5.4.6, equations (5.96)–(5.111): W products of the
 * R-operator with unit vectors, each a full forward and backward wave over all patterns (spec §8). Exact, like
 * back-propagation of the whole matrix, but some ten times dearer; its use is H v for one v, at O(W).
 */
export const rOperator = {
  id: 'r-operator',
  section: '5.4.6',
  equations: '(5.96)–(5.111)',
  formula:
    '\\mathbf{H}\\mathbf{e}_i = \\mathcal{R}\\{\\nabla E\\},\\; \\mathcal{R} = \\mathbf{e}_i^{\\mathrm T}\\nabla',
  target: 'hessian',
  costExponent: 2,
  operations: (network: Network, N: number) => network.W * N * productCost(network),
  error: { kind: 'round-off' },
  parameters: [],
  refuses: () => null,
  evaluate: function* (problem: Problem) {
    const { network, N, x } = problem
    const { W } = network
    const workspace = createProductWorkspace(network, x, N)
    const matrix = zeros(W, W)
    const v = new Float64Array(W)
    const work = 5 * passWork(problem)
    let sinceYield = 0
    for (let i = 0; i < W; i++) {
      v[i] = 1
      // Written as a row: the matrix is symmetric, and rows are contiguous.
      hessianVectorProduct(problem, v, workspace, matrix.data.subarray(i * W, (i + 1) * W))
      v[i] = 0
      sinceYield += work
      if (sinceYield > stepWork) {
        sinceYield = 0
        yield (i + 1) / W
      }
    }
    return { matrix, asymmetry: symmetrise(matrix.data, W) }
  },
} as const satisfies HessianMethod
