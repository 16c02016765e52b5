import type { ErrorFunction } from './errorFunction.ts'

/** y = a and E_n = ½ Σ_k (y_k − t_k)², PRML (5.11): M = S = I. */
export const sumOfSquares = {
  output: 'identity',
  curvatureCost: 0,
  productCost: () => 0,
  energy: (a, t, offset, K) => {
    let E = 0
    for (let k = offset; k < offset + K; k++) E += (a[k] - t[k]) * (a[k] - t[k])
    return E / 2
  },
  outputs: (a, y, offset, K) => {
    for (let k = offset; k < offset + K; k++) y[k] = a[k]
  },
  delta: (y, t, delta, offset, K) => {
    for (let k = offset; k < offset + K; k++) delta[k] = y[k] - t[k]
  },
  curvature: (_y, _t, _offset, K, M, to) => writeIdentity(M, to, K),
  curvatureProduct: (_y, _t, v, product, offset, K) => {
    for (let k = offset; k < offset + K; k++) product[k] = v[k]
  },
  factor: (_y, _t, _offset, K, S, to) => writeIdentity(S, to, K),
} as const satisfies ErrorFunction

function writeIdentity(out: Float64Array, to: number, K: number): void {
  // A loop, because to call `fill` for each pattern takes longer.
  for (let at = 0; at < K * K; at++) out[to + at] = at % (K + 1) === 0 ? 1 : 0
}
