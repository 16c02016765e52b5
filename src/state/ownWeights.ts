import type { StateCreator } from 'zustand'
import { limits } from '../config/limits.ts'
import { flips, flipUnit, swapUnits } from '../network/symmetries.ts'
import { initialWeights } from '../training/index.ts'
import { begunAnew } from './problem.ts'
import type { State } from './store.ts'

/** Weights set by hand. */
export interface OwnWeightsSlice {
  /** One weight; what is not finite or no weight changes nothing. */
  setWeight: (index: number, value: number) => void
  /** Weights of the next seed, times `scale`; training starts anew from them. */
  redrawWeights: (scale: number) => void
  zeroWeights: () => void
  /** Two hidden units of layer `l` change places, all from 1: E stays, rows and columns of the matrices move. */
  swapHiddenUnits: (l: number, i: number, j: number) => void
  /** The sign of hidden unit j of layer l, where its activation is odd: E stays. */
  flipHiddenUnit: (l: number, j: number) => void
}

export const ownWeightsSlice: StateCreator<State, [], [], OwnWeightsSlice> = (set, get) => {
  /** Changes of all weights are each one of its own, however fast they follow one another. */
  const replace = (weights: Float64Array) => {
    get().endChange()
    get().setWeights(weights)
    get().endChange()
  }
  return {
    setWeight: (index, value) => {
      const { network, problem, setWeights } = get()
      if (!Number.isInteger(index) || index < 0 || index >= network.W || !Number.isFinite(value)) return
      setWeights(problem.weights.with(index, value))
    },
    redrawWeights: (scale) =>
      set((state) => {
        const weightSeed = (state.problem.weightSeed + 1) % (limits.seed.max + 1)
        return begunAnew(state, { weightSeed, weights: initialWeights(state.network, weightSeed, scale) })
      }),
    zeroWeights: () => replace(new Float64Array(get().network.W)),
    swapHiddenUnits: (l, i, j) => {
      const { network, problem } = get()
      if (i !== j) replace(swapUnits(network, problem.weights, l, i, j))
    },
    flipHiddenUnit: (l, j) => {
      const { network, problem } = get()
      if (flips(network, l)) replace(flipUnit(network, problem.weights, l, j))
    },
  }
}
