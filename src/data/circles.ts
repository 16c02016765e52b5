import type { ClassDataset } from './dataset.ts'

/** A ring, 0.7 ≤ r ≤ 1 (label 0), and a disc, r ≤ 0.45 (label 1), in turn, with noise on both inputs. */
export const circles = {
  name: 'circles',
  inputs: 2,
  kind: 'binary',
  classes: 2,
  suggestedOutput: 'sigmoid',
  defaults: { points: 100, noise: 0.05 },
  generate(points, noise, random) {
    const x = new Float64Array(2 * points)
    const labels = new Uint8Array(points)
    for (let n = 0; n < points; n++) {
      labels[n] = n % 2
      const angle = random.uniform(0, 2 * Math.PI)
      const radius = labels[n] === 0 ? random.uniform(0.7, 1) : random.uniform(0, 0.45)
      x[2 * n] = radius * Math.cos(angle) + noise * random.normal()
      x[2 * n + 1] = radius * Math.sin(angle) + noise * random.normal()
    }
    return { x, labels }
  },
} as const satisfies ClassDataset
