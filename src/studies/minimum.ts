import { allFinite, frobenius } from '../linalg/norms.ts'
import type { Steps } from '../linalg/steps.ts'
import { energyAndGradient } from '../network/backward.ts'
import type { Problem } from '../network/network.ts'
import { train } from '../training/index.ts'
import { done, failed } from '../uses/attempt.ts'
import type { Attempt } from '../uses/attempt.ts'

/** A problem at a minimum of E, as far as a number of steps reach one. */
export interface Minimum {
  readonly problem: Problem
  readonly energy: number
  /** ‖∇E‖ there, next to nothing where it was reached. */
  readonly gradientNorm: number
}

/**
 * The problem with the weights that up to `steps` steps of L-BFGS lead to from its w, E with its weight decay: most uses take
 * ∇E = 0 for granted. `steps` = 0 leaves it where it is. Fails with `not-finite`.
 */
export function* minimumOf(problem: Problem, steps = 2000): Steps<Attempt<Minimum>> {
  const settings = { optimizer: 'l-bfgs', learningRate: 0, momentum: 0 } as const
  const run = steps > 0 ? yield* train(problem, settings, 0, steps, null, { stopping: true }) : null
  const at = run ? { ...problem, w: run.w } : problem
  const { energy, gradient } = energyAndGradient(at)
  const gradientNorm = frobenius(gradient)
  return Number.isFinite(energy) && allFinite(gradient)
    ? done({ problem: at, energy, gradientNorm })
    : failed('not-finite')
}
