import { multiplyInto } from '../product.ts'
import { padded } from './kernels.ts'
import {
  reduceAndMultiply,
  reflectRows,
  rotateRows,
  subtractRows,
  updateAndMultiply,
} from './typescriptRows.ts'
import type { Allocator, Engine, Kernels } from './kernels.ts'

const multiply: Kernels['multiply'] = (
  A,
  aAt,
  aRow,
  aColumn,
  B,
  bAt,
  bRow,
  rows,
  inner,
  width,
  out,
  outAt,
  outRow,
) => multiplyInto(A, aAt, aRow, aColumn, B, bAt, bRow, 1, rows, inner, width, out, outAt, outRow, false)

const multiplyColumns: Kernels['multiplyColumns'] = (
  a,
  aAt,
  b,
  bAt,
  bColumn,
  length,
  count,
  out,
  outAt,
  outColumn,
) => {
  for (let c = 0; c < count; c++) {
    let from = bAt + c * bColumn
    let to = outAt + c * outColumn
    for (let n = aAt; n < aAt + length; n++) out[to++] = a[n] * b[from++]
  }
}

const packColumns: Kernels['packColumns'] = ({ data, stride, index }, inner, out) => {
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

const packProducts: Kernels['packProducts'] = (a, b, inner, out) => {
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
const columnProducts: Kernels['columnProducts'] = (X, xAt, xStride, Y, yAt, columns, inner, out) => {
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

/** Any machine's engine, and what the others are checked against. */
export const typescript: Engine = {
  name: 'typescript',
  open: (build) => ({ kernels, arrays: build(heap), close: () => undefined }),
}
