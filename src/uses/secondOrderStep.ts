import type { Matrix } from '../linalg/matrix.ts'
import { allFinite } from '../linalg/norms.ts'
import { solverOf } from '../linalg/solve.ts'
import type { Steps } from '../linalg/steps.ts'
import { plusIdentity } from '../linalg/symmetric.ts'
import { dot, timesVector } from '../linalg/vector.ts'
import { done, failed } from './attempt.ts'
import type { Attempt } from './attempt.ts'

/** A step with what the quadratic model E + gᵀΔw + ½ ΔwᵀAΔw says of it. */
export interface SecondOrderStep {
  /** Δw, (W,) in the order of w. */
  readonly deltaW: Float64Array
  /** gᵀΔw: negative where the step descends. */
  readonly slope: number
  /** −gᵀΔw − ½ ΔwᵀAΔw, the decrease of E the model promises, A without the damping. */
  readonly predicted: number
  /** Whether the damped matrix is positive definite, so that the step descends. */
  readonly positiveDefinite: boolean
}

/**
 * Δw = −(A + λ I)^{-1} g (spec §10.1): with A = H Newton's step, damped for λ > 0; with A the outer product that of
 * Levenberg and Marquardt, which descends for every λ > 0; with the matrix of any other method the step that method
 * leads to. A: W × W with the weight decay, g: ∇E (W,). Without a positive definite A + λ I the step may lead uphill
 * or to a saddle. Fails with `not-finite` or `singular`.
 */
export function* secondOrderStep(
  A: Matrix,
  gradient: Float64Array,
  lambda: number,
): Steps<Attempt<SecondOrderStep>> {
  if (!allFinite(A.data) || !allFinite(gradient)) return failed('not-finite')
  const solver = yield* solverOf(plusIdentity(A, lambda))
  if (!solver) return failed('singular', { damping: lambda })
  const deltaW = solver.solve(gradient).map((value) => -value)
  if (!allFinite(deltaW)) return failed('not-finite')
  const slope = dot(gradient, deltaW)
  const predicted = -slope - dot(deltaW, timesVector(A, deltaW)) / 2
  return done({ deltaW, slope, predicted, positiveDefinite: solver.positiveDefinite })
}

/**
 * Δw_i = −g_i / (|A_ii| + λ): each weight by its own curvature, whose sign is dropped so that the step descends
 * (Becker and LeCun). Only the diagonal of A is read. Fails with `not-finite`, or with `singular` where a
 * denominator is 0.
 */
export function scaledStep(A: Matrix, gradient: Float64Array, lambda: number): Attempt<SecondOrderStep> {
  const diagonal = gradient.map((_, i) => A.data[i * (A.columns + 1)])
  if (!allFinite(diagonal) || !allFinite(gradient)) return failed('not-finite')
  const scales = diagonal.map((value) => Math.abs(value) + lambda)
  if (scales.includes(0)) return failed('singular', { damping: lambda })
  const deltaW = gradient.map((value, i) => -value / scales[i])
  if (!allFinite(deltaW)) return failed('not-finite')
  const curvature = deltaW.reduce((sum, value, i) => sum + diagonal[i] * value * value, 0)
  const slope = dot(gradient, deltaW)
  return done({ deltaW, slope, predicted: -slope - curvature / 2, positiveDefinite: true })
}
