import type { NetworkConfiguration, TrainingConfiguration } from '../config/configuration.ts'
import type { ReadTable, TableForm } from '../data/own/index.ts'
import type { EntryErrors, SpectralErrors } from '../hessian/errorMeasures.ts'
import type { EntryExplanation } from '../hessian/explain/entry.ts'
import type { MethodEntryOutcome } from '../hessian/explain/methods.ts'
import type { Observation } from '../hessian/explain/observations/index.ts'
import type { PatternTerms } from '../hessian/explain/terms.ts'
import type { InverseErrors } from '../hessian/inverseErrors.ts'
import type { MethodId } from '../hessian/index.ts'
import type { HessianMethod, ParameterValues, Refusal } from '../hessian/method.ts'
import type { Overview } from '../linalg/overview.ts'
import type { Activation } from '../network/activations/activation.ts'
import type { DifferencesCheck } from '../network/activations/differencesCheck.ts'
import type { Irregularities } from '../network/activations/irregularities.ts'
import type { ExpressionRefusal } from '../network/expression/index.ts'
import type { StudyId } from '../studies/index.ts'
import type { StudyPart, StudySubject, StudyValues } from '../studies/study.ts'
import type { OptimizerState, TrainingOptions, TrainingRun } from '../training/train.ts'

/**
 * Every message between the page and a worker. Inputs are plain data (structured clones); the arrays in answers
 * are transferred. A task is a name with its input, the parts it streams and its final value; a new task is a
 * line in `Tasks` and an entry in the worker's table, which does not compile without it.
 */

/** A problem as it crosses the door: names and arrays, no functions. */
export interface ProblemMessage {
  readonly network: NetworkConfiguration
  readonly weightDecay: number
  readonly N: number
  readonly x: Float64Array
  readonly t: Float64Array
  readonly w: Float64Array
  /** `Problem.path`, for methods that need it. */
  readonly path?: readonly Float64Array[]
}

export interface MethodRequest {
  readonly id: MethodId
  readonly parameters: ParameterValues
}

export interface CompareInput {
  readonly problem: ProblemMessage
  /** Equal numbers mean equal problems: the worker then keeps the exact matrix and what follows from it. */
  readonly revision: number
  readonly methods: readonly MethodRequest[]
  /** λ of the damped inverses. */
  readonly damping: number
  /** Whose damped inverse is wanted; exact's is the partner of every inverse method. */
  readonly inverses: readonly MethodRequest[]
  /** Inputs (M × D, row-major) at which the fitted function is drawn. */
  readonly grid: Float64Array
  readonly observed: ObservedSituation
  /** Pixels across a map; matrices with more rows come with their overview. */
  readonly pixels: number
  /** Whether maps show the difference from exact: then that is what overviews are of. */
  readonly differences: boolean
}

/** What observations are to be made of, once everything is there. */
export interface ObservedSituation {
  /** Equal keys mean the same observations while the revision is the same; it comes back with them. */
  readonly key: string
  /** The methods shown. */
  readonly methods: readonly MethodRequest[]
  /** Training steps made. */
  readonly step: number
}

export type ComparePart =
  | {
      readonly kind: 'fit'
      readonly outputs: Float64Array
      readonly energy: number
      readonly gradientNorm: number
      /** Root mean square of y − t. */
      readonly residual: number
    }
  | {
      readonly kind: 'matrix'
      readonly id: MethodId
      readonly target: HessianMethod['target']
      readonly matrix: Float64Array
      /** Its largest magnitude. */
      readonly largest: number
      readonly overview: Overview | null
      /** The difference from exact, seen from afar. */
      readonly differences: Overview | null
      readonly milliseconds: number
      readonly operations: number
      readonly asymmetry: number | null
      /** `Evaluation.facts`. */
      readonly facts: Readonly<Record<string, number>>
      /** Against the exact matrix of the same problem; null for an inverse, and where there is no exact matrix. */
      readonly errors: EntryErrors | null
    }
  | { readonly kind: 'spectral-errors'; readonly id: MethodId; readonly errors: SpectralErrors }
  | { readonly kind: 'inverse-errors'; readonly id: MethodId; readonly errors: InverseErrors }
  | { readonly kind: 'refused'; readonly id: MethodId; readonly refusal: Refusal }
  /** (A + λI)⁻¹ of a method whose target is the Hessian. */
  | {
      readonly kind: 'inverse'
      readonly id: MethodId
      readonly matrix: Float64Array
      readonly largest: number
      readonly overview: Overview | null
      /** ‖(A + λI)⁻¹ − (H + λI)⁻¹‖_F / ‖(H + λI)⁻¹‖_F; null where that is not defined. */
      readonly relativeExact: number | null
    }
  | { readonly kind: 'inverse-refused'; readonly id: MethodId; readonly refusal: Refusal }
  /** What is to be seen, the strongest first. */
  | { readonly kind: 'observations'; readonly key: string; readonly list: readonly Observation[] }

export interface TimeInput {
  readonly problem: ProblemMessage
  readonly methods: readonly MethodRequest[]
}

/** The time of a method, by several runs. */
export interface TimePart {
  readonly id: MethodId
  readonly milliseconds: number
}

