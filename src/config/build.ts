import { datasetNamed, patternsOf } from '../data/index.ts'
import type { Patterns } from '../data/index.ts'
import type { Steps } from '../linalg/steps.ts'
import { activationNamed } from '../network/activations/index.ts'
import { errorFunctionNamed } from '../network/errors/index.ts'
import { createNetwork } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import { initialWeights, train } from '../training/index.ts'
import type { TrainingRun } from '../training/index.ts'
import { limits } from './limits.ts'
import type { DataConfiguration, NetworkConfiguration, ProblemConfiguration } from './configuration.ts'

/** The network described. Throws a RangeError where the layers are not sizes or the activations do not match. */
export function networkOf({ layers, activations, output, bias }: NetworkConfiguration): Network {
  return createNetwork(layers, activations.map(activationNamed), errorFunctionNamed(output), bias)
}

/** The patterns described, generated or as they stand, with targets for this output. */
export function dataOf(data: DataConfiguration, output: NetworkConfiguration['output']): Patterns {
  if ('preset' in data)
    return patternsOf(datasetNamed(data.preset), data.points, data.noise, data.seed, output)
  const { x, t } = data
  return {
    N: x.length,
    D: x[0].length,
    K: t[0].length,
    x: Float64Array.from(x.flat()),
    t: Float64Array.from(t.flat()),
  }
}

/** The most steps of a training recipe a link may ask for, with N patterns and W weights (6 N W operations each). */
export function recipeSteps(N: number, W: number): number {
  return Math.min(limits.step.max, Math.floor(limits.recipeOperations.max / (6 * N * W)))
}

export interface Built {
  readonly problem: Problem
  /** The step the weights belong to; less than was asked for where training diverged. */
  readonly step: number
  /** The training run that gave the weights, null where they were written down. */
  readonly run: TrainingRun | null
}

/**
 * The problem described, at the weights written down or, where there are none, at those of the recipe: initial
 * weights of the seed, then `step` steps of training. Throws a RangeError where layers, data and weights do not
 * belong together.
 */
export function* build(configuration: ProblemConfiguration): Steps<Built> {
  const network = networkOf(configuration.network)
  const { N, D, K, x, t } = dataOf(configuration.data, configuration.network.output)
  if (D !== network.D || K !== network.K)
    throw new RangeError(
      `data with ${D} inputs and ${K} targets do not fit layers ${network.layers.join('-')}`,
    )
  const { weightDecay, weights, weightSeed, training, step } = configuration
  if (weights) {
    if (weights.length !== network.W)
      throw new RangeError(`${network.W} weights are needed, not ${weights.length}`)
    return { problem: { network, weightDecay, N, x, t, w: weights }, step, run: null }
  }
  const start: Problem = { network, weightDecay, N, x, t, w: initialWeights(network, weightSeed) }
  if (step === 0) return { problem: start, step, run: null }
  const run = yield* train(start, training, 0, step)
  return { problem: { ...start, w: run.w }, step: run.step, run }
}
