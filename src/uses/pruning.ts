import { inverseFromCholesky, solveByCholesky } from '../linalg/cholesky.ts'
import { inverseOfSymmetric } from '../linalg/inverse.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { allFinite } from '../linalg/norms.ts'
import type { Steps } from '../linalg/steps.ts'
import { submatrix } from '../linalg/submatrix.ts'
import { plusIdentity } from '../linalg/symmetric.ts'
import { sumOf } from '../linalg/vector.ts'
import { energy } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { done, failed } from './attempt.ts'
import type { Attempt, Failure } from './attempt.ts'
import { factorPositiveDefinite } from './definiteness.ts'

/** |w_i|: the smallest weight first, which asks nothing of E. */
export function magnitudes(w: Float64Array): Float64Array {
  return w.map(Math.abs)
}

/**
 * ½ A_ii w_i², the change of E by optimal brain damage when w_i is deleted and nothing else changes (spec §10.3). A:
 * W × W, the exact Hessian or the matrix of any method; only its diagonal is read. Takes g = 0; in units of E.
 */
export function obdSaliencies({ columns, data }: Matrix, w: Float64Array): Float64Array {
  return w.map((value, i) => (data[i * (columns + 1)] * value * value) / 2)
}

/**
 * w_i²/(2 P_ii), the change of E by optimal brain surgeon when w_i is deleted and all others adjust (spec §10.3). P:
 * W × W, the inverse of any method's matrix. Takes g = 0; with an indefinite matrix the numbers may be negative and
 * mean nothing.
 */
export function obsSaliencies({ columns, data }: Matrix, w: Float64Array): Float64Array {
  return w.map((value, i) => (value * value) / (2 * data[i * (columns + 1)]))
}

/** Δw = −(w_q/P_qq) P e_q: w_q becomes exactly 0, the others adjust (spec §10.3). P as for `obsSaliencies`. */
export function obsUpdate({ columns, data }: Matrix, w: Float64Array, q: number): Float64Array {
  const factor = w[q] / data[q * (columns + 1)]
  return w.map((value, i) => (i === q ? -value : -factor * data[q * columns + i]))
}

/** Place of the smallest number, −1 where there is none. */
export function smallest(saliencies: Float64Array): number {
  let best = -1
  saliencies.forEach((value, i) => {
    if (best < 0 ? !Number.isNaN(value) : value < saliencies[best]) best = i
  })
  return best
}

export interface PruningRule {
  readonly criterion: 'magnitude' | 'obd' | 'obs'
  /** Whether the others adjust by the optimal brain surgeon's update, whoever chooses the weight. */
  readonly compensated: boolean
  /** Whether the matrix is computed anew after every removal; else that of the start is reduced. */
  readonly recomputed: boolean
  /** λ ≥ 0, added to the matrix before it is inverted. */
  readonly damping: number
}

/** One weight removed. */
export interface Removal {
  /** Its index in w. */
  readonly removed: number
  /** What the criterion promised: the change of E, or |w_q| for the magnitude. */
  readonly saliency: number
  /** E before and after the removal; their difference is the actual change. */
  readonly before: number
  readonly after: number
  /** E where re-training has led to; `after` without it. */
  readonly retrained: number
  /** All W weights in the end, those removed exactly 0. */
  readonly w: Float64Array
}

/**
 * Removes weights one after another, each time the one of smallest saliency among those left: a generator of the
 * removals (numbers between them are the progress of the next), which ends with the reason why no more can follow. The
 * weights already removed stay 0, so that only the rows and columns of A of those left count. `matrixOf`: the matrix
 * of any method for a problem, weight decay included. `retrained`, if given, leads the weights left (their indices)
 * to lower E after each removal. Ends with `no-weights`, `not-finite`, or `indefinite` or `singular` where the
 * inverse that optimal brain surgeon needs does not come from a positive definite matrix.
 */
