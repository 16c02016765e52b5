import type { Activation } from './activation.ts'

/**
 * z = max(0, a). h′ is 0 at a = 0 and the Dirac mass of h″ there is dropped, so the Hessian is that of the
 * current linear piece; still it differs from the outer product in its cross-layer blocks (spec §1.3).
 */
export const relu = {
  name: 'relu',
  formulas: { h: '\\max(0, a)', first: '[a > 0]', second: '0' },
  h: (a) => (a > 0 ? a : a === a ? 0 : a),
  first: (a) => (a > 0 ? 1 : 0),
  second: () => 0,
  kinks: [0],
} as const satisfies Activation
