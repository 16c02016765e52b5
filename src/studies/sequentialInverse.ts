import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { methodNamed } from '../hessian/index.ts'
import { damped } from '../hessian/inverseErrors.ts'
import { invertSequentially } from '../hessian/sequentialInverse.ts'
import { symmetricEigenvectors } from '../linalg/eigenvalues.ts'
import type { EigenDecomposition } from '../linalg/eigenvalues.ts'
import { zeros } from '../linalg/matrix.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import { createRandom } from '../linalg/random.ts'
import type { Problem } from '../network/network.ts'
import { logarithmic } from './fit.ts'
import { claim, fact, point, told } from './study.ts'
import type { Study, StudyPart, StudySteps, StudySubject, StudyValues } from './study.ts'

/** Numbers of all matrices that are shown one by one, and points of a curve at most. */
const mostNumbers = 3e6
const mostPoints = 120
/** Multiply–adds of the sweep over α. */
const mostSweep = 4e9
const alphas = { from: 1e-12, to: 100, count: 15 } as const

/** The order in which the data points are taken in. */
function orderOf({ problem, seed }: StudySubject, kind: number | string): readonly number[] {
  const order = Array.from({ length: problem.N }, (_, n) => n)
  if (kind === 'random') {
    const random = createRandom(seed)
    for (let n = order.length - 1; n > 0; n--) {
      const other = Math.floor(random.uniform(0, n + 1))
      ;[order[n], order[other]] = [order[other], order[n]]
    }
  }
  return kind === 'reversed' ? order.toReversed() : order
}

/** The problem with its patterns in another order. */
function reordered(problem: Problem, order: readonly number[]): Problem {
  const rows = (numbers: Float64Array, width: number) =>
    Float64Array.from(
      { length: numbers.length },
      (_, at) => numbers[order[Math.floor(at / width)] * width + (at % width)],
    )
  return { ...problem, x: rows(problem.x, problem.network.D), t: rows(problem.t, problem.network.K) }
}

/** Every how many data points something is told, so that it is told at most `most` times. */
function strideOf(N: number, most: number): number {
  return Math.max(1, Math.ceil(N / Math.max(1, most)))
}

function difference(A: Float64Array, B: Float64Array): number {
  let sum = 0
  for (let i = 0; i < A.length; i++) sum += (A[i] - B[i]) ** 2
  return Math.sqrt(sum)
}

function norm(A: Float64Array): number {
  let sum = 0
  for (const value of A) sum += value * value
  return Math.sqrt(sum)
}

/** What is told after a data point: their number so far, P, and the denominators of its K updates. */
type Watch = (n: number, P: () => Float64Array, denominators: Float64Array) => readonly StudyPart[]

/** P after all patterns, with what `watch` tells after each of them; before the first, P = I/α_0. */
function* watched(
  problem: Problem,
  lambda: number,
  watch: Watch,
  from: number,
  to: number,
): StudySteps<Matrix> {
  const { W } = problem.network
  const waiting: StudyPart[] = []
  let n = 0
  const start = () => {
    const P = new Float64Array(W * W)
    for (let i = 0; i < W; i++) P[i * (W + 1)] = 1 / (problem.weightDecay + lambda)
    return P
  }
  yield* watch(0, start, new Float64Array(0))
  const steps = invertSequentially(problem, lambda, (entryOf, denominators) => {
    const copy = () => {
      const P = new Float64Array(W * W)
      for (let i = 0; i < W; i++) for (let j = i; j < W; j++) P[i * W + j] = P[j * W + i] = entryOf(i, j)
      return P
    }
    waiting.push(...watch(++n, copy, denominators))
  })
  for (;;) {
    const step = steps.next()
    yield* waiting.splice(0)
    if (step.done) return step.value
    yield from + (to - from) * step.value
  }
}

