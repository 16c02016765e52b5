import { needsWholeMatrix } from '../hessian/explain/wholeMatrix.ts'
import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import type { ParameterValues } from '../hessian/method.ts'
import type { Network } from '../network/network.ts'
import type { Results } from './results.ts'
import type { State } from './store.ts'

/** What takes longer (ms) is not begun without being asked for. */
export const longestUnasked = 10_000

/** Some matrices have to be computed whole for one entry; what takes longer (ms) is not begun for every entry. */
const longestForAnEntry = 500

/** Milliseconds an operation on an ordinary machine. */
const usualRate = 2e-6

/** Runs shorter than this (ms) say more of the engine's start than of its speed. */
const telling = 500

/** The time a method is expected to take (ms): its counted operations at the rate it was last measured at, if it was. */
export function expectedMilliseconds(
  id: MethodId,
  network: Network,
  N: number,
  results: Results,
  parameters: ParameterValues,
): number {
  const last = results[id]
  const known = last && last.milliseconds >= telling && last.operations > 0
  const operations = methodNamed(id).operations(network, N, parameters)
  return operations * (known ? last.milliseconds / last.operations : usualRate)
}

/** The time (ms) a method's account of one entry would take where that is too long; null where it is made. */
export function tooLongForAnEntry(
  id: MethodId,
  { network, patterns, results, comparison }: Pick<State, 'network' | 'patterns' | 'results' | 'comparison'>,
): number | null {
  if (!needsWholeMatrix(id)) return null
  const expected = expectedMilliseconds(id, network, patterns.N, results, comparison.parameters[id])
  return expected > longestForAnEntry ? expected : null
}
