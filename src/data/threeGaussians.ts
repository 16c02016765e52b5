import type { ClassDataset } from './dataset.ts'

const DISTANCE = 0.6

/** Three classes in turn, normal around the corners of a triangle with standard deviation `noise`. */
export const threeGaussians = {
  name: 'three-gaussians',
  inputs: 2,
  kind: 'classes',
  classes: 3,
  suggestedOutput: 'softmax',
  defaults: { points: 90, noise: 0.25 },
  generate(points, noise, random) {
    const x = new Float64Array(2 * points)
    const labels = new Uint8Array(points)
    for (let n = 0; n < points; n++) {
      labels[n] = n % 3
      const angle = Math.PI / 2 + (2 * Math.PI * labels[n]) / 3
      x[2 * n] = DISTANCE * Math.cos(angle) + noise * random.normal()
      x[2 * n + 1] = DISTANCE * Math.sin(angle) + noise * random.normal()
    }
    return { x, labels }
  },
} as const satisfies ClassDataset
