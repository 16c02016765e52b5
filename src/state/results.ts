import type { StateCreator } from 'zustand'
import type { ComparePart, TimePart } from '../compute/protocol.ts'
import type { EntryErrors, SpectralErrors } from '../hessian/errorMeasures.ts'
import type { Observation } from '../hessian/explain/observations/index.ts'
import type { InverseErrors } from '../hessian/inverseErrors.ts'
import type { MethodId } from '../hessian/index.ts'
import type { ParameterValues, Refusal } from '../hessian/method.ts'
import type { Overview } from '../linalg/overview.ts'
import type { Network } from '../network/network.ts'
import type { State } from './store.ts'

/** A matrix with the network whose weights number its rows. */
export interface MatrixResult {
  readonly matrix: Float64Array
  /** Its largest magnitude. */
  readonly largest: number
  /** The matrix seen from afar, for maps with fewer pixels than it has rows. */
  readonly overview: Overview | null
  /** The same of its difference from the exact one. */
  readonly differences: Overview | null
  readonly network: Network
}

/** What is known of one method; `revision` tells of which problem, `parameters` with which parameters. */
export interface MethodResult {
  readonly revision: number
  readonly parameters: ParameterValues
  readonly hessian: MatrixResult | null
  /** The exact matrix of the same problem: what `hessian` and `errors` are to be held against. */
  readonly reference: MatrixResult | null
  /** For an inverse method its own matrix; for the others (A + λI)⁻¹, where asked for. */
  readonly inverse: MatrixResult | null
  readonly inverseRevision: number
  readonly inverseDamping: number
  /** Relative error of a method's damped inverse against that of the exact matrix. */
  readonly inverseError: number | null
  readonly refusal: Refusal | null
  readonly inverseRefusal: Refusal | null
  readonly errors: EntryErrors | null
  readonly spectrum: SpectralErrors | null
  /** Eigenvalues take longer than the matrix: which problem `spectrum` belongs to. */
  readonly spectrumRevision: number
  readonly inverseErrors: InverseErrors | null
  readonly inverseErrorsRevision: number
  readonly asymmetry: number | null
  readonly facts: Readonly<Record<string, number>>
  readonly milliseconds: number
  /** Whether `milliseconds` is of several runs. */
  readonly timed: boolean
  readonly operations: number
}

export type Results = Readonly<Partial<Record<MethodId, MethodResult>>>

/** Whether matrices of the two networks have the same rows: the same layers, biases or not. */
export function sameShape(a: Network, b: Network): boolean {
  return (
    a.bias === b.bias && a.layers.length === b.layers.length && a.layers.every((J, l) => J === b.layers[l])
  )
}

/** So many changes results may be behind while they keep coming: as many as are on their way in a drag. */
const changesUnderWay = 2

/**
 * Whether what was computed of the problem at `revision` is to be marked as old: nothing newer is being computed, the
 * newest is late, or what keeps coming is of others.
 */
export function isOld(revision: number, state: Pick<State, 'revision' | 'running' | 'late'>): boolean {
  return revision < state.revision - (state.running && !state.late ? changesUnderWay : 0)
}

/** What a comparison was asked for; its parts are taken over with it. */
export interface ComparisonContext {
  readonly revision: number
  readonly network: Network
  readonly damping: number
  readonly parameters: Readonly<Partial<Record<MethodId, ParameterValues>>>
}

export interface Fit {
  readonly revision: number
  readonly grid: Float64Array
  readonly outputs: Float64Array
  readonly energy: number
  readonly gradientNorm: number
  /** Root mean square of y − t. */
  readonly residual: number
}

/** What is to be seen of a problem; `key` says of which methods shown. */
export interface Observations {
  readonly revision: number
  readonly key: string
  /** The strongest first. */
  readonly list: readonly Observation[]
}

export interface ResultsSlice {
  readonly results: Results
  readonly fit: Fit | null
  readonly observations: Observations | null
  /** Fraction done of the method that is being computed, for what takes long. */
  readonly progress: { readonly id: MethodId; readonly fraction: number } | null
  readonly running: boolean
  /** Whether what is asked for has not come for a while. */
  readonly late: boolean
  readonly failure: string | null
  /** Methods the user stopped; they start again when the problem changes. */
  readonly stopped: readonly MethodId[]
  /** Methods the user wants however long they take. */
  readonly insisted: readonly MethodId[]
  /** Takes over parts of a comparison, several at once so that the page is drawn once a frame. */
  takeParts: (context: ComparisonContext, grid: Float64Array, parts: readonly ComparePart[]) => void
  /** Takes over times of methods of the problem there was at `revision`. */
  takeTimes: (revision: number, parts: readonly TimePart[]) => void
  setProgress: (progress: { id: MethodId; fraction: number } | null) => void
  setRunning: (running: boolean, failure?: string | null) => void
  setLate: () => void
  stop: (id: MethodId) => void
  resume: (id: MethodId) => void
  /** Asks again for what failed. */
  retry: () => void
  readonly retries: number
  /** Pixels across a map; 0 until one has been drawn. */
  readonly mapPixels: number
  setMapPixels: (pixels: number) => void
}

