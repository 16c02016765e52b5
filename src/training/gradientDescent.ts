import type { Optimizer } from './optimizer.ts'

/** w ← w − η ∇E (PRML 5.2.4, equation 5.41). It remembers nothing. */
export const gradientDescent = {
  name: 'gradient-descent',
  start: () => new Float64Array(0),
  step(w, gradient, { learningRate }) {
    for (let i = 0; i < w.length; i++) w[i] -= learningRate * gradient[i]
  },
} as const satisfies Optimizer
