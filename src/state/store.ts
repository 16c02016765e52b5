import { create } from 'zustand'
import type { Configuration } from '../config/configuration.ts'
import { defaultConfiguration } from '../config/defaults.ts'
import { examples } from '../config/examples.ts'
import type { ExampleName } from '../config/examples.ts'
import { finish } from '../linalg/steps.ts'
import { train } from '../training/index.ts'
import { comparisonSlice } from './comparison.ts'
import { explanationSlice } from './explanation.ts'
import type { ExplanationSlice } from './explanation.ts'
import type { ComparisonSlice } from './comparison.ts'
import { derive, interrupted, problemSlice } from './problem.ts'
import type { ProblemSlice } from './problem.ts'
import { resultsSlice } from './results.ts'
import type { ResultsSlice } from './results.ts'
import { viewSlice } from './view.ts'
import type { ViewSlice } from './view.ts'

export interface State extends ProblemSlice, ComparisonSlice, ViewSlice, ResultsSlice, ExplanationSlice {
  /** Shows this configuration in place of the present one; a recipe in it is run by the page's effects. */
  open: (configuration: Configuration) => void
  openExample: (name: ExampleName) => void
  /** Grows with every configuration opened. */
  readonly openings: number
}

/** Operations of a recipe that are done at once, within a few milliseconds; longer ones go to the worker. */
const quickRecipe = 2e6

/** The page's state: what the link holds (problem, comparison, view), what was computed, and what is passing. */
export const useStore = create<State>()((...api) => {
  const [set, get] = api
  return {
    ...problemSlice(defaultConfiguration.problem)(...api),
    ...comparisonSlice(defaultConfiguration.comparison)(...api),
    ...viewSlice(defaultConfiguration.view)(...api),
    ...resultsSlice(...api),
    ...explanationSlice(...api),
    openings: 0,
    open: ({ problem, comparison, view }) => {
      const steps = problem.weights === null ? problem.step : 0
      const derived = derive({ ...problem, step: problem.weights === null ? 0 : problem.step })
      const quick = steps * derived.patterns.N * derived.network.W * 6 <= quickRecipe
      set((state) => ({
        ...interrupted(state),
        ...derived,
        comparison,
        view,
        history: { steps: [], energies: [] },
        playing: false,
        pending: steps > 0 && !quick ? steps : null,
        hovered: null,
        message: null,
        openings: state.openings + 1,
      }))
      if (steps === 0 || !quick) return
      const { network, patterns, problem: start, epoch } = get()
      const { weightDecay, weights: w, training } = start
      get().advance(epoch, finish(train({ network, weightDecay, ...patterns, w }, training, 0, steps)))
    },
    openExample: (name) => {
      const configuration = examples.find((example) => example.name === name)?.configuration
      if (!configuration) return
      const { view } = get()
      // How the page is looked at is not part of an example.
      const { language, theme, presenting, hidden } = view
      get().open({ ...configuration, view: { ...configuration.view, language, theme, presenting, hidden } })
    },
  }
})

/** What the link holds of the present state. */
export function configurationOf({ problem, comparison, view }: State): Configuration {
  return { problem, comparison, view }
}
