import type { StateCreator } from 'zustand'
import type { FunctionData, OwnData } from '../config/configuration.ts'
import type { ParsedDocument } from '../config/document.ts'
import { methodIds } from '../config/defaults.ts'
import { firstFitting } from '../config/mapCount.ts'
import { limits } from '../config/limits.ts'
import { functionShapes, outputsFor } from '../data/index.ts'
import type { OutputName } from '../network/errors/index.ts'
import { adaptedLayers } from './adaptedLayers.ts'
import { requestsFor } from './comparison.ts'
import { emptyHistory } from './energyHistory.ts'
import { configurationOf } from './moment.ts'
import { begunAnew, withKeptWeights } from './problem.ts'
import type { State } from './store.ts'
import { freshTimeline } from './timeline.ts'

type Rows = readonly (readonly number[])[]

/** Data of the user's own: from a table, a typed function, drawn points, or a whole document. */
export interface OwnDataSlice {
  /** Explicit data in place of the present ones; the network follows, and keeps its weights where it fits already. */
  setOwnData: (data: OwnData, output: OutputName) => void
  /** Data of a typed function; `prepareExpressions` must have been waited for. */
  setFunctionData: (data: FunctionData) => void
  /** The points as they are after an edit, 1 to 2,000 rows of D inputs and K targets; a preset becomes explicit. */
  setPoints: (x: Rows, t: Rows) => void
  /** The problem and the methods of a document; how the page is looked at stays. */
  openDocument: (document: ParsedDocument) => void
}

/** Rows of `columns` numbers. */
function rowsOf(numbers: Float64Array, columns: number): Rows {
  const rows = numbers.length / columns
  return Array.from({ length: rows }, (_, n) => Array.from(numbers.subarray(n * columns, (n + 1) * columns)))
}

/** The present points as explicit data, whatever they come from. */
export function pointsOf({ problem, patterns }: Pick<State, 'problem' | 'patterns'>): OwnData {
  const { data } = problem
  return 'x' in data ? data : { x: rowsOf(patterns.x, patterns.D), t: rowsOf(patterns.t, patterns.K) }
}

/** The document that says what the page shows: it opens here and in `npm run evaluate`. */
export function shownDocument(state: State): ParsedDocument {
  const { problem, comparison, view } = configurationOf(state)
  return {
    problem,
    methods: requestsFor(comparison.methods, comparison),
    study: view.study,
  }
}

export const ownDataSlice: StateCreator<State, [], [], OwnDataSlice> = (set, get) => {
  const take = (data: OwnData | FunctionData, D: number, K: number, output: OutputName) => {
    const { problem, notify } = get()
    const layers = adaptedLayers(problem.network, D, K, notify)
    const change = { data, network: { ...problem.network, layers, output } }
    const same = layers.join() === problem.network.layers.join()
    set((state) => {
      if (!same) return begunAnew(state, change)
      // The weights may stay, but the curve so far is that of other data.
      const { weights, step } = state.problem
      return { ...withKeptWeights(state, change), ...freshTimeline(weights, step), history: emptyHistory }
    })
  }
  return {
    setOwnData: (data, output) => take(data, data.x[0].length, data.t[0].length, output),
    setFunctionData: (data) => {
      const { output: present } = get().problem.network
      const output = data.kind === 'regression' ? 'identity' : present === 'softmax' ? 'softmax' : 'sigmoid'
      take(data, data.inputs, outputsFor(functionShapes[data.kind], output), output)
    },
    setPoints: (x, t) => {
      if (x.length < limits.points.min || x.length > limits.points.max) return
      const { data } = get().problem
      const names = 'x' in data ? data.names : undefined
      set((state) => withKeptWeights(state, { data: names ? { x, t, names } : { x, t } }))
    },
    openDocument: ({ problem, methods, study }) => {
      const { comparison, view, open } = get()
      // Errors are against the exact matrix, which is always shown.
      const wanted = methodIds.filter((id) => id === 'exact' || methods.some((method) => method.id === id))
      const shown = firstFitting(wanted)
      const parameters = Object.fromEntries(methods.map((method) => [method.id, method.parameters]))
      open({
        problem,
        comparison: {
          ...comparison,
          methods: shown,
          parameters: { ...comparison.parameters, ...parameters },
        },
        view: { ...view, selection: null, details: null, study: study ?? view.study },
      })
      if (shown.length < wanted.length) set({ message: { kind: 'too-many-maps' } })
    },
  }
}
