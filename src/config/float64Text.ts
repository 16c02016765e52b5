const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const sextets: ReadonlyMap<string, number> = new Map(Array.from(ALPHABET, (letter, i) => [letter, i]))

/** The numbers as base64url (RFC 4648 §5, no padding) of their little-endian float64 bytes: every bit is kept. */
export function encodeFloat64(numbers: ArrayLike<number>): string {
  const view = new DataView(new ArrayBuffer(8 * numbers.length))
  for (let i = 0; i < numbers.length; i++) view.setFloat64(8 * i, numbers[i], true)
  let text = ''
  for (let at = 0; at < view.byteLength; at += 3) {
    const left = Math.min(3, view.byteLength - at)
    let triple = 0
    for (let k = 0; k < 3; k++) triple = (triple << 8) | (k < left ? view.getUint8(at + k) : 0)
    for (let k = 0; k <= left; k++) text += ALPHABET[(triple >> (18 - 6 * k)) & 63]
  }
  return text
}

/**
 * The numbers written by `encodeFloat64`, or null where the text is not exactly such a writing: a foreign
 * character, a cut in the middle of a number, bits left over.
 */
export function decodeFloat64(text: string): Float64Array | null {
  const bytes = Math.floor((text.length * 3) / 4)
  if (text.length % 4 === 1 || bytes % 8 !== 0) return null
  const view = new DataView(new ArrayBuffer(bytes))
  let bits = 0
  let held = 0
  let at = 0
  for (const letter of text) {
    const sextet = sextets.get(letter)
    if (sextet === undefined) return null
    bits = ((bits << 6) | sextet) & 0xffff
    held += 6
    if (held >= 8) {
      held -= 8
      view.setUint8(at++, (bits >> held) & 0xff)
    }
  }
  if (bits & ((1 << held) - 1)) return null
  const numbers = new Float64Array(bytes / 8)
  for (let i = 0; i < numbers.length; i++) numbers[i] = view.getFloat64(8 * i, true)
  return numbers
}
