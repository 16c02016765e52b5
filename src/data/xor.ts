import type { ClassDataset } from './dataset.ts'

const CORNERS = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const

/**
 * The corners (0,0), (0,1), (1,0), (1,1) in turn with labels 0, 1, 1, 0 and noise around them; four points
 * without noise are the textbook's XOR.
 */
export const xor = {
  name: 'xor',
  inputs: 2,
  kind: 'binary',
  classes: 2,
  suggestedOutput: 'sigmoid',
  defaults: { points: 4, noise: 0 },
  generate(points, noise, random) {
    const x = new Float64Array(2 * points)
    const labels = new Uint8Array(points)
    for (let n = 0; n < points; n++) {
      const [first, second] = CORNERS[n % 4]
      x[2 * n] = first + noise * random.normal()
      x[2 * n + 1] = second + noise * random.normal()
      labels[n] = first ^ second
    }
    return { x, labels }
  },
} as const satisfies ClassDataset
