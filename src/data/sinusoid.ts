import type { RegressionDataset } from './dataset.ts'

/**
 * One period of t = sin(πx) + noise on [−1, 1] with evenly spaced x, the book's example (PRML 1.1, figure 1.2,
 * there on [0, 1]). A single point lies in the middle.
 */
export const sinusoid = {
  name: 'sinusoid',
  inputs: 1,
  kind: 'regression',
  classes: 0,
  suggestedOutput: 'identity',
  defaults: { points: 20, noise: 0.15 },
  generate(points, noise, random) {
    const x = new Float64Array(points)
    const t = new Float64Array(points)
    for (let n = 0; n < points; n++) {
      x[n] = points === 1 ? 0 : (2 * n) / (points - 1) - 1
      t[n] = Math.sin(Math.PI * x[n]) + noise * random.normal()
    }
    return { x, t }
  },
} as const satisfies RegressionDataset
