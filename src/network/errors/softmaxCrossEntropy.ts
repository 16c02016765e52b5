import type { ErrorFunction } from './errorFunction.ts'

/**
 * y = softmax(a) and E_n = −Σ_k t_k ln y_k, one of K classes, PRML (5.24) and (5.25); with s = Σ_k t_k
 * (1 for a class or a soft label) E_n = s · logsumexp(a) − tᵀa, δ = s y − t, M = s (diag y − y yᵀ) and
 * S = √s (diag √y − y √yᵀ).
 */
export const softmaxCrossEntropy = {
  output: 'softmax',
  curvatureCost: 4,
  productCost: (K) => 4 * K,
  energy: (a, t, offset, K) => {
    let top = offset
    for (let k = offset + 1; k < offset + K; k++) if (a[k] > a[top]) top = k
    // All is taken relative to the largest activation: logsumexp(a) − a_k would cancel where a class is nearly sure.
    let others = 0
    let E = 0
    for (let k = offset; k < offset + K; k++) {
      if (k !== top) others += Math.exp(a[k] - a[top])
      E -= t[k] * (a[k] - a[top])
    }
    return E + total(t, offset, K) * Math.log1p(others)
  },
  outputs: (a, y, offset, K) => {
    let largest = a[offset]
    for (let k = offset + 1; k < offset + K; k++) largest = Math.max(largest, a[k])
    let sum = 0
    for (let k = offset; k < offset + K; k++) sum += y[k] = Math.exp(a[k] - largest)
    for (let k = offset; k < offset + K; k++) y[k] /= sum
  },
  delta: (y, t, delta, offset, K) => {
    const s = total(t, offset, K)
    for (let k = offset; k < offset + K; k++) delta[k] = s * y[k] - t[k]
  },
  curvature: (y, t, offset, K, M, to) => {
    const s = total(t, offset, K)
    for (let k = 0; k < K; k++) {
      for (let j = 0; j < K; j++) M[to + k * K + j] = -s * (y[offset + k] * y[offset + j])
      M[to + k * K + k] = s * y[offset + k] * (1 - y[offset + k])
    }
  },
  curvatureProduct: (y, t, v, product, offset, K) => {
    const s = total(t, offset, K)
    let mean = 0
    for (let k = offset; k < offset + K; k++) mean += y[k] * v[k]
    for (let k = offset; k < offset + K; k++) product[k] = s * y[k] * (v[k] - mean)
  },
  factor: (y, t, offset, K, S, to) => {
    const root = Math.sqrt(total(t, offset, K))
    for (let k = 0; k < K; k++) {
      for (let j = 0; j < K; j++) S[to + k * K + j] = -root * y[offset + k] * Math.sqrt(y[offset + j])
      S[to + k * K + k] += root * Math.sqrt(y[offset + k])
    }
  },
} as const satisfies ErrorFunction

function total(t: Float64Array, offset: number, K: number): number {
  let s = 0
  for (let k = offset; k < offset + K; k++) s += t[k]
  return s
}
