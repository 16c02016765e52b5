import type { StateCreator } from 'zustand'
import { dataOf, networkOf, targetShape } from '../config/build.ts'
import type {
  ActivationConfiguration,
  NetworkConfiguration,
  PresetData,
  ProblemConfiguration,
  TrainingConfiguration,
} from '../config/configuration.ts'
import { learningRateFor } from '../config/defaults.ts'
import { limits } from '../config/limits.ts'
import { weightsOf, widthThatFits } from '../config/networkSize.ts'
import { datasetNamed, fits, misfitOf, outputsFor } from '../data/index.ts'
import type { DatasetName, Patterns } from '../data/index.ts'
import type { Network } from '../network/network.ts'
import type { OutputName } from '../network/errors/index.ts'
import { extended, givenAt, initialWeights, startedAt } from '../training/index.ts'
import type { Divergence, OptimizerState, TrainingRun } from '../training/index.ts'
import { adaptedLayers } from './adaptedLayers.ts'
import { continued, emptyHistory } from './energyHistory.ts'
import type { EnergyHistory } from './energyHistory.ts'
import type { State } from './store.ts'
import type { TrainingConditions } from './timeline.ts'
import { aboutConditions, afterRun, conditionsOf, freshTimeline, operationsPerStep } from './timeline.ts'

/** The problem on the page with what follows from it, and what training has left. */
export interface ProblemSlice {
  /** Weights are never null here. */
  readonly problem: ProblemConfiguration & { readonly weights: Float64Array }
  readonly network: Network
  readonly patterns: Patterns
  /** Grows with every change of what the matrices depend on. */
  readonly revision: number
  /** Grows with every change of the weights that is not training: what runs for older ones is stale. */
  readonly epoch: number
  readonly history: EnergyHistory
  readonly optimizerState: OptimizerState | null
  readonly diverged: Divergence | null
  readonly playing: boolean
  /** Steps of a recipe that have still to be run; null while there are none. */
  readonly pending: number | null
  /** Fraction done of a long training request. */
  readonly trainingProgress: number | null
  /** Grows with every single step asked for. */
  readonly stepsAsked: number

  setDataset: (preset: DatasetName) => void
  /** How generated data are made; explicit ones stay as they are. */
  setData: (change: Partial<Pick<PresetData, 'points' | 'noise' | 'seed'>>) => void
  setLayers: (layers: readonly number[], activations: readonly ActivationConfiguration[]) => void
  /** The activation of hidden layer `layer`, from 1. */
  setActivation: (layer: number, activation: ActivationConfiguration) => void
  setBias: (bias: boolean) => void
  setOutput: (output: OutputName) => void
  setWeightDecay: (weightDecay: number) => void
  setWeightSeed: (seed: number) => void
  setTraining: (change: Partial<TrainingConfiguration>) => void
  reset: () => void
  /** Weights by hand, as many as there are; training goes on from them. */
  setWeights: (weights: Float64Array) => void
  setPlaying: (playing: boolean) => void
  askForStep: () => void
  /** Gives up the recipe that has still to be run. */
  dropPending: () => void
  setTrainingProgress: (fraction: number | null) => void
  /** Takes over what training computed (under `conditions`, by default the present ones), unless the weights were changed meanwhile. */
  advance: (epoch: number, result: TrainingRun, conditions?: TrainingConditions) => void
  /** Fills in the error function at the present step. */
  noteEnergy: (revision: number, energy: number) => void
  /**
   * Fills in the way to the present weights, found by running training again from `start`: the curve of E, the
   * timeline, and what the optimiser remembers.
   */
  takeWay: (epoch: number, start: Float64Array, run: TrainingRun) => void
  /** Back to the weights before training ran away. */
  undoDivergence: () => void
  /** Back to the best weights of the run, with half the learning rate. */
  halveLearningRate: () => void
}

