import { describe, expect, it } from 'vitest'
import { extentOf, frameOf, heightAt, isShown, partOfValue, valueAtPart } from './studyAxes.ts'
import { symlogScale, symlogTicks } from './symlogAxis.ts'

const size = { width: 40, height: 25 }
const frame = (kind: 'linear' | 'log' | 'symlog', x: [number, number], y: [number, number]) =>
  frameOf({ x, y }, { x: { kind, label: '' }, y: { kind, label: '' } }, size, 1, 0)

describe('the axes of a study', () => {
  it('show what has a place on them, and what is asked for at least', () => {
    expect(isShown(0, 'log')).toBe(false)
    expect(isShown(-1, 'symlog')).toBe(true)
    expect(isShown(NaN, 'linear')).toBe(false)
    expect(extentOf([3, null, -1, Infinity], { kind: 'linear', label: '' })).toEqual([-1, 3])
    expect(extentOf([3, 0, -1], { kind: 'log', label: '' })).toEqual([1.5, 6])
    expect(extentOf([3], { kind: 'linear', label: '', domain: [0, 1] })).toEqual([0, 3])
    expect(extentOf([], { kind: 'log', label: '' })).toEqual([0.1, 10])
  })

  it.each(['linear', 'log', 'symlog'] as const)(
    'of kind %s lie within the picture, labels beside them',
    (kind) => {
      const { x, y, left, right, top, bottom } = frame(kind, [1e-3, 1e3], [1, 50])
      expect(left).toBeGreaterThan(2)
      expect(right).toBeLessThan(size.width)
      expect(top).toBeLessThan(bottom)
      expect(bottom).toBeLessThan(size.height - 2)
      for (const { scale, ticks } of [x, y]) {
        expect(ticks.filter(({ label }) => label !== '').length).toBeGreaterThanOrEqual(2)
        for (const part of [0, 0.3, 1])
          expect(partOfValue(scale, valueAtPart(scale, part))).toBeCloseTo(part, 9)
      }
    },
  )

  it('give the height of a curve between its points, on a straight line as it is drawn', () => {
    const logarithmic = frame('log', [1e-4, 1], [1e-8, 1])
    const points = [[1e-4, 1e-8], [1, 1]] as const // prettier-ignore
    const { y } = logarithmic
    expect(heightAt(points, 1e-2, logarithmic)).toBeCloseTo(y.scale(1e-4), 9)
    expect(heightAt(points, 1, logarithmic)).toBeCloseTo(y.scale(1), 9)
    expect(heightAt([[1, 2]], 1, logarithmic)).toBeCloseTo(y.scale(2), 9)
    expect(heightAt([[0.1, null], [1, 1]], 0.3, logarithmic)).toBe(null) // prettier-ignore
    expect(heightAt([], 0.3, logarithmic)).toBe(null)
  })
})

describe('a symlog axis', () => {
  it('has 0 and powers of ten of both signs, none too near to another', () => {
    const scale = symlogScale([-50, 2000], [20, 0], 0.1)
    const ticks = symlogTicks(scale, 0.1, 1.5)
    const labelled = ticks.filter(({ label }) => label !== '')
    expect(labelled.map(({ value }) => value)).toContain(0)
    expect(labelled.some(({ value }) => value < 0)).toBe(true)
    const places = labelled.map(({ value }) => scale(value)).sort((a, b) => a - b)
    for (let k = 1; k < places.length; k++)
      expect(places[k] - places[k - 1]).toBeGreaterThanOrEqual(1.5 - 1e-9)
  })
})
