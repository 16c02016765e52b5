import type { MethodId } from '../hessian/index.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { allFinite, frobenius, maxAbs } from '../linalg/norms.ts'
import { sumOf } from '../linalg/vector.ts'
import { energy, outputs } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { done } from '../uses/attempt.ts'
import type { Attempt } from '../uses/attempt.ts'
import {
  backtrack,
  changedProblem,
  influence,
  leaveOneOut,
  patternsOf,
  removal,
  retrainingStep,
} from '../uses/retraining.ts'
import type { DataChange, LeaveOneOut } from '../uses/retraining.ts'
import type { SecondOrderStep } from '../uses/secondOrderStep.ts'
import { dataChange, editWord, editsOf, placeOfPattern } from './dataEdits.ts'
import type { Edited } from './dataEdits.ts'
import { curveOf, dataView, shownOutputs } from './dataView.ts'
import type { DataView } from './dataView.ts'
import { hessianMethods, matrixOf } from './matrixOf.ts'
import { minimumOf } from './minimum.ts'
import { claim, equalLine, fact, failure, isRegression, numberOf, point, told, wordsOf } from './study.ts'
import type { Study, StudyOffer, StudyPart, StudySteps, StudySubject, StudyValues } from './study.ts'

const kinds = ['newton', 'influence'] as const
type Kind = (typeof kinds)[number]

/** Predictions that miss by no more than this part of the change are round-off, and by this they are near. */
const roundOff = 1e-6
const near = 0.3
/** Points and weights in a plot of predicted against true changes at most. */
const mostShown = 400
/** Weights up to which eigenvalues are looked at, and dampings are tried. */
const mostDecomposed = 400
/** Points that are marked as the most influential. */
const mostMarked = 3
/** λ that are tried to find the best. */
const triedDampings = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10] as const

const restored: StudyOffer = {
  name: 'restore',
  set: { change: 'chosen', removed: '', edits: '' },
}

/** A step by one kind with one matrix, and what came of it. */
interface Predicted {
  /** `newton:exact`, `influence:outer-product`, … */
  readonly series: string
  readonly kind: Kind
  readonly id: MethodId
  readonly A: Matrix
  readonly step: SecondOrderStep
  readonly deltaW: Float64Array
  readonly fraction: number
  /** E at the end of the step, on the changed data. */
  readonly after: number
}

function wordOf(n: number): string {
  return String(n + 1)
}

/** All data points as they were; those that are moved cannot be taken there any more. */
function* originals(problem: Problem, edits: readonly Edited[]): Generator<StudyPart, void> {
  const { N, t, network } = problem
  const { D, K } = network
  const isMoved = new Set(edits.map(({ of }) => of))
  const classes = D > 1 && !isRegression(network)
  for (let n = 0; n < N; n++) {
    const own = t.subarray(n * K, (n + 1) * K)
    const label = K === 1 ? Number(own[0] > 0.5) : own.indexOf(Math.max(...own))
    const series = classes ? `class:${Math.min(label, 3) + 1}` : 'data'
    yield point('data', series, ...placeOfPattern(problem, n), isMoved.has(n) ? undefined : wordOf(n))
  }
}

/** What has become of them: crosses where one was, and where it is now. */
function* changes(
  problem: Problem,
  removed: readonly number[],
  edits: readonly Edited[],
): Generator<StudyPart, void> {
  for (const { word, of, place } of edits) {
    if (of !== null) yield point('data', 'left', ...placeOfPattern(problem, of))
    if (of === null || !removed.includes(of))
      yield point('data', 'changed', ...place, of === null ? word : wordOf(of))
  }
  for (const n of removed) {
    const moved = edits.find(({ of }) => of === n)
    yield point('data', 'removed', ...(moved?.place ?? placeOfPattern(problem, n)), wordOf(n))
  }
}

/** The patterns in the order of their influence, the greatest first. */
function ranked({ influences }: LeaveOneOut): number[] {
  return Array.from(influences.keys()).sort((a, b) => influences[b] - influences[a])
}

