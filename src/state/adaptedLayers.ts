import type { NetworkConfiguration } from '../config/configuration.ts'
import { limits } from '../config/limits.ts'
import { fittingLayers, weightsOf } from '../config/networkSize.ts'
import type { Message } from './view.ts'

/**
 * The layers of the network adapted to D inputs and K outputs, its hidden layers cut where it would be too large: then
 * a message says so.
 */
export function adaptedLayers(
  { layers, bias }: NetworkConfiguration,
  D: number,
  K: number,
  notify: (message: Message) => void,
): readonly number[] {
  const wanted = [D, ...layers.slice(1, -1), K]
  const fitting = fittingLayers(layers, D, K, bias)
  const W = weightsOf(wanted, bias)
  if (W > limits.weights.max) notify({ kind: 'narrowed', W, limit: limits.weights.max, layers: fitting })
  return fitting
}