export interface TrainInput {
  readonly problem: ProblemMessage
  readonly settings: TrainingConfiguration
  readonly fromStep: number
  readonly steps: number
  /** What the optimiser remembers from the step before; null at a start. */
  readonly state: OptimizerState | null
  readonly options?: TrainingOptions
}

/** One step of the timeline, and what is still to be measured there. */
export interface TimelineRequest {
  readonly step: number
  readonly w: Float64Array
  /** The way to w, for methods that need it. */
  readonly path?: readonly Float64Array[]
  /** Whether λ_min and λ_max are wanted. */
  readonly eigenvalues: boolean
  readonly methods: readonly MethodRequest[]
}

export interface TimelineInput {
  /** The problem all steps are measured under; its weights do not matter. */
  readonly problem: ProblemMessage
  /** λ of the damped exact inverse that inverse methods are held against. */
  readonly damping: number
  /** In the order they are wanted. */
  readonly requests: readonly TimelineRequest[]
}

export interface TimelinePart {
  readonly step: number
  /** λ_min and λ_max of the exact Hessian; null where it overflows; left out where not asked for. */
  readonly eigenvalues?: { readonly min: number; readonly max: number } | null
  /** ‖A − H‖_F/‖H‖_F, or that of the inverses; null where it is not defined or the method refuses. */
  readonly errors: Readonly<Partial<Record<MethodId, number | null>>>
}

export interface ExplainInput {
  readonly problem: ProblemMessage
  readonly row: number
  readonly column: number
  /** The pattern whose terms and waves are wanted one by one, from 0. */
  readonly pattern: number
  /** Whose account of the entry is wanted. */
  readonly methods: readonly MethodRequest[]
}

export interface Explanation {
  readonly entry: EntryExplanation
  readonly terms: PatternTerms
}

export interface StudyInput extends Omit<StudySubject, 'problem' | 'clock'> {
  readonly id: StudyId
  /** Complete. */
  readonly values: StudyValues
  readonly problem: ProblemMessage
}

export interface TableInput {
  /** Dropped, chosen or pasted (as a Blob). */
  readonly file: Blob
  /** What the user says of its form; the rest is found out. */
  readonly form: Partial<TableForm>
}

/** The table with the encoding its bytes were read by. */
export type TableResult = ReadTable & { readonly encoding: string }

export type ExpressionInput =
  /** h(a). */
  | { readonly kind: 'activation'; readonly text: string }
  /** f(x), or f(x1, x2). */
  | { readonly kind: 'function'; readonly text: string; readonly inputs: 1 | 2 }

/** A typed activation with everything that is shown of it. */
export interface ActivationReport {
  readonly kind: 'activation'
  readonly text: string
  readonly formulas: Activation['formulas']
  readonly irregularities: Irregularities
  /** Where they were looked for. */
  readonly scanned: { readonly from: number; readonly to: number }
  readonly check: DifferencesCheck
  /** Values to be drawn; NaN or ∞ where there is none. */
  readonly curves: Readonly<Record<'a' | 'h' | 'first' | 'second', Float64Array>>
}

export interface FunctionReport {
  readonly kind: 'function'
  readonly text: string
  /** null where it would be too long to be read. */
  readonly tex: string | null
}

export type ExpressionResult =
  ActivationReport | FunctionReport | { readonly kind: 'refused'; readonly refusal: ExpressionRefusal }

export interface Tasks {
  compare: { input: CompareInput; part: ComparePart; result: null }
  time: { input: TimeInput; part: TimePart; result: null }
  train: { input: TrainInput; part: never; result: TrainingRun }
  timeline: { input: TimelineInput; part: TimelinePart; result: null }
  explain: { input: ExplainInput; part: Explanation; result: readonly MethodEntryOutcome[] }
  study: { input: StudyInput; part: StudyPart; result: null }
  table: { input: TableInput; part: never; result: TableResult }
  expression: { input: ExpressionInput; part: never; result: ExpressionResult }
}

export type TaskName = keyof Tasks

export type ToWorker =
  | { [T in TaskName]: { kind: 'run'; id: number; task: T; input: Tasks[T]['input'] } }[TaskName]
  | { kind: 'cancel'; id: number }
  /** Arrays of matrices that are no longer shown, for the worker to send others in. */
  | { kind: 'memory'; arrays: readonly Float64Array[] }

export type FromWorker =
  | { kind: 'progress'; id: number; fraction: number; about: string | null }
  | { kind: 'parts'; id: number; parts: readonly Tasks[TaskName]['part'][] }
  | { kind: 'done'; id: number; result: Tasks[TaskName]['result'] }
  | { kind: 'failed'; id: number; message: string }
  | { kind: 'cancelled'; id: number }

/**
 * What a task generator yields: progress, a part to be sent with the arrays that go with it, or a pause before long work
 * that is worth while only if nothing newer comes.
 */
export type TaskYield<T extends TaskName> =
  | { readonly fraction: number; readonly about: string | null }
  | { readonly part: Tasks[T]['part']; readonly transfer: readonly ArrayBufferLike[] }
  | { readonly pause: true }

export type TaskRun<T extends TaskName> = Generator<TaskYield<T>, Tasks[T]['result'], void>
