import type { StudyValues } from '../studies/study.ts'
import type { UseId } from '../studies/useIds.ts'
import type { Configuration } from './configuration.ts'
import { withProblem } from './examples.ts'

interface UseExample {
  /** Kebab-case: catalogue key. */
  readonly name: string
  readonly use: UseId
  readonly configuration: Configuration
  /** What the study is set to. */
  readonly parameters: StudyValues
}

/** Two inputs that say almost the same and a weak third one, and what a line makes of them. */
const twins = (() => {
  const x = Array.from({ length: 24 }, (_, n) => {
    const common = Math.sin(1.7 * n)
    const own = 0.07 * Math.cos(2.9 * n)
    return [common + own, common - own, 0.8 * Math.sin(0.9 * n + 1)].map((value) => Number(value.toFixed(3)))
  })
  const t = x.map(([a, b, c], n) => [Number((a + b + 0.6 * c + 0.05 * Math.sin(5.3 * n)).toFixed(3))])
  return { x, t }
})()

const three = (value: number) => Number(value.toFixed(3))

/** Points of a curve over −1 … 1 that stray a little, one of them (from 0) by much. */
function withOutlier(count: number, curve: (x: number) => number, outlier: number, off: number) {
  const x = Array.from({ length: count }, (_, n) => three(-1 + (2 * n) / (count - 1)))
  const stray = (n: number) => 0.06 * Math.sin(7.3 * n) + (n === outlier ? off : 0)
  return { x: x.map((value) => [value]), t: x.map((value, n) => [three(curve(value) + stray(n))]) }
}

/** Two classes side by side, one point deep in the other class under a wrong label. */
const mislabelled = (() => {
  const x = Array.from({ length: 30 }, (_, n) => {
    const side = n % 2 === 0 ? -1 : 1
    return [three(side + 0.55 * Math.sin(2.3 * n)), three(0.8 * Math.cos(3.1 * n + side))]
  })
  const t = x.map((_, n) => [n % 2])
  return { x: [...x, [1.5, 0.2]], t: [...t, [0]] }
})()

/** A wave seen at its ends alone, with a gap in the middle. */
const gap = (() => {
  const left = Array.from({ length: 12 }, (_, n) => -1 + (0.6 * n) / 11)
  const x = [...left, ...left.map((value) => value + 1.4)]
  return {
    x: x.map((value) => [Number(value.toFixed(3))]),
    t: x.map((value, n) => [
      Number((Math.sin(2 * Math.PI * value) + 0.08 * Math.sin(37.7 * n * n + 1.3 * n)).toFixed(3)),
    ]),
  }
})()

/** XOR with one corner pulled out, so that w = 0 is a saddle: Σ t = 0, and Σ t x, of length √6, is not. */
const pulledXor = {
  x: [
    [-1, -1],
    [-1, 1],
    [1, -1],
    [2.732, 2.732],
  ],
  t: [[-1], [1], [1], [-1]],
}

/** Two inputs that say almost the same, and targets a line can tell from them: E is a long narrow valley. */
const valley = (() => {
  const x = Array.from({ length: 20 }, (_, n) => {
    const [common, own] = [Math.sin(1.7 * n), 0.22 * Math.cos(2.9 * n)]
    return [common + own, common - own].map((value) => Number(value.toFixed(3)))
  })
  return { x, t: x.map(([a, b]) => [Number((1.5 * a - 0.7 * b).toFixed(3))]) }
})()

/** Classes that overlap along a line. */
const overlap = {
  x: Array.from({ length: 12 }, (_, n) => [Number((-2 + (4 * n) / 11).toFixed(3))]),
  t: [0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1].map((value) => [value]),
}

