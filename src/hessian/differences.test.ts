import { describe, expect, test } from 'vitest'
import { finish } from '../linalg/steps.ts'
import { randomProblem } from '../network/randomProblem.ts'
import type { RandomProblem } from '../network/randomProblem.ts'
import { methodNamed } from './index.ts'
import { evaluate, relative, slope } from './testEvaluation.ts'

describe.each([
  ['energy-differences', { truncation: [2e-3, 2e-2], roundOff: [1e-7, 1e-5] }],
  ['gradient-differences', { truncation: [1e-3, 2e-2], roundOff: [1e-11, 1e-7] }],
] as const)('%s', (id, { truncation, roundOff }) => {
  const { error } = methodNamed(id)

  test.each([
    { layers: [1, 4, 1], N: 10 },
    { layers: [2, 3, 2], output: 'sigmoid', activation: 'gelu', N: 10 },
    { layers: [2, 3, 2, 3], output: 'softmax', activation: ['sin', 'softplus'], N: 10 },
  ] satisfies readonly RandomProblem[])(
    '$layers: the orders of its errors in ε are those claimed',
    (shape) => {
      if (error.kind !== 'differences') throw new Error(error.kind)
      const problem = randomProblem(shape)
      const exact = evaluate('exact', problem)
      const fitted = ([from, to]: readonly [number, number]): number =>
        slope(
          Array.from({ length: 9 }, (_, i) => {
            const epsilon = from * (to / from) ** (i / 8)
            return [epsilon, relative(evaluate(id, problem, { epsilon }), exact)]
          }),
        )
      expect(Math.abs(fitted(truncation) - error.order)).toBeLessThan(0.05)
      expect(Math.abs(fitted(roundOff) + error.roundOff)).toBeLessThan(0.2)
    },
  )

  test('a polynomial of degree two in each weight has no truncation error', () => {
    const problem = randomProblem({ layers: [2, 2, 2], activation: 'identity' })
    expect(relative(evaluate(id, problem, { epsilon: 0.1 }), evaluate('exact', problem))).toBeLessThan(1e-12)
  })
})

test('energies on the diagonal are twice as wrong as gradients there: the step is 2 ε', () => {
  const problem = randomProblem({ layers: [1, 1], output: 'sigmoid', bias: false, N: 3 })
  const exact = evaluate('exact', problem).data[0]
  const epsilon = 1e-2
  const byEnergies = evaluate('energy-differences', problem, { epsilon }).data[0] - exact
  const byGradients = evaluate('gradient-differences', problem, { epsilon }).data[0] - exact
  // ε²/3 against ε²/6 of the fourth derivative.
  expect(byEnergies / byGradients).toBeCloseTo(2, 2)
})

test('the asymmetry of gradient differences is of the size of their error', () => {
  const problem = randomProblem({ layers: [2, 4, 2], activation: 'sin' })
  const { matrix, asymmetry = NaN } = finish(
    methodNamed('gradient-differences').evaluate(problem, { epsilon: 1e-2 }),
  )
  const error = relative(matrix, evaluate('exact', problem))
  expect(asymmetry / error).toBeGreaterThan(0.1)
  expect(asymmetry / error).toBeLessThan(10)
})
