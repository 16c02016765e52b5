import type { Network } from '../network/network.ts'
import type { Patterns } from '../data/index.ts'
export function gridFor(_network: Network, patterns: Patterns): Float64Array {
  return patterns.x
}
