import { engine } from '../linalg/kernels/engines.ts'
import { padded } from '../linalg/kernels/kernels.ts'
import type { Allocator } from '../linalg/kernels/kernels.ts'
import { zeros } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import type { Steps } from '../linalg/steps.ts'
import { addToDiagonal, mirrorUpper } from '../linalg/symmetric.ts'
import {
  backPropagateColumns,
  createColumnPasses,
  loadColumns,
  propagateColumns,
} from '../network/columnPasses.ts'
import type { ColumnPasses } from '../network/columnPasses.ts'
import { splitPatterns } from '../network/network.ts'
import type { Problem } from '../network/network.ts'
import { createCurvature, curvatureColumns, curvatureWork, fillCurvature } from './curvature.ts'
import type { Curvature } from './curvature.ts'
import type { Block, BlockSizes } from './exactBlocks.ts'
import type { Evaluation } from './method.ts'

/** Blocks of the Hessian, and the room the largest ones need. */
export interface BlockPlan extends BlockSizes {
  readonly createBlocks: (passes: ColumnPasses, curvature: Curvature, allocate: Allocator) => readonly Block[]
  /** How many layers apart the derivatives they need are; all of them by default. */
  readonly reach?: number
}

/** The matrix whose upper triangle these blocks make up, each summed over all patterns, with the weight decay. */
export function* sumBlocks(
  problem: Problem,
  { createBlocks, rows, columns, reach }: BlockPlan,
): Steps<Evaluation> {
  const { network, N, weightDecay } = problem
  const { W, layers } = network
  const capacity = affordablePatterns(N, curvatureColumns(layers, reach) + rows + columns)
  const { kernels, arrays, close } = engine().open((allocate) => {
    const passes = createColumnPasses(network, capacity, allocate)
    const curvature = createCurvature(passes, allocate, reach)
    return {
      passes,
      curvature,
      blocks: createBlocks(passes, curvature, allocate),
      X: allocate.scratch(rows * passes.stride),
      Y: allocate.scratch(columns * capacity),
      sums: allocate.scratch(4 * columns),
    }
  })
  try {
    const { passes, curvature, blocks, X, Y, sums } = arrays
    const { stride } = passes
    const matrix = zeros(W, W)
    const work = blocks.reduce((sum, block) => sum + padded(block.rows) * padded(block.columns), 0)
    const pace = new Pace((work + curvatureWork(layers, reach)) * N)
    for (const part of splitPatterns(problem, capacity)) {
      loadColumns(passes, part)
      propagateColumns(kernels, passes)
      backPropagateColumns(kernels, passes, part)
      yield* fillCurvature(kernels, curvature, passes, part, pace, reach)
      for (const { prepare, parts, skip, rows: count, columns: across, scatter } of blocks) {
        const width = padded(across)
        const left = prepare(kernels, X, Y)
        for (let first = 0, end = count; first < count; first = end) {
          if (parts) {
            end = parts.fill(kernels, first)
            if (pace.due((end - first) * parts.work * part.N)) yield pace.fraction
          }
          for (let r = first; r < end; r += 4) {
            const begin = skip ? skip(r) : 0
            const taken = width - begin
            const x = (r - first) * stride
            kernels.columnProducts(left, x, stride, Y, begin * part.N, taken, part.N, sums)
            for (let i = r; i < end && i < r + 4; i++) scatter(matrix.data, i, sums, (i - r) * taken - begin)
            if (pace.due(4 * taken * part.N)) yield pace.fraction
          }
        }
      }
    }
    mirrorUpper(matrix.data, W)
    addToDiagonal(matrix.data, W, weightDecay)
    return { matrix }
  } finally {
    close()
  }
}

/** Patterns whose panel of four columns stays in the fastest cache. */
const patternsInCache = 256

/** Numbers that the columns of the patterns worked on together may hold. */
const budget = 1 << 22

/** How many of N patterns are taken at a time where each needs so many columns. */
function affordablePatterns(N: number, total: number): number {
  // In fours, as columns are.
  const affordable = Math.max(1, Math.floor(budget / total / 4)) * 4
  return Math.min(N, patternsInCache, affordable)
}
