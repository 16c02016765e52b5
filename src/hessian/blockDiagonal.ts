import { engine } from '../linalg/kernels/engines.ts'
import { padded } from '../linalg/kernels/kernels.ts'
import { zeros } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import { addToDiagonal, mirrorUpper } from '../linalg/symmetric.ts'
import {
  backPropagateColumns,
  createColumnPasses,
  loadColumns,
  propagateColumns,
} from '../network/columnPasses.ts'
import { splitPatterns } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import { createCurvature, curvatureColumns, curvatureWork, fillCurvature } from './curvature.ts'
import { affordablePatterns } from './exact.ts'
import { sameLayer } from './exactBlocks.ts'
import type { HessianMethod } from './method.ts'
import { curvatureCost } from './operationCounts.ts'

/** Q^(l) needs the derivatives of the layer above alone. */
const reach = 1

/**
 * The exact Hessian's blocks of one layer (spec §11), Σ_n Q_n^(l) ⊗ z̃_n z̃_nᵀ with the exact recursion of spec §3. Dropped
 * is what weights of two layers have to do with each other: E is curved along a change of both together. O(W²/L) a
 * pattern.
 */
export const blockDiagonal = {
  id: 'block-diagonal',
  group: 'structured',
  section: null,
  equations: 'Martens 2010',
  formula:
    '\\textstyle\\sum_n \\mathbf{Q}_n^{(l)} \\otimes \\tilde{\\mathbf{z}}_n \\tilde{\\mathbf{z}}_n^{\\mathrm T}',
  target: 'hessian',
  costExponent: 2,
  operations: (network: Network, N: number) => {
    const { L, layers, columns } = network
    let cost = curvatureCost(network)
    for (let l = 1; l <= L; l++) cost += layers[l] * columns[l] * (layers[l] * columns[l] + 1)
    return N * cost
  },
  error: { kind: 'model', vanishes: ({ L }: Network) => L === 1 },
  parameters: [],
  refuses: () => null,
  evaluate: function* (problem: Problem) {
    const { network, N, weightDecay } = problem
    const { W, layers, columns } = network
    const widest = padded(Math.max(...columns.map((I) => (I * (I + 1)) / 2)))
    const capacity = affordablePatterns(N, curvatureColumns(layers, reach) + widest)
    const { kernels, arrays, close } = engine().open((allocate) => {
      const passes = createColumnPasses(network, capacity, allocate)
      const curvature = createCurvature(passes, allocate, reach)
      return {
        passes,
        curvature,
        blocks: layers.slice(1).map((_, l) => sameLayer(passes, curvature, l + 1, allocate)),
        Y: allocate.scratch(widest * capacity),
        sums: allocate.scratch(4 * widest),
      }
    })
    try {
      const { passes, curvature, blocks, Y, sums } = arrays
      const { stride } = passes
      const matrix = zeros(W, W)
      const work = blocks.reduce((sum, block) => sum + padded(block.rows) * padded(block.columns), 0)
      const pace = new Pace((work + curvatureWork(layers, reach)) * N)
      for (const part of splitPatterns(problem, capacity)) {
        loadColumns(passes, part)
        propagateColumns(kernels, passes)
        backPropagateColumns(kernels, passes, part)
        yield* fillCurvature(kernels, curvature, passes, part, pace, reach)
        for (const { prepare, rows, columns: count, scatter } of blocks) {
          const width = padded(count)
          const Q = prepare(kernels, Y, Y)
          for (let r = 0; r < rows; r += 4) {
            kernels.columnProducts(Q, r * stride, stride, Y, 0, width, part.N, sums)
            for (let i = r; i < rows && i < r + 4; i++) scatter(matrix.data, i, sums, (i - r) * width)
            if (pace.due(4 * width * part.N)) yield pace.fraction
          }
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
