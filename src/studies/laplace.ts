import type { MethodId } from '../hessian/index.ts'
import { energy } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import type { Attempt } from '../uses/attempt.ts'
import { laplace as laplaceOf, logEvidence } from '../uses/laplace.ts'
import type { Posterior, Precisions } from '../uses/laplace.ts'
import { marginalLikelihood } from '../uses/marginalLikelihood.ts'
import { hessianMethods, matrixOf } from './matrixOf.ts'
import { minimumOf } from './minimum.ts'
import type { Minimum } from './minimum.ts'
import { modelComparison } from './modelComparison.ts'
import { mostProbable } from './mostProbable.ts'
import { concluded, dataPoints, pointEstimate, predictions } from './predictions.ts'
import type { Conclusion } from './predictions.ts'
import { reestimated } from './fittedPosterior.ts'
import { claim, fact, failure, isRegression, numberOf, point, told, wordsOf } from './study.ts'
import type { NetworkShape, Study, StudyOffer, StudySteps, StudySubject, StudyValues } from './study.ts'

const alongOne = ({ D }: NetworkShape) => D === 1

/** Data of more points are not asked for their exact evidence: that takes N³. */
const mostMarginal = 400

/** What may be done where β H_D + α I is not positive definite. */
function offersFor(values: StudyValues): readonly StudyOffer[] {
  const outer = values.of === 'outer-product' ? [] : [{ name: 'outer-product', set: { of: 'outer-product' } }]
  const least = values.start === 'present' ? [{ name: 'minimum', set: { start: 'minimum' } }] : []
  const alpha = Math.min(1e3, 10 * numberOf(values, 'alpha'))
  return [...outer, ...least, { name: 'more-prior', set: { alpha, precisions: 'given' } }]
}

/** What α and β are where nothing else is set; the evidence iteration begins there, whatever was set before. */
const standard: Precisions = { alpha: 0.1, beta: 40 }

/** α and β to begin with; without noise to estimate β is 1. */
function givenPrecisions(problem: Problem, values: StudyValues): Precisions {
  const { alpha, beta } =
    values.precisions === 'evidence'
      ? standard
      : { alpha: numberOf(values, 'alpha'), beta: numberOf(values, 'beta') }
  return { alpha, beta: isRegression(problem.network) ? beta : 1 }
}

/** Where the posterior stands. */
interface Place {
  readonly at: Minimum
  readonly precisions: Precisions
}

/** w_MAP with its precisions, after the evidence iteration where that is asked for. */
function* placed(subject: StudySubject, values: StudyValues, of: MethodId): StudySteps<Attempt<Place>> {
  const { parameters, problem } = subject
  const still = values.start === 'present'
  let precisions = givenPrecisions(problem, values)
  let from: Problem = { ...problem, weightDecay: precisions.alpha / precisions.beta }
  if (values.precisions === 'evidence') {
    const rounds = reestimated(problem, precisions, (at) => matrixOf(of, at, parameters), still)
    for (let round = 1; ;) {
      const next = rounds.next()
      if (next.done) {
        ;({ precisions, problem: from } = next.value)
        yield fact('rounds', next.value.rounds)
        // Where not even the first round came about, what follows says why.
        if (next.value.failure && next.value.rounds > 0)
          yield failure(next.value.failure, of, offersFor(values))
        break
      }
      if (typeof next.value === 'number') {
        yield 0
        continue
      }
      yield point('trace', 'evidence', round, next.value.logEvidence)
      yield point('precisions', 'alpha', round, next.value.alpha)
      if (isRegression(problem.network)) yield point('precisions', 'beta', round, next.value.beta)
      yield point('precisions', 'gamma', round, next.value.gamma)
      round++
    }
  }
  const reached = yield* told(still ? minimumOf(from, 0) : mostProbable(from), 0, 0.1)
  return reached.kind === 'failed' ? reached : { kind: 'done', value: { at: reached.value, precisions } }
}

/** √ of the diagonal of A^{-1}. */
function deviations({ covariance: { data, rows } }: Posterior): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => Math.sqrt(data[i * rows + i]))
}

/** A^{-1} with ones on its diagonal. */
function correlations(posterior: Posterior): Float64Array {
  const { data, rows } = posterior.covariance
  const sigma = deviations(posterior)
  return data.map((value, at) => value / (sigma[Math.floor(at / rows)] * sigma[at % rows]))
}

