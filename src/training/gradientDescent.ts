import type { Optimizer } from './optimizer.ts'

/** w ← w − η ∇E (PRML 5.2.4, equation 5.41). It remembers nothing. */
export const gradientDescent = {
  name: 'gradient-descent',
  settings: ['learningRate'],
  start: () => new Float64Array(0),
  step(point, { learningRate }, _memory, evaluate) {
    const { w, gradient } = point
    for (let i = 0; i < w.length; i++) w[i] -= learningRate * gradient[i]
    evaluate(point)
    return true
  },
} as const satisfies Optimizer