/** Every pattern's influence by H itself, whatever is chosen to predict with; null where there is none. */
function* influenceByHessian(
  start: Problem,
  known: Matrix | undefined,
  parameters: StudySubject['parameters'],
): Generator<number, LeaveOneOut | null, void> {
  const H = known ? done(known) : yield* matrixOf('exact', start, parameters)
  const all = H.kind === 'done' ? yield* leaveOneOut(start, H.value, 0) : H
  return all.kind === 'done' ? all.value : null
}

/** The step of this kind on the changed problem. */
function* stepOf(
  kind: Kind,
  id: MethodId,
  start: Problem,
  changed: Problem,
  change: DataChange,
  before: Matrix,
  parameters: StudySubject['parameters'],
  damping: number,
): Generator<number, Attempt<{ readonly step: SecondOrderStep; readonly A: Matrix }>, void> {
  let A = before
  if (kind === 'newton') {
    const evaluated = yield* matrixOf(id, changed, parameters)
    if (evaluated.kind === 'failed') return evaluated
    A = evaluated.value
  }
  const step =
    kind === 'newton'
      ? yield* retrainingStep(changed, A, damping)
      : yield* influence(start, change, A, damping)
  return step.kind === 'failed' ? step : { kind: 'done', value: { step: step.value, A } }
}

/** The line of what is as predicted. */
function identity(plot: string, values: readonly number[]): StudyPart[] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  if (!(low < high)) return []
  return [equalLine(plot, low, high)]
}

/** Predicted against true numbers, thinned out where they are many. */
function* scattered(
  plot: string,
  series: string,
  truth: Float64Array,
  predicted: Float64Array,
): Generator<StudyPart, void> {
  const every = Math.ceil(truth.length / mostShown)
  for (let k = 0; k < truth.length; k += every) yield point(plot, series, truth[k], predicted[k])
}

/** E of one pattern without weight decay. */
function ownEnergy(problem: Problem, n: number, w: Float64Array): number {
  return energy({ ...patternsOf(problem, [n]), weightDecay: 0, w })
}

/** The damping at which the step lowers E the most; null where none does. */
function* bestDamping(
  changed: Problem,
  before: number,
  stepAt: (damping: number) => Generator<number, Attempt<{ readonly step: SecondOrderStep }>, void>,
): StudySteps<number | null> {
  let [best, least]: [number | null, number] = [null, before]
  for (const damping of triedDampings) {
    const step = yield* told(stepAt(damping), 0.5, 0.5)
    if (step.kind === 'failed') continue
    const E = energy({ ...changed, w: sumOf(changed.w, step.value.step.deltaW) })
    if (E < least) [best, least] = [damping, E]
  }
  return best
}

interface Ground {
  readonly view: DataView
  readonly level: number
}

