import { expect, test } from 'vitest'
import { randomProblem } from '../../network/randomProblem.ts'
import { evaluate } from '../testEvaluation.ts'
import { explainEntry } from './entry.ts'

test.each([
  { layers: [2, 3], output: 'softmax' as const },
  { layers: [2, 3, 2], weightDecay: 0.1 },
  { layers: [2, 3, 2, 3], output: 'softmax' as const, activation: 'gelu' as const },
  { layers: [2, 2, 3, 2, 2], output: 'sigmoid' as const, bias: false },
])(
  '$layers: every entry is its decay and its patterns, the outer terms those of the outer product',
  (shape) => {
    const problem = randomProblem(shape)
    const { W } = problem.network
    const H = evaluate('exact', problem).data
    const O = evaluate('outer-product', problem).data
    for (let row = 0; row < W; row++) {
      for (let column = 0; column < W; column++) {
        const { decay, sums } = explainEntry(problem, row, column)
        expect(Math.abs(sums.entry - H[row * W + column])).toBeLessThan(1e-12)
        expect(Math.abs(decay + sums.outer - O[row * W + column])).toBeLessThan(1e-12)
      }
    }
  },
)