/** Σ_k v_k v_kᵀ/d_k from eigenvectors v_k; `at` is told between the steps. */
function* fromEigenvectors(
  { vectors }: EigenDecomposition,
  divisors: Float64Array,
  at: number,
): StudySteps<Float64Array> {
  const W = divisors.length
  const P = new Float64Array(W * W)
  const pace = new Pace(0)
  for (let k = 0; k < W; k++) {
    const v = vectors.data.subarray(k * W, (k + 1) * W)
    for (let i = 0; i < W; i++) {
      const scaled = v[i] / divisors[k]
      for (let j = 0; j < W; j++) P[i * W + j] += scaled * v[j]
    }
    if (pace.due(W * W)) yield at
  }
  return P
}

function* matrixOf(
  id: 'exact' | 'outer-product',
  problem: Problem,
  from: number,
  to: number,
): StudySteps<Matrix> {
  const outcome = yield* told(evaluateChecked(methodNamed(id), problem), from, to)
  return outcome.kind === 'evaluated'
    ? outcome.evaluation.matrix
    : zeros(problem.network.W, problem.network.W)
}

function* run(subject: StudySubject, values: StudyValues): StudySteps {
  const { problem, parameters } = subject
  const { network, N, weightDecay } = problem
  const { W, K } = network
  const lambda = parameters['sequential-inverse'].damping
  const alpha0 = weightDecay + lambda
  const order = orderOf(subject, values.order)
  const ordered = values.order === 'given' ? problem : reordered(problem, order)

  // First what comes at once: the matrices on their way, and the denominators.
  const pictured = strideOf(N, mostNumbers / (2 * W * W))
  let before: Float64Array | null = null
  const P = yield* watched(
    ordered,
    lambda,
    (n, copy, denominators) => {
      const parts: StudyPart[] = []
      if (n > 0) parts.push(point('denominators', 'denominator', n, Math.max(...denominators)))
      if (n % pictured !== 0 && n !== N) {
        before = null
        return parts
      }
      const now = copy()
      const known = before
      before = now
      // The update of this data point alone, which needs the matrix right before it.
      if (known)
        parts.push({
          kind: 'matrix',
          picture: 'update',
          at: n,
          matrix: now.map((value, i) => value - known[i]),
        })
      parts.push({ kind: 'matrix', picture: 'inverse', at: n, matrix: now.slice() })
      return parts
    },
    0,
    0.2,
  )

  const H = yield* matrixOf('exact', problem, 0.2, 0.25)
  const outer = yield* matrixOf('outer-product', problem, 0.25, 0.3)
  const outerInverse = (yield* told(damped(outer, lambda), 0.3, 0.35)).inverse
  const exactInverse = (yield* told(damped(H, lambda), 0.35, 0.4)).inverse
  const every = strideOf(N, mostPoints)
  yield* watched(
    ordered,
    lambda,
    (n, copy) => {
      if (n % every !== 0 && n !== N) return []
      const now = copy()
      const errorTo = (reference: Matrix | null) =>
        reference && difference(now, reference.data) / norm(reference.data)
      return [
        point('errors', 'to-outer', n, errorTo(outerInverse)),
        point('errors', 'to-exact', n, errorTo(exactInverse)),
      ]
    },
    0.4,
    0.6,
  )

  const eigen = yield* told(symmetricEigenvectors(outer), 0.6, 0.7)
  const largest = Math.max(...eigen.values.map((value) => Math.abs(value - weightDecay)))
  const rank = eigen.values.filter((value) => value - weightDecay > 1e-10 * largest).length
  const shifted = eigen.values.map((value) => value - weightDecay)
  const exactEigen = yield* told(symmetricEigenvectors(H), 0.7, 0.75)
  const work = 1.5 * N * K * W * W + 2 * W * W * W
  const count = Math.max(4, Math.min(alphas.count, Math.floor(mostSweep / work)))
  let smallest: { readonly error: number } | null = null
  let projected: number | null = null
  for (const [k, damping] of logarithmic(alphas.from, alphas.to, count).entries()) {
    const at = 0.75 + (0.25 * k) / count
    const alpha = weightDecay + damping
    const result = yield* told(invertSequentially(ordered, damping), at, at + 0.25 / count)
    // Eigenvalues of the outer product that are nothing but round-off are 0: its inverse is exact for any α.
    const reference = yield* fromEigenvectors(
      eigen,
      shifted.map((value) => (value > 1e-12 * largest ? value : 0) + alpha),
      at,
    )
    const error = difference(result.data, reference) / norm(reference)
    yield point('damping', 'to-outer', damping, error)
    yield at
    // H + α I may be indefinite: its inverse is taken all the same, and means little.
    const exact = yield* fromEigenvectors(
      exactEigen,
      exactEigen.values.map((value) => value + damping),
      at,
    )
    yield point('damping', 'to-exact', damping, difference(result.data, exact) / norm(exact))
    let trace = 0
    for (let i = 0; i < W; i++) trace += alpha * result.data[i * (W + 1)]
    smallest ??= { error }
    // Where round-off has not yet the upper hand.
    projected ??= error < 1e-3 ? trace : null
    yield at
  }

  const toOuter = outerInverse && difference(P.data, outerInverse.data) / norm(outerInverse.data)
  const toExact = exactInverse && difference(P.data, exactInverse.data) / norm(exactInverse.data)
  yield fact('to-outer', toOuter)
  yield fact('to-exact', toExact)
  yield fact('free-directions', projected, null, weightDecay === 0 ? W - rank : null)
  yield claim(N * K < W && weightDecay === 0 ? 'projector' : 'equal', {
    N,
    lambda,
    alpha0,
    W,
    free: W - rank,
    trace: projected ?? NaN,
    toOuter: toOuter ?? NaN,
    toExact: toExact ?? NaN,
    smallest: alphas.from,
    roundOff: smallest?.error ?? NaN,
  })
}

