import { describe, expect, test } from 'vitest'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import { finish } from '../linalg/steps.ts'
import type { Problem } from '../network/network.ts'
import { randomProblem } from '../network/randomProblem.ts'
import type { RandomProblem } from '../network/randomProblem.ts'
import { damped, inverseErrors } from './inverseErrors.ts'
import { evaluate, relative, slope } from './testEvaluation.ts'

const networks: readonly RandomProblem[] = [
  { layers: [2, 3], output: 'softmax', N: 6 },
  { layers: [1, 4, 1], N: 20 },
  { layers: [2, 3, 2], output: 'sigmoid', activation: 'gelu', N: 6 },
  { layers: [2, 4, 3], output: 'softmax', bias: false, N: 6 },
  { layers: [2, 2, 3, 2], activation: ['sin', 'tanh'], N: 6 },
]

describe('the sequential inverse', () => {
  const reversed = (problem: Problem): Problem => {
    const { D, K } = problem.network
    const rows = (data: Float64Array, width: number): Float64Array =>
      data.map((_, at) => data[(problem.N - 1 - Math.floor(at / width)) * width + (at % width)])
    return { ...problem, x: rows(problem.x, D), t: rows(problem.t, K) }
  }

  test.each(networks)(
    '$layers, output $output: the damped outer product inverted, whatever the order of the patterns',
    (shape) => {
      const problem = randomProblem({ ...shape, weightDecay: 0.2 })
      const damping = 0.3
      const P = evaluate('sequential-inverse', problem, { damping })
      const { inverse } = finish(damped(evaluate('outer-product', problem), damping))
      if (!inverse) throw new Error('regular')
      expect(relative(P, inverse)).toBeLessThan(1e-13)
      const backwards = evaluate('sequential-inverse', reversed(problem), { damping })
      expect(relative(backwards, P)).toBeLessThan(1e-13)
    },
  )

  test('only α + λ matters', () => {
    const problem = randomProblem({ layers: [2, 3, 1] })
    const one = evaluate('sequential-inverse', { ...problem, weightDecay: 0.25 }, { damping: 0.5 })
    const other = evaluate('sequential-inverse', { ...problem, weightDecay: 0.75 }, { damping: 0 })
    expect(one.data).toEqual(other.data)
  })

  test('its round-off grows as 1/α_0', () => {
    // Five patterns for 17 weights: the outer product has not full rank.
    const problem = randomProblem({ layers: [3, 3, 1], N: 5 })
    const outer = evaluate('outer-product', problem)
    const points = Array.from({ length: 9 }, (_, i): readonly [number, number] => {
      const damping = 10 ** -(1 + i)
      const P = evaluate('sequential-inverse', problem, { damping })
      const against = finish(damped(outer, damping))
      return [damping, finish(inverseErrors(P, against, against)).residualOuterProduct]
    })
    expect(slope(points)).toBeGreaterThan(-1.3)
    expect(slope(points)).toBeLessThan(-0.7)
    const [[, mild]] = points
    expect(mild).toBeLessThan(1e-13)
  })

  test('with fewer patterns than weights it tends to 1/α_0 times a projector on what the data leave free', () => {
    const problem = randomProblem({ layers: [3, 3, 1], N: 5 })
    const damping = 1e-7
    const P = evaluate('sequential-inverse', problem, { damping })
    const eigenvalues = finish(symmetricEigenvalues(P)).map((value) => value * damping)
    const free = eigenvalues.filter((value) => Math.abs(value - 1) < 1e-6).length
    const determined = eigenvalues.filter((value) => Math.abs(value) < 1e-2).length
    expect([free, determined]).toEqual([problem.network.W - 5, 5])
  })
})