/** Everything that depends on the problem's configuration alone; missing weights are drawn from the seed. */
export function derive(problem: ProblemConfiguration) {
  const network = networkOf(problem.network)
  const weights = problem.weights ?? initialWeights(network, problem.weightSeed)
  return { problem: { ...problem, weights }, network, patterns: dataOf(problem.data, problem.network.output) }
}

/** What every change that is not training has in common. */
export const interrupted = (state: State) => ({
  revision: state.revision + 1,
  epoch: state.epoch + 1,
  optimizerState: null,
  diverged: null,
  stopped: [],
  pending: null,
  scrubbing: null,
  trainingEnd: null,
})

/** What a change sets that leaves the weights as they are. */
export const withKeptWeights = (state: State, change: Partial<ProblemConfiguration>) => ({
  ...interrupted(state),
  ...derive({ ...state.problem, ...change }),
})

/** What a change sets after which training starts anew, from the seeded weights or from those given. */
export const begunAnew = (state: State, change: Partial<ProblemConfiguration>) => {
  const derived = derive({ ...state.problem, weights: null, ...change, step: 0 })
  return {
    ...interrupted(state),
    ...derived,
    ...freshTimeline(derived.problem.weights, 0),
    history: emptyHistory,
  }
}

export const problemSlice =
  (initial: ProblemConfiguration): StateCreator<State, [], [], ProblemSlice> =>
  (set, get) => {
    const keepWeights = (change: Partial<ProblemConfiguration>) =>
      set((state) => withKeptWeights(state, change))
    const startAnew = (change: Partial<ProblemConfiguration>) => set((state) => begunAnew(state, change))

    /** Whether a network the user asks for is small enough; if not, a message says what would be. */
    const admitted = ({ layers, bias }: NetworkConfiguration): boolean => {
      const W = weightsOf(layers, bias)
      if (layers.length - 1 > limits.weightLayers.max) get().notify({ kind: 'too-many-layers' })
      else if (W > limits.weights.max)
        get().notify({ kind: 'too-large', W, limit: limits.weights.max, width: widthThatFits(layers, bias) })
      else return true
      return false
    }
    /** Back to weights of the present timeline, with other settings of training where they are to be. */
    const goBack = (weights: Float64Array, step: number, training: Partial<TrainingConfiguration>) =>
      set((state) => {
        const { problem, history } = state
        const known = history.steps.filter((s) => s <= step).length
        return {
          ...interrupted(state),
          problem: { ...problem, weights, step, training: { ...problem.training, ...training } },
          history: {
            steps: history.steps.slice(0, known),
            energies: history.energies.slice(0, known),
          },
        }
      })

    return {
      ...derive(initial),
      revision: 0,
      epoch: 0,
      history: emptyHistory,
      optimizerState: null,
      diverged: null,
      playing: false,
      pending: null,
      trainingProgress: null,
      stepsAsked: 0,

      setDataset: (preset) => {
        const dataset = datasetNamed(preset)
        const { problem } = get()
        const output = dataset.suggestedOutput
        const layers = adaptedLayers(
          problem.network,
          dataset.inputs,
          outputsFor(dataset, output),
          get().notify,
        )
        const seed = 'seed' in problem.data ? problem.data.seed : 1
        const data = { preset, ...dataset.defaults, seed }
        const { learningRate } = problem.training
        // A rate that was left alone goes along; one that was chosen stays, if training can bear it.
        const leftAlone = learningRate === learningRateFor(problem.data)
        const suited = learningRateFor(data)
        startAnew({
          network: { ...problem.network, layers, output },
          data,
          training: {
            ...problem.training,
            learningRate: leftAlone ? suited : Math.min(learningRate, suited),
          },
        })
      },
      setData: (change) => {
        const { data } = get().problem
        if (!('x' in data)) keepWeights({ data: { ...data, ...change } })
      },
      setLayers: (layers, activations) => {
        const { problem } = get()
        const network = { ...problem.network, layers, activations }
        if (admitted(network)) startAnew({ network })
      },
      setActivation: (layer, activation) => {
        const { problem } = get()
        const activations = problem.network.activations.map((old, l) => (l === layer - 1 ? activation : old))
        keepWeights({ network: { ...problem.network, activations } })
      },
      setBias: (bias) => {
        const { problem } = get()
        const network = { ...problem.network, bias }
        if (admitted(network)) startAnew({ network })
      },
      setOutput: (output) => {
        const { problem } = get()
        const { network, data } = problem
        const shape = targetShape(data)
        if (!shape) {
          if ('x' in data && !misfitOf(data.t, output)) keepWeights({ network: { ...network, output } })
          return
        }
        if (fits(shape, output)) return
        const layers = adaptedLayers(network, network.layers[0], outputsFor(shape, output), get().notify)
        const change = { network: { ...network, layers, output } }
        if (weightsOf(layers, network.bias) === problem.weights.length) keepWeights(change)
        else startAnew(change)
      },
      setWeightDecay: (weightDecay) => keepWeights({ weightDecay }),
      setWeightSeed: (weightSeed) => startAnew({ weightSeed }),
      setTraining: (change) =>
        set((state) => ({
          problem: { ...state.problem, training: { ...state.problem.training, ...change } },
          optimizerState: change.optimizer ? null : state.optimizerState,
        })),
      reset: () => startAnew({}),
      setWeights: (weights) => {
        if (weights.length !== get().network.W) return
        set((state) => {
          const { step } = state.problem
          const { measures } = state
          return {
            ...interrupted(state),
            problem: { ...state.problem, weights },
            timeline: givenAt(state.timeline, weights, step),
            measures: { ...measures, points: measures.points.filter((point) => point.step < step) },
          }
        })
      },
      setPlaying: (playing) =>
        set((state) =>
          playing && !state.playing && !state.diverged
            ? { playing, changing: false, scrubbing: null, trainingEnd: null }
            : { playing: playing && !state.diverged },
        ),
      askForStep: () => {
        get().endChange()
        set((state) => ({ stepsAsked: state.stepsAsked + 1, playing: false, scrubbing: null }))
      },
      dropPending: () => set({ pending: null }),
      setTrainingProgress: (trainingProgress) => set({ trainingProgress }),

      advance: (epoch, result, conditions) => {
        if (epoch !== get().epoch) return
        set((state) => ({
          ...afterRun(state, result, conditions),
          playing: state.playing && !result.diverged && !result.stopped,
          pending: null,
          revision: state.revision + 1,
        }))
      },
      noteEnergy: (revision, energy) => {
        const state = get()
        if (revision !== state.revision || !Number.isFinite(energy)) return
        const { steps, energies } = state.history
        const { step } = state.problem
        if (steps.at(-1) === step && energies.at(-1) === energy) return
        // Going back in time leaves the curve as it is.
        if (steps.length > 0 && steps[0] <= step && step < steps[steps.length - 1]) return
        set({ history: continued(state.history, step, [energy]) })
      },
      takeWay: (epoch, start, run) => {
        const state = get()
        if (epoch !== state.epoch || state.problem.step !== run.step) return
        set({
          history: continued(emptyHistory, run.step - run.energies.length + 1, run.energies),
          timeline: extended(
            startedAt(start, run.step - run.energies.length + 1),
            // The weights shown are the ones reached, to the last bit: one copy is enough.
            { ...run, w: state.problem.weights },
            conditionsOf(state),
            true,
            aboutConditions,
            operationsPerStep(state),
          ),
          optimizerState: run.state,
        })
      },
      undoDivergence: () => {
        const { diverged } = get()
        if (diverged) goBack(diverged.lastFinite.w, diverged.lastFinite.step, {})
      },
      halveLearningRate: () => {
        const { diverged, problem } = get()
        if (!diverged) return
        const { w, step } = diverged.best
        goBack(w, step, { learningRate: problem.training.learningRate / 2 })
      },
    }
  }
