import { describe, expect, test } from 'vitest'
import { finish } from '../linalg/steps.ts'
import type { Problem } from '../network/network.ts'
import { randomProblem } from '../network/randomProblem.ts'
import type { RandomProblem } from '../network/randomProblem.ts'
import { evaluateChecked } from './evaluateChecked.ts'
import { bookMethods, defaultParameters, methodNamed, methods } from './index.ts'
import { methodGroups } from './method.ts'
import type { HessianMethod } from './method.ts'

const shared: readonly RandomProblem[] = [
  { layers: [1, 1], N: 1 },
  { layers: [2, 3], output: 'softmax', N: 4 },
  { layers: [1, 4, 1], weightDecay: 0.01, N: 20 },
  { layers: [2, 5, 2], output: 'sigmoid', bias: false },
  { layers: [3, 4, 3], output: 'softmax', activation: 'gelu', N: 7 },
  { layers: [2, 3, 4, 2], activation: ['softplus', 'sin'], weightDecay: 1 },
  { layers: [1, 2, 3, 2, 1], output: 'sigmoid', activation: 'swish', N: 1 },
  // More patterns than are worked on at a time.
  { layers: [1, 2, 1], N: 700 },
]

test('the list is in the order of the page, group by group, and ids are unique', () => {
  expect(bookMethods).toEqual([
    'exact',
    'outer-product',
    'diagonal',
    'energy-differences',
    'gradient-differences',
    'r-operator',
    'sequential-inverse',
  ])
  for (const method of methods) expect(methodNamed(method.id)).toBe(method)
  const groups = methods.map(({ group }) => methodGroups.indexOf(group))
  expect(groups).toEqual(groups.toSorted((a, b) => a - b))
})

describe.each(methods.map((one): { id: string; method: HessianMethod } => ({ id: one.id, method: one })))(
  '$id',
  ({ method }) => {
    const parameters = defaultParameters(method)

    test('says what it is', () => {
      expect(method.id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(method.section === null).toBe(method.group !== 'book')
      if (method.section !== null) {
        expect(method.section).toMatch(/^5\.4\.[1-6]$/)
        expect(method.equations).toMatch(/^\(5\.\d+\)/)
      } else expect(method.equations).toMatch(/(18|19|20)\d\d/)
      expect(method.formula).not.toBe('')
      for (const one of method.parameters) {
        expect(one.min).toBeLessThan(one.max)
        expect(one.default).toBeGreaterThanOrEqual(one.min)
        expect(one.default).toBeLessThanOrEqual(one.max)
        if (one.scale === 'log') expect(one.min).toBeGreaterThan(0)
        if (one.whole) expect([one.min, one.max, one.default].every(Number.isInteger)).toBe(true)
      }
    })

    describe.each(shared.map((shape, i) => ({ ...shape, seed: i })))('$layers, output $output', (shape) => {
      const problem = randomProblem(shape)
      const { W } = problem.network

      test('a finite W × W matrix, symmetric to the last bit', () => {
        const { matrix, asymmetry } = finish(method.evaluate(problem, parameters))
        expect([matrix.rows, matrix.columns, matrix.data.length]).toEqual([W, W, W * W])
        expect(matrix.data.every(Number.isFinite)).toBe(true)
        for (let i = 0; i < W; i++) {
          for (let j = 0; j < i; j++) expect(matrix.data[i * W + j]).toBe(matrix.data[j * W + i])
        }
        if (asymmetry !== undefined) {
          expect(asymmetry).toBeGreaterThanOrEqual(0)
          expect(asymmetry).toBeLessThan(1e-4)
        }
      })

      test('the same every time, whatever runs beside it, and the problem left alone', () => {
        const before = { x: problem.x.slice(), t: problem.t.slice(), w: problem.w.slice() }
        const first = method.evaluate(problem, parameters)
        const second = method.evaluate(problem, parameters)
        first.next()
        const other = finish(second).matrix.data
        expect(finish(method.evaluate(problem, parameters)).matrix.data).toEqual(other)
        expect({ x: problem.x, t: problem.t, w: problem.w }).toEqual(before)
      })

      test('operations are a positive whole number, proportional to N but for what is done once', () => {
        const counts = [1, 2, 3].map((N) => method.operations(problem.network, N, parameters))
        for (const count of counts) expect(Number.isInteger(count) && count > 0).toBe(true)
        expect(counts[2] - counts[1]).toBe(counts[1] - counts[0])
      })
    })

    const large = randomProblem({ layers: [6, 24, 20, 3], output: 'softmax', N: 2000 })

    test('pauses on the way, its progress rising from 0 to 1, and stops between two steps', () => {
      const steps = method.evaluate(large, parameters)
      let last = 0
      let count = 0
      for (let step = steps.next(); !step.done && count < 40; step = steps.next(), count++) {
        expect(step.value).toBeGreaterThanOrEqual(last)
        expect(step.value).toBeLessThanOrEqual(1)
        last = step.value
      }
      if (method.costExponent > 1) expect(count).toBeGreaterThan(5)
      steps.return({ matrix: { rows: 0, columns: 0, data: new Float64Array(0) } })
      expect(steps.next().done).toBe(true)
    })

    test.each([1e200, -1e200, 1e308])('weights of %f are survived', (size) => {
      for (const output of ['identity', 'sigmoid', 'softmax'] as const) {
        const problem = randomProblem({ layers: [2, 3, 2], output, activation: 'softplus', weightDecay: 0.1 })
        const wild: Problem = { ...problem, w: problem.w.map((value) => value * size) }
        const outcome = finish(evaluateChecked(method, wild))
        if (outcome.kind === 'evaluated') {
          expect(outcome.evaluation.matrix.data.every(Number.isFinite)).toBe(true)
        } else {
          expect(outcome.refusal.code).toBe('not-finite')
        }
      }
    })

    test('nothing to fit, nothing to see: a Hessian of zeros', () => {
      const problem = randomProblem({ layers: [2, 3], bias: false })
      const empty = { ...problem, x: problem.x.map(() => 0), t: problem.t.map(() => 0) }
      const { data } = finish(method.evaluate(empty, parameters)).matrix
      if (method.target === 'hessian') expect(data.every((value) => value === 0)).toBe(true)
      else expect(data.every(Number.isFinite)).toBe(true)
    })
  },
)

describe('evaluateChecked', () => {
  const problem = randomProblem({ layers: [1, 2, 1] })

  test('gives the matrix, parameters left out at their defaults', () => {
    for (const method of methods) {
      const outcome = finish(evaluateChecked(method, problem))
      if (outcome.kind !== 'evaluated') throw new Error(outcome.kind)
      const plain = finish(method.evaluate(problem, defaultParameters(method)))
      expect(outcome.evaluation.matrix.data).toEqual(plain.matrix.data)
    }
  })

  test('sequential inverse without damping and weight decay', () => {
    expect(finish(evaluateChecked(methodNamed('sequential-inverse'), problem, { damping: 0 }))).toEqual({
      kind: 'refused',
      refusal: { code: 'no-damping', values: { alpha0: 0 } },
    })
    const decayed = { ...problem, weightDecay: 0.1 }
    expect(finish(evaluateChecked(methodNamed('sequential-inverse'), decayed, { damping: 0 })).kind).toBe(
      'evaluated',
    )
  })

  test('names the first entry that is not finite', () => {
    const wild = { ...problem, t: problem.t.map(() => NaN) }
    expect(finish(evaluateChecked(methodNamed('exact'), wild))).toEqual({
      kind: 'refused',
      refusal: { code: 'not-finite', values: { row: 0, column: 0 } },
    })
  })
})
