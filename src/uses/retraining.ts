import type { Matrix } from '../linalg/matrix.ts'
import { allFinite, frobenius } from '../linalg/norms.ts'
import { solverOf } from '../linalg/solve.ts'
import { part } from '../linalg/steps.ts'
import type { Steps } from '../linalg/steps.ts'
import { plusIdentity } from '../linalg/symmetric.ts'
import { sumOf } from '../linalg/vector.ts'
import { energyAndGradient } from '../network/backward.ts'
import { energy } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { done, failed } from './attempt.ts'
import type { Attempt } from './attempt.ts'
import { secondOrderStep } from './secondOrderStep.ts'
import type { SecondOrderStep } from './secondOrderStep.ts'

/** What happens to the data; a pattern that moves is removed and added where it is then. */
export interface DataChange {
  /** Indices of patterns, from 0. */
  readonly remove: readonly number[]
  /** Patterns to add: x of n × D, t of n × K, row-major. */
  readonly add: { readonly x: Float64Array; readonly t: Float64Array }
}

/** The change that removes these patterns and adds none. */
export function removal(...remove: readonly number[]): DataChange {
  return { remove, add: { x: new Float64Array(0), t: new Float64Array(0) } }
}

/** The problem with its data changed, w as it is: patterns kept in their order, then those added. */
export function changedProblem(problem: Problem, { remove, add }: DataChange): Attempt<Problem> {
  const kept = Array.from({ length: problem.N }, (_, n) => n).filter((n) => !remove.includes(n))
  const rest = patternsOf(problem, kept)
  const N = rest.N + add.x.length / problem.network.D
  if (N === 0) return failed('no-data', { patterns: 0 })
  return done({ ...rest, N, x: joined(rest.x, add.x), t: joined(rest.t, add.t) })
}

/**
 * The weights' change Δw = −(A + λ I)^{-1} g by one Newton step on the changed error function (spec §10.2): A is the
 * matrix of any method for the `changed` problem, H_{−R} for a removal, with the weight decay, and g the whole
 * gradient there. Exact for one layer and a sum of squares with A = H and λ = 0. Fails as `secondOrderStep`.
 */
export function retrainingStep(changed: Problem, A: Matrix, lambda: number): Steps<Attempt<SecondOrderStep>> {
  return secondOrderStep(A, energyAndGradient(changed).gradient, lambda)
}

/**
 * The influence function: Δw = (A + λ I)^{-1} (Σ_R g_n − Σ_added g_n), with A of the problem before the change and
 * g_n without weight decay (spec §10.2). Of first order in the change; it takes w for a minimum. Fails as
 * `secondOrderStep`.
 */
export function* influence(
  problem: Problem,
  { remove, add }: DataChange,
  A: Matrix,
  lambda: number,
): Steps<Attempt<SecondOrderStep>> {
  const removed = patternGradient(patternsOf(problem, remove))
  const added = patternGradient({ ...problem, ...add, N: add.x.length / problem.network.D })
  return yield* secondOrderStep(A, sumOf(added, removed, -1), lambda)
}

/** How far along a step to go. */
export interface Damping {
  /** The fraction of the step: 1, ½, ¼, …; 0 where none lowers E. */
  readonly fraction: number
  /** E there. */
  readonly energy: number
}

/** Halvings after which a step leads nowhere. */
const mostHalvings = 40

/**
 * The largest of the fractions 1, ½, ¼, … of Δw at which E of the problem is lower than at w: what keeps a step that
 * overshoots along weakly determined directions from making things worse.
 */
export function backtrack(problem: Problem, deltaW: Float64Array): Damping {
  const start = energy(problem)
  let fraction = 1
  for (let halvings = 0; halvings < mostHalvings; halvings++) {
    const E = energy({ ...problem, w: sumOf(problem.w, deltaW, fraction) })
    if (E < start) return { fraction, energy: E }
    fraction /= 2
  }
  return { fraction: 0, energy: start }
}

