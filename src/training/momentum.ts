import type { Optimizer } from './optimizer.ts'

/** v ← μ v − η ∇E, w ← w + v. It remembers the velocity v (W numbers, zero at first). */
export const momentum = {
  name: 'momentum',
  settings: ['learningRate', 'momentum'],
  start: (W) => new Float64Array(W),
  step(point, settings, v, evaluate) {
    const { w, gradient } = point
    for (let i = 0; i < w.length; i++) {
      v[i] = settings.momentum * v[i] - settings.learningRate * gradient[i]
      w[i] += v[i]
    }
    evaluate(point)
    return true
  },
} as const satisfies Optimizer
