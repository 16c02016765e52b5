import type { RegressionDataset } from './dataset.ts'

const WIDTH = 0.4

/** t = exp(−‖x‖² / 2s²) + noise with s = 0.4, x uniform in the square [−1, 1]². */
export const gaussianBump = {
  name: 'gaussian-bump',
  inputs: 2,
  kind: 'regression',
  classes: 0,
  suggestedOutput: 'identity',
  defaults: { points: 100, noise: 0.05 },
  learningRate: 0.005,
  generate(points, noise, random) {
    const x = new Float64Array(2 * points)
    const t = new Float64Array(points)
    for (let n = 0; n < points; n++) {
      x[2 * n] = random.uniform(-1, 1)
      x[2 * n + 1] = random.uniform(-1, 1)
      const squared = x[2 * n] ** 2 + x[2 * n + 1] ** 2
      t[n] = Math.exp(-squared / (2 * WIDTH ** 2)) + noise * random.normal()
    }
    return { x, t }
  },
} as const satisfies RegressionDataset
