import type { Matrix } from '../linalg/matrix.ts'
import type { Steps } from '../linalg/steps.ts'
import type { Problem } from '../network/network.ts'
import type { Attempt, Failure } from './attempt.ts'
import { laplace, logEvidence, reestimate } from './laplace.ts'
import type { Precisions } from './laplace.ts'

/** The precisions of one round, with what follows from them. */
export interface EvidenceRound extends Precisions {
  /** w_MAP for these precisions, (W,). */
  readonly w: Float64Array
  /** ln p(D). */
  readonly logEvidence: number
  /** Number of well-determined parameters. */
  readonly gamma: number
}

/** Relative change of both precisions at which the iteration has converged. */
const tolerance = 1e-6

/**
 * Maximises the evidence by turns (PRML 5.7.2): w is led by `trained` to the minimum of β E_D + (α/2) wᵀw, that is of E
 * with weight decay α/β; there the Laplace approximation with `matrixOf`, the matrix of any method, gives γ, and γ new
 * precisions. A generator of the rounds (numbers between them: a round is going on), the first at the precisions given.
 * Ends with null once α and β stay as they are or after `rounds` rounds, or with the failure of `trained`, of
 * `matrixOf`, of `laplace` or of `reestimate`.
 */
export function* maximiseEvidence(
  problem: Problem,
  start: Precisions,
  matrixOf: (problem: Problem) => Steps<Attempt<Matrix>>,
  trained: (problem: Problem) => Steps<Attempt<Problem>>,
  rounds: number,
): Generator<number | EvidenceRound, Failure | null, void> {
  let { alpha, beta } = start
  let { w } = problem
  for (let round = 0; round < rounds; round++) {
    const reached = yield* trained({ ...problem, w, weightDecay: alpha / beta })
    if (reached.kind === 'failed') return reached.failure
    const at = reached.value
    ;({ w } = at)
    const dataHessian = yield* matrixOf({ ...at, weightDecay: 0 })
    if (dataHessian.kind === 'failed') return dataHessian.failure
    const posterior = yield* laplace(dataHessian.value, { alpha, beta })
    if (posterior.kind === 'failed') return posterior.failure
    const { gamma } = posterior.value
    yield { alpha, beta, w, logEvidence: logEvidence(at, posterior.value), gamma }
    const next = reestimate(at, posterior.value)
    if (next.kind === 'failed') return next.failure
    const still = (now: number, then: number) => Math.abs(then - now) <= tolerance * now
    if (still(alpha, next.value.alpha) && still(beta, next.value.beta)) return null
    ;({ alpha, beta } = next.value)
  }
  return null
}