function* run(subject: StudySubject, values: StudyValues): StudySteps {
  const { parameters, seed } = subject
  const of: MethodId = hessianMethods.find((id) => id === values.of) ?? 'outer-product'
  const others = hessianMethods.filter((id) => id !== of && wordsOf(values, 'methods').includes(id))
  yield* dataPoints(subject.problem)
  const place = yield* placed(subject, values, of)
  if (place.kind === 'failed') {
    yield failure(place.failure)
    return yield claim('none')
  }
  const { at, precisions } = place.value
  const { problem } = at
  const { network } = problem
  yield fact('alpha', precisions.alpha)
  if (isRegression(network)) yield fact('beta', precisions.beta)
  yield fact('error', energy({ ...problem, weightDecay: 0 }))
  yield fact('gradient', at.gradientNorm)
  const marginal =
    problem.N <= mostMarginal ? yield* told(marginalLikelihood(problem, precisions), 0.1, 0.15) : null

  let conclusion: Conclusion | null = null
  let known: Readonly<Record<string, number>> = {}
  for (const [k, id] of [of, ...others].entries()) {
    const from = 0.15 + (0.35 * k) / (others.length + 1)
    const dataHessian = yield* told(matrixOf(id, { ...problem, weightDecay: 0 }, parameters), from, from)
    const found =
      dataHessian.kind === 'failed'
        ? dataHessian
        : yield* told(laplaceOf(dataHessian.value, precisions), from, from)
    if (found.kind === 'failed') {
      yield failure(found.failure, id, id === of ? offersFor(values) : [])
      if (id === of) yield* pointEstimate(problem, numberOf(values, 'reach'))
      continue
    }
    const posterior = found.value
    const evidence = logEvidence(problem, posterior)
    if (id === of) {
      const looks = {
        reach: numberOf(values, 'reach'),
        samples: numberOf(values, 'samples'),
        linear: values.drawn === 'linear',
        seed,
        from,
      }
      const shown = yield* predictions(problem, posterior, looks)
      if (shown.kind === 'failed') yield failure(shown.failure, id)
      else {
        conclusion = shown.value
        known = { gamma: posterior.gamma, W: network.W, evidence }
        yield concluded(conclusion, known)
      }
      const matrix = correlations(posterior)
      yield { kind: 'matrix', picture: 'correlations', at: 0, matrix }
    }
    yield fact('evidence', evidence, id, marginal)
    yield fact('gamma', posterior.gamma, id)
    yield fact('determinant', posterior.logDeterminant, id)
    for (const [i, sigma] of deviations(posterior).entries()) yield point('deviations', id, i + 1, sigma)
  }

  const verdict = yield* modelComparison(
    problem,
    {
      precisions,
      reestimated: values.precisions === 'evidence',
      matrixOf: (model) => matrixOf(of, model, parameters),
      widest: numberOf(values, 'widest'),
      repeats: numberOf(values, 'repeats'),
      seed,
    },
    0.5,
  )
  if (conclusion) yield concluded(conclusion, { ...known, ...verdict })
  else yield claim('none', { ...verdict })
}

/**
 * The Laplace approximation (PRML 5.7, spec §10.4): the posterior N(w_MAP, A^{-1}), A = β H_D + α I, with H_D by any
 * method, what it predicts, and its evidence: ln p(D), the number γ of well-determined parameters, α and β found from
 * the data, and models of different size compared.
 */
