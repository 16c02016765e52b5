import { networkOf } from '../config/build.ts'
import type { Problem } from '../network/network.ts'
import type { ProblemMessage } from './protocol.ts'

/** The core's problem from its plain description. */
export function problemFrom({ network, ...rest }: ProblemMessage): Problem {
  return { ...rest, network: networkOf(network) }
}