export function* prune(
  problem: Problem,
  rule: PruningRule,
  matrixOf: (problem: Problem) => Steps<Attempt<Matrix>>,
  retrained?: (problem: Problem, left: readonly number[]) => Steps<Float64Array>,
): Generator<number | Removal, Failure, void> {
  const needsInverse = rule.criterion === 'obs' || rule.compensated
  let w = problem.w
  let before = energy(problem)
  let left = Array.from(w.keys())
  let whole: Matrix | null = null
  let P: Matrix | null = null
  while (left.length > 0) {
    if (whole === null || rule.recomputed) {
      const A = rule.criterion === 'magnitude' && !needsInverse ? null : yield* matrixOf({ ...problem, w })
      if (A?.kind === 'failed') return A.failure
      whole = A?.value ?? whole
    }
    const own = Float64Array.from(left, (i) => w[i])
    const A = whole && submatrix(whole, left)
    if (A && needsInverse && (P === null || rule.recomputed)) {
      const inverse = yield* positiveInverse(A, rule.damping)
      if (inverse.kind === 'failed') return inverse.failure
      P = inverse.value
    }
    const saliencies = saliencyOf(rule, own, A, P)
    const q = smallest(saliencies)
    if (q < 0) return { code: 'not-finite', values: {} }
    const change =
      P && rule.compensated ? obsUpdate(P, own, q) : own.map((value, i) => (i === q ? -value : 0))
    const removed = left[q]
    const pruned = w.slice()
    sumOf(own, change).forEach((value, i) => (pruned[left[i]] = value))
    pruned[removed] = 0
    left = left.filter((i) => i !== removed)
    P = P && !rule.recomputed ? inverseWithout(P, q) : P
    const after = energy({ ...problem, w: pruned })
    if (!Number.isFinite(after)) return { code: 'not-finite', values: {} }
    w = retrained && left.length > 0 ? yield* retrained({ ...problem, w: pruned }, left) : pruned
    const last = before
    before = w === pruned ? after : energy({ ...problem, w })
    yield { removed, saliency: saliencies[q], before: last, after, retrained: before, w }
  }
  return { code: 'no-weights', values: {} }
}

/** The inverse of A without row and column q from P = A^{-1}: P_ij − P_iq P_qj/P_qq. O(W²). */
function inverseWithout({ data, columns }: Matrix, q: number): Matrix {
  const size = columns - 1
  const rest = new Float64Array(size * size)
  const from = (i: number) => (i < q ? i : i + 1)
  for (let i = 0, at = 0; i < size; i++) {
    const row = from(i) * columns
    const factor = data[row + q] / data[q * (columns + 1)]
    for (let j = 0; j < size; j++, at++) rest[at] = data[row + from(j)] - factor * data[q * columns + from(j)]
  }
  return { rows: size, columns: size, data: rest }
}

/**
 * Δw that takes the weights `removed` (indices) to exactly 0 and lets the others adjust: the minimum of ½ ΔwᵀAΔw, Δw_L =
 * A_LL^{-1} A_LQ w_Q, which for one weight is `obsUpdate`. A: W × W; λ: damping. Fails as `factorPositiveDefinite`.
 */
export function* surgeonUpdate(
  A: Matrix,
  w: Float64Array,
  removed: readonly number[],
  lambda: number,
): Steps<Attempt<Float64Array>> {
  const left = Array.from(w.keys()).filter((i) => !removed.includes(i))
  const change = new Float64Array(w.length)
  for (const q of removed) change[q] = -w[q]
  if (left.length === 0) return done(change)
  const factored = yield* factorPositiveDefinite(plusIdentity(submatrix(A, left), lambda))
  if (factored.kind === 'failed') return factored
  const pull = Float64Array.from(left, (i) =>
    removed.reduce((sum, q) => sum + A.data[i * A.columns + q] * w[q], 0),
  )
  solveByCholesky(factored.value, pull).forEach((value, k) => (change[left[k]] = value))
  return done(change)
}

function saliencyOf(
  { criterion }: PruningRule,
  w: Float64Array,
  A: Matrix | null,
  P: Matrix | null,
): Float64Array {
  if (criterion === 'obd' && A) return obdSaliencies(A, w)
  if (criterion === 'obs' && P) return obsSaliencies(P, w)
  return magnitudes(w)
}

/** (A + λ I)^{-1} of a positive definite matrix; fails as `factorPositiveDefinite`. */
export function* positiveInverse(A: Matrix, lambda: number): Steps<Attempt<Matrix>> {
  const factored = yield* factorPositiveDefinite(plusIdentity(A, lambda))
  return factored.kind === 'failed' ? factored : done(yield* inverseFromCholesky(factored.value))
}

/** The inverse of any symmetric matrix with the damping λ on its diagonal; fails with `singular` or `not-finite`. */
export function* dampedInverse(A: Matrix, lambda: number): Steps<Attempt<Matrix>> {
  if (!allFinite(A.data)) return failed('not-finite')
  const inverse = yield* inverseOfSymmetric(plusIdentity(A, lambda))
  return inverse.kind === 'singular' ? failed('singular', { damping: lambda }) : done(inverse.matrix)
}
