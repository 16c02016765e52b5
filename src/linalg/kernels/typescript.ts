import { padded } from './kernels.ts'
import {
  reduceAndMultiply,
  reflectRows,
  rotateRows,
  subtractRows,
  updateAndMultiply,
} from './typescriptRows.ts'
import type { Allocator, Columns, Engine, Kernels } from './kernels.ts'

/** Any machine's engine, and what the others are checked against. */
export const typescript: Engine = {
  name: 'typescript',
  open: (build) => ({ kernels, arrays: build(heap), close: () => undefined }),
}

const heap: Allocator = {
  numbers: (length) => new Float64Array(length),
  scratch: (length) => new Float64Array(length),
  indices: (length, fill) => {
    const index = new Int32Array(padded(length))
    fill(index)
    return index
  },
}

const kernels: Kernels = {
  engine: 'typescript',
  multiply,
  multiplyColumns,
  packColumns,
  packProducts,
  columnProducts,
  subtractRows,
  updateAndMultiply,
  reduceAndMultiply,
  reflectRows,
  rotateRows,
}

/** Two rows and four columns at a time stay in registers. */
function multiply(
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
): void {
  let r = 0
  for (; r + 2 <= rows; r += 2) {
    for (let c = 0; c < width; c += 4) {
      let s00 = 0
      let s01 = 0
      let s02 = 0
      let s03 = 0
      let s10 = 0
      let s11 = 0
      let s12 = 0
      let s13 = 0
      let a = aAt + r * aRow
      let b = bAt + c
      for (let k = 0; k < inner; k++, a += aColumn, b += bRow) {
        const a0 = A[a]
        const a1 = A[a + aRow]
        const b0 = B[b]
        const b1 = B[b + 1]
        const b2 = B[b + 2]
        const b3 = B[b + 3]
        s00 += a0 * b0
        s01 += a0 * b1
        s02 += a0 * b2
        s03 += a0 * b3
        s10 += a1 * b0
        s11 += a1 * b1
        s12 += a1 * b2
        s13 += a1 * b3
      }
      let to = outAt + r * outRow + c
      out[to] = s00
      out[to + 1] = s01
      out[to + 2] = s02
      out[to + 3] = s03
      to += outRow
      out[to] = s10
      out[to + 1] = s11
      out[to + 2] = s12
      out[to + 3] = s13
    }
  }
  if (r === rows) return
  for (let c = 0; c < width; c += 4) {
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    let a = aAt + r * aRow
    let b = bAt + c
    for (let k = 0; k < inner; k++, a += aColumn, b += bRow) {
      const a0 = A[a]
      s0 += a0 * B[b]
      s1 += a0 * B[b + 1]
      s2 += a0 * B[b + 2]
      s3 += a0 * B[b + 3]
    }
    const to = outAt + r * outRow + c
    out[to] = s0
    out[to + 1] = s1
    out[to + 2] = s2
    out[to + 3] = s3
  }
}

function multiplyColumns(
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
): void {
  for (let c = 0; c < count; c++) {
    let from = bAt + c * bColumn
    let to = outAt + c * outColumn
    for (let n = aAt; n < aAt + length; n++) out[to++] = a[n] * b[from++]
  }
}

function packColumns({ data, stride, index }: Columns, inner: number, out: Float64Array): void {
  for (let r = 0, to = 0; r < index.length; r += 4) {
    let c0 = index[r] * stride
    let c1 = index[r + 1] * stride
    let c2 = index[r + 2] * stride
    let c3 = index[r + 3] * stride
    for (let n = 0; n < inner; n++, to += 4) {
      out[to] = data[c0++]
      out[to + 1] = data[c1++]
      out[to + 2] = data[c2++]
      out[to + 3] = data[c3++]
    }
  }
}

function packProducts(a: Columns, b: Columns, inner: number, out: Float64Array): void {
  const A = a.data
  const B = b.data
  for (let r = 0, to = 0; r < a.index.length; r += 4) {
    let a0 = a.index[r] * a.stride
    let a1 = a.index[r + 1] * a.stride
    let a2 = a.index[r + 2] * a.stride
    let a3 = a.index[r + 3] * a.stride
    let b0 = b.index[r] * b.stride
    let b1 = b.index[r + 1] * b.stride
    let b2 = b.index[r + 2] * b.stride
    let b3 = b.index[r + 3] * b.stride
    for (let n = 0; n < inner; n++, to += 4) {
      out[to] = A[a0++] * B[b0++]
      out[to + 1] = A[a1++] * B[b1++]
      out[to + 2] = A[a2++] * B[b2++]
      out[to + 3] = A[a3++] * B[b3++]
    }
  }
}

/** Four columns by four at a time. */
function columnProducts(
  X: Float64Array,
  xAt: number,
  xStride: number,
  Y: Float64Array,
  yAt: number,
  columns: number,
  inner: number,
  out: Float64Array,
): void {
  for (let c = 0, y = yAt; c < columns; c += 4) {
    let s00 = 0
    let s01 = 0
    let s02 = 0
    let s03 = 0
    let s10 = 0
    let s11 = 0
    let s12 = 0
    let s13 = 0
    let s20 = 0
    let s21 = 0
    let s22 = 0
    let s23 = 0
    let s30 = 0
    let s31 = 0
    let s32 = 0
    let s33 = 0
    let i1 = xAt + xStride
    let i2 = i1 + xStride
    let i3 = i2 + xStride
    for (let i0 = xAt, end = xAt + inner; i0 < end; i0++, y += 4) {
      const y0 = Y[y]
      const y1 = Y[y + 1]
      const y2 = Y[y + 2]
      const y3 = Y[y + 3]
      const x0 = X[i0]
      s00 += x0 * y0
      s01 += x0 * y1
      s02 += x0 * y2
      s03 += x0 * y3
      const x1 = X[i1++]
      s10 += x1 * y0
      s11 += x1 * y1
      s12 += x1 * y2
      s13 += x1 * y3
      const x2 = X[i2++]
      s20 += x2 * y0
      s21 += x2 * y1
      s22 += x2 * y2
      s23 += x2 * y3
      const x3 = X[i3++]
      s30 += x3 * y0
      s31 += x3 * y1
      s32 += x3 * y2
      s33 += x3 * y3
    }
    let to = c
    out[to] = s00
    out[to + 1] = s01
    out[to + 2] = s02
    out[to + 3] = s03
    to += columns
    out[to] = s10
    out[to + 1] = s11
    out[to + 2] = s12
    out[to + 3] = s13
    to += columns
    out[to] = s20
    out[to + 1] = s21
    out[to + 2] = s22
    out[to + 3] = s23
    to += columns
    out[to] = s30
    out[to + 1] = s31
    out[to + 2] = s32
    out[to + 3] = s33
  }
}
