import type { ClaimValues } from '../../studies/study.ts'
import { formatCount, formatNumber } from '../numbers.ts'
import type { TextsOfStudy } from '../studyCatalogue.ts'

const number = (value: number) => formatNumber(value, 2)
const energy = (value: number) => formatNumber(value, 3)
const plural = (count: number, noun: string) => `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`

/** Who was best, and at what cost. */
function best(v: ClaimValues, names: Readonly<Record<string, string>>): string {
  if (v.steps === 0) return `None of the racers lowers E from ${energy(v.start)}.`
  return `From ${energy(v.start)}, the least E reached is ${energy(v.least)}; ${names.winner} comes within a thousandth of that descent with the fewest operations, ${number(v.operations)} in ${plural(v.steps, 'step')}.`
}

/** How often Newton's own step led upwards. */
function raised(v: ClaimValues): string {
  return v.raised > 0
    ? `; it raised E in ${formatCount(v.raised)} of ${plural(v.newtonSteps, 'step')}, up to ${energy(v.highest)}`
    : ''
}

export const optimisationEn: TextsOfStudy<'optimisation'> = {
  title: 'Optimisation',
  question: 'Which matrix leads down fastest from the same start?',
  parameters: {
    against: 'Race against',
    of: 'Racer looked at',
    step: 'Its step',
    measure: 'Of each step',
    start: 'Start',
    seed: 'Seed of those weights',
    steps: 'Steps at most',
    damping: 'λ to begin with',
    rate: 'Learning rate η',
    momentum: 'Momentum μ',
    plane: 'Plane of the paths',
    first: 'First of the plane',
    second: 'Second of the plane',
    racers: 'Racers',
    matrices: 'Damped, with another matrix',
  },
  options: {
    steps: 'steps',
    operations: 'operations',
    time: 'time',
    decrease: 'decrease of E',
    gain: 'gain ratio ρ',
    damping: 'damping λ',
    negative: 'negative eigenvalues',
    present: 'present weights',
    fresh: 'initial weights',
    'near-zero': 'near w = 0',
    zero: 'w = 0',
    start: 'eigenvectors at the start',
    end: 'eigenvectors at the end',
    weights: 'two weights',
    'gradient-descent': 'Gradient descent',
    momentum: 'Momentum',
    newton: 'Newton',
    'damped-newton': 'Damped Newton',
    'levenberg-marquardt': 'Levenberg–Marquardt',
    'diagonal-scaled': 'Scaled by the diagonal',
    'l-bfgs': 'L-BFGS',
    'hessian-free': 'Hessian-free',
    'hessian-free-gauss-newton': 'Hessian-free, Gauss–Newton',
  },
  plots: {
    steps: 'E against steps',
    operations: 'E against operations',
    time: 'E against time',
    path: 'Paths over E',
    model: 'E along the step',
    decrease: 'Decrease of E',
    gain: 'Gain ratio',
    damping: 'Damping',
    negative: 'Negative eigenvalues',
  },
  axes: {
    step: 'steps',
    excess: 'E − least E reached',
    operations: 'operations',
    milliseconds: 'milliseconds',
    first: 'first direction',
    second: 'second direction',
    part: 's in E(w + s Δw)',
    energy: 'E',
    decrease: 'decrease of E',
    gain: 'ρ',
    damping: 'λ',
    negative: 'λ of H below −10⁻⁶ max |λ|',
  },
  marks: { step: 'Step' },
  pictures: {},
  series: {
    'gradient-descent': 'Gradient descent',
    momentum: 'Momentum',
    newton: 'Newton',
    'damped-newton': 'Damped Newton',
    'levenberg-marquardt': 'Levenberg–Marquardt',
    'diagonal-scaled': 'Scaled by the diagonal',
    'k-fac': 'K-FAC',
    'l-bfgs': 'L-BFGS',
    'hessian-free': 'Hessian-free',
    'hessian-free-gauss-newton': 'Hessian-free, Gauss–Newton',
    function: 'E',
    'own-model': 'the racer’s quadratic model',
    'exact-model': 'model by the exact Hessian',
    predicted: 'predicted',
    actual: 'actual',
    gain: 'actual / predicted',
    damping: 'λ',
    negative: 'negative eigenvalues',
    here: 'after the step shown',
  },
  lines: { step: 'step' },
  facts: {
    reached: 'E reached',
    steps: 'Steps',
    operations: 'Operations',
    milliseconds: 'ms',
    negative: 'Negative eigenvalues at rest',
  },
  offers: {
    'more-damping': 'λ × 100',
    'smaller-rate': 'η / 10',
    'damped-newton': 'damp it',
    'near-zero': 'start near w = 0',
    fresh: 'start from initial weights',
  },
  claims: {
    'newton-minimum': (v, n) =>
      `${best(v, n)} Undamped Newton converges in ${plural(v.newtonSteps, 'step')} to a minimum, E = ${energy(v.newton)}${raised(v)}.`,
    'newton-saddle': (v, n) =>
      `${best(v, n)} Undamped Newton runs to a saddle with ${plural(v.negative, 'negative eigenvalue')}, E = ${energy(v.newton)}, in ${plural(v.newtonSteps, 'step')}${raised(v)}.`,
    'newton-plateau': (v, n) =>
      `${best(v, n)} Undamped Newton comes to rest on a plateau, E = ${energy(v.newton)}, in ${plural(v.newtonSteps, 'step')}: ∇E = 0, and in ${formatCount(v.flat)} of ${plural(v.weights, 'direction')} there is no curvature${raised(v)}.`,
    'newton-diverged': (v, n) =>
      `${best(v, n)} Undamped Newton left all bounds after ${plural(v.newtonSteps, 'step')}${raised(v)}.`,
    'newton-singular': (v, n) =>
      `${best(v, n)} Undamped Newton ends after ${plural(v.newtonSteps, 'step')} at E = ${energy(v.newton)}, where H has no inverse${raised(v)}.`,
    'newton-under-way': (v, n) =>
      `${best(v, n)} Undamped Newton has come to no rest in ${plural(v.newtonSteps, 'step')} and is at E = ${energy(v.newton)}${raised(v)}.`,
    'no-newton': (v, n) => best(v, n),
    'at-rest': (v) =>
      v.negative > 0
        ? `∇E = 0 at the start, a saddle with ${plural(v.negative, 'negative eigenvalue')} at E = ${energy(v.energy)}: none of the racers moves.`
        : `∇E = 0 at the start, E = ${energy(v.energy)}: none of the racers moves.`,
    time: (v) =>
      `The race was stopped after ${plural(v.seconds, 'second')} of computing, when the racers had made ${plural(v.steps, 'step')} at most.`,
    broken: () => 'E or ∇E is no number at the start: 0 racers can set out.',
    nobody: () => '0 racers are chosen.',
  },
}
