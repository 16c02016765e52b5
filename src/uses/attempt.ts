/** Why a use of the Hessian gives no result; a catalogue key with the numbers its sentence names. */
export type FailureCode =
  /** NaN or ∞ in what is given, or in what comes out: numbers overflow. */
  | 'not-finite'
  /** The matrix has no inverse to working precision. eigenvalues: those that are zero, where they are known. */
  | 'singular'
  /** The matrix has to be positive definite and is not. eigenvalues: the negative ones, ascending. */
  | 'indefinite'
  /** The error function left all bounds. values: step, energy. */
  | 'diverging'
  /** No lower error function was found, however large the damping. values: damping. */
  | 'no-descent'
  /** Too few patterns remain. values: patterns. */
  | 'no-data'
  /** α or β is not positive. values: alpha, beta. */
  | 'no-prior'
  /** The method refuses the problem. */
  | 'refused'
  /** ∇E = 0 at the start: no step leads away. values: negativeEigenvalues of H there. */
  | 'at-rest'
  /** There is no weight left to remove. */
  | 'no-weights'

export interface Failure {
  readonly code: FailureCode
  readonly values: Readonly<Record<string, number>>
  readonly eigenvalues?: Float64Array
}

/** A result, or the reason why there is none. */
export type Attempt<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: 'failed'; readonly failure: Failure }

/** The result as an attempt. */
export function done<T>(value: T): Attempt<T> {
  return { kind: 'done', value }
}

/** The failure as an attempt. */
export function failed(
  code: FailureCode,
  values: Readonly<Record<string, number>> = {},
  eigenvalues?: Float64Array,
): { readonly kind: 'failed'; readonly failure: Failure } {
  return { kind: 'failed', failure: eigenvalues ? { code, values, eigenvalues } : { code, values } }
}
