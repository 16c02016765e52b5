import type { OutputName } from '../network/errors/index.ts'
import type { ExpressionRefusal } from '../network/expression/index.ts'

/** Between which numbers a number must lie; without an end, any finite number on that side. */
export interface Bounds {
  readonly atLeast?: number
  readonly above?: number
  readonly atMost?: number
  readonly below?: number
}

/** What the numbers of an array are. */
export type NumbersOf = 'inputs' | 'targets' | 'weights'

/** What a field of a document has to be; the sentences are the catalogue's, the values what they name. */
export type Expectation =
  /** This very text. */
  | { readonly code: 'text'; readonly text: string }
  | { readonly code: 'word'; readonly words: readonly string[] }
  /** Words that a list has, none twice, with commas between. */
  | { readonly code: 'list' }
  | { readonly code: 'boolean' }
  /** A finite number; with an output, one that this output can reach. */
  | ({ readonly code: 'number'; readonly output?: OutputName } & Bounds)
  | { readonly code: 'whole'; readonly min: number; readonly max: number }
  | { readonly code: 'numbers'; readonly count: number; readonly of: NumbersOf }
  /** An object with these fields, or with any. */
  | { readonly code: 'object'; readonly fields: readonly string[] }
  /** Nothing at all: only these fields are known here. */
  | { readonly code: 'no-field'; readonly known: readonly string[] }
  | { readonly code: 'at-most'; readonly max: number; readonly of: 'weights' | 'rows' }
  /** The sizes of the layers, inputs first: from `min` to `max` of them. */
  | { readonly code: 'layers'; readonly min: number; readonly max: number }
  | { readonly code: 'softmax-outputs' }
  /** One activation, or one for each hidden layer. */
  | { readonly code: 'activations'; readonly layers: number }
  /** An expression that can be used. */
  | { readonly code: 'expression'; readonly of: 'h(a)' | 'f' }
  /** The text of a function of one input or of two. */
  | { readonly code: 'function' }
  /** Data in one of the ways they can be written. */
  | { readonly code: 'data' }
  | { readonly code: 'data-for-output'; readonly output: OutputName }
  | { readonly code: 'data-for-layers'; readonly inputs: number; readonly targets: number }
  /** Rows of so many numbers each; `count` rows if it is not null. */
  | {
      readonly code: 'rows'
      readonly count: number | null
      readonly columns: number
      readonly of: 'inputs' | 'targets'
    }
  /** At least one row of so many inputs. */
  | { readonly code: 'some-rows'; readonly columns: number }
  /** As many rows as data.x has. */
  | { readonly code: 'as-many-rows'; readonly count: number }
  /** A list of as many names of columns as one of the counts. */
  | { readonly code: 'names'; readonly counts: readonly number[] }
  /** The name of a column, of at most `max` characters. */
  | { readonly code: 'name'; readonly max: number }
  /** W numbers, or a recipe for them. */
  | { readonly code: 'weights'; readonly count: number }
  /** A recipe of weights that does not diverge. */
  | { readonly code: 'converging-recipe' }
  | { readonly code: 'methods' }
  | { readonly code: 'method' }
  /** An object with the id of a study. */
  | { readonly code: 'study' }

/** What a field of a document is instead. */
export type Finding =
  | { readonly code: 'nothing' }
  /** A value as JSON writes it, shortened. */
  | { readonly code: 'value'; readonly json: string }
  | { readonly code: 'array'; readonly length: number }
  | { readonly code: 'object' }
  /** An expression, shortened, that is refused. */
  | { readonly code: 'expression'; readonly json: string; readonly refusal: ExpressionRefusal }
  /** A data set, or a function where it has no name, of other numbers of inputs and targets. */
  | {
      readonly code: 'data'
      readonly preset: string | null
      readonly inputs: number
      readonly targets: number
    }
  | { readonly code: 'divergence'; readonly step: number }

/** A wrong field of a document: its path, what was expected there and what was found. */
export interface WrongField {
  readonly field: string
  readonly expected: Expectation
  readonly found: Finding
}

/** The wrong field, as what is thrown; its message names the codes, for whoever has no catalogue. */
export class InputError extends Error implements WrongField {
  override readonly name = 'InputError'

  constructor(
    readonly field: string,
    readonly expected: Expectation,
    readonly found: Finding,
  ) {
    super(`${field}: expected ${expected.code}, found ${found.code}`)
  }
}
