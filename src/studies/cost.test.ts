import { describe, expect, it } from 'vitest'
import { layersOfSize } from './layersOfSize.ts'
import { factOf, partsOf, pointsOf, subjectOf } from './testSubject.ts'

describe('the cost', () => {
  const parts = partsOf('cost', {}, { ...subjectOf(), methods: ['exact', 'diagonal', 'energy-differences'] })

  it.each([
    ['diagonal', 1],
    ['exact', 2],
    ['energy-differences', 3],
  ])('of %s grows with exponent %d over W = 30 … 500, counted', (id, exponent) => {
    expect(Math.abs(factOf(parts, 'counted-exponent', id) - exponent)).toBeLessThan(0.1)
    const sizes = pointsOf(parts, 'counted', id).map(([W]) => W)
    expect(Math.abs(sizes[0] - 30)).toBeLessThan(4)
    expect(Math.abs((sizes.at(-1) ?? 0) - 500)).toBeLessThan(4)
  })

  it('is not measured but told where it would take long', () => {
    const measured = pointsOf(parts, 'measured', 'energy-differences')
    expect(measured.length).toBeGreaterThan(1)
    expect(measured.length).toBeLessThan(pointsOf(parts, 'counted', 'energy-differences').length)
    const told = parts.filter((part) => part.kind === 'line' && part.name === 'extrapolated')
    expect(told.length).toBeGreaterThan(3)
  })

  it('grows with N as any sum', () => {
    const over = partsOf(
      'cost',
      { against: 'patterns', from: 10, to: 100 },
      { ...subjectOf(), methods: ['exact', 'diagonal'] },
    )
    for (const id of ['exact', 'diagonal'])
      expect(Math.abs(factOf(over, 'counted-exponent', id) - 1)).toBeLessThan(0.02)
  })
})

describe('layers of a size', () => {
  it.each([
    [[1, 4, 1], true, 13],
    [[2, 3, 5, 2], true, 100],
    [[3, 1], true, 40],
    [[4, 6, 6, 2], false, 500],
  ])('like %j, biases: %s, have about W = %d', (layers, bias, W) => {
    const made = layersOfSize({ layers, bias, D: layers[0], K: layers.at(-1) ?? 1 }, W)
    expect(made.layers.length).toBe(Math.max(3, layers.length))
    expect(Math.abs(made.W - W) / W).toBeLessThan(0.2)
  })
})
