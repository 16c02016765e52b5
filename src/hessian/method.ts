import type { Matrix } from '../linalg/matrix.ts'
import type { Steps } from '../linalg/steps.ts'
import type { Network, Problem } from '../network/network.ts'

/** A number a method takes; the panel draws its slider and the link its name from this. */
export interface Parameter {
  /** URL word, catalogue key and field of `evaluate`'s input: epsilon, damping, … */
  readonly name: string
  /** TeX of its letter. */
  readonly symbol: string
  readonly default: number
  readonly min: number
  readonly max: number
  readonly scale: 'linear' | 'log'
  /** Takes whole numbers alone. */
  readonly whole?: true
  /** More than this changes nothing for the network: the slider ends there. */
  readonly useful?: (network: Network) => number
}

export type ParameterValues = Readonly<Record<string, number>>

/** Whether all that is in `b` is the same in `a`, to the bit. */
export function sameParameters(a: ParameterValues, b: ParameterValues): boolean {
  return Object.keys(b).every((name) => Object.is(a[name], b[name]))
}

/** Why a method does not give a matrix: a catalogue key with the numbers its sentence names. */
export interface Refusal {
  readonly code: RefusalCode
  readonly values: Readonly<Record<string, number>>
}

export type RefusalCode =
  /** α + λ ≤ 0: the recursion has no start. values: alpha0. */
  | 'no-damping'
  /** Something overflowed: NaN or ∞ in the result. */
  | 'not-finite'
  /** A matrix to be inverted is singular to working precision. */
  | 'singular'
  /** No training led to these weights, and the method learns from the way. */
  | 'no-path'

/** What a method computed. */
export interface Evaluation {
  /** W × W, symmetric to the last bit, weight decay included once. */
  readonly matrix: Matrix
  /** ‖C − Cᵀ‖_F / ‖C‖_F before symmetrising, for methods whose raw result is not symmetric. */
  readonly asymmetry?: number
  /** What else is to be told of it, by the name the sentences of the page have for it. */
  readonly facts?: Readonly<Record<string, number>>
}

/** Exponent of W in the cost per pattern: O(W), O(W²), O(W³). */
export type CostExponent = 1 | 2 | 3

/** What its deviation from its target consists of. */
export type ErrorKind =
  /** Nothing but round-off. */
  | { readonly kind: 'round-off' }
  /** Truncation ∝ epsilon^order, against round-off ∝ epsilon^−roundOff (spec §7). */
  | { readonly kind: 'differences'; readonly order: number; readonly roundOff: number }
  /** Terms are left out; `vanishes` tells where the result equals the exact matrix all the same, whatever w. */
  | {
      readonly kind: 'model'
      readonly vanishes: (network: Network, parameters: ParameterValues) => boolean
    }

/** Where a method belongs in a list of them: the seven of PRML 5.4, then those beyond the text. */
export const methodGroups = ['book', 'structured', 'sampled', 'quasi-newton'] as const
export type MethodGroup = (typeof methodGroups)[number]

/**
 * One way to compute the Hessian of E or its inverse. One file a method; everything that tile, caption, study,
 * command line and contract test need to know of it is stated once, in that file.
 */
export interface HessianMethod {
  /** Kebab-case: URL word, catalogue key, `id` of `evaluate`. */
  readonly id: string
  readonly group: MethodGroup
  /** Section of PRML, e.g. 5.4.5; null for a method beyond the text. */
  readonly section: string | null
  /** The equations of the book, e.g. (5.93)–(5.95), or else the work the method is from. */
  readonly equations: string
  /** TeX, one line. */
  readonly formula: string
  /** What it approximates: H, or the inverse of the outer product plus damping (spec §6, §9). */
  readonly target: 'hessian' | 'inverse'
  /** The outer product where that is what the method stands in for: its own deviation is the one from there. */
  readonly approximates?: 'outer-product'
  /** Whether it needs `Problem.path`. */
  readonly needsPath?: true
  readonly costExponent: CostExponent
  /**
   * Operations in all for N patterns by spec §12 (weight decay and once-only work as stated there), without writing
   * numbers or factors out as a W × W matrix; the most there can be where a method may end early.
   */
  readonly operations: (network: Network, N: number, parameters: ParameterValues) => number
  readonly error: ErrorKind
  readonly parameters: readonly Parameter[]
  /** A reason known before computing, or null. */
  readonly refuses: (problem: Problem, parameters: ParameterValues) => Refusal | null
  readonly evaluate: (problem: Problem, parameters: ParameterValues) => Steps<Evaluation>
}
