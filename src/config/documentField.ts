import { InputError } from './wrongField.ts'
import type { Bounds, Expectation, Finding, NumbersOf } from './wrongField.ts'

const SHOWN = 40

/** What a value is, in so far as it can be told in a few words. */
function findingOf(value: unknown): Finding {
  if (value === undefined) return { code: 'nothing' }
  if (Array.isArray(value)) return { code: 'array', length: value.length }
  if (typeof value === 'object' && value !== null) return { code: 'object' }
  // JSON has no infinity, but reads 1e999 as one.
  const json = typeof value === 'number' ? `${value}` : JSON.stringify(value)
  return { code: 'value', json: json.length > SHOWN ? `${json.slice(0, SHOWN)}…` : json }
}

function within(value: number, { atLeast, above, atMost, below }: Bounds): boolean {
  return (
    (atLeast === undefined || value >= atLeast) &&
    (above === undefined || value > above) &&
    (atMost === undefined || value <= atMost) &&
    (below === undefined || value < below)
  )
}

/** A value of a parsed JSON document that knows its path; every reading either fits or throws an InputError. */
export class DocumentField {
  constructor(
    readonly value: unknown,
    readonly path: string,
  ) {}

  /** Throws: what was expected here, and, if it is not the value itself that says it, what was found. */
  fail(expected: Expectation, found: Finding = findingOf(this.value)): never {
    throw new InputError(this.path === '' ? 'document' : this.path, expected, found)
  }

  get present(): boolean {
    return this.value !== undefined
  }

  get isArray(): boolean {
    return Array.isArray(this.value)
  }

  get isText(): boolean {
    return typeof this.value === 'string'
  }

  /** Whether this is an object with a field of this name. */
  has(key: string): boolean {
    return this.#isObject() && Object.hasOwn(this.value as object, key)
  }

  /** One field of an object that may have others. */
  field(key: string, expected: Expectation): DocumentField {
    if (!this.#isObject()) this.fail(expected)
    const value = this.value as Readonly<Record<string, unknown>>
    return this.#child(key, this.has(key) ? value[key] : undefined)
  }

  /** The fields of an object that has no others than these; the ones left out have no value. */
  fields<K extends string>(
    keys: readonly K[],
    expected: Expectation = { code: 'object', fields: keys },
  ): Readonly<Record<K, DocumentField>> {
    if (!this.#isObject()) this.fail(expected)
    const value = this.value as Readonly<Record<string, unknown>>
    for (const key of Object.keys(value))
      if (!(keys as readonly string[]).includes(key))
        this.#child(key, value[key]).fail({ code: 'no-field', known: keys })
    return Object.fromEntries(keys.map((key) => [key, this.field(key, expected)])) as Record<K, DocumentField>
  }

  /** The elements of an array. */
  elements(expected: Expectation): readonly DocumentField[] {
    if (!Array.isArray(this.value)) this.fail(expected)
    return (this.value as unknown[]).map((each, i) => new DocumentField(each, `${this.path}[${i}]`))
  }

  /** The `count` numbers of an array. */
  numbers(count: number, of: NumbersOf): readonly number[] {
    if (!Array.isArray(this.value) || this.value.length !== count) this.fail({ code: 'numbers', count, of })
    const values = this.value as readonly unknown[]
    // Only the wrong one gets a path of its own; there may be millions.
    const wrong = values.findIndex((value) => !Number.isFinite(value))
    if (wrong >= 0) new DocumentField(values[wrong], `${this.path}[${wrong}]`).fail({ code: 'number' })
    return values as readonly number[]
  }

  /** A finite number within these bounds. */
  number(bounds: Bounds): number {
    const { value } = this
    return typeof value === 'number' && Number.isFinite(value) && within(value, bounds)
      ? value
      : this.fail({ code: 'number', ...bounds })
  }

  /** A whole number from `min` to `max`. */
  whole(min: number, max: number): number {
    const { value } = this
    return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? value
      : this.fail({ code: 'whole', min, max })
  }

  /** Text of at least one character, at most `longest`. */
  text(expected: Expectation, longest = Infinity): string {
    const { value } = this
    return typeof value === 'string' && value !== '' && value.length <= longest ? value : this.fail(expected)
  }

  /** Text that holds, perhaps of no character. */
  textThat(holds: (text: string) => boolean, expected: Expectation): string {
    const { value } = this
    return typeof value === 'string' && holds(value) ? value : this.fail(expected)
  }

  boolean(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.fail({ code: 'boolean' })
  }

  /** One of these words. */
  word<T extends string>(words: readonly T[]): T {
    return words.find((word) => word === this.value) ?? this.fail({ code: 'word', words })
  }

  #isObject(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value)
  }

  #child(key: string, value: unknown): DocumentField {
    const name = /^[A-Za-z_][\w-]{0,40}$/.test(key) ? key : JSON.stringify(key.slice(0, SHOWN))
    return new DocumentField(value, this.path === '' ? name : `${this.path}.${name}`)
  }
}
