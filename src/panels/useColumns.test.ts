import { describe, expect, it } from 'vitest'
import { bestColumns } from './useColumns.ts'

const room = (width: number, height: number) => ({
  width,
  height,
  gap: 10,
  margin: 30,
  rest: 120,
  narrowest: 150,
})

describe('columns of maps', () => {
  it.each([
    [8, 1000, 720, 4],
    [8, 640, 1600, 2],
    [2, 1200, 500, 2],
    [2, 460, 900, 1],
    [3, 1200, 480, 3],
    [1, 1200, 500, 1],
    [9, 1000, 900, 3],
  ])('%i maps in %i × %i stand in %i columns', (count, width, height, columns) => {
    expect(bestColumns(count, room(width, height))).toBe(columns)
  })

  it('stays within the number of maps, whatever the room', () => {
    for (const height of [-100, 0, 1, 1e6])
      for (let count = 1; count < 12; count++) {
        const columns = bestColumns(count, room(800, height))
        expect(columns).toBeGreaterThanOrEqual(1)
        expect(columns).toBeLessThanOrEqual(count)
      }
  })
})
