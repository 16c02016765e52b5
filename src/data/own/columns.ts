import { isMissing, numberIn } from './cells.ts'
import type { DecimalMark } from './cells.ts'
import type { RawRecord } from './tokenizer.ts'

/**
 * - number: numbers, but for a few cells;
 * - text: labels;
 * - constant: one and the same value everywhere;
 * - empty: no value anywhere.
 */
export type ColumnKind = 'number' | 'text' | 'constant' | 'empty'

export interface Column {
  readonly name: string
  readonly kind: ColumnKind
  /** A number for every row kept, of a text column the index of its label; NaN where there is none. */
  readonly values: Float64Array
  /** The labels of a text column, sorted; empty for numbers and where there are too many to be classes. */
  readonly labels: readonly string[]
  /** How many different values there are among the rows kept. */
  readonly distinct: number
  /** Rows without a value. */
  readonly missing: number
  /** Cells of a number column that are no numbers. */
  readonly odd: number
  /** Whether all numbers are whole. */
  readonly whole: boolean
}

/** Of a column of numbers at least this share of the cells with a value must be numbers. */
const numberShare = 0.8
/** More labels than this are not listed: they are names or remarks, not classes. */
const mostLabels = 200

/** A column from its cells. */
export function columnOf(
  name: string,
  at: number,
  records: readonly RawRecord[],
  decimal: DecimalMark,
): Column {
  const values = Float64Array.from(records, ({ fields }) => numberIn(fields[at], decimal))
  const missing = records.filter(({ fields }) => isMissing(fields[at])).length
  const present = records.length - missing
  const numbers = values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0)
  if (present === 0)
    return { name, kind: 'empty', values, labels: [], distinct: 0, missing, odd: 0, whole: false }
  if (numbers < numberShare * present) return textColumn(name, at, records, missing)
  const distinct = new Set(values.filter((value) => !Number.isNaN(value))).size
  return {
    name,
    kind: distinct === 1 ? 'constant' : 'number',
    values,
    labels: [],
    distinct,
    missing,
    odd: present - numbers,
    whole: values.every((value) => Number.isNaN(value) || Number.isInteger(value)),
  }
}

function textColumn(name: string, at: number, records: readonly RawRecord[], missing: number): Column {
  const present = new Set<string>()
  for (const { fields } of records) if (!isMissing(fields[at])) present.add(fields[at].trim())
  const distinct = present.size
  const labels = distinct > mostLabels ? [] : sorted([...present])
  const places = new Map(labels.map((label, index) => [label, index]))
  return {
    name,
    kind: distinct === 1 ? 'constant' : 'text',
    values: Float64Array.from(records, ({ fields }) => places.get(fields[at].trim()) ?? NaN),
    labels,
    distinct,
    missing,
    odd: 0,
    whole: false,
  }
}

/** By code units, so that the order of the classes is the same everywhere. */
function sorted(labels: readonly string[]): readonly string[] {
  return [...labels].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}
