import type { Activation } from './activation.ts'
import { sigma } from './logistic.ts'

/** z = σ(a). 1 − σ(a) is taken as σ(−a), which does not cancel. */
export const sigmoid = {
  name: 'sigmoid',
  formulas: { h: '\\sigma(a)', first: '\\sigma(1 - \\sigma)', second: '\\sigma(1 - \\sigma)(1 - 2\\sigma)' },
  h: sigma,
  first: (a) => sigma(a) * sigma(-a),
  second: (a) => {
    const z = sigma(a)
    return z * sigma(-a) * (1 - 2 * z)
  },
  kinks: [],
} as const satisfies Activation
