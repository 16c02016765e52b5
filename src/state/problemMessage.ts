import type { ProblemMessage } from '../compute/protocol.ts'
import type { State } from './store.ts'

/** The problem on the page as it goes to a worker. */
export function messageOf({ problem, patterns }: Pick<State, 'problem' | 'patterns'>): ProblemMessage {
  const { network, weightDecay, weights: w } = problem
  const { N, x, t } = patterns
  return { network, weightDecay, N, x, t, w }
}
