/** A wrong field of a document: its path, what was expected there and what was found. */
export class InputError extends Error {
  override readonly name = 'InputError'

  constructor(
    readonly field: string,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`${field}: expected ${expected}, found ${found}`)
  }
}

const SHOWN = 40

/** What a value is, in a few words. */
function described(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  // JSON has no infinity, but reads 1e999 as one.
  const text = typeof value === 'number' ? `${value}` : JSON.stringify(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}

/** A value of a parsed JSON document that knows its path; every reading either fits or throws an InputError. */
export class DocumentField {
  constructor(
    readonly value: unknown,
    readonly path: string,
  ) {}

  /** Throws: what was expected here, and, if it is not the value itself that says it, what was found. */
  fail(expected: string, found: string = described(this.value)): never {
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
  field(key: string, expected: string): DocumentField {
    if (!this.#isObject()) this.fail(expected)
    const value = this.value as Readonly<Record<string, unknown>>
    return this.#child(key, this.has(key) ? value[key] : undefined)
  }

  /** The fields of an object that has no others than these; the ones left out have no value. */
  fields<K extends string>(expected: string, keys: readonly K[]): Readonly<Record<K, DocumentField>> {
    if (!this.#isObject()) this.fail(expected)
    const value = this.value as Readonly<Record<string, unknown>>
    for (const key of Object.keys(value))
      if (!(keys as readonly string[]).includes(key))
        this.#child(key, value[key]).fail(`no such field (known are ${keys.join(', ')})`)
    return Object.fromEntries(keys.map((key) => [key, this.field(key, expected)])) as Record<K, DocumentField>
  }

  /** The elements of an array. */
  elements(expected: string): readonly DocumentField[] {
    if (!Array.isArray(this.value)) this.fail(expected)
    return (this.value as unknown[]).map((each, i) => new DocumentField(each, `${this.path}[${i}]`))
  }

  /** The numbers of an array, `count` of them unless it is null. */
  numbers(count: number | null, of: string): readonly number[] {
    const expected = `${count === null ? 'an array of' : `${count}`} numbers (${of})`
    if (!Array.isArray(this.value)) this.fail(expected)
    const values = this.value as readonly unknown[]
    if (count !== null && values.length !== count) this.fail(expected)
    // Only the wrong one gets a path of its own; there may be millions.
    const wrong = values.findIndex((value) => !Number.isFinite(value))
    if (wrong >= 0) new DocumentField(values[wrong], `${this.path}[${wrong}]`).fail('a finite number')
    return values as readonly number[]
  }

  /** A finite number for which `allowed` holds. */
  number(expected: string, allowed: (value: number) => boolean = () => true): number {
    const { value } = this
    return typeof value === 'number' && Number.isFinite(value) && allowed(value) ? value : this.fail(expected)
  }

  /** A whole number from `min` to `max`. */
  whole(min: number, max: number): number {
    return this.number(
      `a whole number from ${min} to ${max}`,
      (value) => Number.isInteger(value) && value >= min && value <= max,
    )
  }

  /** Text of at least one character, at most `longest`. */
  text(expected: string, longest = Infinity): string {
    const { value } = this
    return typeof value === 'string' && value !== '' && value.length <= longest ? value : this.fail(expected)
  }

  boolean(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.fail('true or false')
  }

  /** One of these words. */
  word<T extends string>(words: readonly T[]): T {
    return words.find((word) => word === this.value) ?? this.fail(`one of ${words.join(', ')}`)
  }

  #isObject(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value)
  }

  #child(key: string, value: unknown): DocumentField {
    const name = /^[A-Za-z_][\w-]{0,40}$/.test(key) ? key : JSON.stringify(key.slice(0, SHOWN))
    return new DocumentField(value, this.path === '' ? name : `${this.path}.${name}`)
  }
}
