import { columnOf } from './columns.ts'
import type { Column } from './columns.ts'
import { formOf } from './detect.ts'
import type { TableForm } from './detect.ts'
import { tableLimits } from './tableLimits.ts'
import { Tokenizer } from './tokenizer.ts'
import type { RawRecord } from './tokenizer.ts'

/** What is wrong with a row as a whole. values: expected, found (numbers of fields). */
export type BadRowCode =
  /** Another number of fields than the table has columns. values: expected, found. */
  | 'fields'
  /** A quoted field that is never closed. */
  | 'open-quote'

export interface BadRow {
  /** Line of the file, from 1. */
  readonly line: number
  readonly code: BadRowCode
  readonly values: Readonly<Record<string, number>>
}

/** Why a file is no table of numbers: a catalogue key. */
export type TableCode =
  /** Nothing in it. */
  | 'empty'
  /** Not text. */
  | 'binary'
  /** Text, but no number anywhere. values: rows. */
  | 'no-number'
  /** values: columns, limit. */
  | 'too-many-columns'

export interface TableRefusal {
  readonly code: TableCode
  readonly values: Readonly<Record<string, number>>
}

/** A table of numbers and labels, read; plain data. */
export interface Table {
  readonly form: TableForm
  readonly columns: readonly Column[]
  /** The line in the file of every row kept, from 1. */
  readonly lines: Uint32Array
  /** The cells of the first rows as they stand. */
  readonly preview: readonly (readonly string[])[]
  /** All rows of the file that have the right number of fields; more than are kept where it is long. */
  readonly counted: number
  /** The first rows that could not be used. */
  readonly bad: readonly BadRow[]
  /** All of them. */
  readonly badCount: number
}

export type ReadTable =
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'refused'; readonly refusal: TableRefusal }

/** Characters by which the form of a table is told. */
const sampleLength = 65_536
const previewRows = 8

/**
 * Reads a table from text that comes in pieces: comma, semicolon, tab, bar or spaces between the fields, quotes,
 * header or not, decimal comma. The first rows are kept, all are counted, and rows that do not fit are named by
 * their line. Takes time in proportion to the text and memory in proportion to what is kept.
 */
export class TableReader {
  private sample = ''
  private started = false
  private tokenizer: Tokenizer | null = null
  private form: TableForm | null = null
  private header: readonly string[] | null = null
  private readonly kept: RawRecord[] = []
  private counted = 0
  private readonly bad: BadRow[] = []
  private badCount = 0
  private binary = false

  /** given: what the user says of the form; the rest is found out. */
  constructor(private readonly given: Partial<TableForm> = {}) {}

  push(text: string): void {
    if (this.binary || text === '') return
    const piece = !this.started && text.startsWith('\ufeff') ? text.slice(1) : text
    this.started = true
    if (this.tokenizer) {
      this.tokenizer.push(piece)
      return
    }
    this.sample += piece
    if (this.sample.length >= sampleLength) this.begin()
  }

  /** The table, after the last piece. */
  finish(): ReadTable {
    const refused = (code: TableCode, values: TableRefusal['values'] = {}): ReadTable => ({
      kind: 'refused',
      refusal: { code, values },
    })
    if (this.tokenizer === null) this.begin()
    if (this.binary) return refused('binary')
    this.tokenizer?.end()
    const { form, kept, counted, bad, badCount } = this
    if (!form || form.columns === 0) return refused('empty')
    if (form.columns > tableLimits.columns)
      return refused('too-many-columns', { columns: form.columns, limit: tableLimits.columns })
    const names = columnNames(this.header, form.columns)
    const columns = names.map((name, at) => columnOf(name, at, kept, form.decimal))
    if (!columns.some(hasNumber)) return refused('no-number', { rows: counted })
    return {
      kind: 'table',
      table: {
        form,
        columns,
        lines: Uint32Array.from(kept, ({ line }) => line),
        preview: kept.slice(0, previewRows).map(({ fields }) => fields.map((field) => field.slice(0, 100))),
        counted,
        bad,
        badCount,
      },
    }
  }

  private begin() {
    if (looksBinary(this.sample)) {
      this.binary = true
      return
    }
    // Of a long text the last line of the sample is cut, and would speak against every form.
    const end = this.sample.length < sampleLength ? -1 : this.sample.lastIndexOf('\n')
    this.form = formOf(end < 0 ? this.sample : this.sample.slice(0, end), this.given)
    this.tokenizer = new Tokenizer(this.form.delimiter, (record) => this.take(record))
    this.tokenizer.push(this.sample)
    this.sample = ''
  }

  private take(record: RawRecord) {
    const { form } = this
    if (!form) return
    const found = record.fields.length
    if (record.openQuote) return this.refuse({ line: record.line, code: 'open-quote', values: {} })
    if (found !== form.columns)
      return this.refuse({ line: record.line, code: 'fields', values: { expected: form.columns, found } })
    if (form.header && this.header === null) {
      this.header = record.fields
      return
    }
    this.counted++
    if (this.kept.length < tableLimits.keptRows) this.kept.push(record)
  }

  private refuse(row: BadRow) {
    this.badCount++
    if (this.bad.length < tableLimits.listed) this.bad.push(row)
  }
}

/** A table from a text that is there already, such as one that was pasted. */
export function readTable(text: string, given: Partial<TableForm> = {}): ReadTable {
  const reader = new TableReader(given)
  reader.push(text)
  return reader.finish()
}

function hasNumber({ kind, labels, distinct }: Column): boolean {
  return kind === 'number' || (kind === 'constant' && labels.length === 0 && distinct === 1)
}

/** Text has no character 0, and hardly any other control character than tabs and line breaks. */
function looksBinary(sample: string): boolean {
  let odd = 0
  for (let at = 0; at < sample.length; at++) {
    const code = sample.charCodeAt(at)
    if (code === 0) return true
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 0xfffd) odd++
  }
  return odd > sample.length / 20
}

const nameLength = 40

/** Names of their own for all columns: those of the header, c1, c2, … where it has none. */
function columnNames(header: readonly string[] | null, columns: number): readonly string[] {
  const used = new Set<string>()
  return Array.from({ length: columns }, (_, at) => {
    // numpy writes its header as a comment.
    const given = (header?.[at] ?? '').replace(at === 0 ? /^#\s*/ : /^$/, '').trim()
    const base = given === '' ? `c${at + 1}` : given.slice(0, nameLength)
    let name = base
    for (let n = 2; used.has(name); n++) name = `${base.slice(0, nameLength - 5)} ${n}`
    used.add(name)
    return name
  })
}
