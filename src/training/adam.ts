import type { Optimizer } from './optimizer.ts'

/** β₁, β₂ and ε as Kingma and Ba propose them. */
const beta1 = 0.9
const beta2 = 0.999
const epsilon = 1e-8

/** Where the averages begin in the memory, after β₁^t and β₂^t. */
const HEAD = 2

/**
 * Adam (Kingma and Ba 2015, algorithm 1): m ← β₁ m + (1 − β₁) ∇E, v ← β₂ v + (1 − β₂) (∇E)²,
 * w ← w − η m̂/(√v̂ + ε) with m̂ = m/(1 − β₁^t) and v̂ = v/(1 − β₂^t). It remembers β₁^t and β₂^t, as products so that
 * every machine gets the same bits, then m and v (W numbers each, zero at first).
 */
export const adam = {
  name: 'adam',
  settings: ['learningRate'],
  start(W) {
    const memory = new Float64Array(HEAD + 2 * W)
    memory.fill(1, 0, HEAD)
    return memory
  },
  step(point, { learningRate }, memory, evaluate) {
    const { w, gradient } = point
    const W = w.length
    const m = memory.subarray(HEAD, HEAD + W)
    const v = memory.subarray(HEAD + W)
    memory[0] *= beta1
    memory[1] *= beta2
    const missing1 = 1 - memory[0]
    const missing2 = 1 - memory[1]
    for (let i = 0; i < W; i++) {
      const g = gradient[i]
      m[i] = beta1 * m[i] + (1 - beta1) * g
      v[i] = beta2 * v[i] + (1 - beta2) * g * g
      w[i] -= (learningRate * (m[i] / missing1)) / (Math.sqrt(v[i] / missing2) + epsilon)
    }
    evaluate(point)
    return true
  },
} as const satisfies Optimizer
