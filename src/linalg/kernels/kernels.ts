/**
 * The inner loops of everything that takes time, over numbers in one memory: in plain TypeScript, or in WebAssembly
 * where the machine has it (`engines.ts`). Sums run over the inner index in ascending order, so that an engine gives
 * the same bits at every call; engines differ by round-off.
 *
 * Quantities of N patterns are kept as columns, a column the N numbers of one quantity, contiguous. A matrix product
 * Xᵀ Y of columns reads X as it is and Y in panels of four columns: entry (n, c) of Y lies at
 * `(c >> 2) * 4 * inner + 4 * n + (c & 3)`, `inner` being the number of rows. Both sides are padded to whole panels;
 * what the padding holds never reaches another entry.
 */
export interface Kernels {
  readonly engine: EngineName

  /**
   * out = A B, row r of it from `outAt + r * outRow` on: A of rows × inner, its rows and columns `aRow` and `aColumn`
   * apart, B of inner × width, its rows `bRow` apart and contiguous. `width` is a multiple of 4.
   */
  readonly multiply: (
    A: Float64Array,
    aAt: number,
    aRow: number,
    aColumn: number,
    B: Float64Array,
    bAt: number,
    bRow: number,
    rows: number,
    inner: number,
    width: number,
    out: Float64Array,
    outAt: number,
    outRow: number,
  ) => void

  /** out[c, n] = a[n] b[c, n] for `count` columns of `length`, which start `bColumn` and `outColumn` apart. */
  readonly multiplyColumns: (
    a: Float64Array,
    aAt: number,
    b: Float64Array,
    bAt: number,
    bColumn: number,
    length: number,
    count: number,
    out: Float64Array,
    outAt: number,
    outColumn: number,
  ) => void

  /** Writes the columns, `inner` numbers of each, as panels. */
  readonly packColumns: (columns: Columns, inner: number, out: Float64Array) => void

  /** Writes the products, entry by entry, of two sets of equally many columns as panels. */
  readonly packProducts: (a: Columns, b: Columns, inner: number, out: Float64Array) => void

  /**
   * Writes Xᵀ Y for four columns of X, which start at `xAt` and are `xStride` apart, and the panels of Y from `yAt`
   * on, `columns` (a multiple of 4) columns in all: 4 × columns numbers at the beginning of `out`, rows `columns` apart.
   */
  readonly columnProducts: (
    X: Float64Array,
    xAt: number,
    xStride: number,
    Y: Float64Array,
    yAt: number,
    columns: number,
    inner: number,
    out: Float64Array,
  ) => void

  /**
   * Subtracts Σ_k f_k r_k from the `length` numbers of `out` at `at`, k running over `groups` times four rows: r_k is
   * at `row + k * stride` in `rows`, f_k at `factor + k * factorStride` in `factors`. From one group to the next the
   * numbers concerned start 4 · `advance` further to the right, in `out` and in the rows, and are 4 · `extend` more.
   */
  readonly subtractRows: (
    out: Float64Array,
    at: number,
    rows: Float64Array,
    row: number,
    stride: number,
    factors: Float64Array,
    factor: number,
    factorStride: number,
    groups: number,
    length: number,
    advance: number,
    extend: number,
  ) => void

  /**
   * P ← P − scale · q qᵀ, then p = P u, for a symmetric P (size × size, row-major) of which the upper triangle is
   * there: a large matrix is read and written once instead of twice.
   */
  readonly updateAndMultiply: (
    P: Float64Array,
    size: number,
    q: Float64Array,
    scale: number,
    u: Float64Array,
    p: Float64Array,
  ) => void

  /**
   * A ← A − u qᵀ − q uᵀ, then p = A v, for the leading size × size block of a symmetric A of which the lower triangle
   * is there, its rows `stride` apart.
   */
  readonly reduceAndMultiply: (
    A: Float64Array,
    stride: number,
    size: number,
    u: Float64Array,
    q: Float64Array,
    v: Float64Array,
    p: Float64Array,
  ) => void

  /**
   * M ← M (I − scale · v vᵀ) for the first `rows` (a multiple of 4) rows of M, `stride` apart, and their first `length`
   * (an even number of) entries.
   */
  readonly reflectRows: (
    M: Float64Array,
    stride: number,
    rows: number,
    length: number,
    v: Float64Array,
    scale: number,
  ) => void

  /**
   * Rotates row i + 1 of M into s_i m_i + c_i m_{i+1} and row i into c_i m_i − s_i m_{i+1}, for i = to − 1 down to
   * `from`, one rotation after the other; rows of `width` (a multiple of 8), `stride` apart.
   */
  readonly rotateRows: (
    M: Float64Array,
    stride: number,
    width: number,
    from: number,
    to: number,
    cosines: Float64Array,
    sines: Float64Array,
  ) => void
}

/** Plain TypeScript, WebAssembly with vectors of two numbers, or that with fused multiply–adds. */
export type EngineName = 'typescript' | 'simd' | 'simd-fma'

/** Columns to be packed: column r is the one at `index[r] * stride` in `data`. */
export interface Columns {
  readonly data: Float64Array
  readonly stride: number
  /** Padded to whole panels with any valid index. */
  readonly index: Int32Array
}

/** Hands out the arrays that kernels work on. */
export interface Allocator {
  /** Zeros. */
  readonly numbers: (length: number) => Float64Array
  /** Numbers that may be anything, to be written before they are read: to clear a large array takes time. */
  readonly scratch: (length: number) => Float64Array
  /** What `fill` makes of `length` zeros, and zeros up to a multiple of 4. */
  readonly indices: (length: number, fill: (index: Int32Array) => void) => Int32Array
}

/** Kernels with the arrays they were opened for. */
export interface Room<T> {
  readonly kernels: Kernels
  readonly arrays: T
  /** Gives the memory back. The arrays must not be touched afterwards. */
  readonly close: () => void
}

export interface Engine {
  readonly name: EngineName
  /**
   * Kernels with all the arrays they are to work on. `build` is called twice, first to find out how much memory it
   * asks for (then it is handed arrays without elements, which nobody fills), so that the memory never moves while it
   * is in use.
   */
  readonly open: <T>(build: (allocate: Allocator) => T) => Room<T>
}

/** `count` rounded up to whole panels. */
export function padded(count: number): number {
  return (count + 3) & ~3
}

/** Fills a list of indices with 0 … count − 1. */
export function countUp(count: number): (index: Int32Array) => void {
  return (index) => {
    for (let i = 0; i < count; i++) index[i] = i
  }
}
