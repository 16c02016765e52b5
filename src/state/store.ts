import { create } from 'zustand'
import type { StateCreator } from 'zustand'
import type { Configuration, StudyConfiguration } from '../config/configuration.ts'
import { defaultConfiguration } from '../config/defaults.ts'
import { examples } from '../config/examples.ts'
import type { ExampleName } from '../config/examples.ts'
import { finish } from '../linalg/steps.ts'
import { snapshotSpacing, train } from '../training/index.ts'
import { changesSlice, recorded } from './changes.ts'
import type { ChangesSlice } from './changes.ts'
import { comparisonSlice } from './comparison.ts'
import { emptyHistory } from './energyHistory.ts'
import { explanationSlice } from './explanation.ts'
import type { ExplanationSlice } from './explanation.ts'
import type { ComparisonSlice } from './comparison.ts'
import { ownDataSlice } from './ownData.ts'
import type { OwnDataSlice } from './ownData.ts'
import { ownWeightsSlice } from './ownWeights.ts'
import type { OwnWeightsSlice } from './ownWeights.ts'
import { derive, interrupted, problemSlice } from './problem.ts'
import type { ProblemSlice } from './problem.ts'
import { readingSlice } from './reading.ts'
import type { ReadingSlice } from './reading.ts'
import { resultsSlice } from './results.ts'
import type { ResultsSlice } from './results.ts'
import { afterRun, freshTimeline, quickOperations, timelineSlice } from './timeline.ts'
import type { TimelineSlice } from './timeline.ts'
import { viewSlice } from './view.ts'
import type { ViewSlice } from './view.ts'

export interface State
  extends
    ProblemSlice,
    ComparisonSlice,
    ViewSlice,
    ResultsSlice,
    ExplanationSlice,
    TimelineSlice,
    OwnDataSlice,
    OwnWeightsSlice,
    ReadingSlice,
    ChangesSlice {
  /** Shows this configuration in place of the present one; a recipe in it is run by the page's effects. */
  open: (configuration: Configuration) => void
  openExample: (name: ExampleName) => void
  /** Opens the configuration, the page looked at as it is but for the study. */
  openProblem: (configuration: Configuration, study: StudyConfiguration | null) => void
  /** Grows with every configuration opened. */
  readonly openings: number
}

const creator: StateCreator<State, [], [], State> = (setOnly, get, store) => {
  /** Every slice sets through this, so that every change can be undone. */
  const set: typeof setOnly = (change: State | Partial<State> | ((state: State) => State | Partial<State>)) =>
    setOnly((state) => recorded(state, typeof change === 'function' ? change(state) : change))
  const api = [set, get, store] as const
  const begun = derive(defaultConfiguration.problem).problem
  return {
    ...problemSlice(defaultConfiguration.problem)(...api),
    ...comparisonSlice(defaultConfiguration.comparison)(...api),
    ...viewSlice(defaultConfiguration.view)(...api),
    ...resultsSlice(...api),
    ...explanationSlice(...api),
    ...timelineSlice(begun.weights, begun.step)(...api),
    ...ownDataSlice(...api),
    ...ownWeightsSlice(...api),
    ...readingSlice(...api),
    ...changesSlice(setOnly, get, store),
    openings: 0,
    open: ({ problem, comparison, view }) => {
      const steps = problem.weights === null ? problem.step : 0
      const derived = derive({ ...problem, step: problem.weights === null ? 0 : problem.step })
      const { network, patterns } = derived
      const { weights: w, training, step, weightDecay } = derived.problem
      const start = {
        ...derived,
        ...freshTimeline(w, step),
        history: emptyHistory,
        optimizerState: null,
      }
      const quick = steps * patterns.N * network.W * 6 <= quickOperations
      const snapshotEvery = snapshotSpacing(start.timeline, steps, 3 * network.W)
      const from = { network, weightDecay, ...patterns, w }
      const reached =
        steps > 0 && quick
          ? afterRun(start, finish(train(from, training, 0, steps, null, { snapshotEvery })))
          : null
      set((state) => ({
        ...interrupted(state),
        ...start,
        ...reached,
        comparison,
        view,
        playing: false,
        pending: steps > 0 && !quick ? steps : null,
        hovered: null,
        message: null,
        openings: state.openings + 1,
      }))
    },
    openExample: (name) => {
      const configuration = examples.find((example) => example.name === name)?.configuration
      if (configuration) get().openProblem(configuration, get().view.study)
    },
    openProblem: (configuration, study) => {
      // How the page is looked at is not part of an example.
      const { language, theme, presenting, hidden } = get().view
      get().open({
        ...configuration,
        view: { ...configuration.view, language, theme, study, presenting, hidden },
      })
    },
  }
}

/** The page's state: what the link holds (problem, comparison, view), what was computed, and what is passing. */
export const useStore = create<State>()(creator)

export { configurationOf } from './moment.ts'
