import type { Activation } from './activation.ts'
import { sigma } from './logistic.ts'

/** σ(1 − σ) falls below the smallest number beyond this; there a·σ(1 − σ) is 0, not ∞ · 0. */
const tail = 800

/** z = a σ(a). */
export const swish = {
  name: 'swish',
  formulas: {
    h: 'a\\,\\sigma(a)',
    first: '\\sigma + a\\,\\sigma(1 - \\sigma)',
    second: '\\sigma(1 - \\sigma)\\bigl(2 + a(1 - 2\\sigma)\\bigr)',
  },
  h: (a) => (a === -Infinity ? 0 : a * sigma(a)),
  first: (a) => {
    const z = sigma(a)
    return Math.abs(a) > tail ? z : z + a * z * sigma(-a)
  },
  second: (a) => {
    const z = sigma(a)
    return Math.abs(a) > tail ? 0 : z * sigma(-a) * (2 + a * (1 - 2 * z))
  },
  kinks: [],
} as const satisfies Activation
