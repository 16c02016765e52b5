import { createRandom } from '../linalg/random.ts'
import { activationNamed } from '../network/activations/index.ts'
import { errorFunctionNamed } from '../network/errors/index.ts'
import type { OutputName } from '../network/errors/index.ts'
import { createNetwork } from '../network/network.ts'
import type { Problem } from '../network/network.ts'
import { initialWeights } from '../training/index.ts'

/** A network to be measured. */
export interface BenchNetwork {
  readonly layers: readonly number[]
  readonly output: OutputName
}

/** The networks of the table: W = 33, 101, 504 and 998, smallest first. */
export const tableNetworks: readonly BenchNetwork[] = [
  { layers: [2, 8, 1], output: 'identity' },
  { layers: [3, 10, 5, 1], output: 'sigmoid' },
  { layers: [4, 20, 16, 4], output: 'softmax' },
  { layers: [8, 30, 22, 2], output: 'softmax' },
]

/** Those measured for the record: W = 33, 193, 583, 953, 1683 and 2035. */
export const recordNetworks: readonly BenchNetwork[] = [
  { layers: [2, 8, 1], output: 'identity' },
  { layers: [2, 16, 8, 1], output: 'sigmoid' },
  { layers: [4, 20, 20, 3], output: 'softmax' },
  { layers: [8, 30, 20, 3], output: 'softmax' },
  { layers: [8, 40, 30, 3], output: 'softmax' },
  { layers: [8, 40, 38, 3], output: 'softmax' },
]

export const benchPatterns = 200

/** N patterns with normal inputs and targets that suit the output, tanh units and initial weights; seeded. */
export function benchProblem({ layers, output }: BenchNetwork, N: number = benchPatterns): Problem {
  const tanh = activationNamed('tanh')
  const hidden = layers.slice(1, -1).map(() => tanh)
  const network = createNetwork(layers, hidden, errorFunctionNamed(output), true)
  const random = createRandom(7)
  const x = Float64Array.from({ length: N * network.D }, () => random.normal())
  const t = new Float64Array(N * network.K)
  for (let n = 0; n < N; n++) {
    if (output === 'softmax') t[n * network.K + Math.floor(random.uniform(0, network.K))] = 1
    else
      for (let k = 0; k < network.K; k++)
        t[n * network.K + k] = output === 'sigmoid' ? Math.floor(random.uniform(0, 2)) : random.normal()
  }
  return { network, weightDecay: 0.01, N, x, t, w: initialWeights(network, 3) }
}
