import type { ProblemMessage } from '../compute/protocol.ts'
import { longestPath } from '../config/build.ts'
import { methodNamed } from '../hessian/index.ts'
import type { State } from './store.ts'

/** The problem on the page as it goes to a worker, with the way to its weights where a method shown needs it. */
export function messageOf({
  problem,
  patterns,
  comparison,
  timeline,
}: Pick<State, 'problem' | 'patterns' | 'comparison' | 'timeline'>): ProblemMessage {
  const { network, weightDecay, weights: w, step } = problem
  const { N, x, t } = patterns
  const path = needsPath(comparison) ? pathTo(timeline, step) : undefined
  return { network, weightDecay, N, x, t, w, path }
}

/** Whether a method shown needs the way to the weights. */
export function needsPath({ methods }: State['comparison']): boolean {
  return methods.some((id) => methodNamed(id).needsPath)
}

/** The last weights kept of the way to a step, its own left out: none where they were given. */
export function pathTo({ kept }: State['timeline'], step: number): readonly Float64Array[] {
  const until = kept.filter((one) => one.step <= step)
  const from = Math.max(
    0,
    until.findLastIndex(({ given }) => given),
  )
  return until
    .slice(from)
    .filter((one) => one.step < step)
    .slice(-longestPath)
    .map(({ w }) => w)
}
