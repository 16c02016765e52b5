import type { Column } from './columns.ts'
import type { Table } from './table.ts'
import { tableLimits } from './tableLimits.ts'

/** What of a table the data are made of. */
export interface TableChoice {
  /** Columns of numbers, by index. */
  readonly inputs: readonly number[]
  /** Columns of numbers; for classes one column, of numbers or of text. */
  readonly targets: readonly number[]
  readonly kind: 'regression' | 'classes'
  /** Whether inputs, and targets that are numbers, are shifted and scaled to mean 0 and variance 1. */
  readonly standardise: boolean
}

/** The most different whole numbers that are taken as classes when nothing else is said. */
const fewNumbers = 10

/** Whether a column can be an input or a target that is a number. */
export function isNumeric({ kind }: Column): boolean {
  return kind === 'number'
}

/** Whether a column can tell classes apart. */
export function isClassColumn({ kind, distinct, labels }: Column): boolean {
  if (distinct < 2 || distinct > tableLimits.classes) return false
  return kind === 'number' || (kind === 'text' && labels.length > 0)
}

/** Whether a column of numbers looks like classes: a few whole numbers, each of them several times. */
function looksLikeClasses(column: Column): boolean {
  if (!isClassColumn(column)) return false
  if (column.kind === 'text') return true
  const rows = column.values.length - column.missing - column.odd
  const few = column.distinct === 2 || (column.distinct <= fewNumbers && 5 * column.distinct <= rows)
  return column.whole && few
}

/** A column that counts the rows tells nothing about them. */
function isRowNumber({ name, values, whole }: Column): boolean {
  if (!whole || !/^(c1|id|index|idx|no|nr|row|#|unnamed.*|번호|순번)\.?$/i.test(name)) return false
  return values.every((value, row) => row === 0 || value === values[row - 1] + 1)
}

/**
 * What is taken where nobody chose: the last column that can be is the target, of classes if it is text or holds a
 * few whole numbers; all other columns of numbers are inputs, but for one that numbers the rows. null where the
 * table has no target with an input beside it.
 */
export function defaultChoice({ columns }: Table): TableChoice | null {
  const numeric = columns.flatMap((column, at) => (isNumeric(column) && !isRowNumber(column) ? [at] : []))
  const target = columns.findLastIndex((column, at) => numeric.includes(at) || looksLikeClasses(column))
  const inputs = numeric.filter((at) => at !== target).slice(0, tableLimits.inputs)
  if (target < 0 || inputs.length === 0) return null
  const classes = looksLikeClasses(columns[target])
  return {
    inputs,
    targets: [target],
    kind: classes ? 'classes' : 'regression',
    standardise: inputs.some((at) => wantsScale(columns[at])) || (!classes && wantsScale(columns[target])),
  }
}

/** Numbers far from the size that weights of about 1 are made for. */
function wantsScale({ values }: Column): boolean {
  return values.some((value) => Math.abs(value) > 5)
}