export const laplace = {
  id: 'laplace',
  section: '5.7',
  parameters: [
    { name: 'of', default: 'outer-product', options: hessianMethods },
    { name: 'precisions', default: 'evidence', options: ['evidence', 'given'] },
    {
      name: 'alpha',
      default: standard.alpha,
      min: 1e-6,
      max: 1e3,
      scale: 'log',
      whole: false,
      when: { parameter: 'precisions', is: 'given' },
    },
    {
      name: 'beta',
      default: standard.beta,
      min: 1e-3,
      max: 1e6,
      scale: 'log',
      whole: false,
      when: { parameter: 'precisions', is: 'given' },
      fits: isRegression,
    },
    { name: 'start', default: 'minimum', options: ['minimum', 'present'] },
    { name: 'reach', default: 0.5, min: 0, max: 3, scale: 'linear', whole: false },
    { name: 'samples', default: 0, min: 0, max: 20, scale: 'linear', whole: true, fits: alongOne },
    { name: 'drawn', default: 'linear', options: ['linear', 'network'], fits: alongOne },
    { name: 'widest', default: 8, min: 1, max: 12, scale: 'linear', whole: true },
    { name: 'repeats', default: 3, min: 1, max: 10, scale: 'linear', whole: true },
    { name: 'methods', default: 'exact,outer-product,diagonal,k-fac', items: hessianMethods },
  ],
  uses: [],
  plots: [
    {
      id: 'predictive',
      x: { name: 'input', kind: 'linear' },
      y: { name: 'target', kind: 'linear' },
      style: 'path',
      scattered: ['data'],
      thin: ['samples', 'weights'],
      marks: [],
      fits: (network: NetworkShape) => alongOne(network) && isRegression(network),
    },
    {
      id: 'probability',
      x: { name: 'input', kind: 'linear' },
      y: { name: 'probability', kind: 'linear', domain: [0, 1] },
      style: 'path',
      scattered: ['data'],
      thin: ['samples'],
      marks: [],
      fits: (network: NetworkShape) => alongOne(network) && !isRegression(network),
    },
    {
      id: 'spread',
      x: { name: 'input', kind: 'linear' },
      y: { name: 'activation', kind: 'linear', domain: [0, 0] },
      style: 'line',
      marks: [],
      fits: ({ D, error }: NetworkShape) => D === 1 && error.output === 'softmax',
    },
    {
      id: 'estimate',
      x: { name: 'first', kind: 'linear' },
      y: { name: 'second', kind: 'linear' },
      style: 'scatter',
      marks: [],
      ground: 'probabilities',
      fits: (network: NetworkShape) => !alongOne(network) && !isRegression(network),
    },
    {
      id: 'moderated',
      x: { name: 'first', kind: 'linear' },
      y: { name: 'second', kind: 'linear' },
      style: 'scatter',
      marks: [],
      ground: 'probabilities',
      fits: ({ D, error }: NetworkShape) => D > 1 && error.output === 'sigmoid',
    },
    {
      id: 'deviation',
      x: { name: 'first', kind: 'linear' },
      y: { name: 'second', kind: 'linear' },
      style: 'scatter',
      marks: [],
      ground: 'values',
      fits: (network: NetworkShape) => !alongOne(network),
    },
    {
      id: 'deviations',
      x: { name: 'weight', kind: 'linear', whole: true },
      y: { name: 'deviation', kind: 'log' },
      style: 'scatter',
      marks: [],
    },
    {
      id: 'models',
      x: { name: 'units', kind: 'linear', whole: true },
      y: { name: 'evidence', kind: 'linear' },
      style: 'line',
      scattered: ['starts'],
      marks: [{ name: 'width', target: { kind: 'width' }, series: ['evidence'] }],
    },
    {
      id: 'fit',
      x: { name: 'units', kind: 'linear', whole: true },
      y: { name: 'error', kind: 'log' },
      style: 'line',
      marks: [{ name: 'width', target: { kind: 'width' }, series: ['error'] }],
    },
    {
      id: 'trace',
      x: { name: 'round', kind: 'linear', whole: true },
      y: { name: 'evidence', kind: 'linear' },
      style: 'line',
      marks: [],
      when: { parameter: 'precisions', is: 'evidence' },
    },
    {
      id: 'precisions',
      x: { name: 'round', kind: 'linear', whole: true },
      y: { name: 'precision', kind: 'log' },
      style: 'line',
      marks: [],
      when: { parameter: 'precisions', is: 'evidence' },
    },
  ],
  offers: ['outer-product', 'more-prior', 'minimum'],
  pictures: [{ id: 'correlations', kind: 'matrix', parameter: null }],
  // In the order they are drawn, one above the other.
  series: [
    'two',
    'one',
    'weights',
    'samples',
    'mean',
    'estimate',
    'moderated',
    'spread',
    'class-0',
    'class-1',
    'data',
    'starts',
    'evidence',
    'error',
    'alpha',
    'beta',
    'gamma',
  ],
  looks: {
    two: 2,
    one: 2,
    weights: 0,
    samples: 3,
    mean: 2,
    estimate: 0,
    moderated: 2,
    spread: 2,
    // The colours and symbols that the page has for two classes.
    'class-0': 30,
    'class-1': 6,
    // A disc in ink.
    data: 25,
    starts: 3,
    evidence: 2,
    error: 0,
    alpha: 0,
    beta: 1,
    gamma: 2,
  },
  lines: [],
  facts: ['alpha', 'beta', 'rounds', 'error', 'gradient', 'evidence', 'gamma', 'determinant'],
  claims: ['gap', 'beyond', 'moderated', 'moderated-plane', 'plane', 'softmax', 'none'],
  run,
} as const satisfies Study
