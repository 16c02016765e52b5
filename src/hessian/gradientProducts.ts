import { engine } from '../linalg/kernels/engines.ts'
import { countUp, padded } from '../linalg/kernels/kernels.ts'
import type { Kernels } from '../linalg/kernels/kernels.ts'
import { zeros } from '../linalg/matrix.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import type { Steps } from '../linalg/steps.ts'
import { mirrorUpper } from '../linalg/symmetric.ts'
import {
  backPropagateColumns,
  createColumnPasses,
  loadColumns,
  propagateColumns,
} from '../network/columnPasses.ts'
import type { ColumnPasses } from '../network/columnPasses.ts'
import { splitPatterns } from '../network/network.ts'
import type { Problem } from '../network/network.ts'

/** Rows whose panel of four columns stays in the fastest cache. */
const rowsInCache = 256

/** Targets, N × K, that gradients of the patterns `part` are taken with, given their outputs y, N × K. */
export type Targets = (part: Problem, y: Float64Array) => Iterable<Float64Array>

/**
 * Σ_n g_n g_nᵀ (W × W, without weight decay) over the gradients g_n = ∇E_n of all patterns, with every set of targets
 * in turn; `sets` is how many there are of them. O(W²) a pattern and set.
 */
export function* sumGradientProducts(problem: Problem, sets: number, targets: Targets): Steps<Matrix> {
  const { network, N } = problem
  const { W } = network
  const capacity = Math.min(N, rowsInCache)
  const width = padded(W)
  const { kernels, arrays, close } = engine().open((allocate) => {
    const passes = createColumnPasses(network, capacity, allocate)
    return {
      passes,
      G: allocate.scratch(width * passes.stride),
      every: allocate.indices(W, countUp(W)),
      panels: allocate.scratch(width * capacity),
      sums: allocate.scratch(4 * width),
    }
  })
  try {
    const { passes, G, every, panels, sums } = arrays
    const { stride } = passes
    const matrix = zeros(W, W)
    const pace = new Pace((width * (width + 4) * N * sets) / 2)
    for (const part of splitPatterns(problem, capacity)) {
      loadColumns(passes, part)
      propagateColumns(kernels, passes)
      backPropagateColumns(kernels, passes, part)
      // A copy, for every pass backwards writes the outputs anew.
      const y = passes.outputRows.y.slice(0, part.N * network.K)
      for (const t of targets(part, y)) {
        backPropagateColumns(kernels, passes, { ...part, t })
        fillGradients(kernels, passes, G)
        kernels.packColumns({ data: G, stride, index: every }, part.N, panels)
        for (let r = 0; r < W; r += 4) {
          const columns = width - r
          kernels.columnProducts(G, r * stride, stride, panels, r * part.N, columns, part.N, sums)
          for (let i = r; i < W && i < r + 4; i++) {
            let from = (i - r) * columns + i - r
            for (let to = i * W + i; to < (i + 1) * W; to++) matrix.data[to] += sums[from++]
          }
          if (pace.due(4 * columns * part.N)) yield pace.fraction
        }
      }
    }
    mirrorUpper(matrix.data, W)
    return matrix
  } finally {
    close()
  }
}

/** Writes the gradients, entry δ^(l)_j z̃_i for the weight (l, j, i), as a column for each weight. */
function fillGradients(
  kernels: Kernels,
  { network, stride, N, z, delta }: ColumnPasses,
  G: Float64Array,
): void {
  const { L, layers, columns, offsets } = network
  for (let l = 1; l <= L; l++) {
    const I = columns[l]
    for (let j = 0; j < layers[l]; j++) {
      const to = (offsets[l] + j * I) * stride
      kernels.multiplyColumns(delta[l], j * stride, z[l - 1], 0, stride, N, I, G, to, stride)
    }
  }
}
