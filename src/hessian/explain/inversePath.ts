import type { Steps } from '../../linalg/steps.ts'
import type { Problem } from '../../network/network.ts'
import { invertSequentially } from '../sequentialInverse.ts'

/** An entry of the sequential inverse on its way over the data points. */
export interface InversePath {
  /** The method's entry, to the last bit: the last number of the path. */
  readonly value: number
  /** P_row,column before the first pattern and after each: N + 1 numbers. A pattern makes K updates. */
  readonly path: Float64Array
  /** α_0 = α + λ: the path starts at 1/α_0 on the diagonal, else at 0. */
  readonly alpha0: number
}

/** The path of P_row,column. All of P takes part in it: O(K W²) a pattern, as the method itself. */
export function* inversePathOf(
  problem: Problem,
  row: number,
  column: number,
  damping: number,
): Steps<InversePath> {
  const alpha0 = problem.weightDecay + damping
  const path = new Float64Array(problem.N + 1)
  path[0] = row === column ? 1 / alpha0 : 0
  let after = 1
  yield* invertSequentially(problem, damping, (entryOf) => {
    path[after++] = entryOf(row, column)
  })
  return { value: path[problem.N], path, alpha0 }
}
