import type { Activation } from './activation.ts'
import { logOnePlusExp, sigma } from './logistic.ts'

/** z = ln(1 + e^a). */
export const softplus = {
  name: 'softplus',
  formulas: { h: '\\ln(1 + e^a)', first: '\\sigma(a)', second: '\\sigma(1 - \\sigma)' },
  h: logOnePlusExp,
  first: sigma,
  second: (a) => sigma(a) * sigma(-a),
  kinks: [],
} as const satisfies Activation