/** What the change of the data does to the network, predicted and true. */
function* predictions(
  subject: StudySubject,
  values: StudyValues,
  start: Problem,
  change: DataChange,
  matrices: ReadonlyMap<MethodId, Matrix>,
  counts: Readonly<Record<string, number>>,
  { view, level }: Ground,
): StudySteps {
  const { parameters } = subject
  const damping = numberOf(values, 'damping')
  const attempt = changedProblem(start, change)
  if (attempt.kind === 'failed') return yield failure(attempt.failure, null, [restored])
  const changed = attempt.value
  const before = energy(changed)
  const found: Predicted[] = []
  for (const [id, matrix] of matrices)
    for (const kind of kinds) {
      if (!wordsOf(values, 'kinds').includes(kind)) continue
      const series = `${kind}:${id}`
      const stepAt = (lambda: number) => stepOf(kind, id, start, changed, change, matrix, parameters, lambda)
      const outcome = yield* told(stepAt(damping), 0.3, 0.3)
      if (outcome.kind === 'failed') {
        yield failure(outcome.failure, series, [
          { name: 'damping', set: { damping: Math.max(0.1, damping) } },
        ])
        continue
      }
      const { step, A } = outcome.value
      const fraction = values.step === 'full' ? 1 : backtrack(changed, step.deltaW).fraction
      const deltaW = step.deltaW.map((value) => fraction * value)
      const w = sumOf(start.w, deltaW)
      const after = energy({ ...changed, w })
      if (!Number.isFinite(after) || !allFinite(deltaW)) {
        yield failure({ code: 'not-finite', values: {} }, series, [
          { name: 'damping', set: { damping: Math.max(0.1, damping) } },
        ])
        continue
      }
      found.push({ series, kind, id, A, step, deltaW, fraction, after })
      yield* curveOf('data', series, view, shownOutputs(start, w, view), level)
      yield 0.35
    }

  const reached = yield* told(minimumOf(changed), 0.35, 0.5)
  if (reached.kind === 'failed') return yield failure(reached.failure, 'retrained')
  const truth = reached.value
  const shown = shownOutputs(start, truth.problem.w, view)
  yield* curveOf('data', 'retrained', view, shown, level)
  if (view.y)
    yield {
      kind: 'surface',
      picture: 'data',
      x: view.x,
      y: view.y,
      resolution: Math.sqrt(view.count),
      values: shown,
      path: [],
    }
  yield fact('before', before)
  yield fact('retrained', truth.energy)

  // Every prediction, of the points that are gone too.
  const x = new Float64Array(start.x.length + change.add.x.length)
  x.set(start.x)
  x.set(change.add.x, start.x.length)
  const N = x.length / start.network.D
  const outputsAt = (w: Float64Array) => outputs(start.network, w, x, N)
  const old = outputsAt(start.w)
  const trueChange = sumOf(outputsAt(truth.problem.w), old, -1)
  const trueStep = sumOf(truth.problem.w, start.w, -1)
  const changeOfAll = maxAbs(trueChange)
  const results = found.map((one) => {
    const predicted = sumOf(outputsAt(sumOf(start.w, one.deltaW)), old, -1)
    const off = maxAbs(sumOf(predicted, trueChange, -1))
    return { ...one, predicted, missed: changeOfAll > 0 ? off / changeOfAll : off }
  })
  for (const { series, predicted, deltaW, step, fraction, after, missed } of results) {
    yield* scattered('predictions', series, trueChange, predicted)
    yield* scattered('weights', series, trueStep, deltaW)
    const promised = -fraction * step.slope - fraction ** 2 * (-step.slope - step.predicted)
    yield fact('promised', -promised, series)
    yield fact('after', after, series)
    yield fact('missed', 100 * missed, series)
    yield fact('weights', frobenius(sumOf(deltaW, trueStep, -1)), series, frobenius(trueStep))
    if (values.step !== 'full') yield fact('fraction', fraction, series)
  }
  yield* identity('predictions', Array.from(trueChange))
  yield* identity('weights', Array.from(trueStep))

  const best = results.toSorted((a, b) => a.missed - b.missed).at(0)
  if (!best) return yield claim('none', { ...counts, before, retrained: truth.energy, change: changeOfAll })
  const numbers = {
    ...counts,
    before,
    retrained: truth.energy,
    change: changeOfAll,
    missed: best.missed,
    // Of what training gains; where it gains nothing there is nothing to miss.
    gained: before > truth.energy ? (before - best.after) / (before - truth.energy) : 1,
    kind: kinds.indexOf(best.kind),
  }
  const worse = results.find(({ after }) => after > before + roundOff * Math.abs(before - truth.energy))
  if (worse) {
    const { network } = start
    const small = network.W <= mostDecomposed
    const least = small ? (yield* told(symmetricEigenvalues(worse.A), 0.5, 0.5))[0] : NaN
    const stepAt = (lambda: number) =>
      stepOf(worse.kind, worse.id, start, changed, change, worse.A, parameters, lambda)
    const better = small ? yield* bestDamping(changed, before, stepAt) : 1
    const offers: StudyOffer[] = []
    if (better !== null) offers.push({ name: 'damping', set: { damping: better } })
    if (values.step === 'full') offers.push({ name: 'line-search', set: { step: 'line-search' } })
    return yield claim(
      'worse',
      {
        ...numbers,
        worse: worse.after,
        worseKind: kinds.indexOf(worse.kind),
        least,
        others: best === worse ? 0 : 1,
      },
      { method: best.id, worse: worse.id },
      {},
      offers,
    )
  }
  yield claim(best.missed < roundOff ? 'exact' : best.missed < near ? 'near' : 'far', numbers, {
    method: best.id,
  })
}

