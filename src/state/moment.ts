import { dataOf, networkOf, pointCount } from '../config/build.ts'
import type { Configuration } from '../config/configuration.ts'
import { initialWeights } from '../training/index.ts'
import { emptyHistory } from './energyHistory.ts'
import type { State } from './store.ts'
import { noMeasures } from './measures.ts'

/** Everything an undo or a redo returns to, by reference: nothing of it is ever changed in place. */
export type Moment = Pick<
  State,
  | 'problem'
  | 'network'
  | 'patterns'
  | 'comparison'
  | 'history'
  | 'ghost'
  | 'measures'
  | 'pending'
  | 'diverged'
> & {
  readonly selection: State['view']['selection']
  /** Given up where memory runs short; so is what the optimiser remembers. */
  readonly timeline: State['timeline'] | null
  readonly optimizerState: State['optimizerState']
}

/** What can be returned to of a state. */
export function momentOf(state: State): Moment {
  const { problem, network, patterns, comparison, history, ghost, measures, pending, diverged } = state
  const { timeline, optimizerState } = state
  return {
    problem,
    network,
    patterns,
    comparison,
    history,
    ghost,
    measures,
    pending,
    diverged,
    selection: state.view.selection,
    timeline,
    optimizerState,
  }
}

/** The moment a configuration describes, with nothing known of the way to it. */
export function momentFrom({ problem, comparison, view }: Configuration): Moment {
  const network = networkOf(problem.network)
  const weights = problem.weights ?? initialWeights(network, problem.weightSeed)
  const recipe = problem.weights === null && problem.step > 0 ? problem.step : null
  return {
    problem: { ...problem, weights, step: recipe === null ? problem.step : 0 },
    network,
    patterns: dataOf(problem.data, problem.network.output),
    comparison,
    selection: view.selection,
    history: emptyHistory,
    ghost: null,
    measures: noMeasures,
    pending: recipe,
    diverged: null,
    timeline: null,
    optimizerState: null,
  }
}

/** What the link holds of the present state; a recipe that is still to be run stays one. */
export function configurationOf({
  problem,
  comparison,
  view,
  pending,
}: Pick<State, 'problem' | 'comparison' | 'view' | 'pending'>): Configuration {
  // A point that is no longer there is not looked at; where points come back, it is again.
  const gone = view.point !== null && view.point >= pointCount(problem.data)
  return {
    problem: pending === null ? problem : { ...problem, weights: null, step: pending },
    comparison,
    view: gone ? { ...view, point: null } : view,
  }
}
