import { describe, expect, it } from 'vitest'
import { damped } from '../hessian/inverseErrors.ts'
import { evaluate, relative } from '../hessian/testEvaluation.ts'
import { finish } from '../linalg/steps.ts'
import { randomProblem } from '../network/randomProblem.ts'
import { factOf, partsOf, pointsOf, subjectOf } from './testSubject.ts'

/** The picture of a study at its last place. */
function lastMatrix(parts: ReturnType<typeof partsOf>, picture: string) {
  const pictures = parts.filter((part) => part.kind === 'matrix').filter((part) => part.picture === picture)
  return pictures[pictures.length - 1]
}

function withDamping(damping: number, problem = subjectOf().problem) {
  const subject = subjectOf()
  return {
    ...subject,
    problem,
    parameters: { ...subject.parameters, 'sequential-inverse': { damping } },
  }
}

describe('the sequential inverse, point by point', () => {
  it('ends as the method, to the last bit', () => {
    for (const problem of [
      subjectOf().problem,
      randomProblem({ layers: [2, 4, 3], output: 'softmax', N: 9, weightDecay: 0.01 }),
    ]) {
      const parts = partsOf('sequential-inverse', {}, withDamping(0.1, problem))
      const last = lastMatrix(parts, 'inverse')
      expect(last.at).toBe(problem.N)
      expect(last.matrix).toEqual(evaluate('sequential-inverse', problem, { damping: 0.1 }).data)
    }
  })

  it.each([1e-3, 0.1, 10])('ends as (H_outer + αI)⁻¹ for α = %d in whatever order', (damping) => {
    const { problem } = subjectOf()
    const reference = finish(damped(evaluate('outer-product', problem), damping)).inverse
    if (!reference) throw new Error('singular')
    for (const order of ['given', 'reversed', 'random']) {
      const parts = partsOf('sequential-inverse', { order }, withDamping(damping))
      const { matrix } = lastMatrix(parts, 'inverse')
      expect(relative({ ...reference, data: matrix }, reference)).toBeLessThan(1e-9)
      expect(factOf(parts, 'to-outer')).toBeLessThan(1e-9)
    }
  })

  it('comes nearer to both references, whose distance the outer product keeps', () => {
    const parts = partsOf('sequential-inverse')
    const outer = pointsOf(parts, 'errors', 'to-outer')
    expect(outer[0][0]).toBe(0)
    expect(outer[0][1]).toBeGreaterThan(0.1)
    expect(outer.at(-1)?.[1]).toBeLessThan(1e-9)
    expect(pointsOf(parts, 'errors', 'to-exact').at(-1)?.[1]).toBeGreaterThan(0.01)
    for (const [, denominator] of pointsOf(parts, 'denominators', 'denominator'))
      expect(denominator).toBeGreaterThanOrEqual(1)
  })

  it('shows updates of rank one, each the difference of two pictures', () => {
    const parts = partsOf('sequential-inverse').filter((part) => part.kind === 'matrix')
    const at = (picture: string, n: number) =>
      parts.find((part) => part.picture === picture && part.at === n)?.matrix ?? new Float64Array(0)
    const update = at('update', 3)
    const [before, after] = [at('inverse', 2), at('inverse', 3)]
    update.forEach((value, i) => expect(value).toBe(after[i] - before[i]))
    // Rank one: every 2 × 2 minor vanishes.
    const W = Math.sqrt(update.length)
    const largest = Math.max(...update.map(Math.abs))
    for (let i = 1; i < W; i++)
      for (let j = 1; j < W; j++) {
        const minor = update[0] * update[i * W + j] - update[j] * update[i * W]
        expect(Math.abs(minor)).toBeLessThan(1e-10 * largest * largest)
      }
  })

  it('loses digits as α falls, and ends as a projector where N K < W', () => {
    const problem = randomProblem({ layers: [2, 5, 1], N: 6 })
    const parts = partsOf('sequential-inverse', {}, withDamping(0.1, problem))
    const errors = pointsOf(parts, 'damping', 'to-outer')
    expect(errors[0][1]).toBeGreaterThan(1e3 * (errors.at(-1)?.[1] ?? 1))
    expect(Math.abs(factOf(parts, 'free-directions') - (problem.network.W - problem.N))).toBeLessThan(1e-3)
    expect(parts.some((part) => part.kind === 'claim' && part.code === 'projector')).toBe(true)
  })
})
