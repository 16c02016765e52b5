import type { Slot } from '../compute/client.ts'
import { initialWeights } from '../training/index.ts'
import { useStore } from '../state/store.ts'
import type { State } from '../state/store.ts'

/** Steps a frame at step n: one by one at first, faster as the changes become smaller. */
function stepsPerFrame(step: number): number {
  return 1 + Math.floor(step / 100)
}

/** A frame of training waits for the maps of the one before, but no longer than this. */
const patienceMilliseconds = 120

/** Operations of training that are run again for the sake of the curve alone. */
const longestReplay = 2e9

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))

/**
 * Runs what has to do with training in a worker of its own: the recipe of a link, steps asked for one by one, and
 * the loop while the page plays. Every frame waits until the maps follow (`shown`), as far as they keep up.
 */
export function startTraining(slot: Slot, shown: () => Promise<void>) {
  const problemOf = ({ problem, patterns }: State, w: Float64Array) => ({
    network: problem.network,
    weightDecay: problem.weightDecay,
    N: patterns.N,
    x: patterns.x,
    t: patterns.t,
    w,
  })

  /** Trains `steps` steps from where the page stands; false where that came to nothing. */
  const advance = async (steps: number): Promise<boolean> => {
    const state = useStore.getState()
    const { epoch, problem } = state
    const outcome = await slot.run(
      'train',
      {
        problem: problemOf(state, problem.weights),
        settings: problem.training,
        fromStep: problem.step,
        steps,
        state: state.optimizerState,
      },
      { onProgress: (fraction) => useStore.getState().setTrainingProgress(fraction) },
    )
    useStore.getState().setTrainingProgress(null)
    if (outcome.kind === 'failed') useStore.getState().setRunning(false, outcome.message)
    if (outcome.kind !== 'done') return false
    useStore.getState().advance(epoch, outcome.result)
    return true
  }

  let looping = false
  const loop = async () => {
    if (looping) return
    looping = true
    while (useStore.getState().playing) {
      const { problem } = useStore.getState()
      if (!(await advance(stepsPerFrame(problem.step)))) {
        // Superseded by a change of the problem: go on from there, unless the worker failed.
        if (useStore.getState().failure !== null) useStore.getState().setPlaying(false)
      }
      await Promise.race([shown(), pause(patienceMilliseconds)])
      await nextFrame()
    }
    looping = false
  }

  const step = () => {
    const state = useStore.getState()
    if (!state.playing && state.pending === null) void advance(1)
  }

  /** The recipe of a configuration whose weights were not written down. */
  const runPending = async () => {
    const { pending } = useStore.getState()
    if (pending !== null) {
      useStore.getState().beginPending()
      await advance(pending)
    }
  }

  /**
   * The curve of E that led to the weights of a link: its recipe is run again, and believed only if it ends at the
   * very same weights.
   */
  const replay = async () => {
    const state = useStore.getState()
    const { epoch, problem, network, patterns } = state
    const operations = 6 * problem.step * network.W * patterns.N
    if (problem.step === 0 || state.history.steps.length > 1 || operations > longestReplay) return
    const outcome = await slot.run('train', {
      problem: problemOf(state, initialWeights(network, problem.weightSeed)),
      settings: problem.training,
      fromStep: 0,
      steps: problem.step,
      state: null,
    })
    if (outcome.kind !== 'done' || outcome.result.step !== problem.step) return
    const { w, energies, state: memory } = outcome.result
    if (!w.every((value, i) => Object.is(value, problem.weights[i]))) return
    useStore
      .getState()
      .setHistory(epoch, { steps: Array.from(energies.keys()), energies: [...energies] }, memory)
  }

  const stop = useStore.subscribe((state, before) => {
    if (state.openings !== before.openings && state.pending === null) void replay()
    if (state.playing && !before.playing) void loop()
    if (state.epoch !== before.epoch) slot.cancel()
    if (state.pending !== null && state.pending !== before.pending) void runPending()
    if (state.stepsAsked !== before.stepsAsked) step()
  })
  void runPending()
  if (useStore.getState().pending === null) void replay()
  if (useStore.getState().playing) void loop()
  return { stop }
}
