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

/** Problems on which a use shows its effect best, in the order of the menu. */
export const useExamples = [
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
