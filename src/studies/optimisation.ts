import { gradientCost } from '../hessian/operationCounts.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import { allFinite, frobenius, maxAbs } from '../linalg/norms.ts'
import { Pace } from '../linalg/pace.ts'
import { createRandom } from '../linalg/random.ts'
import { dot, sumOf } from '../linalg/vector.ts'
import { energyAndGradient } from '../network/backward.ts'
import { energy } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { createProductWorkspace, hessianVectorProduct } from '../network/rOperator.ts'
import { createWorkspace } from '../network/workspace.ts'
import { initialWeights } from '../training/index.ts'
import type { Failure } from '../uses/attempt.ts'
import { race } from '../uses/race.ts'
import type { RaceEnd, RaceStep } from '../uses/race.ts'
import { matrixOf } from './matrixOf.ts'
import { allRacers, chosenRacers, otherMatrices, racerNames, ruleOf } from './racers.ts'
import type { RacerId } from './racers.ts'
import { alongEigenvectors, alongWeights, groundOf, onPlane, viewOf } from './racePlane.ts'
import { claim, fact, failure, numberOf, point, pointAt, told } from './study.ts'
import type { Study, StudyOffer, StudySteps, StudySubject, StudyValues } from './study.ts'

/** As many as a link may ask for; the sliders end at W. */
const mostWeights = 2000
/** Time that all racers have together (ms). */
const mostTime = 60_000
/** Standard deviation of the weights near w = 0. */
const nudge = 0.01
/** Places along a step where E is looked at, from a quarter before its start to half its length beyond its end. */
const alongStep = Array.from({ length: 57 }, (_, k) => -0.25 + k / 32)
/** Steps that the model is shown of at most. */
const mostFrames = 250
/** Multiply–adds of counting negative eigenvalues. */
const mostCounting = 1.5e9
/** Negative eigenvalues count from this part of the largest |λ| on. */
const negligible = 1e-6
/** ‖∇E‖ up to this many times 1 + |E| is as good as none where a matrix became singular, or no step lowers E. */
const nearRest = 1e-3
/** A rise of E of less than so much of 1 + |E| is round-off. */
const roundOff = 1e-12
/** Racers within this part of the way down reached the same. */
const sameDepth = 1e-3

/** A racer on its way. */
interface Racer {
  readonly id: RacerId
  readonly going: ReturnType<typeof race>
  /** Weights and E from the start on. */
  readonly way: { readonly w: Float64Array; readonly energy: number; readonly operations: number }[]
  readonly steps: RaceStep[]
  milliseconds: number
  end: RaceEnd | null
}

function startOf({ problem }: StudySubject, values: StudyValues): Problem {
  const { network } = problem
  const seed = numberOf(values, 'seed')
  switch (values.start) {
    case 'fresh':
      return { ...problem, w: initialWeights(network, seed) }
    case 'zero':
      return { ...problem, w: new Float64Array(network.W) }
    case 'near-zero': {
      const random = createRandom(seed)
      return { ...problem, w: Float64Array.from({ length: network.W }, () => nudge * random.normal()) }
    }
    default:
      return problem
  }
}

/** Points of a racer's newest place over steps, operations and time. */
function* progressOf({ id, way, milliseconds }: Racer, spent: number): StudySteps {
  const step = way.length - 1
  const { energy: E, operations } = way[step]
  yield point('steps', id, step, E)
  yield point('operations', id, operations, E)
  // The start has taken no time, which has no place on a logarithmic axis.
  if (step > 0 && spent > 0) yield point('time', id, milliseconds, E)
}

/** What the quadratic model of the racer looked at said of its newest step. */
function* measuredOf({ step, predicted, actual, gainRatio, damping }: RaceStep): StudySteps {
  yield point('decrease', 'actual', step, actual)
  if (predicted !== null) yield point('decrease', 'predicted', step, predicted)
  yield point('gain', 'gain', step, gainRatio)
  yield point('damping', 'damping', step, damping)
}

/** Lets the racers go step by step in turn, until all have ended or the time is over. */
function* raced(
  racers: readonly Racer[],
  looked: Racer,
  most: number,
  clock: () => number,
): StudySteps<boolean> {
  let all = 0
  for (let round = 1; racers.some(({ end }) => !end); round++)
    for (const [k, racer] of racers.entries()) {
      const fraction = (0.7 * (round - 1 + k / racers.length)) / (most + 1)
      while (!racer.end) {
        if (all > mostTime) return false
        const from = clock()
        const next = racer.going.next()
        const spent = clock() - from
        all += spent
        if (next.done) {
          racer.end = next.value
          break
        }
        racer.milliseconds += spent
        if (typeof next.value === 'number') {
          yield fraction
          continue
        }
        const { w, energy: E, operations } = next.value
        racer.way.push({ w, energy: E, operations })
        racer.steps.push(next.value)
        yield* progressOf(racer, spent)
        if (racer === looked) yield* measuredOf(next.value)
        yield fraction
        break
      }
    }
  return true
}

