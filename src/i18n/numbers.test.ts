import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatCount,
  subscript,
  superscript,
  formatDeviation,
  formatNumber,
  formatRelative,
  formatTime,
  shortest,
} from './numbers.ts'

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [-2.57504, '−2.58'],
    [0.19034, '0.190'],
    [9.996, '10.0'],
    [12345.6, '12300'],
    [1234567, '1.23×10⁶'],
    [0.00012345, '1.23×10⁻⁴'],
    [Number.NaN, 'NaN'],
    [-Infinity, '−∞'],
  ])('%f → %s', (value, text) => expect(formatNumber(value)).toBe(text))

  it('keeps the asked number of figures for any float', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (value) => {
        const text = formatNumber(value, 4).replace('−', '-')
        const [mantissa, exponent] = text.split('×10')
        const power = [...(exponent ?? '⁰')]
          .map((c) => ('⁰¹²³⁴⁵⁶⁷⁸⁹'.includes(c) ? '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c) : '-'))
          .join('')
        const back = Number(`${mantissa}e${power}`)
        expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.abs(value) * 5.1e-4)
      }),
    )
  })
})

describe('relative errors', () => {
  it.each([
    [0.2694, '26.9 %'],
    [1.0744, '107 %'],
    [0.17, '17.0 %'],
    [0.99999, '100 %'],
    [15.254, '1525 %'],
    [0.00123, '0.123 %'],
    [0.00011, '1.1×10⁻⁴'],
    [0, '0'],
    [1, '100 %'],
  ])('%f → %s', (value, text) => expect(formatRelative(value)).toBe(text))

  it('signs deviations', () => {
    expect(formatDeviation(-1.074)).toBe('−107 %')
    expect(formatDeviation(1e-9)).toBe('+1.0×10⁻⁹')
    expect(formatDeviation(0)).toBe('0')
  })
})

it('raises and lowers digits', () => {
  expect(superscript(-120)).toBe('⁻¹²⁰')
  expect(subscript(31)).toBe('₃₁')
})

describe('times and counts', () => {
  it.each([
    [0.01, '< 0.1 ms'],
    [1.14, '1.1 ms'],
    [35.4, '35 ms'],
    [1400, '1.4 s'],
    [180_000, '3 min'],
    [7.2e6, '2 h'],
  ])('%f ms → %s', (value, text) => expect(formatTime(value)).toBe(text))

  it('groups thousands with thin spaces', () => {
    expect(formatCount(1234567)).toBe('1 234 567')
    expect(formatCount(999)).toBe('999')
  })
})

describe('a number in its field', () => {
  it.each([
    [0, '0'],
    [0.15, '0.15'],
    [-2, '−2'],
    [5e-6, '5e−6'],
    [0.0001, '1e−4'],
    [1e9, '1e9'],
    [1 / 3, '0.3333'],
    [Math.PI * 1e-7, '3.14e−7'],
  ])('%d is written %s', (value, text) => expect(shortest(value)).toBe(text))

  it('is short, and reads back as nearly the same', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
        const text = shortest(value)
        expect(text.length).toBeLessThanOrEqual(10)
        const back = Number(text.replaceAll('−', '-'))
        expect(Math.abs(back - value)).toBeLessThanOrEqual(6e-3 * Math.abs(value))
      }),
    )
  })
})
