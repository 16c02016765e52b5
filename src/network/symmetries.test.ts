import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { exact } from '../hessian/exact.ts'
import { finish } from '../linalg/steps.ts'
import { initialWeights } from '../training/initialWeights.ts'
import { expressionActivation } from './activations/expressionActivation.ts'
import { activations } from './activations/index.ts'
import { energyAndGradient } from './backward.ts'
import { prepareExpressions } from './expression/index.ts'
import { createNetwork } from './network.ts'
import type { Problem } from './network.ts'
import { randomProblem } from './randomProblem.ts'
import { flips, flipUnit, swapUnits } from './symmetries.ts'

beforeAll(prepareExpressions)

const odd = ['tanh', 'sin', 'identity'] as const

const hiddenProblem = (names: readonly (typeof activations)[number]['name'][]) =>
  fc
    .record({
      hidden: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
      name: fc.constantFrom(...names),
      bias: fc.boolean(),
      output: fc.constantFrom('identity', 'sigmoid', 'softmax'),
      seed: fc.integer({ min: 0, max: 1e6 }),
    })
    .map(({ hidden, name, ...rest }) =>
      randomProblem({
        layers: [2, ...hidden, 2],
        activation: hidden.map(() => name),
        weightDecay: 0.1,
        ...rest,
      }),
    )

const energyOf = (problem: Problem) => energyAndGradient(problem).energy

const close = (value: number, expected: number) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)))

/** Which weight of `after` each weight of `before` has become, by writing their numbers instead of their values. */
function permutationOf(problem: Problem, move: (w: Float64Array) => Float64Array): readonly number[] {
  return [...move(Float64Array.from(problem.w, (_, index) => index))]
}

describe('swapping two hidden units', () => {
  const unit = fc.nat()

  it('keeps E, exchanges the gradient and the Hessian alike, and is undone by itself', () => {
    fc.assert(
      fc.property(
        hiddenProblem(activations.map(({ name }) => name)),
        unit,
        unit,
        unit,
        (problem, a, b, c) => {
          const { network, w } = problem
          const l = 1 + (a % (network.L - 1))
          const [i, j] = [b, c].map((n) => 1 + (n % network.layers[l]))
          const swap = (weights: Float64Array) => swapUnits(network, weights, l, i, j)
          const swapped = swap(w)
          expect(swap(swapped)).toEqual(w)
          expect(swapUnits(network, w, l, i, i)).toEqual(w)
          const after = { ...problem, w: swapped }
          close(energyOf(after), energyOf(problem))
          const order = permutationOf(problem, swap)
          const [before, moved] = [problem, after].map((one) => energyAndGradient(one).gradient)
          order.forEach((from, to) => close(moved[to], before[from]))
          const [H, M] = [problem, after].map((one) => finish(exact.evaluate(one)).matrix.data)
          const { W } = network
          order.forEach((from, to) => close(M[to * W + order.indexOf(0)], H[from * W]))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('is refused where there are no such units', () => {
    const { network, w } = randomProblem({ layers: [2, 3, 1] })
    for (const [l, i, j] of [
      [0, 1, 2],
      [2, 1, 1],
      [1, 0, 1],
      [1, 1, 4],
      [1, 1.5, 2],
      [NaN, 1, 2],
    ])
      expect(() => swapUnits(network, w, l, i, j)).toThrow(RangeError)
  })
})

describe('flipping a hidden unit', () => {
  it('keeps E for odd activations and is undone by itself', () => {
    fc.assert(
      fc.property(hiddenProblem(odd), fc.nat(), fc.nat(), (problem, a, b) => {
        const { network, w } = problem
        const l = 1 + (a % (network.L - 1))
        const j = 1 + (b % network.layers[l])
        const flipped = flipUnit(network, w, l, j)
        expect(flipped).not.toEqual(w)
        expect(flipUnit(network, flipped, l, j)).toEqual(w)
        close(energyOf({ ...problem, w: flipped }), energyOf(problem))
      }),
      { numRuns: 150 },
    )
  })

  it('is offered for odd activations alone', () => {
    for (const { name } of activations) {
      const { network, w } = randomProblem({ layers: [1, 2, 1], activation: name })
      expect(flips(network, 1)).toBe(odd.some((one) => one === name))
      if (!flips(network, 1)) expect(() => flipUnit(network, w, 1, 1)).toThrow(RangeError)
      expect(flips(network, 2)).toBe(false)
    }
  })

  it('is offered for typed activations that are odd', () => {
    const { network } = randomProblem({ layers: [1, 2, 1] })
    const withTyped = (text: string) => {
      const read = expressionActivation(text)
      if (read.kind === 'refused') throw new Error(text)
      return createNetwork(network.layers, [read.activation], network.error, network.bias)
    }
    expect(flips(withTyped('a^3'), 1)).toBe(true)
    expect(flips(withTyped('a exp(-a^2)'), 1)).toBe(true)
    expect(flips(withTyped('a^2'), 1)).toBe(false)
    expect(flips(withTyped('1/a'), 1)).toBe(false)
  })
})

describe('drawing weights anew', () => {
  it('has a scale', () => {
    const { network } = randomProblem({ layers: [2, 3, 1] })
    const w = initialWeights(network, 5)
    expect(initialWeights(network, 5, 2)).toEqual(w.map((value) => 2 * value))
    expect(initialWeights(network, 5, 0).every((value) => value === 0)).toBe(true)
  })
})
