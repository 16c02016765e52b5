import { createRandom } from '../linalg/random.ts'
import type { OutputName } from '../network/errors/index.ts'
import type { Dataset } from './dataset.ts'

/** Why a data set cannot be fitted with an output: a catalogue key. */
export type Misfit =
  /** Real targets want identity outputs; σ and softmax only reach (0, 1). */
  | 'regression-needs-identity'
  /** Sigmoid outputs are probabilities of t = 1: 0 ≤ t ≤ 1. */
  | 'sigmoid-needs-probabilities'
  /** Softmax outputs share out Σ_k t_k: no negative targets. */
  | 'softmax-needs-probabilities'
  /** One softmax output is 1 whatever the weights are; one sigmoid output serves two classes. */
  | 'softmax-needs-two-outputs'

/** What the targets of data are: numbers, or classes and how many of them. */
export interface TargetShape {
  readonly kind: Dataset['kind']
  /** 0 for numbers. */
  readonly classes: number
}

/** Null where the data set can be fitted with this output, otherwise the reason. */
export function fits(dataset: Pick<TargetShape, 'kind'>, output: OutputName): Misfit | null {
  return dataset.kind === 'regression' && output !== 'identity' ? 'regression-needs-identity' : null
}

/** Null where targets written down (N × K) can be fitted with this output, otherwise the reason. */
export function misfitOf(t: readonly (readonly number[])[], output: OutputName): Misfit | null {
  if (output === 'sigmoid' && t.some((row) => row.some((value) => value < 0 || value > 1)))
    return 'sigmoid-needs-probabilities'
  if (output !== 'softmax') return null
  if (t[0].length < 2) return 'softmax-needs-two-outputs'
  return t.some((row) => row.some((value) => value < 0)) ? 'softmax-needs-probabilities' : null
}

/** K, the number of outputs a network needs for this data set with this output. */
export function outputsFor(dataset: TargetShape, output: OutputName): number {
  if (dataset.kind === 'regression') return 1
  return dataset.kind === 'binary' && output !== 'softmax' ? 1 : dataset.classes
}

/**
 * The targets (N × K, row-major) of these labels: for two classes with sigmoid or identity outputs K = 1 and
 * t ∈ {0, 1}; otherwise one-hot with K = classes.
 */
export function targetsFor(
  dataset: TargetShape,
  labels: ArrayLike<number>,
  output: OutputName,
): Float64Array {
  const K = outputsFor(dataset, output)
  if (K === 1) return Float64Array.from(labels)
  const t = new Float64Array(labels.length * K)
  for (let n = 0; n < labels.length; n++) t[n * K + labels[n]] = 1
  return t
}

/** Data as a problem takes it: x is N × D and t is N × K, both row-major. */
export interface Patterns {
  readonly N: number
  readonly D: number
  readonly K: number
  readonly x: Float64Array
  readonly t: Float64Array
}

/**
 * The patterns of a data set: `points` of them with this noise and seed, as targets of this output. Throws a
 * RangeError where `fits` gives a reason.
 */
export function patternsOf(
  dataset: Dataset,
  points: number,
  noise: number,
  seed: number,
  output: OutputName,
): Patterns {
  const misfit = fits(dataset, output)
  if (misfit) throw new RangeError(`${dataset.name} does not fit ${output} outputs: ${misfit}`)
  const shape = { N: points, D: dataset.inputs, K: outputsFor(dataset, output) }
  const random = createRandom(seed)
  if (dataset.kind === 'regression') return { ...shape, ...dataset.generate(points, noise, random) }
  const { x, labels } = dataset.generate(points, noise, random)
  return { ...shape, x, t: targetsFor(dataset, labels, output) }
}
