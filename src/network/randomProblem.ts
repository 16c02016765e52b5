import { createRandom } from '../linalg/random.ts'
import { activationNamed } from './activations/index.ts'
import type { ActivationName } from './activations/index.ts'
import { errorFunctionNamed } from './errors/index.ts'
import type { OutputName } from './errors/index.ts'
import { createNetwork } from './network.ts'
import type { Problem } from './network.ts'

/** What a random problem is to look like. */
export interface RandomProblem {
  readonly layers: readonly number[]
  /** One for all hidden layers, or one for each. */
  readonly activation?: ActivationName | readonly ActivationName[]
  readonly output?: OutputName
  readonly bias?: boolean
  readonly weightDecay?: number
  readonly N?: number
  readonly seed?: number
}

/** Weights on the path of a random problem. */
const pathLength = 6

/**
 * A problem drawn from its seed: standard normal inputs; targets standard normal, 0 or 1, or one class in turn, as
 * the error function wants them; weights normal with variance 1/n_l, which a short path of them leads to. For tests
 * and measurements.
 */
export function randomProblem({
  layers,
  activation = 'tanh',
  output = 'identity',
  bias = true,
  weightDecay = 0,
  N = 5,
  seed = 1,
}: RandomProblem): Problem {
  const random = createRandom(seed)
  const hidden = layers.slice(2).map((_, l) => (typeof activation === 'string' ? activation : activation[l]))
  const network = createNetwork(layers, hidden.map(activationNamed), errorFunctionNamed(output), bias)
  const { D, K, L, W } = network
  const x = Float64Array.from({ length: N * D }, () => random.normal())
  const t = Float64Array.from({ length: N * K }, (_, at) => {
    if (output === 'identity') return random.normal()
    if (output === 'sigmoid') return random.uniform() < 0.5 ? 0 : 1
    return at % K === Math.floor(at / K) % K ? 1 : 0
  })
  const w = new Float64Array(W)
  for (let l = 1; l <= L; l++) {
    const end = network.offsets[l] + layers[l] * network.columns[l]
    for (let i = network.offsets[l]; i < end; i++) w[i] = random.normal() / Math.sqrt(network.columns[l])
  }
  const path = Array.from({ length: pathLength }, (_, p) =>
    w.map((value) => value + (pathLength - p) * 0.05 * random.normal()),
  )
  return { network, weightDecay, N, x, t, w, path }
}
