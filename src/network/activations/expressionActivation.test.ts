import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { frobenius } from '../../linalg/norms.ts'
import { randomProblem } from '../randomProblem.ts'
import { createNetwork } from '../network.ts'
import { prepareExpressions } from '../expression/index.ts'
import { differencesCheck } from './differencesCheck.ts'
import { expressionActivation } from './expressionActivation.ts'
import type { ExpressionActivation } from './expressionActivation.ts'
import { irregularitiesOf } from './irregularities.ts'
import { exact } from '../../hessian/exact.ts'
import { finish } from '../../linalg/steps.ts'
import type { Problem } from '../network.ts'
import type { ActivationName } from './index.ts'

beforeAll(prepareExpressions)

function typed(text: string): ExpressionActivation {
  const read = expressionActivation(text)
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.refusal))
  return read.activation
}

const found = (text: string) => typed(text).irregularities.found.map(({ kind, from, to }) => [kind, from, to])

/** The smooth activations of the list as somebody may type them. */
const same: readonly (readonly [ActivationName, string])[] = [
  ['tanh', 'tanh(a)'],
  ['tanh', '(exp(a) - exp(-a)) / (exp(a) + exp(-a))'],
  ['sigmoid', '1 / (1 + exp(-a))'],
  ['sigmoid', 'sigmoid(a)'],
  ['softplus', 'log(1 + exp(a))'],
  ['softplus', 'softplus(a)'],
  ['identity', 'a'],
  ['sin', 'sin(a)'],
  ['swish', 'a / (1 + exp(-a))'],
  ['swish', 'a * sigmoid(a)'],
  ['gelu', 'a * (1 + erf(a / sqrt(2))) / 2'],
  ['relu', 'max(0, a)'],
  ['relu', 'relu(a)'],
  ['relu', 'a > 0 ? a : 0'],
]

describe('an activation typed like one of the list', () => {
  it.each(same)('%s as %s gives the same exact Hessian', (activation, text) => {
    for (const layers of [
      [2, 4, 1],
      [1, 3, 3, 2],
    ]) {
      const problem = randomProblem({
        layers,
        activation: layers.slice(2).map(() => activation),
        N: 8,
        seed: 5,
      })
      const { network } = problem
      const own = createNetwork(layers, network.activations.map(() => typed(text)), network.error, network.bias) // prettier-ignore
      const H = hessian(problem)
      const difference = hessian({ ...problem, network: own }).map((value, at) => value - H[at])
      expect(frobenius(difference) / frobenius(H)).toBeLessThanOrEqual(1e-12)
    }
  })
})

function hessian(problem: Problem): Float64Array {
  return finish(exact.evaluate(problem)).matrix.data
}

describe('kinks, jumps, poles, holes and gaps', () => {
  it.each([
    ['tanh(a)', []],
    ['tanh(1000 a)', []],
    ['exp(-100 a^2)', []],
    ['sin(20 a)', []],
    ['a > 0 ? a : exp(a) - 1', []],
    ['relu(a)^2', []],
    ['max(0, a)', [['kink', 0, 0]]],
    ['max(0.1 a, a)', [['kink', 0, 0]]],
    ['abs(a - 0.3)', [['kink', 0.3, 0.3]]],
    ['max(-1, min(1, a))', [['kink', -1, -1], ['kink', 1, 1]]], // prettier-ignore
    ['sign(a - 0.25)', [['jump', 0.25, 0.25]]],
    ['-1 < a < 1', [['jump', -1, -1], ['jump', 1, 1]]], // prettier-ignore
    ['1 / a', [['pole', 0, 0]]],
    ['1 / (a - 0.3)', [['pole', 0.3, 0.3]]],
    ['1 / (a - 1)^2', [['pole', 1, 1]]],
    ['cbrt(a)', [['pole', 0, 0]]],
    ['log(abs(a - 2.1))', [['pole', 2.1, 2.1]]],
    ['sin(a) / a', [['hole', 0, 0]]],
    ['log(a)', [['gap', -16, 0]]],
    ['sqrt(4 - a^2)', [['gap', -16, -2], ['gap', 2, 16]]], // prettier-ignore
  ])('of %s are found', (text, expected) => expect(found(text)).toEqual(expected))

  it('are counted where there are too many to list', () => {
    const { irregularities } = typed('floor(4 a)')
    expect(irregularities.found.length + irregularities.more).toBe(127 + 1)
    expect(irregularities.found.every(({ kind }) => kind === 'jump')).toBe(true)
  })

  it('are the kinks of the activation', () => {
    expect(typed('abs(a) + abs(a - 1)').kinks).toEqual([0, 1])
    expect(typed('a').kinks).toEqual([])
  })

  it('are found where they are put', () => {
    fc.assert(
      fc.property(fc.integer({ min: -150, max: 150 }), fc.constantFrom('abs', 'relu', 'sign'), (n, name) => {
        const at = n / 10
        expect(found(`${name}(a - (${at})) + tanh(a)`)).toEqual([[name === 'sign' ? 'jump' : 'kink', at, at]])
      }),
      { numRuns: 60 },
    )
  })
})

describe('the check by differences', () => {
  it.each(same)('passes for %s as %s', (_, text) => {
    const { check } = typed(text)
    expect(check.points).toBeGreaterThan(200)
    expect(check.first).toBeLessThan(1e-8)
    expect(check.second).toBeLessThan(1e-8)
  })

  it('tells of derivatives that are wrong', () => {
    const wrong = { h: Math.tanh, first: Math.cos, second: Math.sin }
    expect(differencesCheck(wrong, irregularitiesOf(wrong)).first).toBeGreaterThan(0.1)
  })
})

describe('a typed activation', () => {
  it('is read once', () => {
    expect(typed('tanh(2 a)')).toBe(typed('tanh(2 a)'))
  })

  it('shows its formulas, or their names where they are long', () => {
    expect(typed('sin(2 a)').formulas).toEqual({
      h: '\\sin\\left(2\\,a\\right)',
      first: '2\\,\\cos\\left(2\\,a\\right)',
      second: '-4\\,\\sin\\left(2\\,a\\right)',
    })
    const long = Array.from({ length: 18 }, (_, i) => `sin(a/${i + 1})*exp(a)`).join('+')
    expect(typed(long).formulas.second).toBe("h''(a)")
  })

  it.each([
    ['b', 'unknown-name'],
    ['log(-1) a', 'nowhere-finite'],
    ['exp(1000)', 'nowhere-finite'],
    ['log(a - 20)', 'nowhere-finite'],
  ])('%s is refused: %s', (text, code) =>
    expect(expressionActivation(text)).toMatchObject({ kind: 'refused', refusal: { code } }),
  )

  it('of any text is an activation or a refusal', { timeout: 60_000 }, () => {
    const parts = [
      'a',
      '(',
      ')',
      '+',
      '*',
      '/',
      '^',
      '-',
      '2',
      '0.1',
      'exp(',
      'log(',
      'max(',
      ',',
      'floor(',
      '?',
      ':',
      '<',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 14 }), (words) => {
        const read = expressionActivation(words.join(''))
        if (read.kind === 'refused') return
        const { kinks, irregularities, check } = read.activation
        expect(kinks.length).toBeGreaterThanOrEqual(irregularities.found.length)
        expect(kinks.every(Number.isFinite)).toBe(true)
        expect(check.first).not.toBeNaN()
      }),
      { numRuns: 300 },
    )
  })
})
