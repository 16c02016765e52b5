import { derivative, parse } from 'mathjs'
import type { MathNode } from 'mathjs'
import { describe, expect, test } from 'vitest'
import type { Activation } from './activation.ts'
import { activationNamed, activations } from './index.ts'
import type { ActivationName } from './index.ts'

const logistic = '(1 / (1 + exp(-a)))'
const density = '(exp(-a^2 / 2) / sqrt(2 * pi))'

/**
 * h as an expression, to be differentiated symbolically. The erf of gelu is not differentiated by the oracle, so for
 * it the part without Φ is given: h′ = Φ + a φ and h″ = φ + (a φ)′.
 */
const expressions: Readonly<Record<Exclude<ActivationName, 'gelu' | 'relu'>, string>> = {
  tanh: 'tanh(a)',
  sigmoid: logistic,
  softplus: 'log(1 + exp(a))',
  identity: 'a',
  sin: 'sin(a)',
  swish: `a * ${logistic}`,
}

const points = [-7.3, -3.1, -1.4, -0.6, -1e-3, 1e-3, 0.25, 0.9, 1.7, 2.6, 5.5]

const at = (expression: MathNode, a: number): number => Number(expression.evaluate({ a }))

describe.each(Object.entries(expressions))('%s', (name, h) => {
  const one = activations.find((candidate) => candidate.name === name)
  if (!one) throw new Error(name)
  const first = derivative(h, 'a')
  const second = derivative(first, 'a')

  test.each(points)('h, h′ and h″ at %f are the symbolic ones', (a) => {
    expect(Math.abs(one.h(a) - at(parse(h), a))).toBeLessThanOrEqual(1e-14)
    expect(Math.abs(one.first(a) - at(first, a))).toBeLessThanOrEqual(1e-12)
    expect(Math.abs(one.second(a) - at(second, a))).toBeLessThanOrEqual(1e-12)
  })
})

test.each(points)('gelu: h″ at %f is φ + (a φ)′', (a) => {
  const gelu = activationNamed('gelu')
  const rest = derivative(`a * ${density}`, 'a')
  expect(gelu.second(a)).toBeCloseTo(at(parse(density), a) + at(rest, a), 13)
  expect(gelu.h(a) - gelu.h(-a)).toBeCloseTo(a, 13)
})

test.each([-2, -1e-9, 0, 1e-9, 3])('relu at %f', (a) => {
  const relu = activationNamed('relu')
  expect(relu.h(a)).toBe(Math.max(0, a))
  expect(relu.first(a)).toBe(a > 0 ? 1 : 0)
  expect(relu.second(a)).toBe(0)
})

describe.each(activations.map((one): { name: ActivationName; one: Activation } => ({ name: one.name, one })))(
  '$name',
  ({ name, one }) => {
    test('is found by its name', () => expect(activationNamed(name)).toBe(one))

    test.each(points)('h′ and h″ at %f agree with central differences', (a) => {
      const step = 1e-4
      expect((one.h(a + step) - one.h(a - step)) / (2 * step)).toBeCloseTo(one.first(a), 7)
      expect((one.first(a + step) - one.first(a - step)) / (2 * step)).toBeCloseTo(one.second(a), 7)
    })

    test.each(points)('derivatives from the value at %f are those from a', (a) => {
      const { fromValue } = one
      if (!fromValue) return
      expect(fromValue.first(one.h(a))).toBe(one.first(a))
      expect(fromValue.second(one.h(a))).toBe(one.second(a))
    })

    test('far out the derivatives stay finite', () => {
      for (const a of [-1e300, -1000, -750, -45, 45, 750, 1000, 1e300]) {
        expect(one.h(a)).toBeTypeOf('number')
        expect(Number.isFinite(one.h(a))).toBe(true)
        expect(Number.isFinite(one.first(a))).toBe(true)
        expect(Number.isFinite(one.second(a))).toBe(true)
      }
    })

    test('NaN is passed on', () => expect(one.h(NaN)).toBeNaN())

    test('h′ jumps at the kinks and nowhere else', () => {
      for (const a of [...points, ...one.kinks]) {
        const jump = Math.abs(one.first(a + 1e-7) - one.first(a - 1e-7))
        expect(jump > 1e-3).toBe(one.kinks.some((kink) => kink === a))
      }
    })
  },
)
