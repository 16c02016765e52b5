import { clamped, limits } from './limits.ts'
import type { Range } from './limits.ts'
import type { Notice, NoticeCode } from './notice.ts'

const SHOWN = 40

/** The text, cut where it would be too long for a message. */
function shortened(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text
}

/** A finite decimal number as a link writes it, or null. */
function parseNumber(text: string): number | null {
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text)) return null
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}

/** The number as short as it can be read back exactly, −0 included. */
export function writeNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e')
}

/** The parts of a link, read one by one; what cannot be used is noted and the fallback given. */
export class LinkReader {
  readonly #parts = new Map<string, string>()
  readonly #notices: Notice[] = []
  #more = 0

  /** Splits `key=value&key=value`; `text` must have been held to the limit of length. */
  constructor(text: string) {
    for (const part of text.split('&')) {
      if (part === '') continue
      const equals = part.indexOf('=')
      const key = this.#plain(equals < 0 ? part : part.slice(0, equals))
      const value = this.#plain(equals < 0 ? '' : part.slice(equals + 1))
      if (key === null || value === null)
        this.note('not-text', key ?? '', key === null ? part : part.slice(equals + 1), '')
      else if (this.#parts.has(key)) this.note('duplicate-key', key, value, this.#parts.get(key) ?? '')
      else this.#parts.set(key, value)
    }
  }

  #plain(text: string): string | null {
    try {
      return decodeURIComponent(text)
    } catch {
      return null
    }
  }

  /** Notes that a part cannot be used as it stands. */
  note(code: NoticeCode, field: string, given: string, used: string, values: Notice['values'] = {}): void {
    if (this.#notices.length >= limits.notices.max) this.#more++
    else
      this.#notices.push({
        code,
        field: shortened(field),
        given: shortened(given),
        used: shortened(used),
        values,
      })
  }

  has(key: string): boolean {
    return this.#parts.has(key)
  }

  /** The value of this part, which does not yet count as read. */
  peek(key: string): string | null {
    return this.#parts.get(key) ?? null
  }

  /** The value of this part, which counts as read from now on; null where the link has none. */
  take(key: string): string | null {
    const value = this.#parts.get(key) ?? null
    this.#parts.delete(key)
    return value
  }

  /** The number of this part, within the range. */
  number(key: string, range: Range, fallback: number): number {
    const text = this.take(key)
    if (text === null) return fallback
    const value = parseNumber(text)
    if (value === null) {
      this.note('not-a-number', key, text, writeNumber(fallback))
      return fallback
    }
    if (range.whole && !Number.isInteger(value)) {
      this.note('not-whole', key, text, writeNumber(fallback))
      return fallback
    }
    const used = clamped(value, range)
    if (used !== value)
      this.note('out-of-range', key, text, writeNumber(used), { min: range.min, max: range.max })
    return used
  }

  /** The word of this part, one of those allowed. */
  word<T extends string, F extends T | null>(key: string, allowed: readonly T[], fallback: F): T | F {
    const text = this.take(key)
    if (text === null) return fallback
    const found = allowed.find((word) => word === text)
    if (found !== undefined) return found
    this.note('unknown-word', key, text, fallback ?? '', { allowed: allowed.join(', ') })
    return fallback
  }

  /** 1 or 0 as yes or no. */
  flag(key: string, fallback: boolean): boolean {
    return this.word(key, ['0', '1'] as const, fallback ? '1' : '0') === '1'
  }

  /** The words of this part, in the order of those allowed; unknown ones are noted and left out. */
  words<T extends string>(key: string, allowed: readonly T[], fallback: readonly T[]): readonly T[] {
    const text = this.take(key)
    if (text === null) return fallback
    const given = new Set(text === '' ? [] : text.split(','))
    const found = allowed.filter((word) => given.delete(word))
    for (const word of given)
      this.note('unknown-word', key, word, found.join(','), { allowed: allowed.join(', ') })
    return found
  }

  /** All notices, those for the parts nobody took included; `known` tells which of these exist at all. */
  finish(known: (key: string) => boolean): readonly Notice[] {
    for (const [key, value] of this.#parts)
      this.note(known(key) ? 'unused-key' : 'unknown-key', key, value, '')
    if (this.#more === 0) return this.#notices
    return [...this.#notices, { code: 'more', field: '', given: '', used: '', values: { count: this.#more } }]
  }
}
