import type { Activation } from './activations/activation.ts'
import type { ErrorFunction } from './errors/errorFunction.ts'

/**
 * A multi-layer perceptron's shape with everything that follows from it (spec §1.1).
 *
 * Order of w, documented here and nowhere else: the layers l = 1 … L one after another; within a layer W^(l)
 * (J_l × n_l) row by row; with biases column 0 of a row is the bias (z_0 = 1) and column i ≥ 1 belongs to unit
 * i of layer l − 1; without biases column i belongs to unit i + 1. The index of (l, j, i), j and i from 0,
 * is `offsets[l] + j * columns[l] + i`.
 */
export interface Network {
  /** J_0 = D inputs, J_1 … J_{L−1} hidden units, J_L = K outputs. */
  readonly layers: readonly number[]
  /** Activation of hidden layer l at index l − 1: L − 1 of them. */
  readonly activations: readonly Activation[]
  readonly error: ErrorFunction
  readonly bias: boolean
  /** Number of weight layers. */
  readonly L: number
  readonly D: number
  readonly K: number
  /** Number of weights and biases. */
  readonly W: number
  /** n_l = J_{l−1} + b at index l; index 0 is unused (0). */
  readonly columns: readonly number[]
  /** Where layer l starts in w, at index l; index 0 is unused (0). */
  readonly offsets: readonly number[]
}

/** The network with these sizes, its layout of w worked out. */
export function createNetwork(
  layers: readonly number[],
  activations: readonly Activation[],
  error: ErrorFunction,
  bias: boolean,
): Network {
  const L = layers.length - 1
  if (L < 1 || layers.some((size) => !Number.isInteger(size) || size < 1))
    throw new RangeError(`layers must be two or more positive whole numbers, not [${layers.join(', ')}]`)
  if (activations.length !== L - 1)
    throw new RangeError(`${L - 1} hidden layers need as many activations, not ${activations.length}`)
  const columns = [0]
  const offsets = [0]
  let W = 0
  for (let l = 1; l <= L; l++) {
    columns.push(layers[l - 1] + (bias ? 1 : 0))
    offsets.push(W)
    W += layers[l] * columns[l]
  }
  return { layers, activations, error, bias, L, D: layers[0], K: layers[L], W, columns, offsets }
}

/** Where a weight sits: layer l (1 … L), to unit j, from unit i of layer l − 1 (both from 1; i = 0 is the bias). */
export interface WeightPlace {
  readonly l: number
  readonly j: number
  readonly i: number
}

/** The place of w[index] in book notation w_ji^(l). */
export function placeOf(network: Network, index: number): WeightPlace {
  let l = network.L
  while (l > 1 && index < network.offsets[l]) l--
  const within = index - network.offsets[l]
  const column = within % network.columns[l]
  return { l, j: Math.floor(within / network.columns[l]) + 1, i: network.bias ? column : column + 1 }
}

/** Everything E(w) depends on: E(w) = Σ_n E_n(w) + (α/2) wᵀw, a sum over patterns, not a mean (spec §1.2). */
export interface Problem {
  readonly network: Network
  /** α, on all parameters, biases included. */
  readonly weightDecay: number
  /** Number of patterns. */
  readonly N: number
  /** N × D, row-major. */
  readonly x: Float64Array
  /** N × K, row-major. */
  readonly t: Float64Array
  /** W, in the order documented at `Network`. */
  readonly w: Float64Array
  /** Weights that training came through on its way to w, the earliest first; left out where nothing needs them. */
  readonly path?: readonly Float64Array[]
}

/**
 * The problem cut into problems of at most `atOnce` patterns each, in order, so that sums over patterns are the sums
 * over the parts. The weight decay stays with the first part, to be counted once.
 */
export function splitPatterns(problem: Problem, atOnce: number): readonly Problem[] {
  const { network, N, x, t } = problem
  if (N <= atOnce) return [problem]
  const parts: Problem[] = []
  for (let first = 0; first < N; first += atOnce) {
    const last = Math.min(N, first + atOnce)
    parts.push({
      ...problem,
      weightDecay: first === 0 ? problem.weightDecay : 0,
      N: last - first,
      x: x.subarray(first * network.D, last * network.D),
      t: t.subarray(first * network.K, last * network.K),
    })
  }
  return parts
}
