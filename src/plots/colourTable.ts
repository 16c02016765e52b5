import { interpolateLab, piecewise, rgb } from 'd3'
import { positionOf, type DivergingScale } from './colourScale.ts'

export type MapTheme = 'light' | 'dark'

/** Half the table: entry `half` is zero, 0 and 2 · half are the negative and the positive end. */
const half = 512

/** The colours of a theme, ready for an ImageData seen as 32-bit words. */
export interface ColourTable {
  /** 2 · half + 1 packed colours from the negative to the positive end. */
  readonly entries: Uint32Array
  /** Same length: 1 where dark ink is legible on the colour, 0 where light ink is. */
  readonly darkInk: Uint8Array
  /** Ground and stripes of entries that are NaN or ±∞: greys that the scale does not contain. */
  readonly notFinite: readonly [ground: number, stripe: number]
  /** The same colours as CSS text, for a legend. */
  readonly css: (position: number) => string
}

/** Negative end … zero … positive end. Light: RdBu, darkest at the ends; dark: lightest at the ends, but not so light that the sign is lost. */
const stops: Record<MapTheme, readonly string[]> = {
  light: [
    '#053061', '#2166ac', '#4393c3', '#92c5de', '#d1e5f0',
    '#f2efee',
    '#fddbc7', '#f4a582', '#d6604d', '#b2182b', '#67001f',
  ],
  dark: [
    '#a9d9ff', '#6fb8f5', '#3f93dc', '#2b6cab', '#254669',
    '#212933',
    '#643236', '#9c3f40', '#d6574d', '#fa8272', '#ffb3a3',
  ],
} // prettier-ignore

const notFinite: Record<MapTheme, readonly [string, string]> = {
  light: ['#cfcfcf', '#6f6f6f'],
  dark: ['#4a4a4a', '#9a9a9a'],
}

/** The colour as one 32-bit word whose bytes in memory are R, G, B, A, whatever the machine's byte order. */
export function pack(colour: string): number {
  const { r, g, b } = rgb(colour)
  const bytes = new Uint8ClampedArray([r, g, b, 255])
  return new Uint32Array(bytes.buffer)[0]
}

/** Relative luminance of a colour (WCAG), 0 … 1. */
export function luminance(colour: string): number {
  const { r, g, b } = rgb(colour)
  const [red, green, blue] = [r, g, b].map((channel) => {
    const c = channel / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function createTable(theme: MapTheme): ColourTable {
  const colour = piecewise(interpolateLab, [...stops[theme]])
  const css = (position: number) => colour((position + 1) / 2)
  const count = 2 * half + 1
  const entries = new Uint32Array(count)
  const darkInk = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const text = css(i / half - 1)
    entries[i] = pack(text)
    // Where black and white ink have the same contrast: (L + 0.05)² = 0.05 · 1.05.
    darkInk[i] = luminance(text) > 0.179 ? 1 : 0
  }
  const [ground, stripe] = notFinite[theme]
  return { entries, darkInk, notFinite: [pack(ground), pack(stripe)], css }
}

const tables = new Map<MapTheme, ColourTable>()

/** The theme's table; always the same object. */
export function colourTable(theme: MapTheme): ColourTable {
  let table = tables.get(theme)
  if (!table) tables.set(theme, (table = createTable(theme)))
  return table
}

// A double's high word, its sign bit left out and shifted: the exponent with the leading seven bits of the mantissa,
// so 128 keys an octave, which is finer than the entries.
const high = new Int32Array(Float64Array.of(1).buffer)[1] !== 0 ? 1 : 0
const keyShift = 13
const keyOf = (word: number) => (word & 0x7fffffff) >> keyShift
const notFiniteKey = 0x7ff << (20 - keyShift)

/** Distance from the middle of the table, by key, from `base` on. */
interface SymlogSteps {
  readonly base: number
  readonly steps: Int16Array
}

const stepsOfScale = new WeakMap<DivergingScale, SymlogSteps>()

/** The steps of a symlog scale for all sizes that are not plainly at its middle; made once for a scale. */
function symlogSteps(scale: DivergingScale): SymlogSteps {
  const known = stepsOfScale.get(scale)
  if (known) return known
  const number = new Float64Array(1)
  const words = new Int32Array(number.buffer)
  const key = (value: number) => {
    number[0] = value
    return keyOf(words[high])
  }
  const base = key(scale.threshold / 1024)
  const steps = new Int16Array(key(scale.limit) - base + 1)
  for (let i = 1; i < steps.length; i++) {
    words[high] = ((base + i) << keyShift) | (1 << (keyShift - 1))
    steps[i] = Math.round(half * positionOf(scale, number[0]))
  }
  steps[steps.length - 1] = half
  const made = { base, steps }
  stepsOfScale.set(scale, made)
  return made
}

/**
 * Writes into `indices` (from 0 on) where values[from … to) stand in a table's `entries`, −1 for NaN and ±∞: the
 * rounded `positionOf`, to within one entry. Symlog reads the bits of the numbers, because a call of `Math.log1p` for
 * every pixel would not fit in a frame.
 */
export function indexValues(
  scale: DivergingScale,
  values: Float64Array,
  from: number,
  to: number,
  indices: Int16Array,
): void {
  const { kind, limit } = scale
  if (kind === 'linear' || limit === 0) {
    const factor = limit === 0 ? 0 : half / limit
    for (let k = from; k < to; k++) indices[k - from] = linearIndex(values[k], factor)
    return
  }
  indexWords(
    scale,
    new Int32Array(values.buffer, values.byteOffset, 2 * values.length),
    2 * from + high,
    2,
    to - from,
    indices,
  )
}

const number = new Float64Array(1)
const wordsOfNumber = new Int32Array(number.buffer)

/** The same for `count` numbers of which the high words are given, `spacing` apart from `at` on. */
export function indexWords(
  scale: DivergingScale,
  words: Int32Array,
  at: number,
  spacing: number,
  count: number,
  indices: Int16Array,
): void {
  if (scale.kind === 'linear' || scale.limit === 0) {
    const factor = scale.limit === 0 ? 0 : half / scale.limit
    for (let k = 0; k < count; k++, at += spacing) {
      wordsOfNumber[high] = words[at]
      indices[k] = linearIndex(number[0], factor)
    }
    return
  }
  const { base, steps } = symlogSteps(scale)
  const last = steps.length - 1
  for (let k = 0; k < count; k++, at += spacing) {
    const word = words[at]
    const key = keyOf(word)
    if (key >= notFiniteKey) {
      indices[k] = -1
      continue
    }
    const i = key - base
    const distance = steps[i < 0 ? 0 : i > last ? last : i]
    // −distance for a negative sign, without a branch: signs are as good as random, and mispredicting is dear.
    const sign = word >> 31
    indices[k] = half + ((distance ^ sign) - sign)
  }
}

/** −1 for what is not finite. */
function linearIndex(value: number, factor: number): number {
  // The difference is NaN for what is not finite.
  if (value - value !== 0) return -1
  const place = half + factor * value
  return place <= 0 ? 0 : place >= 2 * half ? 2 * half : (place + 0.5) | 0
}
