import type { Slot } from '../compute/client.ts'
import type { MethodRequest, TimelineInput, TimelinePart, TimelineRequest } from '../compute/protocol.ts'
import { methodNamed } from '../hessian/index.ts'
import type { Kept } from '../training/index.ts'
import { dampingOf } from '../state/comparison.ts'
import { messageOf, needsPath, pathTo } from '../state/problemMessage.ts'
import { useStore } from '../state/store.ts'
import type { State } from '../state/store.ts'
import { currentMeasures } from '../state/measures.ts'

/** Steps measured at most. */
const mostSteps = 200
/** Operations that all steps together may take for one method: some ten seconds of a worker that is idle otherwise. */
const mostOperations = 1e10
/** Fewer steps than this show nothing. */
const fewestSteps = 3
/** How long everything else must have been at rest. */
const restMilliseconds = 250

/** The number of times 2 divides a step: the more, the earlier it is measured. */
function evenness(step: number): number {
  return step === 0 ? 53 : Math.log2(step & -step)
}

/** At most `most` of the steps kept, evenly spread: the first, the last, and those a power of two divides. */
function spread(kept: readonly Kept[], most: number): readonly Kept[] {
  if (most < fewestSteps) return []
  for (let every = 1; ; every *= 2) {
    const chosen = kept.filter(({ step }, k) => k === 0 || k === kept.length - 1 || step % every === 0)
    if (chosen.length <= most) return chosen
  }
}

/**
 * What has still to be measured along the timeline for the methods shown, roughly spread steps first; null where
 * nothing is missing. A method gets as many steps as its operations allow.
 */
export function missingMeasures(state: State): TimelineInput | null {
  const { timeline, comparison, network, patterns } = state
  const { kept } = timeline
  if (kept.length < 2) return null
  const { W } = network
  const operationsOf = (id: MethodRequest['id']) =>
    methodNamed(id).operations(network, patterns.N, comparison.parameters[id])
  const exact = operationsOf('exact')
  const stepsFor = (operations: number) =>
    new Set(spread(kept, Math.min(mostSteps, Math.floor(mostOperations / (exact + operations)))))
  const withEigenvalues = stepsFor((4 / 3) * W ** 3)
  const methods = comparison.methods
    .filter((id) => id !== 'exact')
    .map((id) => ({
      request: { id, parameters: comparison.parameters[id] },
      steps: stepsFor(operationsOf(id) + (methodNamed(id).target === 'inverse' ? 2 * W ** 3 : 0)),
    }))
  const pathOf = (step: number) => (needsPath(comparison) ? pathTo(timeline, step) : undefined)
  const known = new Map(currentMeasures(state).points.map((point) => [point.step, point]))
  const requests: TimelineRequest[] = kept.flatMap((one) => {
    const point = known.get(one.step)
    const eigenvalues = withEigenvalues.has(one) && point?.eigenvalues === undefined
    const wanted = methods
      .filter(({ request, steps }) => steps.has(one) && point?.errors[request.id] === undefined)
      .map(({ request }) => request)
    return eigenvalues || wanted.length > 0
      ? [{ step: one.step, w: one.w, path: pathOf(one.step), eigenvalues, methods: wanted }]
      : []
  })
  if (requests.length === 0) return null
  const ends = [kept[0].step, kept[kept.length - 1].step]
  const rank = ({ step }: TimelineRequest) => (ends.includes(step) ? 54 : evenness(step))
  return {
    problem: { ...messageOf(state), w: kept[0].w, path: undefined },
    damping: dampingOf(comparison),
    requests: requests.sort((a, b) => rank(b) - rank(a) || a.step - b.step),
  }
}

/** Whether nothing else is being computed or waited for. */
function atRest(state: State): boolean {
  const { running, playing, pending, scrubbing, trainingProgress } = state
  return !running && !playing && pending === null && scrubbing === null && trainingProgress === null
}

/**
 * Computes the measures along the timeline in a worker of its own, while somebody looks at them (`measuring`) and
 * nothing else is computed: what the user does comes first, and what has been measured stays.
 */
export function startTimeline(slot: Slot) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy = false

  const measure = () => {
    timer = undefined
    const state = useStore.getState()
    const input = missingMeasures(state)
    if (!input || busy) return
    const { network, weightDecay } = state.problem
    const { patterns, comparison } = state
    const parameters = Object.fromEntries(comparison.methods.map((id) => [id, comparison.parameters[id]]))
    const context = { network, weightDecay, patterns, parameters }
    const take = (part: TimelinePart) => {
      const now = useStore.getState()
      // Weights of the same step may by now be others.
      const still = now.timeline.kept.find(({ step }) => step === part.step)
      const asked = input.requests.find(({ step }) => step === part.step)
      if (still && still.w === asked?.w) now.takeMeasures(context, [part])
      return true
    }
    busy = true
    void slot.run('timeline', input, { onPart: take }).then((outcome) => {
      busy = false
      // Once more, for what has come up meanwhile; what failed is left alone until something changes.
      if (outcome.kind !== 'failed') schedule()
    })
  }
  const schedule = () => {
    clearTimeout(timer)
    timer = undefined
    const state = useStore.getState()
    if (state.measuring && atRest(state)) timer = setTimeout(measure, restMilliseconds)
  }

  const stop = useStore.subscribe((state, before) => {
    const moved =
      state.revision !== before.revision ||
      state.comparison !== before.comparison ||
      state.timeline !== before.timeline ||
      state.measuring !== before.measuring
    const rest = state.measuring && atRest(state)
    if (!moved && rest === (before.measuring && atRest(before))) return
    if (!rest || moved) slot.cancel()
    schedule()
  })
  schedule()
  return {
    stop: () => {
      stop()
      clearTimeout(timer)
      slot.cancel()
    },
  }
}