/** Every point left out alone: what is predicted of its own error, and what comes. */
function* leftOut(
  subject: StudySubject,
  values: StudyValues,
  start: Problem,
  order: readonly number[],
  byInfluence: ReadonlyMap<MethodId, LeaveOneOut>,
): StudySteps {
  const { parameters } = subject
  const damping = numberOf(values, 'damping')
  const chosen = wordsOf(values, 'kinds')
  const some = order.slice(0, numberOf(values, 'count'))
  const rises: number[] = []
  let sum = 0
  const sums = new Map<string, number>()
  const count = (series: string, n: number, truth: number, predicted: number) => {
    sums.set(series, (sums.get(series) ?? 0) + predicted)
    const own = ownEnergy(start, n, start.w)
    return point('leave-one-out', series, truth - own, predicted - own, wordOf(n))
  }
  for (const [k, n] of some.entries()) {
    const at = 0.5 + (0.5 * k) / some.length
    const reduced = changedProblem(start, removal(n))
    if (reduced.kind === 'failed') return
    const reached = yield* told(minimumOf(reduced.value), at, at)
    if (reached.kind === 'failed') continue
    const truth = ownEnergy(start, n, reached.value.problem.w)
    sum += truth
    rises.push(truth - ownEnergy(start, n, start.w))
    for (const id of byInfluence.keys()) {
      if (chosen.includes('newton')) {
        const A = yield* told(matrixOf(id, reduced.value, parameters), at, at)
        const step =
          A.kind === 'done' ? yield* told(retrainingStep(reduced.value, A.value, damping), at, at) : A
        if (step.kind === 'done') {
          const { deltaW } = step.value
          const fraction = values.step === 'full' ? 1 : backtrack(reduced.value, deltaW).fraction
          yield count(`newton:${id}`, n, truth, ownEnergy(start, n, sumOf(start.w, deltaW, fraction)))
        }
      }
      const all = byInfluence.get(id)
      if (all && chosen.includes('influence')) yield count(`influence:${id}`, n, truth, all.predicted[n])
    }
    yield at
  }
  yield* identity('leave-one-out', rises)
  for (const [series, predicted] of sums) yield fact('left-out', predicted, series, sum)
}

function* run(subject: StudySubject, values: StudyValues): StudySteps {
  const { parameters } = subject
  const { N } = subject.problem
  const damping = numberOf(values, 'damping')
  const edits = values.change === 'chosen' ? editsOf(wordsOf(values, 'edits'), N) : []
  yield* originals(subject.problem, edits)
  const reached = yield* told(
    values.start === 'minimum'
      ? minimumOf({ ...subject.problem, weightDecay: numberOf(values, 'alpha') })
      : minimumOf(subject.problem, 0),
    0,
    0.2,
  )
  if (reached.kind === 'failed') return yield failure(reached.failure)
  const start = reached.value.problem
  const view = dataView(start)
  // Over a plane, what is between two classes, or the middle of the targets.
  const level = isRegression(start.network) ? (Math.min(...start.t) + Math.max(...start.t)) / 2 : 0.5
  const ground = { view, level }
  yield* curveOf('data', 'before', view, shownOutputs(start, start.w, view), level)
  yield fact('gradient', reached.value.gradientNorm)

  const matrices = new Map<MethodId, Matrix>()
  const byInfluence = new Map<MethodId, LeaveOneOut>()
  for (const id of hessianMethods) {
    if (!wordsOf(values, 'methods').includes(id)) continue
    const A = yield* told(matrixOf(id, start, parameters), 0.2, 0.25)
    if (A.kind === 'failed') {
      yield failure(A.failure, id)
      continue
    }
    matrices.set(id, A.value)
    const all = N < 2 ? null : yield* told(leaveOneOut(start, A.value, damping), 0.25, 0.25)
    if (all?.kind === 'done') byInfluence.set(id, all.value)
  }

  const first = yield* told(influenceByHessian(start, matrices.get('exact'), parameters), 0.25, 0.3)
  const order = first ? ranked(first) : Array.from({ length: N }, (_, n) => n)
  const removed =
    values.change === 'chosen'
      ? wordsOf(values, 'removed').map((word) => Number(word) - 1)
      : order.slice(0, 1)
  if (N > 2 * mostMarked && first)
    for (const n of order.slice(0, mostMarked))
      yield point('data', 'influential', ...placeOfPattern(start, n))
  yield* changes(start, removed, edits)
  const change = dataChange(start, removed, edits)
  const added = edits.filter(({ of }) => of === null).length
  const counts = {
    removed: removed.length,
    moved: change.remove.length - removed.length,
    added,
    point: change.remove.length === 1 ? change.remove[0] + 1 : NaN,
    gradientNorm: reached.value.gradientNorm,
  }
  if (change.remove.length + added === 0) yield claim('nothing', { points: N })
  else yield* predictions(subject, values, start, change, matrices, counts, ground)
  yield* leftOut(subject, values, start, order, byInfluence)
}

