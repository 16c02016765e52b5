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
import { blockSizes, createBlocks } from './exactBlocks.ts'
import type { HessianMethod } from './method.ts'
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
  group: 'book',
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
    const { network, N, weightDecay } = problem
    const { W, layers, columns } = network
    const largest = blockSizes(layers, columns)
    const capacity = patternsAtOnce(problem)
    const { kernels, arrays, close } = engine().open((allocate) => {
      const passes = createColumnPasses(network, capacity, allocate)
      const curvature = createCurvature(passes, allocate)
      return {
        passes,
        curvature,
        blocks: createBlocks(passes, curvature, allocate),
        X: allocate.scratch(largest.rows * passes.stride),
        Y: allocate.scratch(largest.columns * capacity),
        sums: allocate.scratch(4 * largest.columns),
      }
    })
    try {
      const { passes, curvature, blocks, X, Y, sums } = arrays
      const { stride } = passes
      const matrix = zeros(W, W)
      const work = blocks.reduce((sum, block) => sum + padded(block.rows) * padded(block.columns), 0)
      const pace = new Pace((work + curvatureWork(layers)) * N)
      for (const part of splitPatterns(problem, capacity)) {
        loadColumns(passes, part)
        propagateColumns(kernels, passes)
        backPropagateColumns(kernels, passes, part)
        yield* fillCurvature(kernels, curvature, passes, part, pace)
        for (const { prepare, rows, columns: count, scatter } of blocks) {
          const width = padded(count)
          const left = prepare(kernels, X, Y)
          for (let r = 0; r < rows; r += 4) {
            kernels.columnProducts(left, r * stride, stride, Y, 0, width, part.N, sums)
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

/** Patterns whose panel of four columns stays in the fastest cache. */
const patternsInCache = 256

/** Numbers that the columns of the patterns worked on together may hold. */
const budget = 1 << 22

/** How many patterns are taken at a time: all, as long as panels and columns stay within bounds. */
function patternsAtOnce({ network: { layers, columns }, N }: Problem): number {
  const largest = blockSizes(layers, columns)
  return affordablePatterns(N, curvatureColumns(layers) + largest.rows + largest.columns)
}

/** How many of N patterns are taken at a time where each needs so many columns. */
export function affordablePatterns(N: number, total: number): number {
  // In fours, as columns are.
  const affordable = Math.max(1, Math.floor(budget / total / 4)) * 4
  return Math.min(N, patternsInCache, affordable)
}
