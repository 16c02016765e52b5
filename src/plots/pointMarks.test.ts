import { describe, expect, it } from 'vitest'
import { linearScale } from './axisTicks.ts'
import { groupOf, markRadius, nearestPoint, placePoints, shapePath, shapes, valueStep } from './pointMarks.ts'

const scale = linearScale([0, 10], [0, 100])
const down = linearScale([0, 1], [10, 0])

describe('placePoints', () => {
  it('plots input against every target for one input', () => {
    const points = placePoints(
      Float64Array.of(1, 2),
      Float64Array.of(0, 1, 1, 0),
      2,
      1,
      2,
      'regression',
      scale,
      down,
    )
    expect(points).toEqual([
      { x: 10, y: 10 },
      { x: 10, y: 0 },
      { x: 20, y: 0 },
      { x: 20, y: 10 },
    ])
  })
  it('plots the first two of more inputs', () => {
    const points = placePoints(
      Float64Array.of(1, 1, 7, 2, 0, 7),
      Float64Array.of(0, 1),
      2,
      3,
      1,
      'binary',
      scale,
      down,
    )
    expect(points).toEqual([
      { x: 10, y: 0 },
      { x: 20, y: 10 },
    ])
  })
})

it('finds the nearest point within reach', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 3, y: 0 },
    { x: NaN, y: 0 },
  ]
  expect(nearestPoint(points, 2, 0, 1.5)).toBe(1)
  expect(nearestPoint(points, 1, 0, 1.5)).toBe(0)
  expect(nearestPoint(points, 10, 0, 1.5)).toBeNull()
  expect(nearestPoint([], 0, 0, 1)).toBeNull()
})

it('groups by class, by target and by target value', () => {
  const t = Float64Array.of(0, 1, 0.5)
  expect([0, 1].map((n) => groupOf(n, t, 2, 1, 'binary', [0, 1]))).toEqual([0, 1])
  expect([0, 1, 2].map((m) => groupOf(m, t, 1, 3, 'regression', [0, 1]))).toEqual([0, 1, 2])
  expect([0, 1, 2].map((n) => groupOf(n, t, 2, 1, 'regression', [0, 1]))).toEqual([0, 11, 6])
})

it('clamps steps of target values', () => {
  expect([-5, 5, NaN].map((value) => valueStep(value, [0, 1], 12))).toEqual([0, 11, 0])
  expect(valueStep(3, [3, 3], 12)).toBe(0)
})

it('closes every shape and shrinks marks as they become many', () => {
  for (const shape of shapes) expect(shapePath(shape, 1, 2, 0.3)).toMatch(/^M[-\d. a-z]+z$/)
  expect(markRadius(20)).toBeGreaterThan(markRadius(500))
  expect(markRadius(500)).toBeGreaterThanOrEqual(markRadius(2000))
})