/** Eigenvalues of the exact Hessian that are negative beyond the noise of a place near rest. */
function* negativeAt(problem: Problem, subject: StudySubject, progress: number): StudySteps<number | null> {
  const H = yield* told(matrixOf('exact', problem, subject.parameters), progress, progress)
  if (H.kind === 'failed') return null
  const eigenvalues = yield* told(symmetricEigenvalues(H.value), progress, progress)
  const noise = negligible * maxAbs(eigenvalues)
  return eigenvalues.filter((value) => value < -noise).length
}

/** How many eigenvalues of H are negative along a racer's way: at every place where that is cheap, else at a few. */
function* negativesAlong(start: Problem, { way }: Racer, subject: StudySubject): StudySteps {
  const { W } = start.network
  const affordable = Math.max(2, Math.floor(mostCounting / (2 * W ** 3 + start.N * W * W)))
  const every = Math.max(1, Math.ceil((way.length - 1) / (affordable - 1)))
  for (const [step, { w }] of way.entries()) {
    if (step % every !== 0 && step !== way.length - 1) continue
    yield point('negative', 'negative', step, yield* negativeAt({ ...start, w }, subject, 0.8))
  }
}

/** E along each step of the racer, beside the quadratic models of it: its own, and that of the exact Hessian. */
function* modelsAlong(start: Problem, { id, way, steps }: Racer): StudySteps {
  const { network, x, N } = start
  const workspace = createWorkspace(network, x, N)
  const products = createProductWorkspace(network, x, N)
  const pace = new Pace(0)
  const isExact = ['newton', 'damped-newton', 'hessian-free'].includes(id)
  const every = Math.ceil(steps.length / mostFrames)
  for (const [k, { predicted, step }] of steps.entries()) {
    if (k % every !== 0 && k !== steps.length - 1) continue
    const here: Problem = { ...start, w: way[k].w }
    const deltaW = sumOf(way[k + 1].w, here.w, -1)
    const slope = dot(energyAndGradient(here).gradient, deltaW)
    const curvature = dot(deltaW, hessianVectorProduct(here, deltaW, products))
    // predicted = −gᵀΔw − ½ ΔwᵀAΔw.
    const own = predicted === null || isExact ? null : -2 * (predicted + slope)
    for (const s of alongStep) {
      const model = (bend: number) => way[k].energy + s * slope + (s * s * bend) / 2
      const put = (series: string, y: number) => pointAt(step, 'model', series, s, y)
      yield put('function', energy({ ...here, w: sumOf(here.w, deltaW, s) }, workspace))
      if (own !== null) yield put('own-model', model(own))
      yield put('exact-model', model(curvature))
      if (pace.due(N * network.W)) yield 0.85
    }
    yield 0.85
  }
  yield {
    kind: 'line',
    plot: 'model',
    series: '',
    name: 'step',
    from: [1, way[0].energy],
    to: [1, way[0].energy],
    slope: null,
  }
}

/** The ways of all racers on a plane through the start, with E on it as the ground. */
function* pathsOf(
  start: Problem,
  racers: readonly Racer[],
  looked: Racer,
  subject: StudySubject,
  values: StudyValues,
): StudySteps {
  const [first, second] = [numberOf(values, 'first'), numberOf(values, 'second')]
  const best = winnerOf(racers)
  const eigenvectorsAt = values.plane === 'end' ? { ...start, w: best.way[best.way.length - 1].w } : start
  const along =
    (values.plane === 'weights'
      ? null
      : yield* alongEigenvectors(eigenvectorsAt, subject.parameters, first, second, 0.9)) ??
    alongWeights(start.network.W, first, second)
  const placesOf = ({ way }: Racer) => way.map(({ w }) => onPlane(w, start.w, along))
  const view = viewOf(
    racers.map((racer) =>
      placesOf(racer).map((at, k) => ({ at, inside: racer.way[k].energy <= racer.way[0].energy })),
    ),
  )
  const ground = yield* groundOf(start, along, view, 0.95)
  yield { kind: 'surface', picture: 'path', x: view[0], y: view[1], ...ground, path: [] }
  for (const racer of racers) for (const [x, y] of placesOf(racer)) yield point('path', racer.id, x, y)
  for (const [step, [x, y]] of placesOf(looked).entries()) yield pointAt(step, 'path', 'here', x, y)
}

