import type { Slot } from '../compute/client.ts'
import type { CompareInput, ComparePart, MethodRequest, TimePart } from '../compute/protocol.ts'
import { fewestRecycled } from '../linalg/matrix.ts'
import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import { sameParameters } from '../hessian/method.ts'
import { dataPlotInput } from '../panels/dataPlotInput.ts'
import { dampingOf, requestsFor } from '../state/comparison.ts'
import { messageOf } from '../state/problemMessage.ts'
import { expectedMilliseconds, longestUnasked } from '../state/prospect.ts'
import { sameShape } from '../state/results.ts'
import type { ComparisonContext, MethodResult, Results } from '../state/results.ts'
import { useStore } from '../state/store.ts'
import type { State } from '../state/store.ts'
import { inFrame } from './frame.ts'

/** What takes longer than this (ms) to follow is marked as old. */
const lateMilliseconds = 150
/** How long the page must have been at rest before quick methods are timed again. */
const restMilliseconds = 300
/** Methods that take less than this (ms) are. */
const quickMilliseconds = 20
/** How long (ms) an observation stands at least before the next one takes its place. */
const sentenceMilliseconds = 250
/**
 * Matrices of so many weights are asked for only when the maps are laid out, for to paint them takes a while where the
 * worker does not know their size; but after this long (ms) in any case.
 */
const manyWeights = 400
const layoutMilliseconds = 400
/** How long (ms) parts that nobody waits for are gathered. */
const gatheringMilliseconds = 50
/** Methods that take less than this (ms) are shown together. */
const awaitedMilliseconds = 60

function isFresh(result: MethodResult | undefined, state: State, id: MethodId): boolean {
  return (
    result !== undefined &&
    result.revision === state.revision &&
    sameParameters(result.parameters, state.comparison.parameters[id])
  )
}

/** What has still to be computed for what is shown; null where everything is there. */
export function missingOf(state: State): CompareInput | null {
  const { results, revision, network, patterns, problem, comparison, stopped, insisted } = state
  const damping = dampingOf(comparison)
  const wanted = comparison.methods.filter(
    (id) =>
      !stopped.includes(id) &&
      (id === 'exact' ||
        insisted.includes(id) ||
        isFresh(results[id], state, id) ||
        expectedMilliseconds(id, network, patterns.N, results, comparison.parameters[id]) <= longestUnasked),
  )
  const methods = requestsFor(
    wanted.filter((id) => !isFresh(results[id], state, id)),
    comparison,
  )
  const inverseFresh = (id: MethodId) =>
    results[id]?.inverseRevision === revision && results[id]?.inverseDamping === damping
  const inverses = requestsFor(
    wanted.filter(
      (id) =>
        methodNamed(id).target === 'hessian' &&
        (comparison.view === 'inverse' ||
          (id === 'exact' && wanted.some((other) => methodNamed(other).target === 'inverse'))) &&
        (!inverseFresh(id) || methods.some((method) => method.id === id)),
    ),
    comparison,
  )
  const fitFresh = state.fit?.revision === revision
  const shown = requestsFor(wanted, comparison)
  const observed = { key: JSON.stringify([shown, damping]), methods: shown, step: problem.step }
  const observedFresh = state.observations?.revision === revision && state.observations.key === observed.key
  if (methods.length === 0 && inverses.length === 0 && fitFresh && observedFresh) return null
  return {
    problem: messageOf(state),
    revision,
    methods,
    damping,
    inverses,
    grid: dataPlotInput(problem, patterns).grid,
    observed,
    pixels: state.mapPixels,
    differences: comparison.view === 'difference',
  }
}

/** The shortest times (ms) methods took for networks and data of the sizes there are: a single slow run tells little. */
class ShortestTimes {
  private sizes = ''
  private readonly times = new Map<MethodId, number>()

