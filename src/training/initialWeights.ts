import { createRandom } from '../linalg/random.ts'
import type { Network } from '../network/network.ts'

/**
 * The weights (W,) training starts from: normal with mean 0 and standard deviation 1/√n_l in layer l, n_l the
 * number of weights into a unit, biases included, times `scale`. Equal seeds and shapes give equal weights.
 */
export function initialWeights(network: Network, seed: number, scale = 1): Float64Array {
  // Data take their seed as it is; the complement keeps equal seeds from giving weights that repeat the noise.
  const random = createRandom(~seed)
  const w = new Float64Array(network.W)
  for (let l = 1; l <= network.L; l++) {
    const deviation = scale / Math.sqrt(network.columns[l])
    const end = network.offsets[l] + network.layers[l] * network.columns[l]
    for (let i = network.offsets[l]; i < end; i++) w[i] = deviation * random.normal()
  }
  return w
}
