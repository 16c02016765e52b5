// Of a double's two words the high one holds its sign, its exponent and 20 bits of its mantissa.
const high = new Int32Array(Float64Array.of(1).buffer)[1] !== 0 ? 1 : 0

/** A square matrix seen from afar, `size` × `size` pixels: of the entries that share a pixel the extremum. */
export interface Overview {
  readonly size: number
  /** High words of the extrema, row by row. */
  readonly words: Int32Array<ArrayBuffer>
}

/** The overview of a row-major W × W matrix `data`, or of the difference `data` − `minus`; W ≥ size. */
export function overviewOf(
  data: Float64Array,
  W: number,
  size: number,
  minus: Float64Array | null = null,
): Overview {
  const words = new Int32Array(size * size)
  const starts = blockStarts(W, size, 0, 1)
  const room = createBlockRoom(W)
  for (let y = 0; y < size; y++)
    blockExtrema({ data, minus, columns: W }, starts[y], starts[y + 1], starts, room, words, y * size)
  return { size, words }
}

/** Where the blocks begin, and the last one ends, if `size` pixels show the part of W entries from `from` on. */
export function blockStarts(W: number, size: number, from: number, part: number): Int32Array {
  const starts = new Int32Array(size + 1)
  for (let p = 0; p <= size; p++) starts[p] = Math.min(W, Math.floor((from + (p / size) * part) * W + 1e-9))
  return starts
}

/** A row-major matrix `columns` entries wide, data − minus or data alone. */
export interface Entries {
  readonly data: Float64Array
  readonly minus: Float64Array | null
  readonly columns: number
}

/** What `blockExtrema` works in, for rows of at most `width` entries. */
export interface BlockRoom {
  readonly keys: Int32Array
  readonly row: Float64Array
}

export function createBlockRoom(width: number): BlockRoom {
  return { keys: new Int32Array(width), row: new Float64Array(width) }
}

/**
 * Writes into `words`, from `to` on, the high words of the extrema of blocks of a matrix: of the rows from `top` to `bottom` (not included), the entries from `starts[x]` to `starts[x + 1]` share the
 * place x. An extremum is the entry with the largest absolute value, to about 1e-6 of it, with its sign; NaN and ±∞
 * come before all others, so that nothing large and nothing broken vanishes however far away one is.
 *
 * Compared are the high words, the sign moved to their last bit: integers can be compared without a branch, and signs
 * and sizes are as good as random, so that mispredicting would take most of the time.
 */
export function blockExtrema(
  { data, minus, columns }: Entries,
  top: number,
  bottom: number,
  starts: Int32Array,
  { keys, row: differences }: BlockRoom,
  words: Int32Array,
  to: number,
): void {
  const own = new Int32Array(data.buffer, data.byteOffset, 2 * data.length)
  const subtracted = new Int32Array(differences.buffer)
  const left = starts[0]
  const width = starts[starts.length - 1] - left
  for (let row = top; row < bottom; row++) {
    const from = row * columns + left
    if (minus) for (let k = 0; k < width; k++) differences[k] = data[from + k] - minus[from + k]
    const entries = minus ? subtracted : own
    let at = minus ? high : 2 * from + high
    if (row === top) {
      for (let k = 0; k < width; k++, at += 2) keys[k] = (entries[at] & 0x7ffffffe) | (entries[at] >>> 31)
      continue
    }
    for (let k = 0; k < width; k++, at += 2) {
      const difference = keys[k] - ((entries[at] & 0x7ffffffe) | (entries[at] >>> 31))
      keys[k] -= difference & (difference >> 31)
    }
  }
  for (let x = 0, k = 0; x < starts.length - 1; x++) {
    let largest = keys[k]
    const end = starts[x + 1] - left
    for (k++; k < end; k++) {
      const difference = largest - keys[k]
      largest -= difference & (difference >> 31)
    }
    words[to + x] = (largest & 0x7ffffffe) | (largest << 31)
  }
}
