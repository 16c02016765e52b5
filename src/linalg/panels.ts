/**
 * Products Xᵀ Y of matrices with a pattern a row, computed four columns by four. For that the columns are packed in
 * panels of four: entry (n, r) of X lies at `(r >> 2) * 4 * inner + 4 * n + (r & 3)`, `inner` being the number of
 * rows. Both sides are padded to whole panels; what the padding holds never reaches another entry.
 */

/** `count` rounded up to whole panels. */
export function padded(count: number): number {
  return (count + 3) & ~3
}

/**
 * Adds (Xᵀ Y)[4x … 4x+3, 4·from … 4·to−1], the products of panel x of X with panels from … to−1 of Y, to `out`
 * (row-major, `stride` a row).
 */
export function addPanelProducts(
  X: Float64Array,
  x: number,
  Y: Float64Array,
  from: number,
  to: number,
  inner: number,
  out: Float64Array,
  stride: number,
): void {
  const panel = 4 * inner
  const start = x * panel
  for (let y = from; y < to; y++) {
    let c00 = 0
    let c01 = 0
    let c02 = 0
    let c03 = 0
    let c10 = 0
    let c11 = 0
    let c12 = 0
    let c13 = 0
    let c20 = 0
    let c21 = 0
    let c22 = 0
    let c23 = 0
    let c30 = 0
    let c31 = 0
    let c32 = 0
    let c33 = 0
    for (let i = start, j = y * panel, end = start + panel; i < end; i += 4, j += 4) {
      const y0 = Y[j]
      const y1 = Y[j + 1]
      const y2 = Y[j + 2]
      const y3 = Y[j + 3]
      const x0 = X[i]
      c00 += x0 * y0
      c01 += x0 * y1
      c02 += x0 * y2
      c03 += x0 * y3
      const x1 = X[i + 1]
      c10 += x1 * y0
      c11 += x1 * y1
      c12 += x1 * y2
      c13 += x1 * y3
      const x2 = X[i + 2]
      c20 += x2 * y0
      c21 += x2 * y1
      c22 += x2 * y2
      c23 += x2 * y3
      const x3 = X[i + 3]
      c30 += x3 * y0
      c31 += x3 * y1
      c32 += x3 * y2
      c33 += x3 * y3
    }
    let at = 4 * (x * stride + y)
    out[at] += c00
    out[at + 1] += c01
    out[at + 2] += c02
    out[at + 3] += c03
    at += stride
    out[at] += c10
    out[at + 1] += c11
    out[at + 2] += c12
    out[at + 3] += c13
    at += stride
    out[at] += c20
    out[at + 1] += c21
    out[at + 2] += c22
    out[at + 3] += c23
    at += stride
    out[at] += c30
    out[at + 1] += c31
    out[at + 2] += c32
    out[at + 3] += c33
  }
}

/** Columns to be packed: entry (n, r) is `data[n * stride + index[r]]`. */
export interface Columns {
  readonly data: Float64Array
  readonly stride: number
  /** Padded to whole panels with any valid index. */
  readonly index: Int32Array
}

/** Writes the columns, `inner` rows of them, as panels. */
export function packColumns({ data, stride, index }: Columns, inner: number, out: Float64Array): void {
  for (let r = 0, to = 0; r < index.length; r += 4) {
    let row = 0
    const i0 = index[r]
    const i1 = index[r + 1]
    const i2 = index[r + 2]
    const i3 = index[r + 3]
    for (let n = 0; n < inner; n++, row += stride, to += 4) {
      out[to] = data[row + i0]
      out[to + 1] = data[row + i1]
      out[to + 2] = data[row + i2]
      out[to + 3] = data[row + i3]
    }
  }
}

/** Writes the products, entry by entry, of two sets of equally many columns as panels. */
export function packProducts(a: Columns, b: Columns, inner: number, out: Float64Array): void {
  const A = a.data
  const B = b.data
  for (let r = 0, to = 0; r < a.index.length; r += 4) {
    let rowA = 0
    let rowB = 0
    const a0 = a.index[r]
    const a1 = a.index[r + 1]
    const a2 = a.index[r + 2]
    const a3 = a.index[r + 3]
    const b0 = b.index[r]
    const b1 = b.index[r + 1]
    const b2 = b.index[r + 2]
    const b3 = b.index[r + 3]
    for (let n = 0; n < inner; n++, rowA += a.stride, rowB += b.stride, to += 4) {
      out[to] = A[rowA + a0] * B[rowB + b0]
      out[to + 1] = A[rowA + a1] * B[rowB + b1]
      out[to + 2] = A[rowA + a2] * B[rowB + b2]
      out[to + 3] = A[rowA + a3] * B[rowB + b3]
    }
  }
}
