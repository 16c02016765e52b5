import { diagonalEntries } from '../hessian/diagonal.ts'
import { exact } from '../hessian/exact.ts'
import { outerProduct } from '../hessian/outerProduct.ts'
import { recycle } from '../linalg/matrix.ts'
import { finish } from '../linalg/steps.ts'
import type { Problem } from '../network/network.ts'
import { createProductWorkspace, hessianVectorProduct } from '../network/rOperator.ts'
import { benchPatterns, benchProblem } from './benchProblems.ts'
import type { BenchNetwork } from './benchProblems.ts'
import { measure } from './measure.ts'

/** What is timed as sizes grow. The diagonal is its W numbers, not the W × W matrix they are shown in. */
const quantities = {
  exact: (problem) => () => recycle(finish(exact.evaluate(problem)).matrix.data),
  'outer-product': (problem) => () => recycle(finish(outerProduct.evaluate(problem)).matrix.data),
  diagonal: (problem) => () => finish(diagonalEntries(problem)),
  'H v': (problem) => {
    const { network, x, N, w } = problem
    const workspace = createProductWorkspace(network, x, N)
    return () => hessianVectorProduct(problem, w, workspace)
  },
} as const satisfies Record<string, (problem: Problem) => () => unknown>

export type Quantity = keyof typeof quantities

/** Times of one quantity over one size. */
export interface Scaling {
  readonly quantity: Quantity
  readonly over: 'W' | 'N'
  readonly sizes: readonly number[]
  readonly milliseconds: readonly number[]
  /** p of time ∝ size^p, least squares in the logarithms, over W ≥ 200 or all N. */
  readonly exponent: number
}

const settings = { warmUp: 300, runs: 7, duration: 200, patience: 3000 }

/** W = 25, 55, 115, 223, 363, 583, 1039 and 1963. */
const byWeights = [2, 4, 7, 11, 15, 20, 28, 40].map((units): BenchNetwork => ({
  layers: [4, units, units, 3],
  output: 'softmax',
}))
const smallestFitted = 200
const byPatterns = [10, 20, 50, 100, 200, 500, 1000, 2000]

/** The times of all quantities over W at N = 200 and over N at W = 583, on the engine chosen. */
export function* measureScaling(now: () => number): Generator<Scaling, void, void> {
  const [, , , , , middle] = byWeights
  for (const quantity of Object.keys(quantities) as Quantity[]) {
    const time = (problem: Problem): number =>
      measure(quantities[quantity](problem), settings, now).milliseconds
    const networks = byWeights.map((network) => benchProblem(network, benchPatterns))
    const sizes = networks.map(({ network }) => network.W)
    yield scalingOf(quantity, 'W', sizes, networks.map(time))
    const problems = byPatterns.map((N) => benchProblem(middle, N))
    yield scalingOf(quantity, 'N', byPatterns, problems.map(time))
  }
}

/** The times with the exponent fitted to them. */
export function scalingOf(
  quantity: Quantity,
  over: 'W' | 'N',
  sizes: readonly number[],
  milliseconds: readonly number[],
): Scaling {
  const points = sizes.flatMap((size, i) =>
    over === 'W' && size < smallestFitted ? [] : [[Math.log(size), Math.log(milliseconds[i])] as const],
  )
  const mean = (which: 0 | 1): number => points.reduce((sum, point) => sum + point[which], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const covariance = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  const variance = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
  return { quantity, over, sizes, milliseconds, exponent: covariance / variance }
}
