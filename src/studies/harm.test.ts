import { describe, expect, it } from 'vitest'
import { damped } from '../hessian/inverseErrors.ts'
import { evaluate, relative } from '../hessian/testEvaluation.ts'
import { finish } from '../linalg/steps.ts'
import { randomProblem } from '../network/randomProblem.ts'
import { factOf, partsOf, pointsOf, subjectOf } from './testSubject.ts'

describe('same matrix, different harm', () => {
  const { problem } = subjectOf()
  const parts = partsOf('harm')

  it('holds matrices and damped inverses against the exact ones', () => {
    const inverseOf = (id: 'exact' | 'diagonal') => {
      const { inverse } = finish(damped(evaluate(id, problem), 0.1))
      if (!inverse) throw new Error('singular')
      return inverse
    }
    expect(factOf(parts, 'matrix', 'diagonal')).toBeCloseTo(
      relative(evaluate('diagonal', problem), evaluate('exact', problem)),
      10,
    )
    expect(factOf(parts, 'inverse', 'diagonal')).toBeCloseTo(
      relative(inverseOf('diagonal'), inverseOf('exact')),
      10,
    )
    expect(factOf(parts, 'step', 'r-operator')).toBeLessThan(1e-8)
  })

  it('proposes the same step with much damping, whatever the matrix', () => {
    for (const id of ['outer-product', 'diagonal']) {
      const curve = pointsOf(parts, 'damping', id)
      expect(curve.at(-1)?.[1]).toBeLessThan(0.5)
      expect(curve[0][1]).toBeGreaterThan(curve.at(-1)?.[1] ?? Infinity)
    }
  })

  it('gives no error bars and prunes nothing with an indefinite matrix', () => {
    // H has negative eigenvalues far below −λ.
    expect(() => factOf(parts, 'bar', 'exact')).toThrow('no bar')
    expect(factOf(parts, 'bar', 'outer-product')).toBeGreaterThan(0)
    expect(factOf(parts, 'pruned', 'outer-product')).toBeGreaterThanOrEqual(1)
  })

  it('says that nothing is harmed where everything is exact', () => {
    const flat = randomProblem({ layers: [3, 1], N: 12 })
    const exact = partsOf('harm', {}, { ...subjectOf(), problem: flat, methods: ['exact', 'outer-product'] })
    expect(exact.some((part) => part.kind === 'claim' && part.code === 'exact')).toBe(true)
  })
})
