import type { UsesRequest } from '../config/document.ts'
import { diagonal } from '../hessian/diagonal.ts'
import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { exact } from '../hessian/exact.ts'
import type { HessianMethod } from '../hessian/method.ts'
import { outerProduct } from '../hessian/outerProduct.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { finish } from '../linalg/steps.ts'
import { energyAndGradient } from '../network/backward.ts'
import type { Problem } from '../network/network.ts'
import { done, failed } from '../uses/attempt.ts'
import type { Attempt, FailureCode } from '../uses/attempt.ts'
import { laplace, logEvidence, predict, reestimate } from '../uses/laplace.ts'
import type { Posterior, Precisions } from '../uses/laplace.ts'
import {
  dampedInverse,
  magnitudes,
  obdSaliencies,
  obsSaliencies,
  obsUpdate,
  smallest,
} from '../uses/pruning.ts'
import { changedProblem, influence, leaveOneOut, removal, retrainingStep } from '../uses/retraining.ts'
import type { LeaveOneOut } from '../uses/retraining.ts'
import { secondOrderStep } from '../uses/secondOrderStep.ts'

/** A use without a result: the code of the reason, its numbers, and the eigenvalues that are to blame. */
export interface RefusedUse {
  readonly refused: FailureCode
  readonly values: Readonly<Record<string, number>>
  readonly eigenvalues?: Float64Array
}

export interface LaplaceResult extends Precisions {
  readonly xq?: readonly number[]
  /** J A^{-1} Jᵀ of the output activations at xq, K rows. */
  readonly outputVariance?: readonly Float64Array[] | RefusedUse
  /** σ(κ a) at xq, for logistic outputs. */
  readonly moderated?: Float64Array
  readonly logDetA: number
  readonly logEvidence: number
  readonly gamma: number
  /** What one re-estimation makes of α and β. */
  readonly reestimated: Precisions | RefusedUse
}

/** W numbers each in the order of w, unless stated otherwise. */
export interface UsesResult {
  readonly damping: number
  /** −(H + λ I)^{-1} g. */
  readonly newtonStep: Float64Array | RefusedUse
  /** −(H_outer + λ I)^{-1} g. */
  readonly lmStep: Float64Array | RefusedUse
  /** |w_i|. */
  readonly magnitude: Float64Array
  /** ½ H_ii w_i², with the exact diagonal and with the diagonal approximation. */
  readonly obd: Float64Array | RefusedUse
  readonly obdDiagonalApprox: Float64Array | RefusedUse
  /** w_i²/(2 P_ii), P the inverse of H_outer + λ I, and that of H + λ I. */
  readonly obs: Float64Array | RefusedUse
  readonly obsExact: Float64Array | RefusedUse
  /** The weight of the smallest `obs` (its index from 0) and the change of all that removes it. */
  readonly obsUpdate: { readonly q: number; readonly deltaW: Float64Array } | RefusedUse
  /** A = H_outer of the data + (weight decay + λ) I, β = 1, at w as it is. */
  readonly laplace: LaplaceResult | RefusedUse
  /** The first pattern removed: Newton's step on the rest, and the influence function. */
  readonly removeFirst:
    { readonly newton: Float64Array | RefusedUse; readonly influence: Float64Array | RefusedUse } | RefusedUse
  /** Every pattern removed in turn, by the influence function with H + λ I: N numbers each. */
  readonly leaveOneOut: LeaveOneOut | RefusedUse
}

/** The uses of the Hessian for the problem, at its w. */
export function evaluateUses(problem: Problem, { damping, xq }: UsesRequest): UsesResult {
  const { w, weightDecay } = problem
  const { gradient } = energyAndGradient(problem)
  const matrixOf = (method: HessianMethod, of: Problem = problem): Attempt<Matrix> => {
    const outcome = finish(evaluateChecked(method, of))
    return outcome.kind === 'evaluated' ? done(outcome.evaluation.matrix) : failed('not-finite')
  }
  const H = matrixOf(exact)
  const outer = matrixOf(outerProduct)
  const step = (A: Attempt<Matrix>) =>
    stated(
      then(A, (matrix) => finish(secondOrderStep(matrix, gradient, damping))),
      ({ deltaW }) => deltaW,
    )
  const inverse = (A: Attempt<Matrix>) => then(A, (matrix) => finish(dampedInverse(matrix, damping)))
  const P = inverse(outer)
  return {
    damping,
    newtonStep: step(H),
    lmStep: step(outer),
    magnitude: magnitudes(w),
    obd: stated(H, (matrix) => obdSaliencies(matrix, w)),
    obdDiagonalApprox: stated(matrixOf(diagonal), (matrix) => obdSaliencies(matrix, w)),
    obs: stated(P, (matrix) => obsSaliencies(matrix, w)),
    obsExact: stated(inverse(H), (matrix) => obsSaliencies(matrix, w)),
    obsUpdate: stated(P, (matrix) => {
      const q = smallest(obsSaliencies(matrix, w))
      return { q, deltaW: obsUpdate(matrix, w, q) }
    }),
    laplace: stated(
      then(matrixOf(outerProduct, { ...problem, weightDecay: 0 }), (matrix) =>
        finish(laplace(matrix, { alpha: weightDecay + damping, beta: 1 })),
      ),
      (posterior) => laplaceResult(problem, posterior, xq),
    ),
    removeFirst: stated(changedProblem(problem, removal(0)), (rest) => ({
      newton: stated(
        then(matrixOf(exact, rest), (matrix) => finish(retrainingStep(rest, matrix, damping))),
        ({ deltaW }) => deltaW,
      ),
      influence: stated(
        then(H, (matrix) => finish(influence(problem, removal(0), matrix, damping))),
        ({ deltaW }) => deltaW,
      ),
    })),
    leaveOneOut: stated(
      then(H, (matrix) => finish(leaveOneOut(problem, matrix, damping))),
      (all) => all,
    ),
  }
}

function laplaceResult(problem: Problem, posterior: Posterior, xq: readonly number[] | null): LaplaceResult {
  const { alpha, beta, logDeterminant, gamma } = posterior
  const at = xq && finish(predict(problem, posterior, Float64Array.from(xq), 1))
  const { K } = problem.network
  return {
    alpha,
    beta,
    ...(xq && at
      ? {
          xq,
          outputVariance: stated(at, ({ variance }) =>
            Array.from({ length: K }, (_, k) => variance.subarray(k * K, (k + 1) * K)),
          ),
        }
      : {}),
    ...(at?.kind === 'done' && at.value.moderated ? { moderated: at.value.moderated } : {}),
    logDetA: logDeterminant,
    logEvidence: logEvidence(problem, posterior),
    gamma,
    reestimated: stated(reestimate(problem, posterior), (precisions) => precisions),
  }
}

/** The next attempt, if this one succeeded. */
function then<A, B>(attempt: Attempt<A>, next: (value: A) => Attempt<B>): Attempt<B> {
  return attempt.kind === 'done' ? next(attempt.value) : attempt
}

function stated<A, B>(attempt: Attempt<A>, state: (value: A) => B): B | RefusedUse {
  if (attempt.kind === 'done') return state(attempt.value)
  const { code, values, eigenvalues } = attempt.failure
  return { refused: code, values, ...(eigenvalues ? { eigenvalues } : {}) }
}
