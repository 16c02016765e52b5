/** What was wrong with a part of a link; the sentences are the catalogue's, the values what they name. */
export type NoticeCode =
  /** The link is longer than `limit` characters; all of it was ignored. values: length, limit. */
  | 'link-too-long'
  /** Written by a version of the page that this one cannot read; all of it was ignored. values: version. */
  | 'unknown-version'
  /** No part of a link has this name. */
  | 'unknown-key'
  /** The part means nothing beside the others, such as x without data=own. */
  | 'unused-key'
  /** The part stands twice; the first one counts. */
  | 'duplicate-key'
  /** Not text: broken percent encoding. */
  | 'not-text'
  /** No finite number. */
  | 'not-a-number'
  /** A whole number was expected. */
  | 'not-whole'
  /** Outside its range, moved to the nearest end. values: min, max. */
  | 'out-of-range'
  /** None of the words allowed. values: allowed (separated by commas). */
  | 'unknown-word'
  /** Words that the list does not have, or that stand twice; they were left out. */
  | 'unknown-words'
  /** Not sizes such as 1-4-1. */
  | 'not-layers'
  /** More layers than are allowed; the first hidden ones were kept. values: layers (of weights), limit. */
  | 'too-many-layers'
  /** The data need other numbers of inputs and outputs. values: inputs, outputs. */
  | 'layers-adapted'
  /** More maps than can be shown; the first ones were kept. values: limit. */
  | 'too-many-maps'
  /** Too many weights. values: weights, limit, width (of the widest hidden layers that fit). */
  | 'network-too-large'
  /** Not one activation for each hidden layer. values: expected, found. */
  | 'activation-count'
  /** The data cannot be fitted with this output. values: reason (a `Misfit`). */
  | 'output-misfit'
  /** Not base64url of float64 numbers, or cut short. */
  | 'not-base64'
  /** Another number of numbers than needed. values: expected, found. */
  | 'wrong-count'
  /** Not the same number of numbers for each data point. values: rows, found. */
  | 'not-rows'
  /** NaN or ∞ among the numbers. values: index (from 0). */
  | 'not-finite-number'
  /** Explicit data without points, or with more numbers than a link holds. values: limit, found. */
  | 'data-size'
  /** Not row,column of an entry of the matrix, both from 1. values: weights. */
  | 'not-an-entry'
  /** So many steps of training would take too long; fewer were used. values: limit. */
  | 'recipe-too-long'
  /** A typed function is refused. values: reason (an `ExpressionCode`) and what belongs to it. */
  | 'expression-refused'
  /** What reads typed functions could not be loaded. */
  | 'expressions-not-loaded'
  /** The list of studies could not be loaded. */
  | 'studies-not-loaded'
  /** The data are too many for a link and were left out of it. values: points, inputs, targets. */
  | 'data-in-file'
  /** Not a name for each column, or one that is too long; columns go without. values: expected, found, limit. */
  | 'column-names'
  /** Further parts were wrong. values: count. */
  | 'more'

/** One part of a link that could not be used as it stands, and what stands in for it. */
export interface Notice {
  readonly code: NoticeCode
  /** The key in the link, shortened; empty where the link as a whole is meant. */
  readonly field: string
  /** What the link says, shortened. */
  readonly given: string
  /** What is used instead, as a link would write it; empty where nothing is. */
  readonly used: string
  readonly values: Readonly<Record<string, number | string>>
}
