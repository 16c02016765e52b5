import { multiplyAdd, storeTile, storeTransposed } from './vectors'

/* The kernels for columns of numbers, as said at `Kernels`. */

export function multiply(
  A: usize,
  aRow: usize,
  aColumn: usize,
  B: usize,
  bRow: usize,
  rows: i32,
  inner: i32,
  width: i32,
  out: usize,
  outRow: usize,
): void {
  const end = (<usize>width) << 3
  let r = 0
  for (; r + 4 <= rows; r += 4) {
    for (let c: usize = 0; c < end; c += 32) {
      let s00 = f64x2.splat(0)
      let s01 = s00
      let s10 = s00
      let s11 = s00
      let s20 = s00
      let s21 = s00
      let s30 = s00
      let s31 = s00
      let a = A
      let b = B + c
      for (let k = 0; k < inner; k++) {
        const b0 = v128.load(b)
        const b1 = v128.load(b, 16)
        let s = v128.load64_splat(a)
        s00 = multiplyAdd(s, b0, s00)
        s01 = multiplyAdd(s, b1, s01)
        s = v128.load64_splat(a + aRow)
        s10 = multiplyAdd(s, b0, s10)
        s11 = multiplyAdd(s, b1, s11)
        s = v128.load64_splat(a + 2 * aRow)
        s20 = multiplyAdd(s, b0, s20)
        s21 = multiplyAdd(s, b1, s21)
        s = v128.load64_splat(a + 3 * aRow)
        s30 = multiplyAdd(s, b0, s30)
        s31 = multiplyAdd(s, b1, s31)
        a += aColumn
        b += bRow
      }
      storeTile(out + c, outRow, s00, s01, s10, s11, s20, s21, s30, s31)
    }
    A += 4 * aRow
    out += 4 * outRow
  }
  for (; r < rows; r++) {
    for (let c: usize = 0; c < end; c += 32) {
      let s0 = f64x2.splat(0)
      let s1 = s0
      let a = A
      let b = B + c
      for (let k = 0; k < inner; k++) {
        const s = v128.load64_splat(a)
        s0 = multiplyAdd(s, v128.load(b), s0)
        s1 = multiplyAdd(s, v128.load(b, 16), s1)
        a += aColumn
        b += bRow
      }
      v128.store(out + c, s0)
      v128.store(out + c, s1, 16)
    }
    A += aRow
    out += outRow
  }
}

export function multiplyColumns(
  a: usize,
  b: usize,
  bColumn: usize,
  length: i32,
  count: i32,
  out: usize,
  outColumn: usize,
): void {
  const whole = ((<usize>length) & ~1) << 3
  const odd = (length & 1) !== 0
  for (let c = 0; c < count; c++) {
    for (let n: usize = 0; n < whole; n += 16) {
      v128.store(out + n, f64x2.mul(v128.load(a + n), v128.load(b + n)))
    }
    if (odd) f64.store(out + whole, f64.load(a + whole) * f64.load(b + whole))
    b += bColumn
    out += outColumn
  }
}

export function packColumns(
  data: usize,
  stride: usize,
  index: usize,
  count: i32,
  inner: i32,
  out: usize,
): void {
  const whole = ((<usize>inner) & ~1) << 3
  const odd = (inner & 1) !== 0
  for (let r = 0; r < count; r += 4, index += 16) {
    const c0 = data + <usize>load<i32>(index) * stride
    const c1 = data + <usize>load<i32>(index, 4) * stride
    const c2 = data + <usize>load<i32>(index, 8) * stride
    const c3 = data + <usize>load<i32>(index, 12) * stride
    for (let n: usize = 0; n < whole; n += 16, out += 64) {
      const v0 = v128.load(c0 + n)
      const v1 = v128.load(c1 + n)
      const v2 = v128.load(c2 + n)
      const v3 = v128.load(c3 + n)
      storeTransposed(out, v0, v1, v2, v3)
    }
    if (odd) {
      f64.store(out, f64.load(c0 + whole))
      f64.store(out, f64.load(c1 + whole), 8)
      f64.store(out, f64.load(c2 + whole), 16)
      f64.store(out, f64.load(c3 + whole), 24)
      out += 32
    }
  }
}

export function packProducts(
  a: usize,
  aStride: usize,
  aIndex: usize,
  b: usize,
  bStride: usize,
  bIndex: usize,
  count: i32,
  inner: i32,
  out: usize,
): void {
  const whole = ((<usize>inner) & ~1) << 3
  const odd = (inner & 1) !== 0
  for (let r = 0; r < count; r += 4, aIndex += 16, bIndex += 16) {
    const a0 = a + <usize>load<i32>(aIndex) * aStride
    const a1 = a + <usize>load<i32>(aIndex, 4) * aStride
    const a2 = a + <usize>load<i32>(aIndex, 8) * aStride
    const a3 = a + <usize>load<i32>(aIndex, 12) * aStride
    const b0 = b + <usize>load<i32>(bIndex) * bStride
    const b1 = b + <usize>load<i32>(bIndex, 4) * bStride
    const b2 = b + <usize>load<i32>(bIndex, 8) * bStride
    const b3 = b + <usize>load<i32>(bIndex, 12) * bStride
    for (let n: usize = 0; n < whole; n += 16, out += 64) {
      const v0 = f64x2.mul(v128.load(a0 + n), v128.load(b0 + n))
      const v1 = f64x2.mul(v128.load(a1 + n), v128.load(b1 + n))
      const v2 = f64x2.mul(v128.load(a2 + n), v128.load(b2 + n))
      const v3 = f64x2.mul(v128.load(a3 + n), v128.load(b3 + n))
      storeTransposed(out, v0, v1, v2, v3)
    }
    if (odd) {
      f64.store(out, f64.load(a0 + whole) * f64.load(b0 + whole))
      f64.store(out, f64.load(a1 + whole) * f64.load(b1 + whole), 8)
      f64.store(out, f64.load(a2 + whole) * f64.load(b2 + whole), 16)
      f64.store(out, f64.load(a3 + whole) * f64.load(b3 + whole), 24)
      out += 32
    }
  }
}

export function columnProducts(
  x: usize,
  xStride: usize,
  Y: usize,
  columns: i32,
  inner: i32,
  out: usize,
  outRow: usize,
): void {
  let y = Y
  const end = x + ((<usize>inner) << 3)
  for (let c = 0; c < columns; c += 4, out += 32) {
    let s00 = f64x2.splat(0)
    let s01 = s00
    let s10 = s00
    let s11 = s00
    let s20 = s00
    let s21 = s00
    let s30 = s00
    let s31 = s00
    let x0 = x
    let x1 = x0 + xStride
    let x2 = x1 + xStride
    let x3 = x2 + xStride
    for (; x0 < end; x0 += 8, x1 += 8, x2 += 8, x3 += 8, y += 32) {
      const y0 = v128.load(y)
      const y1 = v128.load(y, 16)
      let s = v128.load64_splat(x0)
      s00 = multiplyAdd(s, y0, s00)
      s01 = multiplyAdd(s, y1, s01)
      s = v128.load64_splat(x1)
      s10 = multiplyAdd(s, y0, s10)
      s11 = multiplyAdd(s, y1, s11)
      s = v128.load64_splat(x2)
      s20 = multiplyAdd(s, y0, s20)
      s21 = multiplyAdd(s, y1, s21)
      s = v128.load64_splat(x3)
      s30 = multiplyAdd(s, y0, s30)
      s31 = multiplyAdd(s, y1, s31)
    }
    storeTile(out, outRow, s00, s01, s10, s11, s20, s21, s30, s31)
  }
}
