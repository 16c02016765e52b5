/** What separates the fields of a line; ' ' stands for any run of spaces and tabs. */
export const delimiters = ['\t', ';', '|', ',', ' '] as const
export type Delimiter = (typeof delimiters)[number]

/** One record of a table, as it stands. */
export interface RawRecord {
  /** The line it begins on, from 1; a quoted field may go on over several. */
  readonly line: number
  readonly fields: readonly string[]
  /** Whether a quoted field was never closed, or went on for too long to be one. */
  readonly openQuote: boolean
}

const QUOTE = 34
const LINE_FEED = 10
const RETURN = 13
const TAB = 9

/** A quoted field of more characters is an open quote; what follows is read as if it had been closed there. */
const longestField = 65_536
/** A record of more fields is cut: no table has as many columns. */
const mostFields = 10_000

/**
 * Cuts text into records by RFC 4180: fields may be quoted, a doubled quote is one, quoted fields may hold
 * delimiters and line breaks; lines end with CR, LF or both. The text comes in pieces that may end anywhere. Lines
 * with nothing in them, or with nothing but delimiters, are passed over. Takes time in proportion to the text, whatever it is.
 */
export class Tokenizer {
  private readonly code: number
  private readonly spaces: boolean
  private fields: string[] = []
  private field = ''
  private line = 1
  private begun = 1
  /** Within quotes; after a quote that may have ended them; or neither. */
  private state: 'plain' | 'quoted' | 'closing' = 'plain'
  private wasQuoted = false
  private openQuote = false
  private afterReturn = false

  constructor(
    delimiter: Delimiter,
    private readonly emit: (record: RawRecord) => void,
  ) {
    this.code = delimiter.charCodeAt(0)
    this.spaces = delimiter === ' '
  }

  push(text: string): void {
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (this.afterReturn) {
        this.afterReturn = false
        if (code === LINE_FEED) {
          if (this.state === 'quoted') this.field += text.slice(from, at + 1)
          from = at + 1
          continue
        }
      }
      if (this.state === 'quoted') {
        if (code === QUOTE) {
          this.field += text.slice(from, at)
          from = at + 1
          this.state = 'closing'
        } else if (code === LINE_FEED || code === RETURN) {
          this.line++
          this.afterReturn = code === RETURN
          if (this.field.length + at - from > longestField) this.giveUpQuote(text.slice(from, at))
          else this.field += text.slice(from, at + 1)
          from = at + 1
        }
        continue
      }
      if (this.state === 'closing') {
        this.state = 'plain'
        if (code === QUOTE) {
          // Two quotes are one, and the field goes on.
          this.state = 'quoted'
          this.field += '"'
          from = at + 1
          continue
        }
      }
      if (code === LINE_FEED || code === RETURN) {
        this.field += text.slice(from, at)
        from = at + 1
        this.line++
        this.afterReturn = code === RETURN
        this.endRecord()
      } else if (code === this.code || (this.spaces && code === TAB)) {
        this.field += text.slice(from, at)
        from = at + 1
        this.endField()
      } else if (code === QUOTE && !this.wasQuoted && (this.field + text.slice(from, at)).trim() === '') {
        this.field = ''
        from = at + 1
        this.state = 'quoted'
        this.wasQuoted = true
      }
    }
    this.field += text.slice(from)
    if (this.state === 'quoted' && this.field.length > longestField) this.giveUpQuote('')
  }

  /** The end of the text: a last line without a line break is a record too. */
  end(): void {
    if (this.state === 'quoted') this.openQuote = true
    if (this.field !== '' || this.fields.length > 0 || this.wasQuoted) this.endRecord()
  }

  private giveUpQuote(rest: string) {
    this.field += rest
    this.state = 'plain'
    this.openQuote = true
    this.endRecord()
  }

  private endField() {
    const field = this.wasQuoted ? this.field : this.field.trim()
    // Spaces that follow each other separate once.
    if (!(this.spaces && field === '' && !this.wasQuoted) && this.fields.length < mostFields)
      this.fields.push(field)
    this.field = ''
    this.wasQuoted = false
    this.state = 'plain'
  }

  private endRecord() {
    this.endField()
    const { fields, begun, openQuote } = this
    this.fields = []
    this.begun = this.line
    this.openQuote = false
    // An open quote is told even where nothing stands within it.
    if (!openQuote && fields.every((field) => field === '')) return
    this.emit({ line: begun, fields, openQuote })
  }
}

/** All records of a text. */
export function recordsOf(text: string, delimiter: Delimiter): readonly RawRecord[] {
  const records: RawRecord[] = []
  const tokenizer = new Tokenizer(delimiter, (record) => records.push(record))
  tokenizer.push(text)
  tokenizer.end()
  return records
}
