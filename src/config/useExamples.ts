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
    const own = 0.15 * Math.cos(2.9 * n)
    return [common + own, common - own, 0.8 * Math.sin(0.9 * n + 1)].map((value) => Number(value.toFixed(3)))
  })
  const t = x.map(([a, b, c], n) => [Number((a + b + 0.6 * c + 0.05 * Math.sin(5.3 * n)).toFixed(3))])
  return { x, t }
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
  // Either twin can do the other's work once it may adjust: only the surgeon sees it.
  {
    name: 'twins',
    use: 'pruning',
    configuration: withProblem({
      network: { layers: [3, 1], activations: [], output: 'identity', bias: true },
      data: twins,
      step: 0,
    }),
    parameters: { alpha: 0.01, count: 4 },
  },
] as const satisfies readonly UseExample[]

export type UseExampleName = (typeof useExamples)[number]['name']
