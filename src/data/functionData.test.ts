import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareExpressions } from '../network/expression/index.ts'
import { functionPatterns, readFunction } from './functionData.ts'
import type { FunctionSource } from './functionData.ts'

beforeAll(prepareExpressions)

const source = (change: Partial<FunctionSource> = {}): FunctionSource => ({
  expression: 'sin(pi x)',
  inputs: 1,
  kind: 'regression',
  points: 21,
  noise: 0,
  seed: 3,
  ...change,
})

describe('data of a typed function', () => {
  it('of one input are evenly spaced on [−1, 1]', () => {
    const { N, D, K, x, t, moved } = functionPatterns(source(), 'identity')
    expect([N, D, K, moved]).toEqual([21, 1, 1, 0])
    x.forEach((value, n) => {
      expect(value).toBeCloseTo(n / 10 - 1, 14)
      expect(t[n]).toBeCloseTo(Math.sin(Math.PI * value), 14)
    })
    expect([...functionPatterns(source({ points: 1 }), 'identity').x]).toEqual([0])
  })

  it('of two inputs lie in the square', () => {
    const { D, x, t } = functionPatterns(source({ expression: 'x1 - 2x2', inputs: 2 }), 'identity')
    expect(D).toBe(2)
    t.forEach((value, n) => expect(value).toBeCloseTo(x[2 * n] - 2 * x[2 * n + 1], 14))
    expect(Math.max(...x.map(Math.abs))).toBeLessThanOrEqual(1)
  })

  it('tell classes apart by the sign of the function', () => {
    const circle = source({ expression: 'x1^2 + x2^2 - 0.5', inputs: 2, kind: 'binary', points: 200 })
    const { x, t, K } = functionPatterns(circle, 'sigmoid')
    expect(K).toBe(1)
    t.forEach((label, n) => expect(label).toBe(x[2 * n] ** 2 + x[2 * n + 1] ** 2 > 0.5 ? 1 : 0))
    const oneHot = functionPatterns(circle, 'softmax')
    expect(oneHot.K).toBe(2)
    expect([...oneHot.t]).toEqual([...t].flatMap((label) => [1 - label, label]))
  })

  it('take a comparison for a boundary', () => {
    const { x, t } = functionPatterns(source({ expression: 'abs(x) < 0.5', kind: 'binary' }), 'sigmoid')
    t.forEach((label, n) => expect(label).toBe(Math.abs(x[n]) < 0.5 ? 1 : 0))
  })

  it('are the same for the same seed, and move in proportion to the noise', () => {
    for (const kind of ['regression', 'binary'] as const) {
      const numbers = (noise: number) => {
        const { x, t } = functionPatterns(source({ kind, noise }), 'identity')
        return [...x, ...t]
      }
      expect(numbers(0.1)).toEqual(numbers(0.1))
      const [still, near, far] = [numbers(0), numbers(0.1), numbers(0.2)]
      far.forEach((value, i) => expect(value - still[i]).toBeCloseTo(2 * (near[i] - still[i]), 12))
    }
  })

  it('go where the function has a value', () => {
    const { x, t, moved } = functionPatterns(source({ expression: 'log(x)', points: 40 }), 'identity')
    expect(moved).toBe(20)
    expect(t.every(Number.isFinite)).toBe(true)
    expect(x.every((value) => value > 0)).toBe(true)
    const inverse = functionPatterns(source({ expression: '1/x' }), 'identity')
    expect(inverse.moved).toBe(1)
    expect(inverse.t.every(Number.isFinite)).toBe(true)
    const quarter = source({ expression: 'sqrt(x1) + sqrt(x2)', inputs: 2, points: 50 })
    expect(functionPatterns(quarter, 'identity').t.every(Number.isFinite)).toBe(true)
  })

  it('are refused with a reason', () => {
    expect(readFunction({ expression: 'sqrt(x - 5)', inputs: 1 })).toMatchObject({
      refusal: { code: 'nowhere-finite', values: { from: -1, to: 1 } },
    })
    expect(readFunction({ expression: 'x2', inputs: 1 })).toMatchObject({ refusal: { code: 'unknown-name' } })
    expect(() => functionPatterns(source({ expression: 'foo(x)' }), 'identity')).toThrow('unknown-function')
    expect(() => functionPatterns(source(), 'sigmoid')).toThrow('regression-needs-identity')
  })

  it('of any function that is taken are finite and as many as asked for', () => {
    const words = ['x', '(', ')', '+', '*', '/', '^', '-', '2', 'exp(', 'log(', 'sqrt(', 'tan(', '1e300']
    const text = fc.array(fc.constantFrom(...words), { maxLength: 10 }).map((list) => list.join(''))
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (expression, points) => {
        if (readFunction({ expression, inputs: 1 }).kind === 'refused') return
        const { N, x, t } = functionPatterns(source({ expression, points, noise: 0.1 }), 'identity')
        expect([N, x.length, t.length]).toEqual([points, points, points])
        expect([...x, ...t].every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