const reached = ({ way }: Racer) => way[way.length - 1].energy

/** Of the racers that came down as far as the best but for a thousandth, the one that took the fewest operations. */
function winnerOf(racers: readonly Racer[]): Racer {
  const least = racers.reduce((most, racer) => Math.min(most, reached(racer)), Infinity)
  const enough = enoughFor(racers, least)
  const operations = (racer: Racer) => racer.way[arrivalOf(racer, enough)].operations
  return racers
    .filter((racer) => reached(racer) <= enough)
    .reduce((best, racer) => (operations(racer) < operations(best) ? racer : best))
}

function enoughFor(racers: readonly Racer[], least: number): number {
  return least + sameDepth * (racers[0].way[0].energy - least)
}

/** The first step of the racer at which E is no more than `enough`. */
function arrivalOf({ way }: Racer, enough: number): number {
  const at = way.findIndex(({ energy: E }) => E <= enough)
  return at < 0 ? way.length - 1 : at
}

/** What may be done about a racer that did not get through. */
function offersFor({ id }: Racer, code: Failure['code'], values: StudyValues): readonly StudyOffer[] {
  if (id === 'newton') {
    const racers = [...chosenRacers(values)].filter((one) => !otherMatrices.some((other) => other === one))
    const set = { racers: [...new Set([...racers, 'damped-newton'])].join(','), of: 'damped-newton' }
    return racers.includes('damped-newton') && values.of === 'damped-newton'
      ? []
      : [{ name: 'damped-newton', set }]
  }
  if (id === 'gradient-descent' || id === 'momentum')
    return code === 'diverging' || code === 'not-finite'
      ? [{ name: 'smaller-rate', set: { rate: Math.max(1e-5, numberOf(values, 'rate') / 10) } }]
      : []
  return code === 'refused' || id === 'l-bfgs' || id === 'hessian-free'
    ? []
    : [{ name: 'more-damping', set: { damping: Math.min(1e3, 100 * numberOf(values, 'damping')) } }]
}

/** Those that came to no end of their own, and why. */
function* failuresOf(racers: readonly Racer[], start: Problem, values: StudyValues): StudySteps {
  for (const racer of racers) {
    const { end, way } = racer
    if (!end || end.code === 'converged' || end.code === 'saddle' || end.code === 'steps') continue
    const { energy: E, w } = way[way.length - 1]
    // At rest up to round-off there is nothing to be lowered.
    const gradientNorm = frobenius(energyAndGradient({ ...start, w }).gradient)
    if (end.code === 'no-descent' && gradientNorm <= nearRest * (1 + Math.abs(E))) continue
    yield failure({ code: end.code, values: end.values }, racer.id, offersFor(racer, end.code, values))
  }
}

/** The best racer, and what became of Newton's own way. */
function* concluded(
  racers: readonly Racer[],
  start: Problem,
  subject: StudySubject,
  values: StudyValues,
): StudySteps {
  const best = winnerOf(racers)
  const least = racers.reduce((most, racer) => Math.min(most, reached(racer)), Infinity)
  const arrival = arrivalOf(best, enoughFor(racers, least))
  const numbers: Record<string, number> = {
    start: best.way[0].energy,
    least,
    steps: arrival,
    operations: best.way[arrival].operations,
    limit: numberOf(values, 'steps'),
  }
  const methods = { winner: best.id }
  const newton = racers.find(({ id }) => id === 'newton')
  if (!newton?.end) return yield claim('no-newton', numbers, methods)
  const { energy: E, w } = newton.way[newton.way.length - 1]
  const { code, values: found } = newton.end
  const at = { ...start, w }
  // A singular H ends the way where Newton had as good as arrived, as at a saddle with flat directions.
  const arrived =
    code === 'singular' && frobenius(energyAndGradient(at).gradient) <= nearRest * (1 + Math.abs(E))
  const negative = found.negativeEigenvalues ?? (arrived ? yield* negativeAt(at, subject, 0.8) : null) ?? 0
  Object.assign(numbers, {
    newton: E,
    newtonSteps: newton.steps.length,
    raised: newton.steps.filter(({ actual, energy: after }) => -actual > roundOff * (1 + Math.abs(after)))
      .length,
    highest: newton.way.reduce((most, one) => Math.max(most, one.energy), -Infinity),
    negative,
    flat: found.flatDirections ?? 0,
    weights: w.length,
  })
  return yield claim(outcomeOf(code, negative, numbers.flat, E <= enoughFor(racers, least)), numbers, methods)
}

