import type { Activation } from './activation.ts'

/** z = a: a deep linear network, whose Hessian is not the outer product (spec §1.3). */
export const identity = {
  name: 'identity',
  formulas: { h: 'a', first: '1', second: '0' },
  h: (a) => a,
  first: () => 1,
  second: () => 0,
  kinks: [],
} as const satisfies Activation