const nothing: MethodResult = {
  revision: -1,
  parameters: {},
  hessian: null,
  reference: null,
  inverse: null,
  inverseRevision: -1,
  inverseDamping: Number.NaN,
  inverseError: null,
  refusal: null,
  inverseRefusal: null,
  errors: null,
  spectrum: null,
  spectrumRevision: -1,
  inverseErrors: null,
  inverseErrorsRevision: -1,
  asymmetry: null,
  facts: {},
  milliseconds: 0,
  timed: false,
  operations: 0,
}

type SentMatrix = Omit<MatrixResult, 'network' | 'differences'> & Partial<Pick<MatrixResult, 'differences'>>

const matrixOf = ({ matrix, largest, overview, differences = null }: SentMatrix) => ({
  matrix,
  largest,
  overview,
  differences,
})

function withPart(
  old: MethodResult,
  part: Exclude<ComparePart, { kind: 'fit' | 'observations' }>,
  context: ComparisonContext,
  exact: MethodResult | undefined,
): MethodResult {
  const { revision, network, damping } = context
  const parameters = context.parameters[part.id] ?? {}
  switch (part.kind) {
    case 'matrix': {
      const result = { ...matrixOf(part), network }
      const common = {
        ...old,
        revision,
        parameters,
        refusal: null,
        milliseconds: part.milliseconds,
        timed: false,
        operations: part.operations,
        asymmetry: part.asymmetry,
        facts: part.facts,
        errors: part.errors,
      }
      return part.target === 'hessian'
        ? {
            ...common,
            hessian: result,
            reference: part.id === 'exact' ? result : exact?.revision === revision ? exact.hessian : null,
          }
        : {
            ...common,
            inverse: result,
            inverseRevision: revision,
            inverseDamping: damping,
            inverseRefusal: null,
          }
    }
    case 'spectral-errors':
      return { ...old, spectrum: part.errors, spectrumRevision: revision }
    case 'inverse-errors':
      return { ...old, inverseErrors: part.errors, inverseErrorsRevision: revision }
    case 'refused':
      return { ...nothing, revision, parameters, refusal: part.refusal }
    case 'inverse':
      return {
        ...old,
        inverse: { ...matrixOf(part), network },
        inverseError: part.relativeExact,
        inverseRevision: revision,
        inverseDamping: damping,
        inverseRefusal: null,
      }
    case 'inverse-refused':
      return {
        ...old,
        inverse: null,
        inverseRevision: revision,
        inverseDamping: damping,
        inverseRefusal: part.refusal,
      }
  }
}

export const resultsSlice: StateCreator<State, [], [], ResultsSlice> = (set) => ({
  results: {},
  fit: null,
  observations: null,
  progress: null,
  running: false,
  late: false,
  failure: null,
  stopped: [],
  insisted: [],
  takeParts: (context, grid, parts) =>
    set((state) => {
      const results: Partial<Record<MethodId, MethodResult>> = { ...state.results }
      let { fit, observations } = state
      for (const part of parts) {
        if (part.kind === 'fit')
          fit = {
            revision: context.revision,
            grid,
            outputs: part.outputs,
            energy: part.energy,
            gradientNorm: part.gradientNorm,
            residual: part.residual,
          }
        else if (part.kind === 'observations')
          observations = { revision: context.revision, key: part.key, list: part.list }
        else results[part.id] = withPart(results[part.id] ?? nothing, part, context, results.exact)
      }
      return { results, fit, observations }
    }),
  takeTimes: (revision, parts) =>
    set((state) => {
      const results: Partial<Record<MethodId, MethodResult>> = { ...state.results }
      for (const { id, milliseconds } of parts) {
        const result = results[id]
        if (result?.revision === revision) results[id] = { ...result, milliseconds, timed: true }
      }
      return { results }
    }),
  setProgress: (progress) => set({ progress }),
  setRunning: (running, failure = null) =>
    set({ running, failure, ...(running ? {} : { progress: null, late: failure !== null }) }),
  setLate: () => set({ late: true }),
  retries: 0,
  mapPixels: 0,
  setMapPixels: (mapPixels) => set({ mapPixels }),
  retry: () => set((state) => ({ failure: null, retries: state.retries + 1 })),
  stop: (id) =>
    set((state) => ({
      stopped: [...state.stopped, id],
      insisted: state.insisted.filter((other) => other !== id),
    })),
  resume: (id) =>
    set((state) => ({
      stopped: state.stopped.filter((other) => other !== id),
      insisted: [...state.insisted.filter((other) => other !== id), id],
    })),
})
