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
 * Writes into `words`, from `to` on, the high words of the extrema of blocks of a matrix: of the rows from `top` to
 * `bottom` (not included), the entries from `starts[x]` to `starts[x + 1]` share the place x. An extremum is the entry
 * with the largest absolute value, to about 1e-6 of it, with its sign; NaN and ±∞ come before all others, so that
 * nothing large and nothing broken vanishes however far away one is.
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
    if (minus) takeRow(subtracted, high, 2, width, keys, row === top)
    else takeRow(own, 2 * from + high, 2, width, keys, row === top)
  }
  joinColumns(keys, starts, words, to)
}

/** A row-major matrix at half its size: of every two by two entries the high word of the extremum. */
export interface HalfSize {
  readonly columns: number
  readonly words: Int32Array
}

/** A W × W matrix at half its size, the last row and column alone where W is odd. */
export function halved(entries: Entries): HalfSize {
  const W = entries.columns
  const columns = Math.ceil(W / 2)
  const words = new Int32Array(columns * columns)
  const starts = Int32Array.from({ length: columns + 1 }, (_, x) => Math.min(W, 2 * x))
  const room = createBlockRoom(W)
  for (let y = 0; y < columns; y++)
    blockExtrema(entries, starts[y], starts[y + 1], starts, room, words, y * columns)
  return { columns, words }
}

/** Like `blockExtrema`, of a matrix at half its size: the extrema of all entries that its places stand for. */
export function halfExtrema(
  { columns, words: entries }: HalfSize,
  top: number,
  bottom: number,
  starts: Int32Array,
  { keys }: BlockRoom,
  words: Int32Array,
  to: number,
): void {
  const width = starts[starts.length - 1] - starts[0]
  for (let row = top; row < bottom; row++)
    takeRow(entries, row * columns + starts[0], 1, width, keys, row === top)
  joinColumns(keys, starts, words, to)
}

/** Takes `count` high words, `step` apart from `at` on, as `keys` if they are the `first`, else into their maxima. */
function takeRow(
  entries: Int32Array,
  at: number,
  step: 1 | 2,
  count: number,
  keys: Int32Array,
  first: boolean,
): void {
  if (first) {
    for (let k = 0; k < count; k++, at += step) keys[k] = (entries[at] & 0x7ffffffe) | (entries[at] >>> 31)
    return
  }
  for (let k = 0; k < count; k++, at += step) {
    const difference = keys[k] - ((entries[at] & 0x7ffffffe) | (entries[at] >>> 31))
    keys[k] -= difference & (difference >> 31)
  }
}

/** Writes the high words of the maxima of the keys that share a place. */
function joinColumns(keys: Int32Array, starts: Int32Array, words: Int32Array, to: number): void {
  const left = starts[0]
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
