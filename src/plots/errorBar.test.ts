import { expect, it } from 'vitest'
import { filledPart } from './ErrorBar.tsx'
import { printing } from './MatrixCanvas.tsx'

it('fills an error bar by the relative error, with a sliver for tiny ones', () => {
  expect([null, NaN, 0].map(filledPart)).toEqual([0, 0, 0])
  expect(filledPart(0.269)).toBe(0.269)
  expect([7, Infinity].map(filledPart)).toEqual([1, 1])
  expect(filledPart(1e-16)).toBeGreaterThan(0)
})

it('prints values in cells only where they can be read', () => {
  expect(printing(16, 14)).toBeNull()
  expect(printing(24, 14)?.digits).toBe(2)
  expect(printing(40, 14)?.digits).toBe(3)
  expect(printing(40, 28)).toBeNull()
})
