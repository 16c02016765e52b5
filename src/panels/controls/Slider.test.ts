import { describe, expect, it } from 'vitest'
import { positionOf, valueAt } from './Slider.tsx'
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
