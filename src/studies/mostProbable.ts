import { exact } from '../hessian/exact.ts'
import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { frobenius } from '../linalg/norms.ts'
import type { Steps } from '../linalg/steps.ts'
import { sumOf } from '../linalg/vector.ts'
import { energy } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { createWorkspace } from '../network/workspace.ts'
import type { Attempt } from '../uses/attempt.ts'
import { directionDown } from '../uses/saddle.ts'
import { minimumOf } from './minimum.ts'
import type { Minimum } from './minimum.ts'

/** Networks of more weights are not asked whether they rest at a saddle: that takes all eigenvalues. */
const mostWeights = 300
/** Saddles that are left at most. */
const mostSaddles = 4
/** Lengths tried along the way down from a saddle, as parts of ‖w‖ + 1. */
const lengths = [0.3, 0.1, 0.03, 0.01, 1e-3]

/** The weights along ±v at which E is least, or null where it is lowest at the saddle itself. */
function besideSaddle(problem: Problem, v: Float64Array): Float64Array | null {
  const workspace = createWorkspace(problem.network, problem.x, problem.N)
  const size = 1 + frobenius(problem.w)
  let [best, least] = [null as Float64Array | null, energy(problem, workspace)]
  for (const length of lengths)
    for (const sign of [1, -1]) {
      const w = sumOf(problem.w, v, sign * length * size)
      const E = energy({ ...problem, w }, workspace)
      if (E < least) [best, least] = [w, E]
    }
  return best
}

/**
 * The problem at w_MAP as L-BFGS finds it from its w. Weight decay draws units that are not needed to 0, and there E may
 * rest at a saddle: it is left along the eigenvector that leads down. Fails with `not-finite`.
 */
export function* mostProbable(problem: Problem): Steps<Attempt<Minimum>> {
  let reached = yield* minimumOf(problem)
  if (problem.network.W > mostWeights) return reached
  for (let left = 0; left < mostSaddles && reached.kind === 'done'; left++) {
    const at: Problem = reached.value.problem
    const outcome = yield* evaluateChecked(exact, at)
    if (outcome.kind === 'refused') return reached
    const v = yield* directionDown(outcome.evaluation.matrix)
    const w = v && besideSaddle(at, v)
    if (!w) return reached
    reached = yield* minimumOf({ ...at, w })
  }
  return reached
}
