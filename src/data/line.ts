import type { RegressionDataset } from './dataset.ts'

/** t = −0.3 + 0.5x + noise, x uniform in [−1, 1]: the line of PRML 3.3.1, figure 3.7. */
export const line = {
  name: 'line',
  inputs: 1,
  kind: 'regression',
  classes: 0,
  suggestedOutput: 'identity',
  defaults: { points: 20, noise: 0.2 },
  generate(points, noise, random) {
    const x = new Float64Array(points)
    const t = new Float64Array(points)
    for (let n = 0; n < points; n++) {
      x[n] = random.uniform(-1, 1)
      t[n] = -0.3 + 0.5 * x[n] + noise * random.normal()
    }
    return { x, t }
  },
} as const satisfies RegressionDataset
