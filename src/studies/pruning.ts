import { methods as methodList } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import { sumOf } from '../linalg/vector.ts'
import { energy } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { createWorkspace } from '../network/workspace.ts'
import {
  magnitudes,
  obdSaliencies,
  obsSaliencies,
  obsUpdate,
  positiveInverse,
  prune,
  smallest,
  surgeonUpdate,
} from '../uses/pruning.ts'
import type { PruningRule } from '../uses/pruning.ts'
import { retrainLeft } from '../uses/retrainLeft.ts'
import { matrixOf } from './matrixOf.ts'
import { minimumOf } from './minimum.ts'
import { cell, claim, equalLine, fact, failure, numberOf, point, told, wordsOf } from './study.ts'
import type { Study, StudyOffer, StudySteps, StudySubject, StudyValues } from './study.ts'

/** A gain of less than so much of the others' change of E, or no more than round-off, is none. */
const worth = 0.01
const roundOff = 1e-12

/** Steps of re-training after a removal. */
const retrainingSteps = 20

const methodIds = methodList.map(({ id }) => id)

const offers: Readonly<Record<string, (values: StudyValues) => StudyOffer>> = {
  damping: (values) => ({
    name: 'more-damping',
    set: { damping: Math.min(10, 100 * numberOf(values, 'damping')) },
  }),
  minimum: () => ({ name: 'minimum', set: { start: 'minimum' } }),
}

/** What may be done about a matrix that is not positive definite. */
function offersFor(values: StudyValues): readonly StudyOffer[] {
  const least = values.start === 'present' ? [offers.minimum(values)] : []
  return [...least, offers.damping(values)]
}

/** A criterion with the matrix it looks at. */
interface Criterion {
  /** `magnitude`, `obd:exact`, `obs:exact`, … */
  readonly series: string
  readonly rule: PruningRule['criterion']
  readonly id: MethodId | null
}

function criteriaOf(ids: readonly MethodId[]): readonly Criterion[] {
  return [
    { series: 'magnitude', rule: 'magnitude', id: null },
    ...ids.map((id) => ({ series: `obd:${id}`, rule: 'obd' as const, id })),
    ...ids.map((id) => ({ series: `obs:${id}`, rule: 'obs' as const, id })),
  ]
}

/** How one weight at a time is judged: the change of E that is promised, and the one that comes. */
interface Judged {
  readonly promised: Float64Array
  readonly actual: Float64Array
}

/** Deletes each weight alone, the others as `changeOf` says, and tells what becomes of E. */
function* judged(
  problem: Problem,
  promised: Float64Array,
  changeOf: (q: number) => Float64Array,
  from: number,
): StudySteps<Judged> {
  const workspace = createWorkspace(problem.network, problem.x, problem.N)
  const here = energy(problem, workspace)
  const pace = new Pace(0)
  const actual = new Float64Array(promised.length)
  for (let q = 0; q < actual.length; q++) {
    actual[q] = energy({ ...problem, w: sumOf(problem.w, changeOf(q)) }, workspace) - here
    if (pace.due(problem.N * problem.network.W)) yield from
  }
  return { promised, actual }
}

/** The change of all weights that takes weight q to 0 and leaves the others. */
function alone(w: Float64Array): (q: number) => Float64Array {
  return (q) => w.map((value, i) => (i === q ? -value : 0))
}

