import { describe, expect, test } from 'vitest'
import { engines } from '../linalg/kernels/engines.ts'
import { backPropagate } from './backward.ts'
import { backPropagateColumns, createColumnPasses, loadColumns, propagateColumns } from './columnPasses.ts'
import { propagate } from './forward.ts'
import { splitPatterns } from './network.ts'
import type { Problem } from './network.ts'
import { randomProblem } from './randomProblem.ts'
import type { RandomProblem } from './randomProblem.ts'
import { createWorkspace } from './workspace.ts'

const shapes: readonly RandomProblem[] = [
  { layers: [1, 1], N: 1 },
  { layers: [2, 3], output: 'softmax', bias: false, N: 7 },
  { layers: [2, 5, 3], output: 'sigmoid', activation: 'gelu', N: 5 },
  { layers: [3, 4, 1, 2], activation: ['tanh', 'softplus'], bias: false, N: 6 },
  { layers: [2, 3, 4, 5, 2], output: 'softmax', activation: 'sin', N: 9 },
]

/** Entry (n, c) of `columns` is entry (n, c) of the row-major `rows`, up to round-off. */
function expectSame(columns: Float64Array, stride: number, rows: Float64Array, N: number) {
  const count = rows.length / N
  for (let n = 0; n < N; n++) {
    for (let c = 0; c < count; c++) expect(columns[c * stride + n]).toBeCloseTo(rows[n * count + c], 13)
  }
}

describe.each(engines().map((one) => ({ engine: one.name, one })))('on $engine', ({ one }) => {
  test.each(shapes)(
    'the passes of $layers, output $output, bias $bias, are those of a workspace',
    (shape) => {
      const problem = randomProblem({ ...shape, seed: 3 })
      const room = one.open((allocate) => createColumnPasses(problem.network, 6, allocate))
      const { kernels, arrays: passes } = room
      const compare = (part: Problem): void => {
        loadColumns(passes, part)
        propagateColumns(kernels, passes)
        backPropagateColumns(kernels, passes, part)
        const wanted = createWorkspace(part.network, part.x, part.N)
        propagate(wanted, part.w)
        backPropagate(wanted, part)
        for (const name of ['z', 'a', 'first', 's', 'delta'] as const)
          wanted[name].forEach((rows, l) => expectSame(passes[name][l], passes.stride, rows, part.N))
        for (let at = 0; at < wanted.y.length; at++)
          expect(passes.outputRows.y[at]).toBeCloseTo(wanted.y[at], 13)
      }
      // The last part has fewer patterns than the one before.
      splitPatterns(problem, 6).forEach(compare)
      room.close()
    },
  )
})
