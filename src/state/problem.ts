import type { StateCreator } from 'zustand'
import { dataOf, networkOf } from '../config/build.ts'
import type {
  DataConfiguration,
  NetworkConfiguration,
  ProblemConfiguration,
  TrainingConfiguration,
} from '../config/configuration.ts'
import { limits } from '../config/limits.ts'
import { fittingLayers, weightsOf, widthThatFits } from '../config/networkSize.ts'
import { datasetNamed, fits, outputsFor } from '../data/index.ts'
import type { DatasetName, Patterns } from '../data/index.ts'
import type { Network } from '../network/network.ts'
import type { ActivationName } from '../network/activations/index.ts'
import type { OutputName } from '../network/errors/index.ts'
import type { Divergence, OptimizerState, TrainingRun } from '../training/train.ts'
import { initialWeights } from '../training/initialWeights.ts'
import type { State } from './store.ts'

/** E along the steps that are known, thinned when it grows long. */
export interface EnergyHistory {
  readonly steps: readonly number[]
  readonly energies: readonly number[]
}

const emptyHistory: EnergyHistory = { steps: [], energies: [] }
const longestHistory = 2000

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
  setData: (change: Partial<Extract<DataConfiguration, { preset: unknown }>>) => void
  setLayers: (layers: readonly number[], activations: readonly ActivationName[]) => void
  /** The activation of hidden layer `layer`, from 1. */
  setActivation: (layer: number, activation: ActivationName) => void
  setBias: (bias: boolean) => void
  setOutput: (output: OutputName) => void
  setWeightDecay: (weightDecay: number) => void
  setWeightSeed: (seed: number) => void
  setTraining: (change: Partial<TrainingConfiguration>) => void
  reset: () => void
  setPlaying: (playing: boolean) => void
  askForStep: () => void
  beginPending: () => void
  setTrainingProgress: (fraction: number | null) => void
  /** Takes over what training computed, unless the weights were changed meanwhile. */
  advance: (epoch: number, result: TrainingRun) => void
  /** Fills in the error function at the present step. */
  noteEnergy: (revision: number, energy: number) => void
  /** Fills in the way to the present weights, found by running training again: E, and what the optimiser remembers. */
  setHistory: (epoch: number, history: EnergyHistory, optimizerState: OptimizerState) => void
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

function thinned(history: EnergyHistory): EnergyHistory {
  if (history.steps.length <= longestHistory) return history
  const keep = (_: number, index: number) => index % 2 === 0 || index === history.steps.length - 1
  return { steps: history.steps.filter(keep), energies: history.energies.filter(keep) }
}

/** `values` put in at `first`, `first + 1`, …; what the curve held from there on is forgotten. */
function continued(
  { steps, energies }: EnergyHistory,
  first: number,
  values: ArrayLike<number>,
): EnergyHistory {
  let end = steps.length
  while (end > 0 && steps[end - 1] >= first) end--
  const history = {
    steps: [...steps.slice(0, end), ...Array.from(values, (_, k) => first + k)],
    energies: [...energies.slice(0, end), ...Array.from(values)],
  }
  return thinned(history)
}

/** What every change that is not training has in common. */
export const interrupted = (state: State) => ({
  revision: state.revision + 1,
  epoch: state.epoch + 1,
  optimizerState: null,
  diverged: null,
  stopped: [],
})

export const problemSlice =
  (initial: ProblemConfiguration): StateCreator<State, [], [], ProblemSlice> =>
  (set, get) => {
    /** A change that leaves the weights as they are. */
    const keepWeights = (change: Partial<ProblemConfiguration>) =>
      set((state) => ({
        ...interrupted(state),
        ...derive({ ...state.problem, ...change }),
      }))
    /** A change after which training starts anew, from the seeded weights. */
    const startAnew = (change: Partial<ProblemConfiguration>) =>
      set((state) => ({
        ...interrupted(state),
        ...derive({ ...state.problem, ...change, step: 0, weights: null }),
        history: emptyHistory,
      }))

    /** Whether a network the user asks for is small enough; if not, a message says what would be. */
    const admitted = ({ layers, bias }: NetworkConfiguration): boolean => {
      const W = weightsOf(layers, bias)
      if (layers.length - 1 > limits.weightLayers.max) get().notify({ kind: 'too-many-layers' })
      else if (W > limits.weights.max)
        get().notify({ kind: 'too-large', W, limit: limits.weights.max, width: widthThatFits(layers, bias) })
      else return true
      return false
    }
    /** The network adapted to D inputs and K outputs, its hidden layers cut where it would be too large. */
    const adapted = (network: NetworkConfiguration, D: number, K: number): readonly number[] => {
      const layers = [D, ...network.layers.slice(1, -1), K]
      const fitting = fittingLayers(network.layers, D, K, network.bias)
      if (weightsOf(layers, network.bias) > limits.weights.max)
        get().notify({
          kind: 'narrowed',
          W: weightsOf(layers, network.bias),
          limit: limits.weights.max,
          layers: fitting,
        })
      return fitting
    }

    const restore = (weights: Float64Array, step: number) =>
      set((state) => {
        const known = state.history.steps.filter((s) => s <= step).length
        return {
          ...interrupted(state),
          problem: { ...state.problem, weights, step },
          history: {
            steps: state.history.steps.slice(0, known),
            energies: state.history.energies.slice(0, known),
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
        const layers = adapted(problem.network, dataset.inputs, outputsFor(dataset, output))
        const seed = 'preset' in problem.data ? problem.data.seed : 1
        startAnew({
          network: { ...problem.network, layers, output },
          data: { preset, ...dataset.defaults, seed },
        })
      },
      setData: (change) => {
        const { data } = get().problem
        if ('preset' in data) keepWeights({ data: { ...data, ...change } })
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
        if (!('preset' in data)) return keepWeights({ network: { ...network, output } })
        const dataset = datasetNamed(data.preset)
        if (fits(dataset, output)) return
        const layers = adapted(network, network.layers[0], outputsFor(dataset, output))
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
      setPlaying: (playing) => set((state) => ({ playing: playing && !state.diverged })),
      askForStep: () => set((state) => ({ stepsAsked: state.stepsAsked + 1, playing: false })),
      beginPending: () => set({ pending: null }),
      setTrainingProgress: (trainingProgress) => set({ trainingProgress }),

      advance: (epoch, result) => {
        if (epoch !== get().epoch) return
        set((state) => {
          const first = result.step - result.energies.length + 1
          return {
            problem: { ...state.problem, weights: result.w, step: result.step },
            history: continued(state.history, first, result.energies),
            optimizerState: result.state,
            diverged: result.diverged,
            playing: state.playing && !result.diverged,
            revision: state.revision + 1,
          }
        })
      },
      noteEnergy: (revision, energy) => {
        const state = get()
        if (revision !== state.revision || !Number.isFinite(energy)) return
        const { steps, energies } = state.history
        if (steps.at(-1) === state.problem.step && energies.at(-1) === energy) return
        set({ history: continued(state.history, state.problem.step, [energy]) })
      },
      setHistory: (epoch, history, optimizerState) => {
        if (epoch === get().epoch) set({ history: thinned(history), optimizerState })
      },
      undoDivergence: () => {
        const { diverged } = get()
        if (diverged) restore(diverged.lastFinite.w, diverged.lastFinite.step)
      },
      halveLearningRate: () => {
        const { diverged, problem } = get()
        if (!diverged) return
        restore(diverged.best.w, diverged.best.step)
        get().setTraining({ learningRate: problem.training.learningRate / 2 })
      },
    }
  }
