import type { Activation } from './activation.ts'

function firstOf(z: number): number {
  return 1 - z * z
}

function secondOf(z: number): number {
  return -2 * z * (1 - z * z)
}

/** z = tanh a, the hidden units of PRML chapter 5. */
export const tanh = {
  name: 'tanh',
  formulas: { h: '\\tanh a', first: '1 - z^2', second: '-2z(1 - z^2)' },
  h: Math.tanh,
  first: (a) => firstOf(Math.tanh(a)),
  second: (a) => secondOf(Math.tanh(a)),
  fromValue: { first: firstOf, second: secondOf },
  kinks: [],
} as const satisfies Activation
