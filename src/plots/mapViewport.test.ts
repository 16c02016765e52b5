import { describe, expect, it } from 'vitest'
import { cellAt, clampViewport, edgeOf, panBy, reveal, wholeMap, zoomAt } from './mapViewport.ts'

describe('cellAt', () => {
  it('finds the cell under a point of the whole map', () => {
    expect(cellAt(wholeMap, 0, 0, 13)).toEqual({ row: 0, column: 0 })
    expect(cellAt(wholeMap, 0.999999, 0.5, 13)).toEqual({ row: 6, column: 12 })
  })
  it('finds it in a zoomed map', () => {
    expect(cellAt({ x: 0.5, y: 0.25, span: 0.1 }, 0.5, 0.5, 100)).toEqual({ row: 30, column: 55 })
  })
  it('is null outside', () => {
    for (const [fx, fy] of [
      [-0.01, 0.5],
      [1, 0.5],
      [0.5, -0.01],
      [0.5, 1],
      [NaN, 0],
    ])
      expect(cellAt(wholeMap, fx, fy, 13)).toBeNull()
  })
  it('agrees with the painted edges', () => {
    const viewport = { x: 0.31, y: 0.07, span: 0.4 }
    for (let index = 13; index < 28; index++) {
      const middle =
        (edgeOf(index, viewport.x, viewport.span, 40, 777) +
          edgeOf(index + 1, viewport.x, viewport.span, 40, 777)) /
        2
      expect(cellAt(viewport, middle / 777, 0.5, 40)?.column).toBe(index)
    }
  })
})

describe('viewport', () => {
  it('keeps the point that is zoomed at in its place', () => {
    const before = { x: 0.2, y: 0.3, span: 0.5 }
    const after = zoomAt(before, 2, 0.25, 0.75, 1000)
    expect(after.span).toBeCloseTo(0.25, 12)
    expect(after.x + 0.25 * after.span).toBeCloseTo(before.x + 0.25 * before.span, 12)
    expect(after.y + 0.75 * after.span).toBeCloseTo(before.y + 0.75 * before.span, 12)
  })
  it('stays inside the map, out to the whole and in to a few cells', () => {
    expect(zoomAt({ x: 0.8, y: 0.1, span: 0.2 }, 1e-6, 0.5, 0.5, 100)).toEqual(wholeMap)
    expect(zoomAt(wholeMap, 1e6, 0.5, 0.5, 100).span).toBeCloseTo(0.04, 12)
    expect(panBy({ x: 0.5, y: 0.5, span: 0.4 }, 10, -10, 100)).toEqual({ x: 0.6, y: 0, span: 0.4 })
    expect(clampViewport({ x: 3, y: -1, span: 5 }, 2)).toEqual(wholeMap)
  })
  it('moves no further than needed to reveal a cell', () => {
    const viewport = { x: 0.2, y: 0.2, span: 0.2 }
    expect(reveal(viewport, { row: 25, column: 30 }, 100)).toBe(viewport)
    const moved = reveal(viewport, { row: 10, column: 50 }, 100)
    expect(moved.y).toBeCloseTo(0.1, 12)
    expect(moved.x).toBeCloseTo(0.31, 12)
  })
})
