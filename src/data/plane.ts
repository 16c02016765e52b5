import type { RegressionDataset } from './dataset.ts'

/** t = (x_1 + x_2)/2 + noise, x uniform in the square [−1, 1]². */
export const plane = {
  name: 'plane',
  inputs: 2,
  kind: 'regression',
  classes: 0,
  suggestedOutput: 'identity',
  defaults: { points: 50, noise: 0.1 },
  learningRate: 0.01,
  generate(points, noise, random) {
    const x = new Float64Array(2 * points)
    const t = new Float64Array(points)
    for (let n = 0; n < points; n++) {
      x[2 * n] = random.uniform(-1, 1)
      x[2 * n + 1] = random.uniform(-1, 1)
      t[n] = (x[2 * n] + x[2 * n + 1]) / 2 + noise * random.normal()
    }
    return { x, t }
  },
} as const satisfies RegressionDataset
