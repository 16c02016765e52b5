import { describe, expect, test } from 'vitest'
import { activationNamed } from './activations/index.ts'
import { energyAndGradient } from './backward.ts'
import { errorFunctionNamed } from './errors/index.ts'
import { energy, outputs } from './forward.ts'
import { createNetwork, placeOf, splitPatterns } from './network.ts'
import { randomProblem } from './randomProblem.ts'
import type { RandomProblem } from './randomProblem.ts'
import { createWorkspace, loadPatterns } from './workspace.ts'

const tanh = activationNamed('tanh')
const squares = errorFunctionNamed('identity')

describe('createNetwork', () => {
  test('layout with biases', () => {
    const network = createNetwork([2, 3, 1], [tanh], squares, true)
    expect(network).toMatchObject({ L: 2, D: 2, K: 1, W: 13, columns: [0, 3, 4], offsets: [0, 0, 9] })
    expect(placeOf(network, 0)).toEqual({ l: 1, j: 1, i: 0 })
    expect(placeOf(network, 5)).toEqual({ l: 1, j: 2, i: 2 })
    expect(placeOf(network, 9)).toEqual({ l: 2, j: 1, i: 0 })
    expect(placeOf(network, 12)).toEqual({ l: 2, j: 1, i: 3 })
  })

  test('layout without', () => {
    const network = createNetwork([2, 3, 1], [tanh], squares, false)
    expect(network).toMatchObject({ W: 9, columns: [0, 2, 3], offsets: [0, 0, 6] })
    expect(placeOf(network, 0)).toEqual({ l: 1, j: 1, i: 1 })
    expect(placeOf(network, 8)).toEqual({ l: 2, j: 1, i: 3 })
  })

  test.each([[[3]], [[2, 0, 1]], [[2, 1.5]], [[]]])('layers %j are refused', (layers) => {
    expect(() => createNetwork(layers, [tanh], squares, true)).toThrow(RangeError)
  })

  test('as many activations as hidden layers', () => {
    expect(() => createNetwork([2, 3, 1], [], squares, true)).toThrow('1 hidden layers')
  })
})

test('one hidden unit by hand', () => {
  const network = createNetwork([1, 1, 1], [tanh], squares, true)
  const w = Float64Array.of(0.5, -1, 2, 3)
  const y = 2 + 3 * Math.tanh(0.5 - 0.25)
  expect([...outputs(network, w, Float64Array.of(0.25), 1)]).toEqual([y])
  const problem = { network, w, weightDecay: 0.1, N: 1, x: Float64Array.of(0.25), t: Float64Array.of(4) }
  expect(energy(problem)).toBeCloseTo((y - 4) ** 2 / 2 + 0.05 * (0.25 + 1 + 4 + 9), 14)
})

describe.each([
  { layers: [2, 3], output: 'softmax' },
  { layers: [3, 4, 2], weightDecay: 0.3 },
  { layers: [2, 3, 2, 2], output: 'sigmoid', bias: false, activation: 'swish' },
  { layers: [1, 2, 3, 2, 3], output: 'softmax', activation: ['gelu', 'sin', 'softplus'], weightDecay: 0.01 },
] satisfies readonly RandomProblem[])('$layers', (shape) => {
  const problem = randomProblem({ ...shape, N: 11 })

  test('∇E agrees with central differences of E', () => {
    const { gradient } = energyAndGradient(problem)
    const step = 1e-5
    gradient.forEach((value, i) => {
      const moved = (by: number): number =>
        energy({ ...problem, w: problem.w.map((weight, j) => (i === j ? weight + by : weight)) })
      expect((moved(step) - moved(-step)) / (2 * step)).toBeCloseTo(value, 7)
    })
  })

  test('E and ∇E are the sums over the parts, weight decay counted once', () => {
    const whole = energyAndGradient(problem)
    const parts = splitPatterns(problem, 4)
    expect(parts.map(({ N }) => N)).toEqual([4, 4, 3])
    expect(splitPatterns(problem, 11)).toEqual([problem])
    const workspace = createWorkspace(problem.network, parts[0].x, 4)
    const sums = { energy: 0, gradient: whole.gradient.map(() => 0) }
    for (const part of parts) {
      loadPatterns(workspace, part.x, part.N)
      const one = energyAndGradient(part, workspace)
      sums.energy += one.energy
      one.gradient.forEach((value, i) => (sums.gradient[i] += value))
    }
    expect(sums.energy).toBeCloseTo(whole.energy, 12)
    sums.gradient.forEach((value, i) => expect(value).toBeCloseTo(whole.gradient[i], 12))
  })

  test('outputs do not depend on which patterns are beside', () => {
    const { network, w, x } = problem
    const together = outputs(network, w, x, 11)
    for (let n = 0; n < 11; n++) {
      const alone = outputs(network, w, x.slice(n * network.D, (n + 1) * network.D), 1)
      alone.forEach((value, k) => expect(value).toBeCloseTo(together[n * network.K + k], 14))
    }
  })

  test('is the same for the same seed', () => {
    expect(randomProblem({ ...shape, N: 11 }).w).toEqual(problem.w)
    expect(randomProblem({ ...shape, N: 11, seed: 2 }).w).not.toEqual(problem.w)
  })
})
