import type { Network } from '../network/network.ts'

/**
 * Layers like those of the network, its hidden ones all of the width that brings the number of weights nearest to W;
 * one hidden layer where the network has none. Its real number of weights is given too.
 */
export function layersOfSize(
  { layers, bias, D, K }: Pick<Network, 'layers' | 'bias' | 'D' | 'K'>,
  W: number,
): { readonly layers: readonly number[]; readonly W: number } {
  const hidden = Math.max(1, layers.length - 2)
  const b = bias ? 1 : 0
  const weights = (h: number) => h * (D + b) + (hidden - 1) * h * (h + b) + K * (h + b)
  let h = 1
  while (weights(h + 1) <= W) h++
  if (Math.abs(weights(h + 1) - W) < Math.abs(weights(h) - W)) h++
  return { layers: [D, ...Array.from({ length: hidden }, () => h), K], W: weights(h) }
}