/**
 * The inverse of the outer product, a data point at a time, PRML 5.4.3, equations (5.87)–(5.89): the map so far, the
 * update and its denominator 1 + uᵀ P u, and two errors on the way, against (H_outer + α_0 I)^{-1}, which it ends as,
 * and against (H + λ I)^{-1}. Over α the round-off u λ_max/α_0, and for N K < W the projector α_0 P (spec §6).
 */
export const sequentialInverseStudy = {
  id: 'sequential-inverse',
  section: '5.4.3',
  parameters: [
    { name: 'order', default: 'given', options: ['given', 'reversed', 'random'] },
    {
      name: 'step',
      default: 2000,
      min: 0,
      max: 2000,
      upTo: 'patterns',
      scale: 'linear',
      whole: true,
      shows: true,
      plays: true,
    },
  ],
  uses: [{ method: 'sequential-inverse', name: 'damping' }],
  plots: [
    {
      id: 'errors',
      x: { name: 'points', kind: 'linear' },
      y: { name: 'error', kind: 'log' },
      style: 'line',
      marks: [{ name: 'step', target: { kind: 'study', name: 'step' }, series: ['to-outer', 'to-exact'] }],
    },
    {
      id: 'damping',
      x: { name: 'lambda', kind: 'log', domain: [1e-12, 100] },
      y: { name: 'error', kind: 'log' },
      style: 'line',
      marks: [
        {
          name: 'damping',
          target: { kind: 'method', method: 'sequential-inverse', name: 'damping' },
          series: ['to-outer', 'to-exact'],
        },
      ],
    },
    {
      id: 'denominators',
      x: { name: 'points', kind: 'linear' },
      y: { name: 'denominator', kind: 'log' },
      style: 'line',
      marks: [],
    },
  ],
  pictures: [
    { id: 'inverse', kind: 'matrix', parameter: 'step' },
    { id: 'update', kind: 'matrix', parameter: 'step' },
  ],
  series: ['to-outer', 'to-exact', 'denominator'],
  lines: [],
  facts: ['to-outer', 'to-exact', 'free-directions'],
  claims: ['equal', 'projector'],
  run,
} as const satisfies Study
