import { isMissing, numberIn } from './cells.ts'
import type { DecimalMark } from './cells.ts'
import { delimiters, recordsOf } from './tokenizer.ts'
import type { Delimiter, RawRecord } from './tokenizer.ts'

/** How a table is written. */
export interface TableForm {
  readonly delimiter: Delimiter
  readonly decimal: DecimalMark
  /** Whether the first record names the columns. */
  readonly header: boolean
  /** The number of columns. */
  readonly columns: number
}

/** Records that are looked at. */
const looked = 200

/**
 * The form of the table that begins with this text: of all delimiters the one is taken whose records agree best in
 * their number of fields and hold the most numbers; what is given is kept.
 */
export function formOf(sample: string, given: Partial<TableForm> = {}): TableForm {
  const candidates = given.delimiter ? [given.delimiter] : delimiters
  const forms = candidates.map((delimiter) => judged(delimiter, sample, given))
  // Of equals the first one: a comma may stand within numbers, a tab hardly ever does.
  const best = forms.reduce((a, b) => (b.score > a.score + 1e-9 ? b : a))
  const { delimiter, decimal, columns, records } = best
  return { delimiter, decimal, columns, header: given.header ?? isHeader(records, columns, decimal) }
}

function judged(delimiter: Delimiter, sample: string, given: Partial<TableForm>) {
  const records = recordsOf(sample, delimiter).slice(0, looked)
  const columns = given.columns ?? commonLength(records)
  const fitting = records.filter(({ fields }) => fields.length === columns)
  const cells = fitting.flatMap(({ fields }) => fields)
  const decimal = given.decimal ?? decimalOf(cells, delimiter)
  const numbers = cells.filter((cell) => isMissing(cell) || !Number.isNaN(numberIn(cell, decimal))).length
  const agreement = records.length > 0 ? fitting.length / records.length : 0
  // One column is what every wrong delimiter finds.
  const score = agreement * (columns > 1 ? 1 : 0.1) * (0.3 + (0.7 * numbers) / Math.max(1, cells.length))
  return { delimiter, decimal, columns, records, score }
}

/** The most frequent number of fields, the larger one of equals. */
function commonLength(records: readonly RawRecord[]): number {
  const counts = new Map<number, number>()
  for (const { fields } of records) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1)
  return [...counts].reduce(
    (best, [length, count]) =>
      count > best.count || (count === best.count && length > best.length) ? { length, count } : best,
    { length: 0, count: 0 },
  ).length
}

function decimalOf(cells: readonly string[], delimiter: Delimiter): DecimalMark {
  if (delimiter === ',') return '.'
  const only = (mark: DecimalMark, other: DecimalMark) =>
    cells.filter((cell) => !Number.isNaN(numberIn(cell, mark)) && Number.isNaN(numberIn(cell, other))).length
  return only(',', '.') > only('.', ',') ? ',' : '.'
}

/** A first record of the common length that has no number, above others that have some. */
function isHeader(records: readonly RawRecord[], columns: number, decimal: DecimalMark): boolean {
  const [first, ...rest] = records.filter(({ fields }) => fields.length === columns)
  if (!first) return false
  const hasNumber = ({ fields }: RawRecord) => fields.some((cell) => !Number.isNaN(numberIn(cell, decimal)))
  return !hasNumber(first) && !first.fields.every(isMissing) && (rest.length === 0 || rest.some(hasNumber))
}
