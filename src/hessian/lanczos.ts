import { zeros } from '../linalg/matrix.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { frobenius } from '../linalg/norms.ts'
import { Pace } from '../linalg/pace.ts'
import { createRandom } from '../linalg/random.ts'
import type { Steps } from '../linalg/steps.ts'
import { mirrorUpper } from '../linalg/symmetric.ts'
import type { Network, Problem } from '../network/network.ts'
import { rank } from './lowRank.ts'
import type { HessianMethod, ParameterValues } from './method.ts'
import { productCost } from './operationCounts.ts'
import { seed } from './seed.ts'
import { createVectorProducts } from './vectorProducts.ts'

/** β_i below this share of the largest number in T is round-off: no direction is left to go on to. */
const exhausted = 1e-12

/**
 * A low-rank approximation from r products H v alone, without H (spec §11): Lanczos iteration from a random vector
 * builds an orthonormal basis V (W × r) in which H is tridiagonal, T = Vᵀ H V, and the result is V T Vᵀ, H as far as
 * these r directions see it. Its outer Ritz values are close to eigenvalues of H first; a multiple eigenvalue is seen
 * once. Every vector is made orthogonal to all before it twice over, and the iteration ends early where nothing is
 * left of one. `facts.products` is how many were made. O(r W) a pattern, and 4 r² W for the basis.
 */
export const lanczos = {
  id: 'lanczos',
  group: 'structured',
  section: null,
  equations: 'Lanczos 1950',
  formula:
    '\\mathbf{V}\\mathbf{T}\\mathbf{V}^{\\mathrm T},\\; \\mathbf{T} = \\mathbf{V}^{\\mathrm T}\\mathbf{H}\\mathbf{V}',
  target: 'hessian',
  costExponent: 1,
  operations: (network: Network, N: number, parameters: ParameterValues) => {
    const { W } = network
    const r = Math.min(parameters.rank, W)
    return r * (N * productCost(network) + 2 * W) + (r - 1) * 3 * W + 4 * W * r * (r - 1)
  },
  error: { kind: 'model', vanishes: ({ W }: Network) => W === 1 },
  parameters: [rank, seed],
  refuses: () => null,
  evaluate: function* (problem: Problem, parameters: ParameterValues) {
    const { W } = problem.network
    const products = createVectorProducts(problem)
    const r = Math.min(parameters.rank, W)
    const pace = new Pace(r * products.work + 2 * r * r * W + (r * W * W) / 2)
    const basis: Float64Array[] = [randomDirection(W, parameters.seed)]
    const alpha: number[] = []
    const beta: number[] = []
    let largest = 0
    for (;;) {
      const v = basis[basis.length - 1]
      const next = new Float64Array(W)
      yield* products.into(next, v, pace)
      alpha.push(dot(v, next))
      largest = Math.max(largest, Math.abs(alpha[alpha.length - 1]))
      if (basis.length === r) break
      for (let pass = 0; pass < 2; pass++) {
        for (const other of basis) addMultiple(next, -dot(other, next), other)
        if (pace.due(2 * basis.length * W)) yield pace.fraction
      }
      const length = frobenius(next)
      if (!(length > exhausted * largest)) break
      largest = Math.max(largest, length)
      beta.push(length)
      basis.push(next.map((value) => value / length))
    }
    return { matrix: yield* compose(basis, alpha, beta, pace), facts: { products: basis.length } }
  },
} as const satisfies HessianMethod

/** A vector of length 1 whose direction is uniformly distributed. */
function randomDirection(W: number, from: number): Float64Array {
  const random = createRandom(from)
  const v = Float64Array.from({ length: W }, random.normal)
  const length = frobenius(v)
  return v.map((value) => value / length)
}

function dot(u: Float64Array, v: Float64Array): number {
  let sum = 0
  for (let i = 0; i < u.length; i++) sum += u[i] * v[i]
  return sum
}

function addMultiple(to: Float64Array, factor: number, v: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] += factor * v[i]
}

/** V T Vᵀ for the columns v_i of V, α_i on the diagonal of T and β_i beside it. */
function* compose(
  basis: readonly Float64Array[],
  alpha: readonly number[],
  beta: readonly number[],
  pace: Pace,
): Steps<Matrix> {
  const W = basis[0].length
  const matrix = zeros(W, W)
  const { data } = matrix
  for (const [i, v] of basis.entries()) {
    const row = v.map((value) => alpha[i] * value)
    if (i > 0) addMultiple(row, beta[i - 1], basis[i - 1])
    if (i < beta.length) addMultiple(row, beta[i], basis[i + 1])
    for (let a = 0; a < W; a++) for (let b = a; b < W; b++) data[a * W + b] += v[a] * row[b]
    if (pace.due((W * W) / 2)) yield pace.fraction
  }
  mirrorUpper(data, W)
  return matrix
}
