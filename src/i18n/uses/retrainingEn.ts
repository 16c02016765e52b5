import { formatNumber } from '../numbers.ts'
import type { TextsOfStudy } from '../studyCatalogue.ts'

const number = (value: number) => formatNumber(value, 3)
const percent = (value: number) => `${formatNumber(100 * value, 2)} %`

type Numbers = Readonly<Record<string, number>>

const count = (n: number, of: string) => `${n} ${of}${n === 1 ? '' : 's'}`

/** What was done to the data. */
function changed({ removed, moved, added, point }: Numbers): string {
  if (removed === 1 && moved + added === 0) return `Without point ${point}`
  if (moved === 1 && removed + added === 0) return `With point ${point} moved`
  const parts = [
    removed > 0 ? `${count(removed, 'point')} removed` : '',
    moved > 0 ? `${moved} moved` : '',
    added > 0 ? `${added} added` : '',
  ].filter((text) => text !== '')
  return `With ${parts.join(', ')}`
}

const kindOf = (kind: number, method: string) =>
  kind === 0 ? `one Newton step (${method})` : `the influence function (${method})`

const begun = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

/** What re-training does. */
const truth = (v: Numbers) =>
  `${changed(v)}, training anew takes E from ${number(v.before)} to ${number(v.retrained)} and moves the predictions by up to ${number(v.change)}.`

/** Where E is not at rest, the step is not of the change alone. */
const rest = (v: Numbers) =>
  v.gradientNorm > 1e-3
    ? ` E was not at rest before, ‖∇E‖ = ${number(v.gradientNorm)}: training goes on besides.`
    : ''

export const retrainingEn: TextsOfStudy<'retraining'> = {
  title: 'Re-training',
  question: 'What would the network be without this point?',
  parameters: {
    change: 'Change of the data',
    removed: 'removed',
    edits: 'Points moved or added',
    kinds: 'Predictions',
    methods: 'Matrices',
    step: 'Step',
    damping: 'λ added to the matrix',
    start: 'Start',
    alpha: 'Weight decay α of that minimum',
    count: 'Points left out in turn',
  },
  options: {
    'most-influential': 'most influential point removed',
    chosen: 'as I choose',
    newton: 'Newton step',
    influence: 'influence function',
    full: 'full',
    'line-search': 'line search',
    minimum: 'minimum of E',
    present: 'present weights',
  },
  plots: {
    data: 'Data and networks',
    predictions: 'Change of every prediction',
    weights: 'Change of every weight',
    'leave-one-out': 'Every point left out in turn',
  },
  axes: {
    input: 'x',
    output: 'y, t',
    'first-input': 'x₁',
    'second-input': 'x₂',
    'true-change': 'true change of y',
    'predicted-change': 'predicted change of y',
    'true-step': 'true change of w',
    'predicted-step': 'predicted change of w',
    'true-error': 'true rise of its E',
    'predicted-error': 'predicted rise of its E',
  },
  marks: {},
  pictures: {},
  offers: {
    damping: 'add the best damping λ',
    'line-search': 'search along the step',
    restore: 'take all points back',
  },
  series: {
    data: 'data',
    class: 'class',
    influential: 'most influential',
    left: 'moved from',
    removed: 'removed',
    changed: 'moved or added',
    before: 'before',
    newton: 'Newton',
    influence: 'influence',
    retrained: 'truly re-trained',
  },
  lines: { equal: 'as predicted' },
  facts: {
    gradient: '‖∇E‖ at the start',
    before: 'E before the step',
    retrained: 'E re-trained',
    promised: 'ΔE predicted',
    after: 'E after the step',
    missed: 'Largest miss, % of the change of y',
    weights: '‖Δw − Δw true‖',
    fraction: 'Part of the step',
    'left-out': 'Σ E_n, each left out',
  },
  claims: {
    exact: (v, n) =>
      `${truth(v)} ${begun(kindOf(v.kind, n.method))} says so without training, exact to round-off: its largest miss is ${number(v.missed)} of that change.${rest(v)}`,
    near: (v, n) =>
      `${truth(v)} ${begun(kindOf(v.kind, n.method))} says so without training: no prediction is missed by more than ${percent(v.missed)} of that change, and E falls by ${percent(v.gained)} of what training gains.${rest(v)}`,
    far: (v, n) =>
      `${truth(v)} That is too far for a quadratic: the best prediction, ${kindOf(v.kind, n.method)}, misses by up to ${percent(v.missed)} of that change, and E falls by ${percent(v.gained)} of what training gains.${rest(v)}`,
    worse: (v, n) =>
      `${truth(v)} ${begun(kindOf(v.worseKind, n.worse))} makes it worse: E rises to ${number(v.worse)}${Number.isFinite(v.least) ? `, for the least eigenvalue of its matrix is ${number(v.least)}${v.least < 0 ? ': it leads towards a saddle' : ': it goes too far where little holds the weights'}` : ''}.${v.others > 0 ? ` The best of the others, ${kindOf(v.kind, n.method)}, misses by ${percent(v.missed)}.` : ''}${rest(v)}`,
    nothing: (v) => `All ${v.points} points are as they were: click, drag or add one.`,
    none: (v) => `${truth(v)} No prediction of it could be made.${rest(v)}`,
  },
}
