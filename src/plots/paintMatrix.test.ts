import { describe, expect, it } from 'vitest'
import { halved } from '../linalg/overview.ts'
import { createScale, type DivergingScale } from './colourScale.ts'
import { colourTable, indexValues } from './colourTable.ts'
import { cellAt, wholeMap } from './mapViewport.ts'
import { isHalved, paintMatrix } from './paintMatrix.ts'

const table = colourTable('light')

const indexOn = (scale: DivergingScale) => (value: number) => {
  const indices = new Int16Array(1)
  indexValues(scale, Float64Array.of(value), 0, 1, indices)
  return indices[0]
}

function painted(data: Float64Array, W: number, size: number, viewport = wholeMap) {
  const pixels = new Uint32Array(size * size)
  const scale = createScale('linear', 4)
  paintMatrix({ pixels, size }, { data, minus: null, columns: W }, scale, table, viewport, 1)
  const index = indexOn(scale)
  return { pixels, colour: (value: number) => table.entries[index(value)] }
}

describe('paintMatrix', () => {
  it.each([2, 7, 26])('fills every pixel with the colour of the cell under it (%i pixels)', (size) => {
    const W = 2
    const data = Float64Array.of(1, -2, 3, -4)
    const { pixels, colour } = painted(data, W, size)
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) {
        const cell = cellAt(wholeMap, (x + 0.5) / size, (y + 0.5) / size, W)
        // The middle of a pixel may lie on an edge; then either neighbour is right.
        if (size % 2 === 1 && (x === (size - 1) / 2 || y === (size - 1) / 2)) continue
        expect(pixels[y * size + x]).toBe(colour(data[(cell?.row ?? 0) * W + (cell?.column ?? 0)]))
      }
  })
  it('paints the part that is zoomed to', () => {
    const W = 8
    const data = Float64Array.from({ length: 64 }, (_, k) => (k % 9) - 4)
    const { pixels, colour } = painted(data, W, 8, { x: 0.5, y: 0.25, span: 0.25 })
    expect(pixels[0]).toBe(colour(data[2 * W + 4]))
    expect(pixels[7]).toBe(colour(data[2 * W + 5]))
    expect(pixels[63]).toBe(colour(data[3 * W + 5]))
  })
  it('keeps one large entry among a thousand times a thousand', () => {
    const W = 1000
    const size = 137
    const data = new Float64Array(W * W)
    data[731 * W + 280] = -4
    const { pixels, colour } = painted(data, W, size)
    const hits = [...pixels.keys()].filter((p) => pixels[p] === colour(-4))
    expect(hits).toEqual([Math.floor(0.731 * size) * size + Math.floor(0.28 * size)])
    expect(pixels.filter((word) => word === colour(0)).length).toBe(size * size - 1)
  })
  it.each([wholeMap, { x: 0.13, y: 0.4, span: 0.57 }])(
    'keeps it in the same place at half the size',
    (viewport) => {
      const W = 999
      const size = 137
      const data = new Float64Array(W * W)
      data[731 * W + 280] = -4
      const exact = painted(data, W, size, viewport).pixels
      const pixels = new Uint32Array(size * size)
      const entries = { data, minus: null, columns: W }
      expect(isHalved(W, viewport, size)).toBe(true)
      const scale = createScale('linear', 4)
      paintMatrix({ pixels, size }, entries, scale, table, viewport, 1, null, halved(entries))
      const colour = table.entries[indexOn(scale)(-4)]
      const place = (of: Uint32Array) => [...of.keys()].filter((p) => of[p] === colour)
      expect(place(pixels)).toHaveLength(1)
      const [[at], [near]] = [place(exact), place(pixels)]
      expect(Math.abs((at % size) - (near % size))).toBeLessThanOrEqual(1)
      expect(Math.abs(Math.floor(at / size) - Math.floor(near / size))).toBeLessThanOrEqual(1)
    },
  )
  it('hatches what is not finite with greys, in cells and in blocks', () => {
    for (const [W, size] of [
      [2, 16],
      [32, 8],
    ]) {
      const data = new Float64Array(W * W)
      data[0] = NaN
      const { pixels } = painted(data, W, size)
      expect(table.notFinite).toContain(pixels[0])
      expect(table.notFinite).not.toContain(pixels[size * size - 1])
    }
  })
})