function* run(subject: StudySubject, values: StudyValues): StudySteps {
  const { parameters } = subject
  const damping = numberOf(values, 'damping')
  const ids = methodIds.filter((id) => wordsOf(values, 'methods').includes(id))
  const reached = yield* told(
    values.start === 'minimum'
      ? minimumOf({ ...subject.problem, weightDecay: numberOf(values, 'alpha') })
      : minimumOf(subject.problem, 0),
    0,
    0.1,
  )
  if (reached.kind === 'failed') return yield failure(reached.failure)
  const start = reached.value
  const { network } = start.problem
  yield fact('energy', start.energy)
  yield fact('gradient', start.gradientNorm)

  const matrices = new Map<MethodId, Matrix>()
  for (const id of ids) {
    const A = yield* told(matrixOf(id, start.problem, parameters), 0.1, 0.2)
    if (A.kind === 'done') matrices.set(id, A.value)
    else yield failure(A.failure, id)
  }

  // What the user has removed: one after another, for the curve; then everything is judged from there.
  const removed = wordsOf(values, 'removed').map((word) => Number(word) - 1)
  let here = start.problem
  const surgeon = ids.find((id) => matrices.has(id))
  for (const count of removed.keys()) {
    const gone = removed.slice(0, count + 1)
    let change: Float64Array = start.problem.w.map((value, i) => (gone.includes(i) ? -value : 0))
    const A = surgeon && matrices.get(surgeon)
    if (values.others === 'adjust' && surgeon && A) {
      const update = yield* told(surgeonUpdate(A, start.problem.w, gone, damping), 0.2, 0.2)
      if (update.kind === 'done') change = update.value
      else {
        yield failure(update.failure, surgeon, offersFor(values))
        break
      }
    }
    here = { ...start.problem, w: sumOf(start.problem.w, change) }
    const after = energy(here) - start.energy
    yield point('removal', 'yours', count + 1, after)
  }
  yield { kind: 'network', picture: 'network', at: 0, w: here.w.slice(), units: null }
  if (removed.length > 0) yield fact('yours', energy(here) - start.energy)

  // Their rows stay, so that they can be taken back there.
  for (const q of removed) yield cell('ranking', q + 1, 'magnitude', 0)
  const left = Array.from(here.w.keys()).filter((i) => !removed.includes(i))
  if (left.length === 0) return yield failure({ code: 'no-weights', values: {} })
  let [least, most] = [Infinity, 0]
  const firsts = new Map<string, { readonly q: number; readonly actual: number; readonly promised: number }>()
  const inverses = new Map<MethodId, Matrix>()
  const criteria = criteriaOf([...matrices.keys()])
  for (const { series, rule, id } of criteria) {
    const A = id && matrices.get(id)
    let promised = magnitudes(here.w)
    let changeOf = alone(here.w)
    if (A && rule === 'obd') promised = obdSaliencies(A, here.w)
    if (A && rule === 'obs') {
      const inverse = yield* told(positiveInverse(A, damping), 0.25, 0.25)
      if (inverse.kind === 'failed') {
        yield failure(inverse.failure, series, offersFor(values))
        continue
      }
      const P = inverse.value
      inverses.set(id, P)
      promised = obsSaliencies(P, here.w)
      changeOf = (q) => obsUpdate(P, here.w, q)
    }
    const { actual } = yield* judged(here, promised, changeOf, 0.3)
    const word = (i: number) => String(i + 1)
    for (const i of left) {
      yield cell('ranking', word(i), series, promised[i])
      if (rule === 'magnitude') yield cell('ranking', word(i), 'deleted', actual[i])
      else {
        yield point('promise', series, promised[i], actual[i], word(i))
        if (promised[i] > 0) [least, most] = [Math.min(least, promised[i]), Math.max(most, promised[i])]
      }
    }
    const q = left[smallest(Float64Array.from(left, (i) => promised[i]))]
    if (q === undefined) continue
    firsts.set(series, { q, actual: actual[q], promised: promised[q] })
    yield fact('first', q + 1, series)
    if (rule !== 'magnitude') yield fact('promised', promised[q], series)
    yield fact('actual', actual[q], series)
  }

  // Those that would go next are pointed at.
  const lit = [...new Set([...firsts.values()].map(({ q }) => q))]
  yield { kind: 'network', picture: 'network', at: 0, w: here.w.slice(), units: null, lit }
  if (least < most) yield equalLine('promise', least, most)

  // Weights fall one after another, as each criterion chooses them.
  const count = Math.min(numberOf(values, 'count'), network.W)
  for (const [k, { series, rule, id }] of criteria.entries()) {
    if (rule === 'obs' && id && !inverses.has(id)) continue
    const from = 0.4 + (0.6 * k) / criteria.length
    const ruleOf: PruningRule = {
      criterion: rule,
      compensated: rule === 'obs' && values.others === 'adjust',
      recomputed: values.matrix === 'anew',
      damping,
    }
    const own = id ?? surgeon
    const matrix = (problem: Problem) => matrixOf(own ?? 'exact', problem, parameters)
    const again = (problem: Problem, of: readonly number[]) =>
      retrainLeft(problem, of, (at) => matrixOf('outer-product', at, parameters), damping, retrainingSteps)
    const removals = prune(start.problem, ruleOf, matrix, values.retrained === 'yes' ? again : undefined)
    let removedBy = 0
    for (;;) {
      if (removedBy === count) break
      const next = removals.next()
      if (next.done) {
        if (next.value.code !== 'no-weights') yield failure(next.value, series, offersFor(values))
        break
      }
      if (typeof next.value === 'number') yield from + (0.6 / criteria.length) * (removedBy / count)
      else yield point('removal', series, ++removedBy, next.value.retrained - start.energy)
    }
  }

  yield concluded(firsts, start.gradientNorm)
}

