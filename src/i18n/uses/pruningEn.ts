import { formatNumber } from '../numbers.ts'
import type { TextsOfStudy } from '../studyCatalogue.ts'

const number = (value: number) => formatNumber(value, 2)

/** Where E is not at rest, promises that take ∇E = 0 for granted are worth less. */
function rest(gradientNorm: number): string {
  return gradientNorm > 1e-3
    ? ` E is not at rest here, ‖∇E‖ = ${number(gradientNorm)}, and every promise takes it to be.`
    : ''
}

export const pruningEn: TextsOfStudy<'pruning'> = {
  title: 'Pruning',
  question: 'Which weight would be missed least?',
  parameters: {
    removed: 'Weights removed',
    others: 'The other weights',
    retrained: 'Re-training after each',
    matrix: 'Matrix',
    start: 'Start',
    alpha: 'Weight decay α of that minimum',
    damping: 'λ added to the matrix',
    count: 'Weights removed at most',
    methods: 'Matrices',
  },
  options: {
    adjust: 'adjust',
    stay: 'stay',
    no: 'no',
    yes: 'yes',
    once: 'of the start',
    anew: 'after each removal',
    minimum: 'minimum of E',
    present: 'present weights',
  },
  plots: { removal: 'E over the weights removed', promise: 'Promised and actual change of E' },
  axes: {
    removed: 'weights removed',
    increase: 'E − E of the start',
    promised: 'promised change of E',
    actual: 'actual change of E',
  },
  marks: {},
  pictures: { network: 'What is left of the network, and what would go next' },
  series: { yours: 'your choice', magnitude: 'magnitude', obd: 'OBD', obs: 'OBS' },
  lines: { equal: 'as promised' },
  facts: {
    energy: 'E of the start',
    gradient: '‖∇E‖ there',
    yours: 'Change of E by your choice',
    first: 'First weight',
    promised: 'Promised change of E',
    actual: 'Actual change of E',
  },
  tables: { ranking: 'Saliencies; a tick removes the weight' },
  rows: { ranking: 'weight' },
  columns: { deleted: 'actual, deleted alone' },
  offers: { 'more-damping': 'λ × 100', minimum: 'start at the minimum' },
  claims: {
    surgeon: (v, n) =>
      `Magnitude would remove ${n.magnitude}, and E would change by ${number(v.magnitudeCost)}; OBD (${n.obdMethod}) ${n.obd}, by ${number(v.obdCost)}. OBS (${n.obsMethod}) removes ${n.obs} and lets the others adjust: E changes by ${number(v.obsCost)} only, ${number(v.obsPromise)} promised.${rest(v.gradientNorm)}`,
    other: (v, n) =>
      `OBS (${n.obsMethod}) removes ${n.obs} at a change of E of ${number(v.obsCost)}, where ${number(v.obsPromise)} was promised; OBD (${n.obdMethod}) ${n.obd} at ${number(v.obdCost)}, and magnitude ${n.magnitude} at ${number(v.magnitudeCost)}: here the surgeon does not pay.${rest(v.gradientNorm)}`,
    'no-surgeon': (v, n) =>
      `Magnitude would remove ${n.magnitude}, at a change of E of ${number(v.magnitudeCost)}; OBD (${n.obdMethod}) ${n.obd}, at ${number(v.obdCost)}. OBS needs a positive definite matrix, and there is none.${rest(v.gradientNorm)}`,
    magnitude: (v) =>
      `Without a matrix nothing but the magnitude is left to judge by.${rest(v.gradientNorm)}`,
  },
}
