import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import type { Network } from '../network/network.ts'
import type { Results } from './results.ts'

/** What takes longer (ms) is not begun without being asked for. */
export const longestUnasked = 10_000

/** Milliseconds an operation where nothing has been measured yet. */
const usualRate = 3e-6

/** Runs shorter than this (ms) say more of the engine's start than of its speed. */
const telling = 2

/**
 * The time a method is expected to take (ms): its counted operations at the rate it was last measured at, or else at
 * the slowest rate that was measured of another method.
 */
export function expectedMilliseconds(id: MethodId, network: Network, N: number, results: Results): number {
  const rateOf = (other: MethodId) => {
    const result = results[other]
    return result && result.milliseconds >= telling && result.operations > 0
      ? result.milliseconds / result.operations
      : 0
  }
  const others = (Object.keys(results) as MethodId[]).map(rateOf)
  const rate = rateOf(id) || Math.max(0, ...others) || usualRate
  return methodNamed(id).operations(network, N) * rate
}