/** Which criterion chose the best weight, and what the others' choice costs. */
function concluded(
  firsts: ReadonlyMap<string, { readonly q: number; readonly actual: number; readonly promised: number }>,
  gradientNorm: number,
) {
  const magnitude = firsts.get('magnitude')
  const by = (rule: string) => [...firsts].filter(([series]) => series.startsWith(`${rule}:`))
  const best = (rule: string) =>
    by(rule)
      .toSorted((a, b) => a[1].actual - b[1].actual)
      .at(0)
  const [obd, obs] = [best('obd'), best('obs')]
  const methodOf = (series: string) => series.slice(4) as MethodId
  if (!magnitude || !obd) return claim('magnitude', { gradientNorm })
  const numbers = {
    magnitudeCost: magnitude.actual,
    obdCost: obd[1].actual,
    gradientNorm,
  }
  if (!obs)
    return claim(
      'no-surgeon',
      numbers,
      { obdMethod: methodOf(obd[0]) },
      { magnitude: magnitude.q, obd: obd[1].q },
    )
  const all = { ...numbers, obsCost: obs[1].actual, obsPromise: obs[1].promised }
  const methods = { obdMethod: methodOf(obd[0]), obsMethod: methodOf(obs[0]) }
  const weights = { magnitude: magnitude.q, obd: obd[1].q, obs: obs[1].q }
  const others = Math.min(obd[1].actual, magnitude.actual)
  const pays = others - obs[1].actual > worth * Math.abs(others) + roundOff
  return claim(pays ? 'surgeon' : 'other', all, methods, weights)
}

/**
 * Pruning (PRML 5.4.2, spec §10.3): which weight is missed least. Magnitude |w_i|; optimal brain damage ½ H_ii w_i²;
 * optimal brain surgeon w_q²/(2 [H⁻¹]_qq) with the update of all others, each with every matrix that serves; the change
 * of E that is promised beside the actual one, and E over the number of weights removed.
 */
export const pruning = {
  id: 'pruning',
  section: '5.4',
  parameters: [
    { name: 'removed', default: '', items: 'weights' },
    { name: 'others', default: 'adjust', options: ['adjust', 'stay'] },
    { name: 'retrained', default: 'no', options: ['no', 'yes'] },
    { name: 'matrix', default: 'once', options: ['once', 'anew'] },
    { name: 'start', default: 'minimum', options: ['minimum', 'present'] },
    { name: 'alpha', default: 0.05, min: 1e-6, max: 10, scale: 'log', whole: false },
    { name: 'damping', default: 1e-6, min: 1e-10, max: 10, scale: 'log', whole: false },
    { name: 'count', default: 12, min: 1, max: 12, scale: 'log', whole: true, upTo: 'weights' },
    { name: 'methods', default: 'exact,outer-product,diagonal', items: methodIds },
  ],
  uses: [],
  plots: [
    {
      id: 'removal',
      x: { name: 'removed', kind: 'linear' },
      y: { name: 'increase', kind: 'log' },
      style: 'line',
      marks: [],
    },
    {
      id: 'promise',
      x: { name: 'promised', kind: 'log' },
      y: { name: 'actual', kind: 'log' },
      style: 'scatter',
      marks: [],
      chooses: { parameter: 'removed' },
    },
  ],
  tables: [{ id: 'ranking', rows: 'weights', columns: ['deleted'], chooses: 'removed' }],
  offers: ['more-damping', 'minimum'],
  pictures: [{ id: 'network', kind: 'network', parameter: null, chooses: 'removed' }],
  series: ['yours', 'magnitude', 'obd', 'obs'],
  lines: ['equal'],
  facts: ['energy', 'gradient', 'yours', 'first', 'promised', 'actual'],
  claims: ['surgeon', 'other', 'no-surgeon', 'magnitude'],
  run,
} as const satisfies Study
