import type { StateCreator } from 'zustand'
import type { NetworkConfiguration, TrainingConfiguration } from '../config/configuration.ts'
import { networkOf } from '../config/build.ts'
import type { Patterns } from '../data/index.ts'
import { finish } from '../linalg/steps.ts'
import { extended, lastStep, routeTo, startedAt, train } from '../training/index.ts'
import type { Conditions, OptimizerState, Route, Stop, Timeline, TrainingRun } from '../training/index.ts'
import { continued, tailFrom } from './energyHistory.ts'
import type { EnergyHistory } from './energyHistory.ts'
import { areCurrent, currentMeasures, merged, noMeasures } from './measures.ts'
import type { Measures, TimelineMeasure } from './measures.ts'
import type { State } from './store.ts'

/** How a step of the timeline was made. */
export interface TrainingConditions {
  readonly network: NetworkConfiguration
  readonly weightDecay: number
  readonly patterns: Patterns
  readonly training: TrainingConfiguration
}

/** Weights of a step with what training goes on with from there. */
export interface Reached {
  readonly w: Float64Array
  readonly step: number
  readonly state: OptimizerState | null
}

export interface TimelineSlice {
  readonly timeline: Timeline<TrainingConditions>
  /** The rest of the curve that was left when training went on from an earlier step; at most one. */
  readonly ghost: EnergyHistory | null
  /** Why training ended by itself; null while it did not. */
  readonly trainingEnd: Stop | null
  /** A step whose weights are being found again; null where none are. */
  readonly scrubbing: number | null
  /** Grows with every step gone to. */
  readonly scrubs: number
  readonly measures: Measures
  /** Whether anyone looks at the measures; they are computed only then. */
  readonly measuring: boolean
  /** Shows the weights of a step of the timeline, exactly as they were; training on from there branches. */
  scrubTo: (step: number) => void
  /** Takes over the weights of a step that were found by training again, unless something else was changed. */
  arrive: (epoch: number, target: number, reached: Reached, route: Route<TrainingConditions>) => void
  /** Gives up finding the weights of a step. */
  endScrubbing: () => void
  setMeasuring: (measuring: boolean) => void
  /** Takes over measures of some steps of the present problem. */
  takeMeasures: (context: Omit<Measures, 'points'>, points: readonly TimelineMeasure[]) => void
}

/** Operations that are done at once, within a few milliseconds; what takes longer goes to the worker. */
export const quickOperations = 2e6

/** Operations of one step of training: two passes and, on average, some more of a line search (spec §12). */
export function operationsPerStep({ network, patterns }: Pick<State, 'network' | 'patterns'>): number {
  return 8 * network.W * patterns.N
}

/** What a timeline begins with. */
export function freshTimeline(weights: Float64Array, step: number) {
  return {
    timeline: startedAt<TrainingConditions>(weights, step),
    ghost: null,
    measures: noMeasures,
  }
}

/** How a step made now is made. */
export function conditionsOf({ problem, patterns }: Pick<State, 'problem' | 'patterns'>): TrainingConditions {
  const { network, weightDecay, training } = problem
  return { network, weightDecay, patterns, training }
}

function sameProblem(a: TrainingConditions, b: TrainingConditions): boolean {
  return a.network === b.network && a.weightDecay === b.weightDecay && a.patterns === b.patterns
}

/** What the timeline has to know of conditions; nearly all they take is the data, which most of them share. */
export const aboutConditions: Conditions<TrainingConditions> = {
  same: (a, b) => sameProblem(a, b) && a.training === b.training,
  bytes: ({ patterns }, next) =>
    patterns === next?.patterns ? 0 : 8 * (patterns.x.length + patterns.t.length),
}

