import { describe, expect, it } from 'vitest'
import { evaluate, relative } from '../hessian/testEvaluation.ts'
import { finish } from '../linalg/steps.ts'
import { train } from '../training/index.ts'
import { factOf, partsOf, pointsOf, subjectOf } from './testSubject.ts'

describe('error while training', () => {
  const subject = subjectOf()
  const parts = partsOf('error-while-training', { ahead: 50 })

  it('begins with the weights of the timeline', () => {
    const { problem } = subject
    const [[step, error]] = pointsOf(parts, 'errors', 'outer-product')
    expect(step).toBe(4)
    const expected = relative(evaluate('outer-product', problem), evaluate('exact', problem))
    expect(error).toBeCloseTo(expected, 12)
  })

  it('goes on as training itself does', () => {
    const { problem, training } = subject
    const { w } = finish(train(problem, training, 4, 50))
    const there = { ...problem, w }
    const expected = relative(evaluate('diagonal', there), evaluate('exact', there))
    const [step, error] = pointsOf(parts, 'errors', 'diagonal').at(-1) ?? [NaN, NaN]
    expect(step).toBe(54)
    expect(error).toBeCloseTo(expected, 12)
    expect(factOf(parts, 'last-error', 'diagonal')).toBe(error)
  })

  it('leaves larger residuals where there is more noise', () => {
    const noisy = partsOf('error-while-training', { ahead: 300, noise: 0.8 })
    const plain = partsOf('error-while-training', { ahead: 300 })
    const last = (of: typeof noisy) => pointsOf(of, 'residual', 'residual').at(-1)?.[1] ?? NaN
    expect(last(noisy)).toBeGreaterThan(1.5 * last(plain))
  })
})