/** What became of undamped Newton. */
function outcomeOf(code: RaceEnd['code'], negative: number, flat: number, isLeast: boolean) {
  if (negative > 0) return 'newton-saddle'
  if (code === 'converged') return flat > 0 && !isLeast ? 'newton-plateau' : 'newton-minimum'
  if (code === 'steps') return 'newton-under-way'
  return code === 'singular' ? 'newton-singular' : 'newton-diverged'
}

function* run(subject: StudySubject, values: StudyValues): StudySteps {
  const start = startOf(subject, values)
  const steps = numberOf(values, 'steps')
  const { network, N } = start
  const first = energyAndGradient(start)
  if (!Number.isFinite(first.energy) || !allFinite(first.gradient)) {
    yield failure({ code: 'not-finite', values: {} }, null, [{ name: 'fresh', set: { start: 'fresh' } }])
    return yield claim('broken')
  }
  const racers = chosenRacers(values).map((id): Racer => ({
    id,
    going: race(start, ruleOf(id, subject.parameters, values), steps),
    way: [{ w: start.w, energy: first.energy, operations: N * gradientCost(network) }],
    steps: [],
    milliseconds: 0,
    end: null,
  }))
  if (racers.length === 0) return yield claim('nobody')
  const looked = racers.find(({ id }) => id === values.of) ?? racers[0]
  for (const racer of racers) yield* progressOf(racer, 0)

  const isOver = yield* raced(racers, looked, steps, subject.clock)
  for (const racer of racers) {
    const { way, milliseconds } = racer
    yield fact('reached', reached(racer), racer.id)
    yield fact('steps', way.length - 1, racer.id)
    yield fact('operations', way[way.length - 1].operations, racer.id)
    yield fact('milliseconds', milliseconds, racer.id)
    yield fact('negative', racer.end?.values.negativeEigenvalues ?? null, racer.id)
  }
  yield* failuresOf(racers, start, values)
  if (racers.every((racer) => racer.steps.length === 0 && racer.end?.values.gradientNorm !== undefined)) {
    const negativeEigenvalues = racers[0].end?.values.negativeEigenvalues ?? 0
    const elsewhere = values.start === 'zero' ? 'near-zero' : 'fresh'
    yield failure({ code: 'at-rest', values: { negativeEigenvalues } }, null, [
      { name: elsewhere, set: { start: elsewhere } },
    ])
    yield claim('at-rest', { negative: negativeEigenvalues, energy: first.energy })
  } else if (isOver) yield* concluded(racers, start, subject, values)
  else
    yield claim('time', {
      seconds: mostTime / 1000,
      steps: Math.max(...racers.map(({ way }) => way.length - 1)),
    })
  yield 0.8
  yield* modelsAlong(start, looked)
  yield* pathsOf(start, racers, looked, subject, values)
  yield* negativesAlong(start, looked, subject)
}

const energyAxis = { name: 'excess', kind: 'log', aboveLeast: true } as const
const stepAxis = { name: 'step', kind: 'linear' } as const
const stepMark = { name: 'step', target: { kind: 'study', name: 'step' } } as const

/**
 * A race from the same weights (PRML 5.4, spec §10.1): gradient descent, momentum, Newton Δw = −H⁻¹g as it is and damped,
 * Levenberg and Marquardt with the outer product, the scaled diagonal, K-FAC, L-BFGS, Hessian-free by the R-operator, and
 * the damped matrix of any other method. E above the least that any reached over steps, operations and time; the ways over
 * a plane; and step by step what the quadratic model E + sgᵀΔw + ½s²ΔwᵀAΔw promised, and what came of it.
 */
