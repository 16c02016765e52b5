import type { Activation } from './activation.ts'
import { erfc } from './erfc.ts'

/** Φ(a), the cumulative distribution of the standard normal, by erfc so that its left tail keeps its digits. */
const Phi = (a: number): number => erfc(-a * Math.SQRT1_2) / 2

/** φ(a), the density of the standard normal. */
const phi = (a: number): number => Math.exp((-a * a) / 2) / Math.sqrt(2 * Math.PI)

/** z = a Φ(a), the exact (erf) form, not its tanh approximation. */
export const gelu = {
  name: 'gelu',
  formulas: { h: 'a\\,\\Phi(a)', first: '\\Phi(a) + a\\,\\varphi(a)', second: '\\varphi(a)(2 - a^2)' },
  h: (a) => (a === -Infinity ? 0 : a * Phi(a)),
  first: (a) => Phi(a) + (Math.abs(a) > 40 ? 0 : a * phi(a)),
  second: (a) => (Math.abs(a) > 40 ? 0 : phi(a) * (2 - a * a)),
  kinks: [],
} as const satisfies Activation
