import { createRandom } from '../linalg/random.ts'
import type { Random } from '../linalg/random.ts'
import { addToDiagonal } from '../linalg/symmetric.ts'
import type { Network, Problem } from '../network/network.ts'
import { sumGradientProducts } from './gradientProducts.ts'
import type { HessianMethod, Parameter, ParameterValues } from './method.ts'
import { forwardCost, hidden, inner } from './operationCounts.ts'
import { seed } from './seed.ts'

const samples = {
  name: 'samples',
  symbol: 'S',
  default: 10,
  min: 1,
  max: 1000,
  scale: 'log',
  whole: true,
} as const satisfies Parameter

/**
 * The Fisher matrix by sampling: (1/S) Σ_n Σ_s g_ns g_nsᵀ, g_ns = ∇E_n with targets drawn from p(t|x_n, w), S times a
 * pattern. Its mean is the outer product Σ_n J_nᵀ M_n J_n (spec §5), which it stands in for with an error ∝ 1/√S; its
 * rank is N S at most. O(S W²) a pattern.
 */
export const monteCarloFisher = {
  id: 'monte-carlo-fisher',
  group: 'sampled',
  section: null,
  equations: 'Martens & Grosse 2015',
  formula: '\\tfrac1S \\textstyle\\sum_{n,s} \\nabla E_{ns} (\\nabla E_{ns})^{\\mathrm T}',
  target: 'hessian',
  approximates: 'outer-product',
  costExponent: 2,
  operations: (network: Network, N: number, parameters: ParameterValues) => {
    const { W, K } = network
    const sample = K + 2 * inner(network) + hidden(network) + W + W * (W + 1)
    return N * (forwardCost(network) + parameters.samples * sample) + (W * (W + 1)) / 2
  },
  error: { kind: 'model', vanishes: () => false },
  parameters: [samples, seed],
  refuses: () => null,
  evaluate: function* (problem: Problem, parameters: ParameterValues) {
    const S = parameters.samples
    const random = createRandom(parameters.seed)
    const matrix = yield* sumGradientProducts(problem, S, (part, y) => drawTargets(part, y, S, random))
    for (let at = 0; at < matrix.data.length; at++) matrix.data[at] /= S
    addToDiagonal(matrix.data, matrix.rows, problem.weightDecay)
    return { matrix }
  },
} as const satisfies HessianMethod

/**
 * S sets of targets, N × K each, drawn from the distribution that the error function is the negative logarithm of:
 * normal about y with variance 1; 1 with probability y_k; or one class k with probability y_k. Targets whose sum
 * is s = Σ_k t_k are worth s classes, and √s in its place makes the mean of δ δᵀ equal M. A pattern's are drawn one
 * after the other, so that they do not depend on how patterns are put together.
 */
function drawTargets(
  { network, N, t }: Problem,
  y: Float64Array,
  S: number,
  random: Random,
): readonly Float64Array[] {
  const { K, error } = network
  const sets = Array.from({ length: S }, () => new Float64Array(N * K))
  for (let from = 0; from < N * K; from += K) {
    for (const set of sets) {
      if (error.output === 'softmax') {
        let sum = 0
        for (let k = from; k < from + K; k++) sum += t[k]
        set[drawClass(y, from, K, random)] = Math.sqrt(sum)
      } else {
        for (let k = from; k < from + K; k++)
          set[k] = error.output === 'identity' ? y[k] + random.normal() : Number(random.uniform() < y[k])
      }
    }
  }
  return sets
}

/** An index from `from` to `from + K − 1`, each with the probability that stands there. */
function drawClass(y: Float64Array, from: number, K: number, random: Random): number {
  let rest = random.uniform()
  for (let k = from; k < from + K - 1; k++) {
    rest -= y[k]
    if (rest < 0) return k
  }
  return from + K - 1
}
