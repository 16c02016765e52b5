import { formatCount, formatNumber } from './numbers.ts'
import type { StudyCatalogue } from './studyCatalogue.ts'

const number = (value: number) => formatNumber(value, 2)

export const studiesEn: StudyCatalogue = {
  studies: {
    'error-against-epsilon': {
      title: 'Error against ε',
      question: 'How small should ε be in finite differences?',
      parameters: { precision: 'Arithmetic', density: 'Points per decade' },
      options: { float64: 'float64', float32: 'float32' },
      plots: { error: 'Relative error against ε' },
      axes: { epsilon: 'ε', error: '‖A − H‖ / ‖H‖' },
      marks: {
        'energy-epsilon': 'ε of the energy differences',
        'gradient-epsilon': 'ε of the gradient differences',
      },
      pictures: {},
      series: {
        'energies-central': 'energies, central',
        'gradients-central': 'gradients, central',
        'energies-forward': 'energies, forward',
        'gradients-forward': 'gradients, forward',
      },
      lines: { truncation: 'truncation', 'round-off': 'round-off', kink: 'a kink is crossed' },
      facts: {
        'truncation-slope': 'Slope of truncation',
        'round-off-slope': 'Slope of round-off',
        'optimum-error': 'Least error',
        'optimum-epsilon': 'Best ε',
      },
      claims: {
        optimum: (v) =>
          `Energy differences are best at ε = ${number(v.energyEpsilon)}, with an error of ${number(v.energyError)}; gradient differences at ε = ${number(v.gradientEpsilon)}, with ${number(v.gradientError)}. A larger ε truncates more, a smaller one loses digits${seen(v)}.`,
        single: (v) =>
          `With 24 bits instead of 53, energy differences reach no better than ${number(v.energyError)}, at ε = ${number(v.energyEpsilon)}, and gradient differences ${number(v.gradientError)}, at ε = ${number(v.gradientEpsilon)}${seen(v)}.`,
        kink: (v) =>
          `From ε = ${number(v.crossing)} on, a step carries unit ${v.unit} of layer ${v.layer} across its kink, where E has no second derivative: beyond it the quotients miss H however exact the arithmetic. The least error of the energy differences is ${number(v.energyError)}, at ε = ${number(v.energyEpsilon)}${seen(v)}.`,
      },
    },
  },
  choose: 'Study',
  parameters: 'Settings of the study',
  findings: 'Findings',
  finding: 'Finding',
  found: 'found',
  expected: 'expected',
  cancel: 'Cancel',
  restart: 'Start again',
  running: (percent) => `${percent} %`,
  cancelled: 'Cancelled: what was found until then is shown.',
  failed: (reason) => `The study failed: ${reason}`,
  old: 'Of an earlier state; new points are on their way.',
  waiting: 'The first points are on their way …',
  table: (plot) => `Table: ${plot}`,
  plot: (title, plot) => `${title}: ${plot}`,
}

/** Of which entries, where they are not all. */
function seen({ entries, all }: Readonly<Record<string, number>>): string {
  return entries < all ? ` (${formatCount(entries)} of ${formatCount(all)} entries compared)` : ''
}
