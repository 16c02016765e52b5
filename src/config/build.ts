import { datasetNamed, functionPatterns, functionShapes, patternsOf } from '../data/index.ts'
import type { Patterns, TargetShape } from '../data/index.ts'
import type { Steps } from '../linalg/steps.ts'
import type { Activation } from '../network/activations/activation.ts'
import { expressionActivation } from '../network/activations/expressionActivation.ts'
import { activationNamed } from '../network/activations/index.ts'
import { errorFunctionNamed } from '../network/errors/index.ts'
import { createNetwork } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import { initialWeights, snapshotSpacing, startedAt, train } from '../training/index.ts'
import type { TrainingRun } from '../training/index.ts'
import { limits } from './limits.ts'
import type {
  ActivationConfiguration,
  DataConfiguration,
  NetworkConfiguration,
  ProblemConfiguration,
} from './configuration.ts'

/**
 * The activation described. Throws a RangeError for an expression that is refused, and an Error for any where
 * `prepareExpressions` was not waited for.
 */
function activationOf(activation: ActivationConfiguration): Activation {
  if (typeof activation === 'string') return activationNamed(activation)
  const read = expressionActivation(activation.expression)
  if (read.kind === 'refused')
    throw new RangeError(`h(a) = ${activation.expression} is refused: ${read.refusal.code}`)
  return read.activation
}

/**
 * The network described. Throws a RangeError where the layers are not sizes, the activations do not match or a
 * typed one is refused.
 */
export function networkOf({ layers, activations, output, bias }: NetworkConfiguration): Network {
  return createNetwork(layers, activations.map(activationOf), errorFunctionNamed(output), bias)
}

/** The number of data points. */
export function pointCount(data: DataConfiguration): number {
  return 'x' in data ? data.x.length : data.points
}

/** What the targets of generated data are; null for explicit data, which are as they stand. */
export function targetShape(data: DataConfiguration): TargetShape | null {
  if ('preset' in data) return datasetNamed(data.preset)
  return 'expression' in data ? functionShapes[data.kind] : null
}

/**
 * The patterns described, generated or as they stand, with targets for this output. Throws a RangeError for a
 * function that is refused.
 */
export function dataOf(data: DataConfiguration, output: NetworkConfiguration['output']): Patterns {
  if ('preset' in data)
    return patternsOf(datasetNamed(data.preset), data.points, data.noise, data.seed, output)
  if ('expression' in data) return functionPatterns(data, output)
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

/** Weights at most that a path has. */
export const longestPath = 200

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
  const snapshotEvery = snapshotSpacing(startedAt(start.w, 0), step, 3 * network.W)
  const run = yield* train(start, training, 0, step, null, { snapshotEvery })
  const before = run.snapshots.filter((one) => one.step < run.step)
  const path = [start.w, ...before.map(({ w }) => w)].slice(-longestPath)
  return { problem: { ...start, w: run.w, path }, step: run.step, run }
}