export const optimisation = {
  id: 'optimisation',
  section: '5.4',
  parameters: [
    { name: 'against', default: 'steps', options: ['steps', 'operations', 'time'], shows: true },
    { name: 'of', default: 'newton', options: allRacers },
    {
      name: 'step',
      default: 1,
      min: 1,
      max: 1000,
      scale: 'linear',
      whole: true,
      shows: true,
      upTo: { parameter: 'steps' },
      plays: true,
    },
    {
      name: 'measure',
      default: 'decrease',
      options: ['decrease', 'gain', 'damping', 'negative'],
      shows: true,
    },
    { name: 'start', default: 'present', options: ['present', 'fresh', 'near-zero', 'zero'] },
    { name: 'seed', default: 1, min: 0, max: 100, scale: 'linear', whole: true },
    { name: 'steps', default: 60, min: 1, max: 1000, scale: 'log', whole: true },
    { name: 'damping', default: 0.01, min: 1e-8, max: 1e3, scale: 'log', whole: false },
    { name: 'rate', default: 0.03, min: 1e-5, max: 10, scale: 'log', whole: false },
    { name: 'momentum', default: 0.9, min: 0, max: 0.99, scale: 'linear', whole: false },
    { name: 'plane', default: 'start', options: ['start', 'end', 'weights'] },
    { name: 'first', default: 1, min: 1, max: mostWeights, scale: 'linear', whole: true, upTo: 'weights' },
    {
      name: 'second',
      default: mostWeights,
      min: 1,
      max: mostWeights,
      scale: 'linear',
      whole: true,
      upTo: 'weights',
    },
    {
      name: 'racers',
      default: 'gradient-descent,newton,damped-newton,levenberg-marquardt,k-fac,l-bfgs,hessian-free',
      items: racerNames,
    },
    { name: 'matrices', default: '', items: otherMatrices },
  ],
  uses: [],
  plots: [
    {
      id: 'steps',
      x: stepAxis,
      y: energyAxis,
      style: 'curve',
      marks: [stepMark],
      when: { parameter: 'against', is: 'steps' },
    },
    {
      id: 'operations',
      x: { name: 'operations', kind: 'log' },
      y: energyAxis,
      style: 'curve',
      marks: [],
      when: { parameter: 'against', is: 'operations' },
    },
    {
      id: 'time',
      x: { name: 'milliseconds', kind: 'log' },
      y: energyAxis,
      style: 'curve',
      marks: [],
      when: { parameter: 'against', is: 'time' },
    },
    {
      id: 'path',
      x: { name: 'first', kind: 'linear' },
      y: { name: 'second', kind: 'linear' },
      style: 'path',
      scattered: ['here'],
      marks: [],
      ground: 'values',
      frames: 'step',
    },
    {
      id: 'model',
      x: { name: 'part', kind: 'linear' },
      y: { name: 'energy', kind: 'linear' },
      style: 'curve',
      series: ['function', 'own-model', 'exact-model'],
      marks: [],
      frames: 'step',
    },
    {
      id: 'decrease',
      x: stepAxis,
      y: { name: 'decrease', kind: 'symlog' },
      style: 'line',
      series: ['predicted', 'actual'],
      marks: [stepMark],
      when: { parameter: 'measure', is: 'decrease' },
    },
    {
      id: 'gain',
      x: stepAxis,
      y: { name: 'gain', kind: 'symlog' },
      style: 'line',
      series: ['gain'],
      marks: [stepMark],
      when: { parameter: 'measure', is: 'gain' },
    },
    {
      id: 'damping',
      x: stepAxis,
      y: { name: 'damping', kind: 'symlog' },
      style: 'line',
      series: ['damping'],
      marks: [stepMark],
      when: { parameter: 'measure', is: 'damping' },
    },
    {
      id: 'negative',
      x: stepAxis,
      y: { name: 'negative', kind: 'linear', domain: [0, 1] },
      style: 'line',
      series: ['negative'],
      marks: [stepMark],
      when: { parameter: 'measure', is: 'negative' },
    },
  ],
  pictures: [],
  offers: ['more-damping', 'smaller-rate', 'damped-newton', 'near-zero', 'fresh'],
  // The first seven look different at a glance.
  series: [
    'newton',
    'damped-newton',
    'gradient-descent',
    'levenberg-marquardt',
    'l-bfgs',
    'hessian-free',
    'k-fac',
    'momentum',
    'diagonal-scaled',
    'hessian-free-gauss-newton',
    'function',
    'own-model',
    'exact-model',
    'predicted',
    'actual',
    'gain',
    'damping',
    'negative',
    'here',
  ],
  lines: ['step'],
  facts: ['reached', 'steps', 'operations', 'milliseconds', 'negative'],
  claims: [
    'newton-minimum',
    'newton-saddle',
    'newton-plateau',
    'newton-diverged',
    'newton-singular',
    'newton-under-way',
    'no-newton',
    'at-rest',
    'time',
    'broken',
    'nobody',
  ],
  run,
} as const satisfies Study
