import type { Slot } from '../compute/client.ts'
import type { CompareInput, ComparePart } from '../compute/protocol.ts'
import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import { dataPlotInput } from '../panels/dataPlotInput.ts'
import { dampingOf } from '../state/comparison.ts'
import { expectedMilliseconds, longestUnasked } from '../state/prospect.ts'
import type { ComparisonContext, MethodResult } from '../state/results.ts'
import { useStore } from '../state/store.ts'
import type { State } from '../state/store.ts'

/** Calls `flush` once before the next frame is painted, however often it is asked to; at once in a hidden page. */
function oncePerFrame(flush: () => void): () => void {
  let asked = false
  return () => {
    if (asked) return
    asked = true
    const run = () => {
      asked = false
      flush()
    }
    if (document.hidden) queueMicrotask(run)
    else requestAnimationFrame(run)
  }
}

function sameParameters(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  return Object.keys(b).every((name) => Object.is(a[name], b[name]))
}

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
        expectedMilliseconds(id, network, patterns.N, results) <= longestUnasked),
  )
  const methods = wanted
    .filter((id) => !isFresh(results[id], state, id))
    .map((id) => ({ id, parameters: comparison.parameters[id] }))
  const inverseFresh = (id: MethodId) =>
    results[id]?.inverseRevision === revision && results[id]?.inverseDamping === damping
  const inverses = wanted
    .filter(
      (id) =>
        methodNamed(id).target === 'hessian' &&
        (comparison.view === 'inverse' ||
          (id === 'exact' && wanted.some((other) => methodNamed(other).target === 'inverse'))) &&
        (!inverseFresh(id) || methods.some((method) => method.id === id)),
    )
    .map((id) => ({ id, parameters: comparison.parameters[id] }))
  const fitFresh = state.fit?.revision === revision
  const shown = wanted.map((id) => ({ id, parameters: comparison.parameters[id] }))
  const observed = { key: JSON.stringify([shown, damping]), methods: shown, step: problem.step }
  const observedFresh = state.observations?.revision === revision && state.observations.key === observed.key
  if (methods.length === 0 && inverses.length === 0 && fitFresh && observedFresh) return null
  return {
    problem: {
      network: problem.network,
      weightDecay: problem.weightDecay,
      N: patterns.N,
      x: patterns.x,
      t: patterns.t,
      w: problem.weights,
    },
    revision,
    methods,
    damping,
    inverses,
    grid: dataPlotInput(problem, patterns).grid,
    observed,
  }
}

/**
 * Keeps the results up with the problem and with what is shown: asks the worker for what is missing whenever
 * either changes, and takes the parts of the newest request over once a frame. `shown` waits until the newest
 * request has brought its first matrix, or has ended.
 */
export function startComparisons(slot: Slot) {
  const buffer: ComparePart[] = []
  let context: ComparisonContext | null = null
  let grid: Float64Array = new Float64Array(0)
  /** Hands over what has arrived of the request `context`. */
  const deliver = () => {
    if (!context || buffer.length === 0) return
    const parts = buffer.splice(0)
    useStore.getState().takeParts(context, grid, parts)
    for (const part of parts)
      if (part.kind === 'fit') useStore.getState().noteEnergy(context.revision, part.energy)
  }
  const flush = oncePerFrame(deliver)

  const waiting: (() => void)[] = []
  const release = () => {
    for (const go of waiting.splice(0)) go()
  }
  const shown = () =>
    new Promise<void>((resolve) => {
      if (requested) waiting.push(resolve)
      else resolve()
    })

  let requested: { readonly revision: number; readonly key: string } | null = null
  const request = () => {
    const state = useStore.getState()
    const input = missingOf(state)
    if (!input) return
    // What is under way already is not asked for again.
    const key = JSON.stringify([input.methods, input.inverses, input.observed.key])
    if (requested?.revision === input.revision && requested.key === key) return
    requested = { revision: input.revision, key }
    const own = requested
    const mine: ComparisonContext = {
      revision: input.revision,
      network: state.network,
      damping: input.damping,
      parameters: Object.fromEntries(input.methods.map(({ id, parameters }) => [id, parameters])),
    }
    state.setRunning(true)
    void slot
      .run('compare', input, {
        onPart: (part) => {
          if (context !== mine) {
            // Parts of the request before that were not yet taken over belong to its context.
            deliver()
            context = mine
            grid = input.grid
          }
          buffer.push(part)
          flush()
          const enough = part.kind === 'matrix' || part.kind === 'refused' || input.methods.length === 0
          if (enough && requested === own) release()
          return enough
        },
        onProgress: (fraction, about) =>
          useStore.getState().setProgress(about === null ? null : { id: about as MethodId, fraction }),
      })
      .then((outcome) => {
        if (requested !== own) return
        requested = null
        release()
        // The rest comes before the page is told that nothing runs.
        deliver()
        useStore.getState().setRunning(false, outcome.kind === 'failed' ? outcome.message : null)
      })
  }

  const stop = useStore.subscribe((state, before) => {
    if (
      state.revision !== before.revision ||
      state.comparison !== before.comparison ||
      state.stopped !== before.stopped ||
      state.insisted !== before.insisted ||
      state.retries !== before.retries
    )
      request()
  })
  request()
  return { shown, stop }
}
