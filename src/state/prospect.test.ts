import { describe, expect, it } from 'vitest'
import { networkOf } from '../config/build.ts'
import { expectedMilliseconds } from './prospect.ts'
import type { MethodResult } from './results.ts'

const network = networkOf({
  layers: [2, 30, 10, 1],
  activations: ['tanh', 'tanh'],
  output: 'sigmoid',
  bias: true,
})
const measured = (milliseconds: number, operations: number) => ({ milliseconds, operations }) as MethodResult

describe('the time to expect', () => {
  it('follows the counted operations and the parameters they depend on', () => {
    const once = expectedMilliseconds('energy-differences', network, 100, {}, {})
    expect(expectedMilliseconds('energy-differences', network, 200, {}, {})).toBeCloseTo(2 * once, 6)
    const few = expectedMilliseconds('hutchinson-diagonal', network, 100, {}, { probes: 10 })
    const many = expectedMilliseconds('hutchinson-diagonal', network, 100, {}, { probes: 100 })
    expect(many / few).toBeCloseTo(10, 1)
    expect(once).toBeGreaterThan(expectedMilliseconds('exact', network, 100, {}, {}))
  })

  it('takes the rate the method itself was measured at, unless that run was too short to tell', () => {
    const usual = expectedMilliseconds('gradient-differences', network, 100, {}, {})
    const after = (milliseconds: number, operations: number) =>
      expectedMilliseconds(
        'gradient-differences',
        network,
        100,
        { 'gradient-differences': measured(milliseconds, operations) },
        {},
      )
    expect(after(2000, 1e7) / usual).toBeCloseTo(100, 6)
    expect(after(1, 10)).toBe(usual)
  })
})
