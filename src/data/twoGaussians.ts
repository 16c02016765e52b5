import type { ClassDataset } from './dataset.ts'

/** Two classes in turn, normal around (−½, −½) and (½, ½) with standard deviation `noise`. */
export const twoGaussians = {
  name: 'two-gaussians',
  inputs: 2,
  kind: 'binary',
  classes: 2,
  suggestedOutput: 'sigmoid',
  defaults: { points: 60, noise: 0.35 },
  generate(points, noise, random) {
    const x = new Float64Array(2 * points)
    const labels = new Uint8Array(points)
    for (let n = 0; n < points; n++) {
      labels[n] = n % 2
      const centre = labels[n] - 0.5
      x[2 * n] = centre + noise * random.normal()
      x[2 * n + 1] = centre + noise * random.normal()
    }
    return { x, labels }
  },
} as const satisfies ClassDataset
