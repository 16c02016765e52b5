import { describe, expect, it } from 'vitest'
import { paintSurface, surfaceLines } from './fitSurface.ts'
import type { SurfaceColours } from './surfaceColours.ts'

const colours: SurfaceColours = {
  panel: '#ffffff',
  classes: ['#0000ff', '#ff0000', '#00ff00', '#888888'],
  values: ['#000000', '#808080', '#ffffff'],
}

function paint(outputs: number[], K: number, kind: 'regression' | 'binary' | 'classes') {
  const bytes = new Uint8ClampedArray((4 * outputs.length) / K)
  paintSurface(bytes, Float64Array.from(outputs), K, kind, colours, [0, 1])
  return (p: number) => Array.from(bytes.subarray(4 * p, 4 * p + 4))
}

describe('paintSurface', () => {
  it('tints by the probable class and stays pale where undecided', () => {
    const at = paint([0, 0.5, 1], 1, 'binary')
    expect(at(0)[2]).toBeGreaterThan(at(0)[0])
    expect(at(2)[0]).toBeGreaterThan(at(2)[2])
    expect(Math.min(...at(1))).toBeGreaterThan(Math.min(...at(0)))
  })
  it('tints by three classes', () => {
    const at = paint([1, 0, 0, 0, 1, 0, 0, 0, 1], 3, 'classes')
    expect([0, 1, 2].map((p) => at(p).indexOf(Math.max(...at(p).slice(0, 3))))).toEqual([2, 0, 1])
  })
  it('grows with the value for regression and survives NaN', () => {
    const at = paint([0, 0.5, 1, NaN], 1, 'regression')
    expect(at(0)[0]).toBeLessThan(at(1)[0])
    expect(at(1)[0]).toBeLessThan(at(2)[0])
    expect(at(3)[3]).toBe(255)
  })
})

describe('surfaceLines', () => {
  const size = 4
  const ramp = Float64Array.from({ length: 16 }, (_, p) => (p % size) / 3)
  it('is the boundary between two classes, without the border of the grid', () => {
    const numbers =
      surfaceLines(ramp, size, 1, 'binary', [])
        .match(/[\d.]+/g)
        ?.map(Number) ?? []
    const xs = numbers.filter((_, i) => i % 2 === 0)
    expect(xs.length).toBeGreaterThan(1)
    for (const x of xs) expect(x).toBeCloseTo(0.5, 3)
  })
  it('has a line for every level of a regression', () => {
    expect(surfaceLines(ramp, size, 1, 'regression', [0.3, 0.6]).match(/M/g)).toHaveLength(2)
  })
  it('is empty where one class wins everywhere or outputs are not finite', () => {
    const won = Float64Array.from({ length: 32 }, (_, k) => 1 - (k % 2))
    expect(surfaceLines(won, size, 2, 'classes', [])).toBe('')
    expect(surfaceLines(new Float64Array(16).fill(NaN), size, 1, 'binary', [])).toBe('')
  })
})
