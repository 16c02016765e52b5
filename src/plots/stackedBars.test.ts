import { expect, it } from 'vitest'
import { stackedBars } from './stackedBars.ts'

it('stacks parts of one sign and starts parts of two signs at zero', () => {
  const { bars, low, high } = stackedBars([1, -1, 2, 0], [2, -3, -4, 5])
  expect(bars).toEqual([
    { outer: [0, 1], residual: [1, 3] },
    { outer: [0, -1], residual: [-1, -4] },
    { outer: [0, 2], residual: [0, -4] },
    { outer: [0, 0], residual: [0, 5] },
  ])
  expect([low, high]).toEqual([-4, 5])
})

it('leaves out what is not finite, and has zero in sight', () => {
  expect(stackedBars([NaN, 2], [Infinity, 1])).toMatchObject({ low: 0, high: 3 })
  expect(stackedBars([], [])).toMatchObject({ low: 0, high: 0 })
})
