import type { Random } from '../linalg/random.ts'
import type { OutputName } from '../network/errors/index.ts'

/** Points of a regression problem: x is N × D row-major, t is N × 1. */
export interface RegressionSample {
  readonly x: Float64Array
  readonly t: Float64Array
}

/** Points of a classification problem: x is N × D row-major, labels are 0 … classes − 1. */
export interface ClassSample {
  readonly x: Float64Array
  readonly labels: Uint8Array
}

interface Common {
  /** Kebab-case: URL word and catalogue key. */
  readonly name: string
  /** D, the number of inputs. */
  readonly inputs: 1 | 2
  /** The output that suits it best. */
  readonly suggestedOutput: OutputName
  readonly defaults: { readonly points: number; readonly noise: number }
  /** A learning rate with which gradient descent from seeded weights goes down, where the usual one is too large. */
  readonly learningRate?: number
}

export interface RegressionDataset extends Common {
  readonly kind: 'regression'
  readonly classes: 0
  /**
   * `points` points with normal noise of standard deviation `noise` on t. The draws do not depend on `noise`,
   * so that a change of it moves the points smoothly.
   */
  readonly generate: (points: number, noise: number, random: Random) => RegressionSample
}

export interface ClassDataset extends Common {
  readonly kind: 'binary' | 'classes'
  readonly classes: 2 | 3
  /** `points` points, the classes in turn, with normal noise of standard deviation `noise` on x. */
  readonly generate: (points: number, noise: number, random: Random) => ClassSample
}

/** A source of data points, seeded; inputs lie roughly in [−1, 1]. */
export type Dataset = RegressionDataset | ClassDataset
