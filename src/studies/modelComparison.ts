import type { Matrix } from '../linalg/matrix.ts'
import type { Steps } from '../linalg/steps.ts'
import { activationNamed } from '../network/activations/index.ts'
import { energy } from '../network/forward.ts'
import { createNetwork } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import { initialWeights } from '../training/index.ts'
import type { Attempt } from '../uses/attempt.ts'
import type { Fitted } from './fittedPosterior.ts'
import { fittedPosterior } from './fittedPosterior.ts'
import { point, told } from './study.ts'
import type { StudySteps } from './study.ts'
import type { Precisions } from '../uses/laplace.ts'

/** The network with so many units in every hidden layer; 0: without hidden layers. */
function ofWidth({ L, D, K, activations, error, bias }: Network, units: number): Network {
  if (units === 0) return createNetwork([D, K], [], error, bias)
  const hidden = Array.from({ length: Math.max(1, L - 1) }, () => units)
  const of = activations.length > 0 ? activations : [activationNamed('tanh')]
  return createNetwork([D, ...hidden, K], of, error, bias)
}

/** How models are compared. */
export interface Contest {
  readonly precisions: Precisions
  readonly reestimated: boolean
  readonly matrixOf: (problem: Problem) => Steps<Attempt<Matrix>>
  /** Hidden units at most. */
  readonly widest: number
  /** Starts of each model. */
  readonly repeats: number
  readonly seed: number
}

/** The model of the largest evidence, and how far E_D falls with more units. */
export interface Verdict {
  readonly best: number
  readonly bestEvidence: number
  /** E_D of that model, and the least of all with its width. */
  readonly bestError: number
  readonly leastError: number
  readonly leastErrorAt: number
  readonly widest: number
  /** ln p(D) of the widest. */
  readonly widestEvidence: number
}

/**
 * ln p(D) and the data error of the problem's network with 1, 2, … hidden units in each hidden layer (without any
 * hidden layer too, if it has none), each trained from some starts of which that of the largest evidence counts.
 * null where no model has one.
 */
export function* modelComparison(
  problem: Problem,
  contest: Contest,
  from: number,
): StudySteps<Verdict | null> {
  const { network } = problem
  const least = network.L === 1 ? 0 : 1
  const widths = Array.from({ length: contest.widest - least + 1 }, (_, k) => k + least)
  const found: { readonly units: number; readonly evidence: number; readonly error: number }[] = []
  for (const [k, units] of widths.entries()) {
    const model = ofWidth(network, units)
    let best: Fitted | null = null
    for (let start = 0; start < contest.repeats; start++) {
      const here = from + (1 - from) * ((k + start / contest.repeats) / widths.length)
      yield here
      const w = initialWeights(model, contest.seed + start)
      const fitted = yield* told(
        fittedPosterior({ ...problem, network: model, w }, contest, contest.matrixOf),
        here,
        here,
      )
      if (fitted.kind === 'failed') continue
      yield point('models', 'starts', units, fitted.value.logEvidence)
      if (!best || fitted.value.logEvidence > best.logEvidence) best = fitted.value
    }
    if (!best) continue
    const error = energy({ ...best.problem, weightDecay: 0 })
    yield point('models', 'evidence', units, best.logEvidence)
    yield point('fit', 'error', units, error)
    found.push({ units, evidence: best.logEvidence, error })
  }
  if (found.length === 0) return null
  const best = found.reduce((one, other) => (other.evidence > one.evidence + 1e-6 ? other : one))
  const fitting = found.reduce((one, other) => (other.error < one.error ? other : one))
  const last = found[found.length - 1]
  return {
    best: best.units,
    bestEvidence: best.evidence,
    bestError: best.error,
    leastError: fitting.error,
    leastErrorAt: fitting.units,
    widest: last.units,
    widestEvidence: last.evidence,
  }
}
