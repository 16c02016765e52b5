import { describe, expect, it } from 'vitest'
import { networkOf } from '../config/build.ts'
import { expectedMilliseconds } from './prospect.ts'
import type { MethodResult, Results } from './results.ts'

const network = networkOf({
  layers: [2, 30, 10, 1],
  activations: ['tanh', 'tanh'],
  output: 'sigmoid',
  bias: true,
})
const measured = (milliseconds: number, operations: number) => ({ milliseconds, operations }) as MethodResult

describe('the time to expect', () => {
  it('follows the counted operations', () => {
    const once = expectedMilliseconds('energy-differences', network, 100, {})
    expect(expectedMilliseconds('energy-differences', network, 200, {})).toBeCloseTo(2 * once, 6)
    expect(once).toBeGreaterThan(expectedMilliseconds('exact', network, 100, {}))
  })

  it('takes the rate the method itself was measured at, else the slowest of the others', () => {
    const results: Results = {
      exact: measured(10, 1e6),
      'r-operator': measured(40, 1e6),
      diagonal: measured(0.1, 1),
    }
    const slow = expectedMilliseconds('gradient-differences', network, 100, results)
    const known = expectedMilliseconds('gradient-differences', network, 100, {
      ...results,
      'gradient-differences': measured(20, 1e6),
    })
    expect(slow).toBeCloseTo(2 * known, 6)
  })
})
