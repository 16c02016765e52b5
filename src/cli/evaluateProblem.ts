import { build } from '../config/build.ts'
import { InputError, parseDocument } from '../config/document.ts'
import type { DocumentLimits, MethodRequest } from '../config/document.ts'
import { entryErrors, spectralErrors } from '../hessian/errorMeasures.ts'
import type { HessianErrors } from '../hessian/errorMeasures.ts'
import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { exact } from '../hessian/exact.ts'
import { methodNamed } from '../hessian/index.ts'
import { damped, inverseErrors } from '../hessian/inverseErrors.ts'
import type { Damped, InverseErrors } from '../hessian/inverseErrors.ts'
import type { HessianMethod, ParameterValues } from '../hessian/method.ts'
import { outerProduct } from '../hessian/outerProduct.ts'
import { evaluateUses } from './evaluateUses.ts'
import type { UsesResult } from './evaluateUses.ts'
import { en } from '../i18n/en.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { finish } from '../linalg/steps.ts'
import { energyAndGradient } from '../network/backward.ts'
import type { Problem } from '../network/network.ts'

export const resultFormat = 'hessian-playground/1-result'

/** No page has to stay alive here: only memory and patience limit the size. */
const limits: DocumentLimits = { weights: 5000, points: 1_000_000 }

/** What was computed by one method; measures that do not exist, such as those against a refused matrix, are null. */
export type MethodResult = { readonly id: string; readonly target: HessianMethod['target'] } & (
  | {
      /** W × W, row-major, weight decay included once. */
      readonly matrix: Float64Array
      /** Operations in all N patterns, counted by the method's formula. */
      readonly operations: number
      readonly milliseconds: number
      /** ‖C − Cᵀ‖_F / ‖C‖_F before symmetrising, for methods whose raw result is not symmetric. */
      readonly asymmetry?: number
      /** What else is to be told of it, such as the scale of the empirical Fisher matrix beside the outer product. */
      readonly facts?: Readonly<Record<string, number>>
      readonly error: Nullable<HessianErrors> | Nullable<InverseErrors>
    }
  | { readonly refused: string }
)

type Nullable<T> = { readonly [K in keyof T]: T[K] | null }

export interface EvaluationResult {
  readonly format: typeof resultFormat
  readonly W: number
  readonly N: number
  readonly energy: number
  /** ∇E, W numbers. */
  readonly gradient: Float64Array
  /** The points of a data set named in the document, as explicit data would be written there. */
  readonly data?: { readonly x: readonly Float64Array[]; readonly t: readonly Float64Array[] }
  /** The weights of a recipe in the document. */
  readonly weights?: Float64Array
  readonly methods: readonly MethodResult[]
  /** What the Hessian is for, where the document asks for it. */
  readonly uses?: UsesResult
}

/**
 * What `npm run evaluate` prints for a document (parsed JSON). Throws an InputError that names the first wrong
 * field, the weights' where their recipe diverges. `prepareDocument` must have been waited for.
 */
export function evaluateDocument(document: unknown): EvaluationResult {
  const parsed = parseDocument(document, limits)
  const { problem, run } = finish(build(parsed.problem))
  if (run?.diverged)
    throw new InputError(
      'weights',
      { code: 'converging-recipe' },
      { code: 'divergence', step: run.diverged.step },
    )
  const { energy, gradient } = energyAndGradient(problem)
  const references = new References(problem)
  return {
    format: resultFormat,
    W: problem.network.W,
    N: problem.N,
    energy,
    gradient,
    ...('preset' in parsed.problem.data
      ? { data: { x: rowsOf(problem.x, problem.network.D), t: rowsOf(problem.t, problem.network.K) } }
      : {}),
    ...(parsed.problem.weights ? {} : { weights: problem.w }),
    methods: parsed.methods.map((request) => evaluateMethod(problem, request, references)),
    ...(parsed.uses ? { uses: evaluateUses(problem, parsed.uses) } : {}),
  }
}

function rowsOf(numbers: Float64Array, width: number): Float64Array[] {
  return Array.from({ length: numbers.length / width }, (_, n) =>
    numbers.subarray(n * width, (n + 1) * width),
  )
}

function evaluateMethod(
  problem: Problem,
  { id, parameters }: MethodRequest,
  references: References,
): MethodResult {
  const method: HessianMethod = methodNamed(id)
  const { target } = method
  const begun = performance.now()
  const outcome = finish(evaluateChecked(method, problem, parameters))
  const milliseconds = performance.now() - begun
  if (outcome.kind === 'refused') {
    const { code, values } = outcome.refusal
    return { id, target, refused: en.refusals[code](values) }
  }
  const { matrix, asymmetry, facts } = outcome.evaluation
  return {
    id,
    target,
    ...parameters,
    matrix: matrix.data,
    operations: method.operations(problem.network, problem.N, parameters),
    milliseconds,
    ...(asymmetry === undefined ? {} : { asymmetry }),
    ...(facts === undefined ? {} : { facts }),
    error:
      target === 'hessian' ? references.errorsOf(matrix, id) : references.inverseErrorsOf(matrix, parameters),
  }
}

const noHessianErrors: Nullable<HessianErrors> = {
  relativeFrobenius: null,
  maxAbs: null,
  relativeSpectral: null,
  cosine: null,
  negativeEigenvalues: null,
  diagonalRelative: null,
}

const noInverseErrors: Nullable<InverseErrors> = {
  residualExact: null,
  relativeExact: null,
  residualOuterProduct: null,
  relativeOuterProduct: null,
}

/** The matrices all methods are measured against, each computed when it is first asked for. */
class References {
  readonly #problem: Problem
  #exact: Matrix | null | undefined
  #outerProduct: Matrix | null | undefined
  #eigenvalues: Float64Array | undefined

  constructor(problem: Problem) {
    this.#problem = problem
  }

  #matrixOf(method: HessianMethod): Matrix | null {
    const outcome = finish(evaluateChecked(method, this.#problem))
    return outcome.kind === 'evaluated' ? outcome.evaluation.matrix : null
  }

  /** H, or null where it overflows. */
  get exact(): Matrix | null {
    if (this.#exact === undefined) this.#exact = this.#matrixOf(exact)
    return this.#exact
  }

  get outerProduct(): Matrix | null {
    if (this.#outerProduct === undefined) this.#outerProduct = this.#matrixOf(outerProduct)
    return this.#outerProduct
  }

  errorsOf(A: Matrix, id: string): Nullable<HessianErrors> {
    const H = this.exact
    if (!H) return noHessianErrors
    this.#eigenvalues ??= finish(symmetricEigenvalues(H))
    const same = id === exact.id ? H : A
    return { ...entryErrors(same, H), ...finish(spectralErrors(same, H, this.#eigenvalues)) }
  }

  inverseErrorsOf(P: Matrix, { damping }: ParameterValues): Nullable<InverseErrors> {
    if (!this.exact || !this.outerProduct) return noInverseErrors
    const [first, second]: readonly Damped[] = [this.exact, this.outerProduct].map((A) =>
      finish(damped(A, damping)),
    )
    return finish(inverseErrors(P, first, second))
  }
}
