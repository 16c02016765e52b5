import { describe, expect, it } from 'vitest'
import { classOf, domainOf, fitGrid } from './plotFit.ts'

describe('fitGrid', () => {
  const domain = { x: [-1, 1], y: [0, 4] } as const
  it('runs from end to end for one input', () => {
    expect([...fitGrid(domain, 1, 5)]).toEqual([-1, -0.5, 0, 0.5, 1])
  })
  it('has pixel centres, rows from the top, for two', () => {
    expect([...fitGrid(domain, 2, 2)]).toEqual([-0.5, 3, 0.5, 3, -0.5, 1, 0.5, 1])
  })
  it('holds further inputs', () => {
    expect([...fitGrid(domain, 4, 1)]).toEqual([0, 2, 0, 0])
    expect([...fitGrid(domain, 4, 1, [9, 9, 7, 8])]).toEqual([0, 2, 7, 8])
  })
})

describe('domainOf', () => {
  it('leaves room around the data', () => {
    const domain = domainOf(Float64Array.of(0, 10), Float64Array.of(-1, 1), 1, 'regression')
    expect(domain).toEqual({ x: [-0.5, 10.5], y: [-1.3, 1.3] })
  })
  it('shows probabilities from 0 to 1', () => {
    expect(domainOf(Float64Array.of(0, 10), Float64Array.of(0, 1), 1, 'binary').y).toEqual([-0.1, 1.1])
  })
  it('has extent for one point, equal targets and data that are not finite', () => {
    const one = domainOf(Float64Array.of(3), Float64Array.of(5), 1, 'regression')
    expect(one.x[0]).toBeLessThan(3)
    expect(one.y[1]).toBeGreaterThan(5)
    expect(domainOf(Float64Array.of(NaN), Float64Array.of(Infinity), 1, 'regression')).toEqual({
      x: [-1, 1],
      y: [-1, 1],
    })
    const huge = domainOf(Float64Array.of(1e20), Float64Array.of(0), 1, 'regression')
    expect(huge.x[1]).toBeGreaterThan(huge.x[0])
  })
  it('uses the first two of several inputs', () => {
    const domain = domainOf(Float64Array.of(0, 5, 99, 1, 6, 99), Float64Array.of(0, 1), 3, 'binary')
    expect(domain.x[1]).toBeCloseTo(1.08, 12)
    expect(domain.y[0]).toBeCloseTo(4.92, 12)
  })
})

it('reads classes from labels and from indicators', () => {
  expect([0, 1].map((n) => classOf(Float64Array.of(0, 1), n, 1))).toEqual([0, 1])
  expect([0, 1].map((n) => classOf(Float64Array.of(0, 0, 1, 0.2, 0.7, 0.1), n, 3))).toEqual([2, 1])
})
