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

/** Problems on which a use shows its effect best, in the order of the menu. */
export const useExamples = [
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
] as const satisfies readonly UseExample[]

export type UseExampleName = (typeof useExamples)[number]['name']
