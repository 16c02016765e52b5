import type { NetworkConfiguration, TrainingConfiguration } from '../config/configuration.ts'
import type { EntryErrors, SpectralErrors } from '../hessian/errorMeasures.ts'
import type { InverseErrors } from '../hessian/inverseErrors.ts'
import type { MethodId } from '../hessian/index.ts'
import type { HessianMethod, ParameterValues, Refusal } from '../hessian/method.ts'
import type { OptimizerState, TrainingRun } from '../training/train.ts'

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
      readonly milliseconds: number
      readonly operations: number
      readonly asymmetry: number | null
      /** Against the exact matrix of the same problem; null for an inverse, and where there is no exact matrix. */
      readonly errors: EntryErrors | null
    }
  | { readonly kind: 'spectral-errors'; readonly id: MethodId; readonly errors: SpectralErrors }
  | { readonly kind: 'inverse-errors'; readonly id: MethodId; readonly errors: InverseErrors }
  | { readonly kind: 'refused'; readonly id: MethodId; readonly refusal: Refusal }
  /** A better time of a quick method: the median of several runs. */
  | { readonly kind: 'time'; readonly id: MethodId; readonly milliseconds: number }
  /** (A + λI)⁻¹ of a method whose target is the Hessian. */
  | {
      readonly kind: 'inverse'
      readonly id: MethodId
      readonly matrix: Float64Array
      /** ‖(A + λI)⁻¹ − (H + λI)⁻¹‖_F / ‖(H + λI)⁻¹‖_F; null where that is not defined. */
      readonly relativeExact: number | null
    }
  | { readonly kind: 'inverse-refused'; readonly id: MethodId; readonly refusal: Refusal }

export interface TrainInput {
  readonly problem: ProblemMessage
  readonly settings: TrainingConfiguration
  readonly fromStep: number
  readonly steps: number
  /** What the optimiser remembers from the step before; null at a start. */
  readonly state: OptimizerState | null
}

export interface Tasks {
  compare: { input: CompareInput; part: ComparePart; result: null }
  train: { input: TrainInput; part: never; result: TrainingRun }
}

export type TaskName = keyof Tasks

export type ToWorker =
  | { [T in TaskName]: { kind: 'run'; id: number; task: T; input: Tasks[T]['input'] } }[TaskName]
  | { kind: 'cancel'; id: number }

export type FromWorker =
  | { kind: 'progress'; id: number; fraction: number; about: string | null }
  | { kind: 'part'; id: number; part: Tasks[TaskName]['part'] }
  | { kind: 'done'; id: number; result: Tasks[TaskName]['result'] }
  | { kind: 'failed'; id: number; message: string }
  | { kind: 'cancelled'; id: number }

/** What a task generator yields: progress, or a part to be sent with the arrays that go with it. */
export type TaskYield<T extends TaskName> =
  | { readonly fraction: number; readonly about: string | null }
  | { readonly part: Tasks[T]['part']; readonly transfer: readonly ArrayBufferLike[] }

export type TaskRun<T extends TaskName> = Generator<TaskYield<T>, Tasks[T]['result'], void>
