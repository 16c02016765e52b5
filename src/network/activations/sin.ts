import type { Activation } from './activation.ts'

/** z = sin a. */
export const sin = {
  name: 'sin',
  formulas: { h: '\\sin a', first: '\\cos a', second: '-\\sin a' },
  h: Math.sin,
  first: Math.cos,
  second: (a) => -Math.sin(a),
  kinks: [],
} as const satisfies Activation
