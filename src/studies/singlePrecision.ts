import type { Problem } from '../network/network.ts'

/** E(w) and ∇E(w) as they come out when every operation is rounded to single precision. */
export interface SinglePrecision {
  readonly energy: (w: Float64Array) => number
  /** W numbers. */
  readonly gradient: (w: Float64Array) => Float64Array
}

const round = Math.fround

/**
 * Forward and backward passes in float32 (spec §2): inputs, weights, every product, every sum and every value of h
 * and h′ are rounded to 24 bits. E_n and ∂E_n/∂a are computed from rounded a and y, and rounded.
 */
export function singlePrecision(problem: Problem): SinglePrecision {
  const { network, N, weightDecay } = problem
  const { layers, columns, offsets, activations, error, L, K, bias } = network
  const b = bias ? 1 : 0
  const x = problem.x.map(round)
  const t = problem.t.map(round)
  const decay = round(weightDecay)
  const z = layers.map((J) => new Float64Array(J + b))
  const a = layers.map((J) => new Float64Array(J))
  const delta = layers.map((J) => new Float64Array(J))
  const y = new Float64Array(K)
  if (bias) for (const zl of z) zl[0] = 1

  const forward = (w: Float64Array, n: number): void => {
    for (let i = 0; i < layers[0]; i++) z[0][b + i] = x[n * layers[0] + i]
    for (let l = 1; l <= L; l++)
      for (let j = 0; j < layers[l]; j++) {
        let sum = 0
        const row = offsets[l] + j * columns[l]
        for (let i = 0; i < columns[l]; i++) sum = round(sum + round(w[row + i] * z[l - 1][i]))
        a[l][j] = sum
        if (l < L) z[l][b + j] = round(activations[l - 1].h(sum))
      }
  }
  const target = (n: number) => t.subarray(n * K, (n + 1) * K)

  return {
    energy: (w) => {
      let E = 0
      for (let n = 0; n < N; n++) {
        forward(w, n)
        E = round(E + round(error.energy(a[L], target(n), 0, K)))
      }
      let squares = 0
      for (const value of w) squares = round(squares + round(value * value))
      return round(E + round(round(decay / 2) * squares))
    },
    gradient: (w) => {
      const gradient = new Float64Array(w.length)
      for (let n = 0; n < N; n++) {
        forward(w, n)
        error.outputs(a[L], y, 0, K)
        error.delta(y.map(round), target(n), delta[L], 0, K)
        for (let k = 0; k < K; k++) delta[L][k] = round(delta[L][k])
        for (let l = L; l >= 1; l--) {
          const J = layers[l]
          for (let j = 0; j < J; j++)
            for (let i = 0; i < columns[l]; i++) {
              const at = offsets[l] + j * columns[l] + i
              gradient[at] = round(gradient[at] + round(delta[l][j] * z[l - 1][i]))
            }
          if (l === 1) break
          for (let i = 0; i < layers[l - 1]; i++) {
            let sum = 0
            for (let j = 0; j < J; j++)
              sum = round(sum + round(w[offsets[l] + j * columns[l] + b + i] * delta[l][j]))
            delta[l - 1][i] = round(round(activations[l - 2].first(a[l - 1][i])) * sum)
          }
        }
      }
      for (let i = 0; i < w.length; i++) gradient[i] = round(gradient[i] + round(decay * w[i]))
      return gradient
    },
  }
}
