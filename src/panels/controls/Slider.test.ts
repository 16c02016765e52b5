import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { positionOf, shortest, valueAt } from './Slider.tsx'
import type { SliderProps } from './Slider.tsx'

const slider = (props: Partial<SliderProps>): SliderProps => ({
  label: '',
  value: 0,
  min: 0,
  max: 1,
  onChange: () => undefined,
  ...props,
})

describe('a slider', () => {
  it.each([
    ['linear', slider({ min: -2, max: 3 })],
    ['logarithmic', slider({ min: 1e-9, max: 1, scale: 'log' })],
    ['whole and logarithmic', slider({ min: 1, max: 2000, scale: 'log', whole: true })],
    ['logarithmic with a zero', slider({ min: 1e-4, max: 10, scale: 'log', zero: true })],
  ])('%s: reaches both ends and never turns back', (_, props) => {
    expect(valueAt(0, props)).toBe(props.zero ? 0 : props.min)
    expect(valueAt(400, props)).toBe(props.max)
    for (let place = 1; place <= 400; place++)
      expect(valueAt(place, props)).toBeGreaterThanOrEqual(valueAt(place - 1, props))
  })

  it('stays where it was put', () => {
    const props = slider({ min: 1e-6, max: 100, scale: 'log' })
    for (let place = 0; place <= 400; place++)
      expect(Math.abs(positionOf(valueAt(place, props), props) - place)).toBeLessThanOrEqual(1)
  })

  it('puts what lies beyond its ends at the ends', () => {
    const props = slider({ min: 1e-4, max: 10, scale: 'log', zero: true })
    expect(positionOf(0, props)).toBe(0)
    expect(positionOf(1e-9, props)).toBe(0)
    expect(positionOf(1e9, props)).toBe(400)
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
