import type { Matrix } from '../linalg/matrix.ts'
import type { Steps } from '../linalg/steps.ts'
import type { Problem } from '../network/network.ts'
import type { Attempt } from '../uses/attempt.ts'
import { done, failed } from '../uses/attempt.ts'
import { maximiseEvidence } from '../uses/evidence.ts'
import type { EvidenceRound } from '../uses/evidence.ts'
import type { Failure } from '../uses/attempt.ts'
import { laplace, logEvidence } from '../uses/laplace.ts'
import type { Posterior, Precisions } from '../uses/laplace.ts'
import { minimumOf } from './minimum.ts'
import { mostProbable } from './mostProbable.ts'

/** Rounds of the evidence iteration at most. */
const mostRounds = 50

/** A problem at w_MAP, its weight decay α/β, and its posterior. */
export interface Fitted {
  readonly problem: Problem
  readonly posterior: Posterior
  readonly logEvidence: number
}

/** The problem at its w_MAP; with `still`, as it is. */
function* trained(problem: Problem, still = false): Steps<Attempt<Problem>> {
  const reached = yield* still ? minimumOf(problem, 0) : mostProbable(problem)
  return reached.kind === 'failed' ? reached : done(reached.value.problem)
}

/** Where the evidence iteration came to. */
export interface Reestimated {
  /** The precisions of its last sound round with their w_MAP; those it began with where there was none. */
  readonly precisions: Precisions
  readonly problem: Problem
  readonly rounds: number
  /** Why it ended before α and β stayed. */
  readonly failure: Failure | null
}

/** The evidence iteration from these precisions, its rounds told as they come; with `still`, w stays as it is. */
export function* reestimated(
  problem: Problem,
  start: Precisions,
  matrixOf: (problem: Problem) => Steps<Attempt<Matrix>>,
  still: boolean,
): Generator<number | EvidenceRound, Reestimated, void> {
  const rounds = maximiseEvidence(problem, start, matrixOf, (of) => trained(of, still), mostRounds)
  let sound: EvidenceRound | null = null
  for (let count = 0; ;) {
    const next = rounds.next()
    if (next.done) {
      const { alpha, beta } = sound ?? start
      const w = sound?.w ?? problem.w
      return {
        precisions: { alpha, beta },
        problem: { ...problem, w, weightDecay: alpha / beta },
        rounds: count,
        failure: next.value,
      }
    }
    if (typeof next.value !== 'number') {
      count++
      if (next.value.gamma > 0) sound = next.value
    }
    yield next.value
  }
}

/**
 * The posterior at w_MAP by a method, at the precisions given or at those of the largest evidence. Fails with what
 * training, the method or `laplace` fail with.
 */
export function* fittedPosterior(
  problem: Problem,
  settings: { readonly precisions: Precisions; readonly reestimated: boolean },
  matrixOf: (problem: Problem) => Steps<Attempt<Matrix>>,
): Steps<Attempt<Fitted>> {
  let { precisions } = settings
  let from = problem
  if (settings.reestimated) {
    const rounds = reestimated(problem, precisions, matrixOf, false)
    for (;;) {
      const next = rounds.next()
      if (next.done) {
        ;({ precisions, problem: from } = next.value)
        break
      }
      if (typeof next.value === 'number') yield next.value
    }
  }
  const at = yield* trained({ ...from, weightDecay: precisions.alpha / precisions.beta })
  if (at.kind === 'failed') return at
  const dataHessian = yield* matrixOf({ ...at.value, weightDecay: 0 })
  if (dataHessian.kind === 'failed') return dataHessian
  const posterior = yield* laplace(dataHessian.value, precisions)
  if (posterior.kind === 'failed') return posterior
  const evidence = logEvidence(at.value, posterior.value)
  if (!Number.isFinite(evidence)) return failed('not-finite')
  return done({ problem: at.value, posterior: posterior.value, logEvidence: evidence })
}
