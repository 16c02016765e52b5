import { diagonalMatrix } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import { createRandom } from '../linalg/random.ts'
import type { Steps } from '../linalg/steps.ts'
import { addToDiagonal } from '../linalg/symmetric.ts'
import type { Network, Problem } from '../network/network.ts'
import { diagonalOutputs } from './diagonal.ts'
import type { HessianMethod, Parameter, ParameterValues } from './method.ts'
import { productCost } from './operationCounts.ts'
import { seed } from './seed.ts'
import { createVectorProducts } from './vectorProducts.ts'

const probes = {
  name: 'probes',
  symbol: 'm',
  default: 10,
  min: 1,
  max: 1000,
  scale: 'log',
  whole: true,
} as const satisfies Parameter

/**
 * Hutchinson's estimate of the diagonal from products alone (spec §11): (1/m) Σ z ∘ (H z) over m vectors z of random
 * signs. Its mean is the exact diagonal, and the variance of component i is Σ_{j≠i} H_ij²/m: an error ∝ 1/√m, but
 * none where H is diagonal. Dropped: the off-diagonal. O(m W) a pattern.
 */
export const hutchinsonDiagonal = {
  id: 'hutchinson-diagonal',
  group: 'sampled',
  section: null,
  equations: 'Bekas et al. 2007',
  formula:
    '\\tfrac1m \\textstyle\\sum_{\\mathbf{z}} \\mathbf{z} \\circ \\mathbf{H}\\mathbf{z},\\; z_i = \\pm 1',
  target: 'hessian',
  costExponent: 1,
  operations: (network: Network, N: number, parameters: ParameterValues) =>
    parameters.probes * (N * productCost(network) + 2 * network.W) + network.W,
  error: {
    kind: 'model',
    vanishes: (network: Network) => network.L === 1 && network.columns[1] === 1 && diagonalOutputs(network),
  },
  parameters: [probes, seed],
  refuses: () => null,
  evaluate: function* (problem: Problem, parameters: ParameterValues) {
    const { W } = problem.network
    const random = createRandom(parameters.seed)
    const z = new Float64Array(W)
    const estimate = yield* estimateDiagonal(problem, parameters.probes, () => {
      for (let i = 0; i < W; i++) z[i] = random.uniform() < 0.5 ? -1 : 1
      return z
    })
    const matrix = diagonalMatrix(estimate)
    addToDiagonal(matrix.data, W, problem.weightDecay)
    return { matrix }
  },
} as const satisfies HessianMethod

/** (1/m) Σ z ∘ (H z) without the weight decay, over the m vectors of signs that `probe` gives. */
export function* estimateDiagonal(
  problem: Problem,
  m: number,
  probe: (n: number) => Float64Array,
): Steps<Float64Array> {
  const { W } = problem.network
  const products = createVectorProducts({ ...problem, weightDecay: 0 })
  const pace = new Pace(m * products.work)
  const sums = new Float64Array(W)
  const product = new Float64Array(W)
  for (let n = 0; n < m; n++) {
    const z = probe(n)
    yield* products.into(product, z, pace)
    for (let i = 0; i < W; i++) sums[i] += z[i] * product[i]
  }
  return sums.map((sum) => sum / m)
}
