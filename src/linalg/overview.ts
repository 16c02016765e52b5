// Of a double's two words the high one holds its sign, its exponent and 20 bits of its mantissa.
const high = new Int32Array(Float64Array.of(1).buffer)[1] !== 0 ? 1 : 0

/** A square matrix seen from afar, `size` × `size` pixels: of the entries that share a pixel the extremum. */
export interface Overview {
  readonly size: number
  /** High words of the extrema, row by row. */
  readonly words: Int32Array<ArrayBuffer>
}

/** The overview of a row-major W × W matrix, W ≥ size. */
export function overviewOf(data: Float64Array, W: number, size: number): Overview {
  const words = new Int32Array(size * size)
  const starts = blockStarts(W, size, 0, 1)
  const room = new Int32Array(W)
  for (let y = 0; y < size; y++)
    blockExtrema(data, W, starts[y], starts[y + 1], starts, room, words, y * size)
  return { size, words }
}

/** Where the blocks begin, and the last one ends, if `size` pixels show the part of W entries from `from` on. */
export function blockStarts(W: number, size: number, from: number, part: number): Int32Array {
  const starts = new Int32Array(size + 1)
  for (let p = 0; p <= size; p++) starts[p] = Math.min(W, Math.floor((from + (p / size) * part) * W + 1e-9))
  return starts
}

/**
 * Writes into `words`, from `to` on, the high words of the extrema of blocks of a row-major matrix `columns` entries
 * wide: of the rows from `top` to `bottom` (not included), the entries from `starts[x]` to `starts[x + 1]` share the
 * place x. An extremum is the entry with the largest absolute value, to about 1e-6 of it, with its sign; NaN and ±∞
 * come before all others, so that nothing large and nothing broken vanishes however far away one is.
 *
 * Compared are the high words, the sign moved to their last bit: integers can be compared without a branch, and signs
 * and sizes are as good as random, so that mispredicting would take most of the time. `room` has a place for every
 * entry of a row between the first start and the last.
 */
export function blockExtrema(
  data: Float64Array,
  columns: number,
  top: number,
  bottom: number,
  starts: Int32Array,
  room: Int32Array,
  words: Int32Array,
  to: number,
): void {
  const entries = new Int32Array(data.buffer, data.byteOffset, 2 * data.length)
  const left = starts[0]
  const width = starts[starts.length - 1] - left
  let at = 2 * (top * columns + left) + high
  for (let k = 0; k < width; k++, at += 2) room[k] = (entries[at] & 0x7ffffffe) | (entries[at] >>> 31)
  for (let row = top + 1; row < bottom; row++) {
    at = 2 * (row * columns + left) + high
    for (let k = 0; k < width; k++, at += 2) {
      const difference = room[k] - ((entries[at] & 0x7ffffffe) | (entries[at] >>> 31))
      room[k] -= difference & (difference >> 31)
    }
  }
  for (let x = 0, k = 0; x < starts.length - 1; x++) {
    let largest = room[k]
    const end = starts[x + 1] - left
    for (k++; k < end; k++) {
      const difference = largest - room[k]
      largest -= difference & (difference >> 31)
    }
    words[to + x] = (largest & 0x7ffffffe) | (largest << 31)
  }
}
