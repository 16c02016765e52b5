import { factorCholesky, logDeterminant, solveByCholesky } from '../linalg/cholesky.ts'
import { zeros } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import type { Steps } from '../linalg/steps.ts'
import { dot } from '../linalg/vector.ts'
import { activationJacobian } from '../network/jacobian.ts'
import { createNetwork } from '../network/network.ts'
import type { Problem } from '../network/network.ts'
import type { Precisions } from './laplace.ts'

/**
 * ln p(D) without any approximation, where there is such a formula: for one layer of weights and a sum of squares the
 * targets of each output are Gaussian, N(t_k | 0, β^{-1} I + α^{-1} Φ Φᵀ), Φ the inputs with their bias (PRML 3.5.1).
 * null for other networks. O(N³).
 */
export function* marginalLikelihood(
  { network, x, t, N }: Problem,
  { alpha, beta }: Precisions,
): Steps<number | null> {
  const { L, D, K, error, bias } = network
  if (L > 1 || error.output !== 'identity') return null
  const one = createNetwork([D, 1], [], error, bias)
  const Phi = activationJacobian(one, new Float64Array(one.W), x, N)
  const row = (n: number) => Phi.data.subarray(n * one.W, (n + 1) * one.W)
  const C = zeros(N, N)
  const pace = new Pace(N * N * one.W)
  for (let n = 0; n < N; n++) {
    for (let m = 0; m < N; m++) C.data[n * N + m] = dot(row(n), row(m)) / alpha + (n === m ? 1 / beta : 0)
    if (pace.due(N * one.W)) yield pace.fraction / 2
  }
  const factor = yield* factorCholesky(C)
  if (!factor) return null
  let sum = 0
  for (let k = 0; k < K; k++) {
    const tk = Float64Array.from({ length: N }, (_, n) => t[n * K + k])
    sum -= (dot(tk, solveByCholesky(factor, tk)) + logDeterminant(factor) + N * Math.log(2 * Math.PI)) / 2
  }
  return sum
}