  of({ id, parameters }: MethodRequest, { network, patterns, results }: State): number {
    const sizes = `${network.layers.join('-')} ${patterns.N}`
    if (sizes !== this.sizes) this.times.clear()
    this.sizes = sizes
    const result = results[id]
    const last =
      result && result.milliseconds > 0 && sameShape(result.hessian?.network ?? network, network)
        ? result.milliseconds
        : expectedMilliseconds(id, network, patterns.N, results, parameters)
    const shortest = Math.min(last, this.times.get(id) ?? Infinity)
    this.times.set(id, shortest)
    return shortest
  }
}

/** The arrays of large matrices that the results consist of. */
function arraysOf(results: Results): Float64Array[] {
  return Object.values(results).flatMap(({ hessian, reference, inverse }) =>
    [hessian, reference, inverse].flatMap((one) =>
      one && one.matrix.length >= fewestRecycled ? [one.matrix] : [],
    ),
  )
}

/** Quick methods shown whose times are of a single run: mostly the engine's own compilation. */
function hastilyTimed({ results, revision, comparison }: State): CompareInput['methods'] {
  const hasty = comparison.methods.filter((id) => {
    const result = results[id]
    if (!result || result.revision !== revision || result.refusal) return false
    return !result.timed && result.milliseconds < quickMilliseconds
  })
  return requestsFor(hasty, comparison)
}

/**
 * Keeps the results up with the problem and with what is shown: asks the worker for what is missing whenever
 * either changes, and takes the parts of the newest request over once a frame. `shown` waits until the newest
 * request has brought a matrix and those of all quick methods, or has ended.
 */
