import { describe, expect, it } from 'vitest'
import { prefersLogarithm, thinCurve } from './curveThinning.ts'

describe('thinCurve', () => {
  const steps = Float64Array.from({ length: 50_000 }, (_, i) => i)
  it('keeps ends and spikes and the order, in at most as many points', () => {
    const values = steps.map((i) => (i === 31_234 ? 99 : Math.sin(i / 5000)))
    const points = thinCurve(steps, values, 1000)
    expect(points.length).toBeLessThanOrEqual(1000)
    expect(points[0].x).toBe(0)
    expect(points[points.length - 1].x).toBe(49_999)
    expect(points).toContainEqual({ x: 31_234, y: 99 })
    for (let i = 1; i < points.length; i++) expect(points[i].x).toBeGreaterThan(points[i - 1].x)
  })
  it('leaves short curves as they are, but for what is not finite', () => {
    expect(thinCurve([0, 1, 2], [1, NaN, 3], 10)).toEqual([
      { x: 0, y: 1 },
      { x: 2, y: 3 },
    ])
    expect(thinCurve([], [], 10)).toEqual([])
  })
})

it('prefers a logarithm over decades of positive values only', () => {
  const curve = (...values: number[]) => values.map((y, x) => ({ x, y }))
  expect(prefersLogarithm(curve(100, 1))).toBe(true)
  expect(prefersLogarithm(curve(3, 1))).toBe(false)
  expect(prefersLogarithm(curve(100, 0))).toBe(false)
  expect(prefersLogarithm([])).toBe(false)
})