/** What every pattern's own removal is predicted to do; one number for each of the N patterns. */
export interface LeaveOneOut {
  /** E_n(w), without weight decay. */
  readonly energies: Float64Array
  /** E_n(w + Δw_n): the error of the pattern for the network that has never seen it. */
  readonly predicted: Float64Array
  /** ‖Δw_n‖: the pattern's influence. */
  readonly influences: Float64Array
}

/**
 * Leave-one-out of all patterns by the influence function Δw_n = (A + λ I)^{-1} g_n. A: W × W with the weight decay, by
 * any method; w is taken for a minimum. One factorisation, then W² operations a pattern. Fails with `no-data`,
 * `singular` or `not-finite`.
 */
export function* leaveOneOut(problem: Problem, A: Matrix, lambda: number): Steps<Attempt<LeaveOneOut>> {
  if (!allFinite(A.data)) return failed('not-finite')
  const solver = yield* part(solverOf(plusIdentity(A, lambda)), 0, 0.5)
  if (!solver) return failed('singular', { damping: lambda })
  return yield* part(
    removeEach(problem, function* (n) {
      const deltaW = solver.solve(patternGradient(patternsOf(problem, [n])))
      yield 1
      return done(deltaW)
    }),
    0.5,
    1,
  )
}

/**
 * Leave-one-out of all patterns by Newton's step for each, with the matrix that `matrixOf` gives of each reduced
 * problem; N factorisations. Fails as `leaveOneOut`.
 */
export function leaveOneOutByNewton(
  problem: Problem,
  matrixOf: (reduced: Problem) => Steps<Attempt<Matrix>>,
  lambda: number,
): Steps<Attempt<LeaveOneOut>> {
  return removeEach(problem, function* (n) {
    const reduced = changedProblem(problem, removal(n))
    if (reduced.kind === 'failed') return reduced
    const A = yield* part(matrixOf(reduced.value), 0, 0.5)
    if (A.kind === 'failed') return A
    const step = yield* part(retrainingStep(reduced.value, A.value, lambda), 0.5, 1)
    return step.kind === 'failed' ? step : done(step.value.deltaW)
  })
}

/** What Δw_n, the removal of each pattern, does to that pattern's error. */
function* removeEach(
  problem: Problem,
  deltaWOf: (n: number) => Steps<Attempt<Float64Array>>,
): Steps<Attempt<LeaveOneOut>> {
  const { N, w } = problem
  if (N < 2) return failed('no-data', { patterns: N })
  const energies = new Float64Array(N)
  const predicted = new Float64Array(N)
  const influences = new Float64Array(N)
  for (let n = 0; n < N; n++) {
    const deltaW = yield* part(deltaWOf(n), n / N, (n + 1) / N)
    if (deltaW.kind === 'failed') return deltaW
    const own: Problem = { ...patternsOf(problem, [n]), weightDecay: 0 }
    energies[n] = energy(own)
    predicted[n] = energy({ ...own, w: sumOf(w, deltaW.value) })
    influences[n] = frobenius(deltaW.value)
    yield (n + 1) / N
  }
  const finite = [energies, predicted, influences].every((numbers) => allFinite(numbers))
  return finite ? done({ energies, predicted, influences }) : failed('not-finite')
}

/** The problem with these patterns alone. */
export function patternsOf(problem: Problem, patterns: readonly number[]): Problem {
  const { D, K } = problem.network
  const rows = (numbers: Float64Array, width: number): Float64Array => {
    const chosen = new Float64Array(patterns.length * width)
    patterns.forEach((n, to) => chosen.set(numbers.subarray(n * width, (n + 1) * width), to * width))
    return chosen
  }
  return { ...problem, N: patterns.length, x: rows(problem.x, D), t: rows(problem.t, K) }
}

/** Σ g_n of the problem's patterns, without weight decay. */
function patternGradient(problem: Problem): Float64Array {
  return energyAndGradient({ ...problem, weightDecay: 0 }).gradient
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
