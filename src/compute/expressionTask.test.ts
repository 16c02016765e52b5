import { beforeAll, describe, expect, it } from 'vitest'
import { prepareExpressions } from '../network/expression/index.ts'
import { describeExpression } from './expressionTask.ts'
import type { ExpressionInput, ExpressionResult } from './protocol.ts'

beforeAll(prepareExpressions)

function described(input: ExpressionInput): ExpressionResult {
  const run = describeExpression(input)
  for (;;) {
    const step = run.next()
    if (step.done) return step.value
  }
}

describe('what is said of a typed function', () => {
  it('of an activation', () => {
    const report = described({ kind: 'activation', text: 'abs(a)' })
    if (report.kind !== 'activation') throw new Error(report.kind)
    expect(report.formulas.first).toBe('\\operatorname{sgn}\\left(a\\right)')
    expect(report.irregularities).toEqual({ found: [{ kind: 'kink', from: 0, to: 0 }], more: 0 })
    expect(report.check.first).toBeLessThan(1e-8)
    const { a, h, first, second } = report.curves
    a.forEach((value, i) => expect([h[i], second[i]]).toEqual([Math.abs(value), 0]))
    expect([first[0], first[first.length - 1]]).toEqual([-1, 1])
    // Plain data: it crosses the worker's door.
    expect(structuredClone(report)).toEqual(report)
  })

  it('of a function of x', () => {
    expect(described({ kind: 'function', text: 'x1 x2', inputs: 2 })).toEqual({
      kind: 'function',
      text: 'x1 x2',
      tex: 'x_1\\,x_2',
    })
  })

  it('that is refused is why', () => {
    for (const input of [
      { kind: 'activation', text: 'x' },
      { kind: 'function', text: 'a', inputs: 1 },
    ] as const)
      expect(described(input)).toMatchObject({ kind: 'refused', refusal: { code: 'unknown-name' } })
  })
})
