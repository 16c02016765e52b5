import type { Activation } from './activation.ts'

/** z = tanh a, the hidden units of PRML chapter 5. */
export const tanh = {
  name: 'tanh',
  formulas: { h: '\\tanh a', first: '1 - z^2', second: '-2z(1 - z^2)' },
  h: Math.tanh,
  first: (a) => {
    const z = Math.tanh(a)
    return 1 - z * z
  },
  second: (a) => {
    const z = Math.tanh(a)
    return -2 * z * (1 - z * z)
  },
  kinks: [],
} as const satisfies Activation
