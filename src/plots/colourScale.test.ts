import { describe, expect, it } from 'vitest'
import { createScale, legendTicks, limitOf, positionOf } from './colourScale.ts'

describe('limitOf', () => {
  it('is the largest absolute value over all matrices', () => {
    expect(limitOf([Float64Array.of(1, -3), Float64Array.of(2)])).toBe(3)
  })
  it('leaves aside what is not finite', () => {
    expect(limitOf([Float64Array.of(NaN, -Infinity, Infinity, -2)])).toBe(2)
    expect(limitOf([Float64Array.of(NaN)])).toBe(0)
    expect(limitOf([])).toBe(0)
  })
})

describe.each(['linear', 'symlog'] as const)('%s scale', (kind) => {
  const scale = createScale(kind, 24)
  it('is odd, monotone and reaches ±1 at the limits', () => {
    expect(positionOf(scale, 0)).toBe(0)
    expect(positionOf(scale, 24)).toBeCloseTo(1, 12)
    expect(positionOf(scale, -24)).toBeCloseTo(-1, 12)
    let before = 0
    for (let value = 0.01; value < 24; value *= 1.3) {
      const position = positionOf(scale, value)
      expect(position).toBeGreaterThan(before)
      expect(positionOf(scale, -value)).toBe(-position)
      before = position
    }
  })
  it('clamps beyond the limits and tells what is not finite', () => {
    expect(positionOf(scale, 1e300)).toBe(1)
    expect(positionOf(scale, -1e300)).toBe(-1)
    expect(positionOf(scale, NaN)).toBeNaN()
    expect(positionOf(scale, Infinity)).toBeNaN()
  })
  it('puts everything at 0 when there is no limit', () => {
    for (const limit of [0, NaN, Infinity, 5e-324]) expect(positionOf(createScale(kind, limit), 3)).toBe(0)
  })
  it('survives limits near the largest number', () => {
    const huge = createScale(kind, 1.7e308)
    expect(positionOf(huge, 1.7e308)).toBeCloseTo(1, 12)
    expect(positionOf(huge, -1e308)).toBeLessThan(-0.5)
  })
})

it('shows a thousandth of the limit on a symlog scale but not on a linear one', () => {
  expect(positionOf(createScale('linear', 1), 1e-3)).toBeCloseTo(1e-3, 12)
  expect(positionOf(createScale('symlog', 1), 1e-3)).toBeGreaterThan(0.09)
})

describe('legendTicks', () => {
  it('has the real ends and zero on a linear scale', () => {
    expect(legendTicks(createScale('linear', 24.132), () => 0.1).map((tick) => tick.label)).toEqual([
      '−24.1',
      '0',
      '24.1',
    ])
  })
  it('has powers of ten on a symlog scale, in ascending order and symmetric', () => {
    const ticks = legendTicks(createScale('symlog', 24.132), () => 0.1)
    expect(ticks.map((tick) => tick.label)).toEqual([
      '−24.1',
      '−10',
      '−1',
      '−10⁻¹',
      '0',
      '10⁻¹',
      '1',
      '10',
      '24.1',
    ])
    ticks.forEach((tick, i) => {
      expect(tick.position).toBeCloseTo(-ticks[ticks.length - 1 - i].position, 12)
    })
  })
  it.each([0.02, 0.06, 0.1])('leaves out ticks whose labels would overlap at %d a character', (character) => {
    const extent = (label: string) => character * label.length
    const inner = legendTicks(createScale('symlog', 24.132), extent).filter((tick) => !tick.end)
    for (let i = 1; i < inner.length; i++)
      expect(inner[i].position - inner[i - 1].position).toBeGreaterThanOrEqual(
        (extent(inner[i].label) + extent(inner[i - 1].label)) / 2 - 1e-12,
      )
  })
  it('is zero alone for zero matrices', () => {
    expect(legendTicks(createScale('symlog', 0), () => 0.1).map((tick) => tick.label)).toEqual(['0'])
  })
})