/** What a run of training from the weights of `state`, under `conditions`, changes in it. */
export function afterRun(
  state: Pick<
    State,
    'problem' | 'network' | 'patterns' | 'history' | 'timeline' | 'ghost' | 'measures' | 'optimizerState'
  >,
  run: TrainingRun,
  conditions = conditionsOf(state),
) {
  const first = run.step - run.energies.length + 1
  const restart = state.optimizerState === null
  const branches = first < lastStep(state.timeline)
  const { measures } = state
  return {
    problem: { ...state.problem, weights: run.w, step: run.step },
    history: continued(state.history, first, run.energies),
    timeline: extended(state.timeline, run, conditions, restart, aboutConditions, operationsPerStep(state)),
    ghost: branches ? tailFrom(state.history, first) : state.ghost,
    measures: branches
      ? { ...measures, points: measures.points.filter(({ step }) => step <= first) }
      : measures,
    // Another optimiser chosen meanwhile begins with nothing to remember.
    optimizerState: conditions.training.optimizer === state.problem.training.optimizer ? run.state : null,
    diverged: run.diverged,
    trainingEnd: run.stopped,
  }
}

/** What training goes on with at the end of a route: nothing where it would go on under other conditions. */
function continuedState(state: State, route: Route<TrainingConditions>, reached: OptimizerState | null) {
  const now = conditionsOf(state)
  const { conditions } = route
  const goesOn =
    conditions !== null &&
    sameProblem(conditions, now) &&
    conditions.training.optimizer === now.training.optimizer
  return goesOn ? reached : null
}

/** Trains the legs of a route at once. */
function travel({ kept, legs, step }: Route<TrainingConditions>): Reached {
  let { w, state } = kept
  for (const { conditions, from, steps, restart } of legs) {
    const { network, weightDecay, patterns, training } = conditions
    const { N, x, t } = patterns
    const problem = { network: networkOf(network), weightDecay, N, x, t, w }
    ;({ w, state } = finish(train(problem, training, from, steps, restart ? null : state)))
  }
  return { w, step, state }
}

export const timelineSlice =
  (weights: Float64Array, step: number): StateCreator<State, [], [], TimelineSlice> =>
  (set, get) => {
    const goTo = (reached: Reached, route: Route<TrainingConditions>, rest: number | null) =>
      set((state) => ({
        problem: { ...state.problem, weights: reached.w, step: reached.step },
        optimizerState: continuedState(state, route, reached.state),
        revision: state.revision + 1,
        epoch: state.epoch + 1,
        scrubs: state.scrubs + 1,
        scrubbing: rest,
        diverged: null,
        trainingEnd: null,
        pending: null,
        playing: false,
      }))
    return {
      ...freshTimeline(weights, step),
      trainingEnd: null,
      scrubbing: null,
      scrubs: 0,
      measuring: false,

      scrubTo: (wanted) => {
        const state = get()
        if (!Number.isFinite(wanted)) return
        const route = routeTo(state.timeline, Math.round(wanted))
        if (route.step === (state.scrubbing ?? state.problem.step)) {
          if (state.playing) set({ playing: false })
          return
        }
        const steps = route.legs.reduce((sum, leg) => sum + leg.steps, 0)
        if (steps * operationsPerStep(state) <= quickOperations) goTo(travel(route), route, null)
        // What training is under way for the weights shown would come too late.
        else
          set({
            scrubbing: route.step,
            playing: false,
            pending: null,
            epoch: state.scrubbing === null ? state.epoch + 1 : state.epoch,
          })
      },
      arrive: (epoch, target, reached, route) => {
        const { scrubbing } = get()
        if (epoch !== get().epoch || scrubbing === null) return
        goTo(reached, route, scrubbing === target ? null : scrubbing)
      },
      endScrubbing: () => set({ scrubbing: null }),
      setMeasuring: (measuring) => set({ measuring }),
      takeMeasures: (context, points) => {
        if (!areCurrent(context, get())) return
        set((state) => {
          const old = currentMeasures(state)
          return {
            measures: {
              ...old,
              parameters: { ...old.parameters, ...context.parameters },
              points: merged(old.points, points),
            },
          }
        })
      },
    }
  }
