import { expect, it } from 'vitest'
import { jump, partitionOf } from './partition.ts'
import { cellAfterKey } from './useMapInput.ts'

const partition = partitionOf({ L: 2, W: 13, layers: [1, 4, 1], columns: [0, 2, 5], offsets: [0, 0, 8] })

it('has the boundaries of layers and of the units the weights lead to', () => {
  expect(partition.layers).toEqual([0, 8, 13])
  expect(partition.units).toEqual([0, 2, 4, 6, 8, 13])
})

it('jumps by blocks and stops at the ends', () => {
  expect([0, 5, 8, 12].map((index) => jump(partition.layers, index, 1))).toEqual([8, 8, 12, 12])
  expect([0, 5, 8, 12].map((index) => jump(partition.layers, index, -1))).toEqual([0, 0, 0, 8])
})

it('moves by the keys of a grid', () => {
  const from = { row: 3, column: 12 }
  const after = (key: string, control = false) => cellAfterKey(key, control, from, 13, partition)
  expect(after('ArrowRight')).toEqual(from)
  expect(after('ArrowLeft')).toEqual({ row: 3, column: 11 })
  expect(after('ArrowDown')).toEqual({ row: 4, column: 12 })
  expect(after('Home')).toEqual({ row: 3, column: 0 })
  expect(after('Home', true)).toEqual({ row: 0, column: 0 })
  expect(after('End', true)).toEqual({ row: 12, column: 12 })
  expect(after('PageDown')).toEqual({ row: 8, column: 12 })
  expect(after(' ')).toBeNull()
  expect(after('d')).toBeNull()
})
