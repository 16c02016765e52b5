import { describe, expect, it } from 'vitest'
import { evaluate } from '../hessian/testEvaluation.ts'
import { randomProblem } from '../network/randomProblem.ts'
import { factOf, partsOf, pointsOf, subjectOf } from './testSubject.ts'

describe('the structure', () => {
  const { problem } = subjectOf()
  const H = evaluate('exact', problem)
  const pictureOf = (parts: ReturnType<typeof partsOf>, picture: string) => {
    const found = parts.find((part) => part.kind === 'matrix' && part.picture === picture)
    if (found?.kind !== 'matrix' || !found.order) throw new Error(`no picture ${picture}`)
    return { matrix: found.matrix, order: found.order }
  }

  it.each(['layer', 'unit', 'size'])('is H with rows and columns in the order by %s', (by) => {
    const { matrix, order } = pictureOf(partsOf('structure', { order: by }), 'ordered')
    const W = order.length
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: W }, (_, i) => i))
    for (let r = 0; r < W; r++)
      for (let c = 0; c < W; c++) expect(matrix[r * W + c]).toBe(H.data[order[r] * W + order[c]])
  })

  it('keeps the weights of a hidden unit together', () => {
    // 1-4-1 with biases: unit j has the bias, the weight from x and the weight to y.
    const { order } = pictureOf(partsOf('structure', { order: 'unit' }), 'ordered')
    expect(order).toEqual([0, 1, 9, 2, 3, 10, 4, 5, 11, 6, 7, 12, 8])
  })

  it('keeps the squares of all entries in the norms of the blocks', () => {
    const sum = (of: Float64Array) => of.reduce((total, value) => total + value * value, 0)
    for (const order of ['layer', 'unit', 'size']) {
      const { matrix } = pictureOf(partsOf('structure', { order }), 'blocks')
      expect(sum(matrix) / sum(H.data)).toBeCloseTo(1, 12)
    }
  })

  it('counts the entries that hold most', () => {
    const parts = partsOf('structure')
    const entries = factOf(parts, 'entries')
    const shares = pointsOf(parts, 'share', 'share')
    expect(shares.at(-1)?.[1]).toBeCloseTo(1, 12)
    expect(shares.filter(([count]) => count < entries).every(([, share]) => share < 0.9)).toBe(true)
    expect(factOf(parts, 'within-layers')).toBeLessThan(1)
  })

  it('is moved by symmetries and not changed', () => {
    for (const of of [
      problem,
      randomProblem({ layers: [2, 3, 4, 2], activation: 'sin', bias: false, N: 9 }),
    ]) {
      const parts = partsOf('structure', {}, { ...subjectOf(), problem: of })
      for (const series of ['swap', 'flip']) {
        expect(factOf(parts, 'energy', series)).toBeLessThan(1e-14)
        expect(factOf(parts, 'hessian', series)).toBeLessThan(1e-13)
      }
    }
  })
})
