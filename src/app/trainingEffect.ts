import type { Outcome, Slot } from '../compute/client.ts'
import { firstStep, initialWeights, optimizerNamed, routeTo, snapshotSpacing } from '../training/index.ts'
import type { Route } from '../training/index.ts'
import { useStore } from '../state/store.ts'
import { conditionsOf, operationsPerStep } from '../state/timeline.ts'
import type { Reached, TrainingConditions } from '../state/timeline.ts'
import { beforeFrame, inFrame } from './frame.ts'

/** Steps a frame at step n: one by one at first, faster as the changes become smaller. */
function stepsPerFrame(step: number): number {
  return 1 + Math.floor(step / 100)
}

/** A frame of training waits for the maps of the one before, but no longer than this. */
const patienceMilliseconds = 120

/** Operations of training that are run again for the sake of the curve alone. */
const longestReplay = 2e9

/** The longest that a frame of training waits for maps that do not come. */
const outOfPatience = () => new Promise<void>((resolve) => setTimeout(resolve, patienceMilliseconds))

/**
 * Runs what has to do with training in a worker of its own: the recipe of a link, steps asked for one by one, and
 * the loop while the page plays. Every frame waits until the maps follow (`shown`), as far as they keep up; they are
 * those of the frame before, for the workers compute while the page is drawn.
 */
export function startTraining(slot: Slot, shown: () => Promise<void>) {
  /** Trains on from weights of a step, with a sign of life for what takes long. */
  const run = async (
    { network, weightDecay, patterns, training }: TrainingConditions,
    { w, step, state }: Reached,
    steps: number,
    stopping: boolean,
    snapshots: boolean,
  ): Promise<Outcome<'train'>> => {
    const { N, x, t } = patterns
    // A snapshot holds the weights, perhaps the best ones, and what the optimiser remembers.
    const numbers = 2 * w.length + optimizerNamed(training.optimizer).start(w.length).length
    const outcome = await slot.run(
      'train',
      {
        problem: { network, weightDecay, N, x, t, w },
        settings: training,
        fromStep: step,
        steps,
        state,
        options: {
          stopping,
          snapshotEvery: snapshots ? snapshotSpacing(useStore.getState().timeline, steps, numbers) : Infinity,
        },
      },
      { onProgress: (fraction) => useStore.getState().setTrainingProgress(fraction) },
    )
    if (useStore.getState().trainingProgress !== null) useStore.getState().setTrainingProgress(null)
    return outcome
  }

  /** Trains `steps` steps from where the page stands; false where that came to nothing. */
  const advance = async (steps: number, stopping = false, ready = () => Promise.resolve()) => {
    const state = useStore.getState()
    const { epoch, problem, optimizerState } = state
    const conditions = conditionsOf(state)
    const from = { w: problem.weights, step: problem.step, state: optimizerState }
    const outcome = await run(conditions, from, steps, stopping, true)
    if (outcome.kind === 'failed') useStore.getState().setRunning(false, outcome.message)
    if (outcome.kind !== 'done') return false
    await ready()
    return new Promise<boolean>((resolve) => {
      inFrame(() => {
        useStore.getState().advance(epoch, outcome.result, conditions)
        resolve(true)
      })
    })
  }

  let looping = false
  const loop = async () => {
    if (looping) return
    looping = true
    while (useStore.getState().playing) {
      const { problem } = useStore.getState()
      const advanced = await advance(stepsPerFrame(problem.step), true, () =>
        Promise.race([shown(), outOfPatience()]),
      )
      // Superseded by a change of the problem: go on from there, unless the worker failed.
      if (!advanced && useStore.getState().failure !== null) useStore.getState().setPlaying(false)
      // Nobody watches: the rest can wait until somebody does.
      if (document.hidden) await new Promise<void>(beforeFrame)
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
      // Not done means given up, unless something else has taken its place.
      const { epoch } = useStore.getState()
      if (!(await advance(pending)) && useStore.getState().epoch === epoch) useStore.getState().dropPending()
    }
  }

  /**
   * The curve of E that led to the weights of a link: its recipe is run again, and believed only if it ends at the
   * very same weights.
   */
  const replay = async () => {
    const state = useStore.getState()
    const { epoch, problem, network, timeline } = state
    const operations = problem.step * operationsPerStep(state)
    if (problem.step === 0 || firstStep(timeline) < problem.step || operations > longestReplay) return
    const w = initialWeights(network, problem.weightSeed)
    const outcome = await run(conditionsOf(state), { w, step: 0, state: null }, problem.step, false, true)
    if (outcome.kind !== 'done' || outcome.result.step !== problem.step) return
    if (outcome.result.w.every((value, i) => Object.is(value, problem.weights[i])))
      useStore.getState().takeWay(epoch, w, outcome.result)
  }

  /** The weights at the end of a route; null where that came to nothing or is no longer wanted. */
  const travel = async (route: Route<TrainingConditions>, wanted: () => boolean): Promise<Reached | null> => {
    let { w, state }: Pick<Reached, 'w' | 'state'> = route.kept
    for (const { conditions, from, steps, restart } of route.legs) {
      const outcome = await run(
        conditions,
        { w, step: from, state: restart ? null : state },
        steps,
        false,
        false,
      )
      if (outcome.kind !== 'done' || !wanted()) return null
      ;({ w, state } = outcome.result)
    }
    return { w, step: route.step, state }
  }

  /**
   * Finds the weights of steps that are gone to and take long. A way under way is gone to its end, so that the page
   * moves while the marker is dragged on; then the newest step asked for comes next.
   */
  let scrubbing = false
  const scrub = async () => {
    if (scrubbing) return
    scrubbing = true
    for (;;) {
      const { scrubbing: target, timeline, epoch } = useStore.getState()
      if (target === null) break
      const route = routeTo(timeline, target)
      const wanted = () => useStore.getState().epoch === epoch && useStore.getState().scrubbing !== null
      const reached = await travel(route, wanted)
      if (reached) useStore.getState().arrive(epoch, target, reached, route)
      else if (wanted()) useStore.getState().endScrubbing()
    }
    scrubbing = false
  }

  const stop = useStore.subscribe((state, before) => {
    // What was begun for what is no more; only then what is wanted now.
    if (state.epoch !== before.epoch) slot.cancel()
    if (state.playing && !before.playing) void loop()
    if (state.pending !== null && (state.pending !== before.pending || state.epoch !== before.epoch))
      void runPending()
    else if (state.openings !== before.openings || state.undoNote !== before.undoNote) void replay()
    if (state.scrubbing !== null && state.scrubbing !== before.scrubbing) void scrub()
    if (state.stepsAsked !== before.stepsAsked) step()
  })
  void runPending()
  if (useStore.getState().pending === null) void replay()
  if (useStore.getState().playing) void loop()
  return { stop }
}
