import { expect, it } from 'vitest'
import { formatCell, formatNumber, formatPowerOfTen } from './numberFormat.ts'

it.each([
  [0, '0'],
  [-0, '0'],
  [-2.5753, '−2.58'],
  [0.1903, '0.19'],
  [24.132, '24.1'],
  [-1234, '−1230'],
  [1.1e-10, '1.1×10⁻¹⁰'],
  [-3.14159e7, '−3.14×10⁷'],
  [1e200, '1×10²⁰⁰'],
  [NaN, 'NaN'],
  [-Infinity, '−∞'],
])('writes %d as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text)
})

it('writes powers of ten', () => {
  expect([1e-3, -1e-1, 1, -10, 100].map(formatPowerOfTen)).toEqual(['10⁻³', '−10⁻¹', '1', '−10', '10²'])
})

it.each([
  [-2.5753, 3, '−2.58'],
  [-2.5753, 2, '−2.6'],
  [0.1903, 2, '.19'],
  [-0.0457, 2, '−.05'],
  [-0.0457, 3, '−.046'],
  [-0.0004, 3, '−4e−4'],
  [0.9996, 3, '1'],
  [-9999.9, 2, '−1e4'],
  [123.4, 2, '120'],
  [1.234e-7, 3, '1e−7'],
  [0, 2, '0'],
])('writes %d in a cell with %i digits as %s', (value, digits, text) => {
  expect(formatCell(value, digits)).toBe(text)
})