export function startComparisons(slot: Slot) {
  /** `complete`: what the page waits for has come. */
  let requested: { readonly revision: number; readonly key: string; complete: boolean } | null = null
  let late: ReturnType<typeof setTimeout> | undefined
  /** The page is told when what it waits for has not come for a while. */
  const watch = () => {
    clearTimeout(late)
    late = requested ? setTimeout(() => useStore.getState().setLate(), lateMilliseconds) : undefined
  }

  const times = new ShortestTimes()
  const buffer: ComparePart[] = []
  let context: ComparisonContext | null = null
  let grid: Float64Array = new Float64Array(0)
  let observed = 0
  /** Hands over what has arrived of the request `context`. A sentence stays long enough to be read, or `all` are. */
  const deliver = (all: boolean) => {
    if (!context || buffer.length === 0) return
    const now = performance.now()
    const early = !all && now - observed < sentenceMilliseconds
    const isHeld = ({ kind }: ComparePart) => early && kind === 'observations'
    const parts = buffer.splice(0)
    buffer.push(...parts.filter(isHeld))
    const taken = parts.filter((part) => !isHeld(part))
    const before = useStore.getState().results
    useStore.getState().takeParts(context, grid, taken)
    letGo(before)
    for (const part of taken)
      if (part.kind === 'fit') useStore.getState().noteEnergy(context.revision, part.energy)
      else if (part.kind === 'observations') observed = now
    watch()
  }
  /** Gives the arrays back that no result needs any more, once the page has been drawn without them. */
  const letGo = (before: Results) => {
    const needed = new Set(arraysOf(useStore.getState().results))
    const gone = [...new Set(arraysOf(before))].filter((array) => !needed.has(array))
    if (gone.length === 0) return
    retired.push(...gone)
    if (retired.length === gone.length) setTimeout(() => slot.giveBack(retired.splice(0)), 0)
  }
  const retired: Float64Array[] = []

  let asked = false
  let gathering: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    clearTimeout(gathering)
    gathering = undefined
    if (asked) return
    asked = true
    inFrame(() => {
      asked = false
      deliver(requested === null)
    })
  }
  /** What comes now and then waits for what comes next: to draw the page costs about as much as to compute. */
  const flushLater = () => {
    gathering ??= setTimeout(flush, gatheringMilliseconds)
  }

  const waiting: (() => void)[] = []
  const release = () => {
    for (const go of waiting.splice(0)) go()
  }
  const shown = () =>
    new Promise<void>((resolve) => {
      if (requested && !requested.complete) waiting.push(resolve)
      else resolve()
    })

  let rest: ReturnType<typeof setTimeout> | undefined
  let timing = false
  const timeAtRest = async () => {
    const state = useStore.getState()
    const methods = hastilyTimed(state)
    if (methods.length === 0) return
    const parts: TimePart[] = []
    timing = true
    await slot.run('time', { problem: messageOf(state), methods }, { onPart: (part) => parts.push(part) > 0 })
    timing = false
    inFrame(() => useStore.getState().takeTimes(state.revision, parts))
  }

  /** Methods of the problem at `revision` whose matrix has come and whose measures have not. */
  const unmeasured = { revision: -1, ids: new Set<MethodId>() }
  const noteMeasures = (revision: number, part: ComparePart) => {
    if (revision !== unmeasured.revision) unmeasured.ids.clear()
    unmeasured.revision = revision
    if (part.kind === 'matrix') unmeasured.ids.add(part.id)
    else if (part.kind === 'spectral-errors' || part.kind === 'inverse-errors') unmeasured.ids.delete(part.id)
  }
  /** What is missing, with what a request for it would leave unmeasured by taking the place of the one before. */
  const wantedOf = (state: State): CompareInput | null => {
    const input = missingOf(state)
    if (!input || input.revision !== unmeasured.revision) return input
    const left = state.comparison.methods.filter(
      (id) => unmeasured.ids.has(id) && !input.methods.some((method) => method.id === id),
    )
    return { ...input, methods: [...input.methods, ...requestsFor(left, state.comparison)] }
  }

  /** Nothing is asked for until the maps are laid out. */
  let waits = false
  let waited = false
  const request = () => {
    waits = false
    const state = useStore.getState()
    if (state.mapPixels === 0 && state.network.W >= manyWeights && !waited) {
      waits = waited = true
      setTimeout(() => waits && request(), layoutMilliseconds)
      return
    }
    const input = wantedOf(state)
    if (!input) return
    // What is under way already is not asked for again.
    const key = JSON.stringify([input.methods, input.inverses, input.observed.key])
    if (requested?.revision === input.revision && requested.key === key) return
    clearTimeout(rest)
    if (timing) slot.cancel()
    requested = { revision: input.revision, key, complete: false }
    if (late === undefined) watch()
    const own = requested
    const mine: ComparisonContext = {
      revision: input.revision,
      network: state.network,
      damping: input.damping,
      parameters: Object.fromEntries(input.methods.map(({ id, parameters }) => [id, parameters])),
    }
    const awaited = new Set(
      input.methods.filter((method) => times.of(method, state) <= awaitedMilliseconds).map(({ id }) => id),
    )
    state.setRunning(true)
    void slot
      .run('compare', input, {
        onPart: (part) => {
          if (context !== mine) {
            // Parts of the request before that were not yet taken over belong to its context.
            deliver(false)
            buffer.length = 0
            context = mine
            grid = input.grid
          }
          buffer.push(part)
          noteMeasures(input.revision, part)
          const isMethod = part.kind === 'matrix' || part.kind === 'refused'
          if (isMethod) awaited.delete(part.id)
          const enough = awaited.size === 0 && (isMethod || input.methods.length === 0)
          if (enough && requested === own && !own.complete) {
            own.complete = true
            flush()
            release()
          } else flushLater()
          return enough
        },
        onProgress: (fraction, about) =>
          useStore.getState().setProgress(about === null ? null : { id: about as MethodId, fraction }),
      })
      .then((outcome) => {
        if (requested !== own) return
        requested = null
        watch()
        release()
        inFrame(() => {
          if (requested !== null) return
          // The rest comes before the page is told that nothing runs.
          deliver(true)
          useStore.getState().setRunning(false, outcome.kind === 'failed' ? outcome.message : null)
        })
        if (outcome.kind === 'done') rest = setTimeout(() => void timeAtRest(), restMilliseconds)
      })
  }

  const stop = useStore.subscribe((state, before) => {
    if (
      state.revision !== before.revision ||
      state.comparison !== before.comparison ||
      state.stopped !== before.stopped ||
      state.insisted !== before.insisted ||
      state.retries !== before.retries ||
      (waits && state.mapPixels > 0)
    )
      request()
  })
  request()
  return { shown, stop }
}
