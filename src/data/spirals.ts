import type { ClassDataset } from './dataset.ts'

const TURNS = 1.25

/** Two spiral arms of 1¼ turns, half a turn apart, points in turn and evenly along r ≤ 1, with noise. */
export const spirals = {
  name: 'spirals',
  inputs: 2,
  kind: 'binary',
  classes: 2,
  suggestedOutput: 'sigmoid',
  defaults: { points: 120, noise: 0.02 },
  generate(points, noise, random) {
    const x = new Float64Array(2 * points)
    const labels = new Uint8Array(points)
    const perArm = Math.ceil(points / 2)
    for (let n = 0; n < points; n++) {
      labels[n] = n % 2
      const radius = (Math.floor(n / 2) + 1) / perArm
      const angle = 2 * Math.PI * TURNS * radius + labels[n] * Math.PI
      x[2 * n] = radius * Math.cos(angle) + noise * random.normal()
      x[2 * n + 1] = radius * Math.sin(angle) + noise * random.normal()
    }
    return { x, labels }
  },
} as const satisfies ClassDataset
