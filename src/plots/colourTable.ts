import { interpolateLab, piecewise, rgb } from 'd3'
import type { DivergingScale } from './colourScale.ts'

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

/** Negative end … zero … positive end. Light: RdBu, darkest at the ends; dark: lightest at the ends. */
const stops: Record<MapTheme, readonly string[]> = {
  light: [
    '#053061', '#2166ac', '#4393c3', '#92c5de', '#d1e5f0',
    '#f2efee',
    '#fddbc7', '#f4a582', '#d6604d', '#b2182b', '#67001f',
  ],
  dark: [
    '#e4f3ff', '#9fcefa', '#5ba3e0', '#2f74b5', '#254a70',
    '#212933',
    '#6b3434', '#ab4440', '#e06c5c', '#ffa794', '#ffe9e0',
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

// log₂ of a number ≥ 1 from its bits: the exponent plus a table over the leading ten bits of the mantissa.
const number = new Float64Array(1)
const words = new Int32Array(number.buffer)
number[0] = 1
const high = words[1] !== 0 ? 1 : 0
const mantissaLogarithms = Float64Array.from({ length: 1024 }, (_, i) => Math.log2(1 + (i + 0.5) / 1024))

/**
 * The function from a value to its index in a table's `entries`, −1 for NaN and ±∞. It agrees with `positionOf` to
 * half an entry; the logarithm is read from a table because `Math.log1p` for every pixel would not fit in a frame.
 */
export function indexing(scale: DivergingScale): (value: number) => number {
  const { kind, limit, threshold } = scale
  if (limit === 0) return (value) => (value - value === 0 ? half : -1)
  if (kind === 'linear')
    return (value) => {
      if (value - value !== 0) return -1
      const position = value / limit
      if (position >= 1) return 2 * half
      if (position <= -1) return 0
      return (half + position * half + 0.5) | 0
    }
  const stretch = half / Math.log2(1 + limit / threshold)
  return (value) => {
    if (value - value !== 0) return -1
    const size = value < 0 ? -value : value
    if (size >= limit) return value < 0 ? 0 : 2 * half
    number[0] = 1 + size / threshold
    const word = words[high]
    const steps = (stretch * ((word >> 20) - 1023 + mantissaLogarithms[(word >> 10) & 1023]) + 0.5) | 0
    return value < 0 ? half - steps : half + steps
  }
}
