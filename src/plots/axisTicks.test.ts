import { describe, expect, it } from 'vitest'
import { labelRoom, linearScale, linearTicks, logTicks } from './axisTicks.ts'

describe('linearTicks', () => {
  it('has equal decimals and the true minus sign', () => {
    const labels = linearTicks(linearScale([-1, 1], [0, 10]), 5).map((tick) => tick.label)
    expect(labels).toEqual(['−1.0', '−0.5', '0.0', '0.5', '1.0'])
  })
  it('has no separators in thousands and exponents for extremes', () => {
    const labels = (high: number) => linearTicks(linearScale([0, high], [0, 10]), 2).map((tick) => tick.label)
    expect(labels(2000)).toEqual(['0', '1000', '2000'])
    expect(labels(2e200)).toEqual(['0', '1×10²⁰⁰', '2×10²⁰⁰'])
    expect(labels(2e-7)).toEqual(['0', '1×10⁻⁷', '2×10⁻⁷'])
  })
  it('has extent even where the domain has none', () => {
    expect(linearTicks(linearScale([3, 3], [0, 10]), 3).length).toBeGreaterThan(1)
  })
})

describe('logTicks', () => {
  const labelled = (low: number, high: number, count: number) =>
    logTicks([low, high], count)
      .map((tick) => tick.label)
      .filter(Boolean)
  it('labels powers of ten', () => {
    expect(labelled(0.4, 25, 5)).toEqual(['1', '10'])
    expect(labelled(1e-4, 1e4, 20)).toEqual(['10⁻⁴', '10⁻³', '0.01', '0.1', '1', '10', '100', '1000', '10⁴'])
  })
  it('labels fewer where there is no room, and marks between in few decades', () => {
    expect(labelled(1e-9, 1e9, 4).length).toBeLessThanOrEqual(4)
    const marks = logTicks([1, 10], 4).filter((tick) => tick.label === '')
    expect(marks.map((tick) => tick.value)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
  })
})

it('leaves more room for longer labels', () => {
  expect(labelRoom([{ value: 1, label: '−1000' }])).toBeGreaterThan(labelRoom([{ value: 1, label: '1' }]))
})