/** Problems on which a use shows its effect best, in the order of the menu. */
export const useExamples = [
  // Newton stays at the saddle, and Hessian-free leaves it along negative curvature.
  {
    name: 'saddle',
    use: 'optimisation',
    configuration: withProblem({
      network: { layers: [2, 2, 1], activations: ['tanh'], output: 'identity', bias: true },
      data: pulledXor,
      step: 0,
    }),
    parameters: {
      start: 'near-zero',
      seed: 4,
      steps: 30,
      of: 'hessian-free',
      measure: 'negative',
      first: 2,
      racers: 'gradient-descent,newton,damped-newton,levenberg-marquardt,l-bfgs,hessian-free',
    },
  },
  // One step of Newton is enough where E is quadratic; gradient descent goes to and fro across the valley.
  {
    name: 'valley',
    use: 'optimisation',
    configuration: withProblem({
      network: { layers: [2, 1], activations: [], output: 'identity', bias: false },
      data: valley,
      weights: Float64Array.of(-0.6, 1.6),
      step: 0,
    }),
    parameters: {
      rate: 0.09,
      steps: 40,
      of: 'gradient-descent',
      plane: 'weights',
      racers: 'gradient-descent,newton,l-bfgs',
    },
  },
  // Every other racer finds a minimum, Newton a saddle.
  {
    name: 'to-the-saddle',
    use: 'optimisation',
    configuration: withProblem({
      network: { layers: [1, 3, 1], activations: ['tanh'], output: 'identity', bias: true },
      weightDecay: 0.1,
    }),
    parameters: { steps: 40, measure: 'negative', plane: 'end' },
  },
  // E is convex, and yet Newton's step leads far beyond its minimum.
  {
    name: 'overshoot',
    use: 'optimisation',
    configuration: withProblem({
      network: { layers: [1, 1], activations: [], output: 'sigmoid', bias: true },
      data: overlap,
      weights: Float64Array.of(0, -2),
      step: 0,
    }),
    parameters: {
      steps: 15,
      step: 2,
      rate: 0.1,
      plane: 'weights',
      racers: 'gradient-descent,newton,damped-newton,l-bfgs,hessian-free',
    },
  },
  // Without the outlier the curve snaps back, and one step says where to, without training.
  {
    name: 'outlier',
    use: 'retraining',
    configuration: withProblem({
      network: { layers: [1, 3, 1], activations: ['tanh'], output: 'identity', bias: true },
      data: withOutlier(24, (x) => Math.sin(3 * x), 7, -1.5),
      step: 0,
    }),
    parameters: { alpha: 0.03, methods: 'exact' },
  },
  // Little weight decay holds some directions by next to nothing: the full step goes too far.
  {
    name: 'too-far',
    use: 'retraining',
    configuration: withProblem({ step: 0 }),
    parameters: { alpha: 0.001 },
  },
  // One layer and a sum of squares: E is quadratic, and one step is training.
  {
    name: 'line-outlier',
    use: 'retraining',
    configuration: withProblem({
      network: { layers: [1, 1], activations: [], output: 'identity', bias: true },
      data: withOutlier(14, (x) => 0.8 * x, 11, -1.6),
      step: 0,
    }),
    parameters: { alpha: 0.001 },
  },
  // The influence function sees how little the point says now, Newton's step what is left without it.
  {
    name: 'mislabelled',
    use: 'retraining',
    configuration: withProblem({
      network: { layers: [2, 3, 1], activations: ['tanh'], output: 'sigmoid', bias: true },
      data: mislabelled,
      step: 0,
    }),
    parameters: { alpha: 0.03 },
  },
  // Either twin can do the other's work once it may adjust: only the surgeon sees it.
  {
    name: 'twins',
    use: 'pruning',
    configuration: withProblem({
      network: { layers: [3, 1], activations: [], output: 'identity', bias: false },
      data: twins,
      step: 0,
    }),
    parameters: { alpha: 0.01, count: 3 },
  },
  // Nothing is known between the two halves: the band is many times as wide there.
  {
    name: 'gap',
    use: 'laplace',
    configuration: withProblem({
      network: { layers: [1, 6, 1], activations: ['tanh'], output: 'identity', bias: true },
      data: gap,
      step: 0,
    }),
    parameters: { reach: 0.1, show: 'predictive' },
  },
  // The functions that agree where the data are part beyond them.
  {
    name: 'extrapolation',
    use: 'laplace',
    configuration: withProblem({ data: { preset: 'sinusoid', points: 20, noise: 0.15, seed: 7 }, step: 0 }),
    parameters: { reach: 1, samples: 10, show: 'predictive' },
  },
  // The point estimate stays sure far from all data; the moderated probability goes back towards one half.
  {
    name: 'two-classes',
    use: 'laplace',
    configuration: withProblem({
      network: { layers: [2, 4, 1], activations: ['tanh'], output: 'sigmoid', bias: true },
      data: { preset: 'circles', points: 40, noise: 0.05, seed: 7 },
      step: 0,
    }),
    parameters: { precisions: 'given', alpha: 0.01, reach: 1, widest: 6 },
  },
  // A vague prior makes every unit cost evidence: two explain the wave, more only fit the noise.
  {
    name: 'hidden-units',
    use: 'laplace',
    configuration: withProblem({ step: 0 }),
    parameters: { precisions: 'given', alpha: 0.001, beta: 44, show: 'models' },
  },
] as const satisfies readonly UseExample[]

export type UseExampleName = (typeof useExamples)[number]['name']
