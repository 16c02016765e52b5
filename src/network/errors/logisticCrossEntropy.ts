import { logOnePlusExp, sigma } from '../activations/logistic.ts'
import type { ErrorFunction } from './errorFunction.ts'

/**
 * y_k = σ(a_k) and E_n = −Σ_k [t_k ln y_k + (1 − t_k) ln(1 − y_k)], K independent binary targets, PRML (5.21):
 * M = diag(y_k (1 − y_k)), S its square root.
 */
export const logisticCrossEntropy = {
  output: 'sigmoid',
  curvatureCost: 1,
  productCost: (K) => 3 * K,
  energy: (a, t, offset, K) => {
    let E = 0
    for (let k = offset; k < offset + K; k++) E += logOnePlusExp(a[k]) - t[k] * a[k]
    return E
  },
  outputs: (a, y, offset, K) => {
    for (let k = offset; k < offset + K; k++) y[k] = sigma(a[k])
  },
  delta: (y, t, delta, offset, K) => {
    for (let k = offset; k < offset + K; k++) delta[k] = y[k] - t[k]
  },
  curvature: (y, _t, offset, K, M, to) => {
    M.fill(0, to, to + K * K)
    for (let k = 0; k < K; k++) M[to + k * K + k] = y[offset + k] * (1 - y[offset + k])
  },
  curvatureProduct: (y, _t, v, product, offset, K) => {
    for (let k = offset; k < offset + K; k++) product[k] = y[k] * (1 - y[k]) * v[k]
  },
  factor: (y, _t, offset, K, S, to) => {
    S.fill(0, to, to + K * K)
    for (let k = 0; k < K; k++) S[to + k * K + k] = Math.sqrt(y[offset + k] * (1 - y[offset + k]))
  },
} as const satisfies ErrorFunction