/**
 * Re-training after a change of the data (spec §10.2): instead of training anew, one Newton step −(H + λI)⁻¹ ∇E on the
 * changed error, or the influence function with H as it was, each with the matrix of every method; beside them the
 * network that is truly trained anew from there.
 */
export const retraining = {
  id: 'retraining',
  section: '5.4',
  parameters: [
    { name: 'change', default: 'most-influential', options: ['most-influential', 'chosen'] },
    {
      name: 'removed',
      default: '',
      items: 'patterns',
      counts: { when: { parameter: 'change', is: 'chosen' }, series: 'removed' },
    },
    { name: 'edits', default: '', items: editWord },
    { name: 'kinds', default: 'newton,influence', items: kinds },
    { name: 'methods', default: 'exact,outer-product', items: hessianMethods },
    { name: 'step', default: 'full', options: ['full', 'line-search'] },
    { name: 'damping', default: 1e-12, min: 1e-12, max: 10, scale: 'log', whole: false },
    { name: 'start', default: 'minimum', options: ['minimum', 'present'] },
    { name: 'alpha', default: 0.5, min: 1e-6, max: 10, scale: 'log', whole: false },
    { name: 'count', default: 20, min: 1, max: 20, scale: 'log', whole: true, upTo: 'patterns' },
  ],
  uses: [],
  plots: [
    {
      id: 'data',
      x: { name: 'input', overGround: 'first-input', kind: 'linear' },
      y: { name: 'output', overGround: 'second-input', kind: 'linear' },
      style: 'path',
      scattered: ['data', 'class', 'influential', 'left', 'removed', 'changed'],
      marks: [],
      ground: 'outputs',
      chooses: { parameter: 'removed', moves: 'edits' },
      main: true,
    },
    {
      id: 'predictions',
      x: { name: 'true-change', kind: 'linear' },
      y: { name: 'predicted-change', kind: 'linear' },
      style: 'scatter',
      marks: [],
    },
    {
      id: 'weights',
      x: { name: 'true-step', kind: 'linear' },
      y: { name: 'predicted-step', kind: 'linear' },
      style: 'scatter',
      marks: [],
    },
    {
      id: 'leave-one-out',
      x: { name: 'true-error', kind: 'linear' },
      y: { name: 'predicted-error', kind: 'linear' },
      style: 'scatter',
      marks: [],
      chooses: { parameter: 'removed' },
    },
  ],
  looks: {
    data: 'point',
    class: 'class',
    influential: 'ring',
    left: 'cross',
    removed: 'cross',
    changed: 'bold-point',
    before: 'faint-line',
    retrained: 'bold-line',
  },
  pictures: [],
  offers: ['damping', 'line-search', 'restore'],
  series: [
    'data',
    'class',
    'influential',
    'left',
    'removed',
    'changed',
    'before',
    'newton',
    'influence',
    'retrained',
  ],
  lines: ['equal'],
  facts: [
    'gradient',
    'before',
    'retrained',
    'promised',
    'after',
    'missed',
    'weights',
    'fraction',
    'left-out',
  ],
  claims: ['exact', 'near', 'far', 'worse', 'nothing', 'none'],
  run,
} as const satisfies Study
