import type { ClaimValues } from '../../studies/study.ts'
import { formatCount, formatNumber } from '../numbers.ts'
import type { TextsOfStudy } from '../studyCatalogue.ts'

const number = (value: number) => formatNumber(value, 2)
const evidence = (value: number) => formatNumber(value, 4)

/** How much the data tell of the weights. */
function determined(v: ClaimValues): string {
  return ` Of ${formatCount(v.W)} parameters ${number(v.gamma)} are well determined, and ln p(D) = ${evidence(v.evidence)}.`
}

/** Differences of ln p(D) below this are not spoken of. */
const alike = 1

const units = (n: number) => (n === 1 ? '1 hidden unit' : `${formatCount(n)} hidden units`)

/** What the evidence says of larger and smaller models. */
function models(v: ClaimValues): string {
  if (!Number.isFinite(v.best)) return ''
  const best = ` The evidence is largest with ${units(v.best)}, ln p(D) = ${evidence(v.bestEvidence)}`
  if (v.best === v.widest) return `${best}, the most that were tried.`
  if (v.bestEvidence - v.widestEvidence < alike)
    return `${best}; with ${formatCount(v.widest)} it is ${evidence(v.widestEvidence)}: more units change little.`
  return v.leastError < 0.9 * v.bestError && v.leastErrorAt > v.best
    ? `${best}, and falls to ${evidence(v.widestEvidence)} with ${formatCount(v.widest)}, though E_D still falls from ${number(v.bestError)} to ${number(v.leastError)}.`
    : `${best}, and falls to ${evidence(v.widestEvidence)} with ${formatCount(v.widest)}.`
}

const rest = (v: ClaimValues) => determined(v) + models(v)
const times = (v: ClaimValues) => number(v.there / v.data)

export const laplaceEn: TextsOfStudy<'laplace'> = {
  title: 'Laplace approximation',
  question: 'How sure is the network, and which network do the data speak for?',
  parameters: {
    of: 'Hessian of the posterior',
    precisions: 'α and β',
    alpha: 'Precision α of the prior',
    beta: 'Precision β of the noise',
    start: 'Weights',
    reach: 'Shown beyond the data',
    samples: 'Functions drawn',
    drawn: 'Drawn from',
    widest: 'Hidden units at most',
    repeats: 'Starts of each network',
    methods: 'Methods compared',
  },
  options: {
    evidence: 'by evidence',
    given: 'as set',
    minimum: 'minimum of E',
    present: 'present weights',
    linear: 'linearisation',
    network: 'network',
  },
  plots: {
    predictive: 'Predictive distribution',
    probability: 'Probability of class 1',
    spread: 'Standard deviation of the first activation',
    estimate: 'Point estimate',
    moderated: 'Moderated probability',
    deviation: 'Standard deviation σ',
    models: 'Evidence over the hidden units',
    fit: 'Data error over the hidden units',
    trace: 'Evidence while α and β are re-estimated',
    precisions: 'α, β and γ round by round',
    deviations: 'Standard deviations of the weights',
  },
  axes: {
    input: 'x',
    target: 't',
    probability: 'p(t = 1 | x)',
    activation: 'σ of a',
    first: 'x₁',
    second: 'x₂',
    units: 'hidden units',
    evidence: 'ln p(D)',
    error: 'data error',
    round: 'round',
    precision: 'value',
    weight: 'weight',
    deviation: 'standard deviation',
  },
  marks: { width: 'Hidden units now' },
  pictures: { correlations: 'Correlations of the weights' },
  series: {
    two: '±2σ',
    one: '±1σ',
    weights: '±2σ without the noise',
    samples: 'drawn functions',
    mean: 'mean',
    estimate: 'point estimate',
    moderated: 'moderated',
    spread: 'σ of a',
    'class-0': 't = 0',
    'class-1': 't = 1',
    data: 'data',
    starts: 'each start',
    evidence: 'ln p(D)',
    error: 'E_D',
    alpha: 'α',
    beta: 'β',
    gamma: 'γ',
  },
  lines: {},
  facts: {
    alpha: 'α',
    beta: 'β',
    rounds: 'Rounds of re-estimation',
    error: 'E_D at the weights',
    gradient: '‖∇E‖ at the weights',
    evidence: 'ln p(D)',
    gamma: 'γ',
    determinant: 'ln |A|',
  },
  offers: { 'outer-product': 'take the outer product', 'more-prior': 'α × 10', minimum: 'go to the minimum' },
  claims: {
    gap: (v) =>
      `In the gap, at x = ${number(v.at)}, σ = ${number(v.there)}: ${times(v)} times the ${number(v.data)} at the data.${rest(v)}`,
    beyond: (v) =>
      `Beyond the data, at x = ${number(v.at)}, σ = ${number(v.there)}: ${times(v)} times the ${number(v.data)} at the data.${rest(v)}`,
    moderated: (v) =>
      `At x = ${number(v.at)} the point estimate says ${formatNumber(v.estimate)}, and with the weights uncertain it is ${formatNumber(v.moderated)}.${rest(v)}`,
    'moderated-plane': (v) =>
      `At (${number(v.x1)}, ${number(v.x2)}) the point estimate says ${formatNumber(v.estimate)}, and with the weights uncertain it is ${formatNumber(v.moderated)}.${rest(v)}`,
    plane: (v) =>
      `σ grows from ${number(v.data)} at the data to ${number(v.there)} at (${number(v.x1)}, ${number(v.x2)}), ${times(v)} times as much.${rest(v)}`,
    softmax: (v) =>
      `Shown are the point estimate of the first class and σ of its activation, up to ${number(v.spread)}; for softmax there is no moderated probability in closed form.${rest(v)}`,
    none: (v) => `Without a positive definite A = βH + αI there is no posterior here.${models(v)}`,
  },
}
