import { multiplyAdd, subtractProduct, sumOf } from './vectors'

/* The kernels for rows of large matrices, as said at `Kernels`. */

export function subtractRows(
  out: usize,
  rows: usize,
  stride: usize,
  factors: usize,
  factorStride: usize,
  groups: i32,
  length: i32,
  advance: i32,
  extend: i32,
): void {
  for (let g = 0; g < groups; g++) {
    const f0 = v128.load64_splat(factors)
    const f1 = v128.load64_splat(factors + factorStride)
    const f2 = v128.load64_splat(factors + 2 * factorStride)
    const f3 = v128.load64_splat(factors + 3 * factorStride)
    const r1 = rows + stride
    const r2 = r1 + stride
    const r3 = r2 + stride
    const whole = ((<usize>length) & ~1) << 3
    for (let c: usize = 0; c < whole; c += 16) {
      let sum = v128.load(out + c)
      sum = subtractProduct(f0, v128.load(rows + c), sum)
      sum = subtractProduct(f1, v128.load(r1 + c), sum)
      sum = subtractProduct(f2, v128.load(r2 + c), sum)
      sum = subtractProduct(f3, v128.load(r3 + c), sum)
      v128.store(out + c, sum)
    }
    if ((length & 1) !== 0) {
      let sum = f64.load(out + whole)
      sum -= f64x2.extract_lane(f0, 0) * f64.load(rows + whole)
      sum -= f64x2.extract_lane(f1, 0) * f64.load(r1 + whole)
      sum -= f64x2.extract_lane(f2, 0) * f64.load(r2 + whole)
      sum -= f64x2.extract_lane(f3, 0) * f64.load(r3 + whole)
      f64.store(out + whole, sum)
    }
    factors += 4 * factorStride
    out += (<usize>advance) << 5
    rows += 4 * stride + ((<usize>advance) << 5)
    length += 4 * extend
  }
}

export function updateAndMultiply(P: usize, size: i32, q: usize, scale: f64, u: usize, p: usize): void {
  const end = (<usize>size) << 3
  memory.fill(p, 0, end)
  let i: usize = 0
  let row = P
  for (; i + 16 <= end; i += 16, row += 2 * end) {
    const next = row + end
    const q0 = scale * f64.load(q + i)
    const q1 = scale * f64.load(q + i, 8)
    const u0 = f64.load(u + i)
    const u1 = f64.load(u + i, 8)
    const corner00 = f64.load(row + i) - q0 * f64.load(q + i)
    const corner01 = f64.load(row + i, 8) - q0 * f64.load(q + i, 8)
    const corner11 = f64.load(next + i, 8) - q1 * f64.load(q + i, 8)
    f64.store(row + i, corner00)
    f64.store(row + i, corner01, 8)
    f64.store(next + i, corner11, 8)
    let sum0 = corner00 * u0 + corner01 * u1
    let sum1 = corner01 * u0 + corner11 * u1
    let s0 = f64x2.splat(0)
    let s1 = s0
    const qs0 = f64x2.splat(q0)
    const qs1 = f64x2.splat(q1)
    const us0 = f64x2.splat(u0)
    const us1 = f64x2.splat(u1)
    let j = i + 16
    for (; j + 16 <= end; j += 16) {
      const qj = v128.load(q + j)
      const uj = v128.load(u + j)
      const e0 = subtractProduct(qs0, qj, v128.load(row + j))
      const e1 = subtractProduct(qs1, qj, v128.load(next + j))
      v128.store(row + j, e0)
      v128.store(next + j, e1)
      s0 = multiplyAdd(e0, uj, s0)
      s1 = multiplyAdd(e1, uj, s1)
      v128.store(p + j, multiplyAdd(e1, us1, multiplyAdd(e0, us0, v128.load(p + j))))
    }
    if (j < end) {
      const qj = f64.load(q + j)
      const uj = f64.load(u + j)
      const e0 = f64.load(row + j) - q0 * qj
      const e1 = f64.load(next + j) - q1 * qj
      f64.store(row + j, e0)
      f64.store(next + j, e1)
      sum0 += e0 * uj
      sum1 += e1 * uj
      f64.store(p + j, f64.load(p + j) + e0 * u0 + e1 * u1)
    }
    f64.store(p + i, f64.load(p + i) + sum0 + sumOf(s0))
    f64.store(p + i, f64.load(p + i, 8) + sum1 + sumOf(s1), 8)
  }
  if (i < end) {
    const entry = f64.load(row + i) - scale * f64.load(q + i) * f64.load(q + i)
    f64.store(row + i, entry)
    f64.store(p + i, f64.load(p + i) + entry * f64.load(u + i))
  }
}

export function reduceAndMultiply(
  A: usize,
  stride: usize,
  size: i32,
  u: usize,
  q: usize,
  v: usize,
  p: usize,
): void {
  const end = (<usize>size) << 3
  memory.fill(p, 0, end)
  let i: usize = 0
  let row = A
  for (; i + 16 <= end; i += 16, row += 2 * stride) {
    const next = row + stride
    const u0 = f64.load(u + i)
    const u1 = f64.load(u + i, 8)
    const q0 = f64.load(q + i)
    const q1 = f64.load(q + i, 8)
    const v0 = f64.load(v + i)
    const v1 = f64.load(v + i, 8)
    const us0 = f64x2.splat(u0)
    const us1 = f64x2.splat(u1)
    const qs0 = f64x2.splat(q0)
    const qs1 = f64x2.splat(q1)
    const vs0 = f64x2.splat(v0)
    const vs1 = f64x2.splat(v1)
    let s0 = f64x2.splat(0)
    let s1 = s0
    for (let j: usize = 0; j < i; j += 16) {
      const uj = v128.load(u + j)
      const qj = v128.load(q + j)
      const vj = v128.load(v + j)
      const a0 = subtractProduct(qs0, uj, subtractProduct(us0, qj, v128.load(row + j)))
      const a1 = subtractProduct(qs1, uj, subtractProduct(us1, qj, v128.load(next + j)))
      v128.store(row + j, a0)
      v128.store(next + j, a1)
      s0 = multiplyAdd(a0, vj, s0)
      s1 = multiplyAdd(a1, vj, s1)
      v128.store(p + j, multiplyAdd(a1, vs1, multiplyAdd(a0, vs0, v128.load(p + j))))
    }
    const corner00 = f64.load(row + i) - 2 * u0 * q0
    const corner10 = f64.load(next + i) - (u1 * q0 + q1 * u0)
    const corner11 = f64.load(next + i, 8) - 2 * u1 * q1
    f64.store(row + i, corner00)
    f64.store(next + i, corner10)
    f64.store(next + i, corner11, 8)
    f64.store(p + i, sumOf(s0) + corner00 * v0 + corner10 * v1)
    f64.store(p + i, sumOf(s1) + corner10 * v0 + corner11 * v1, 8)
  }
  if (i < end) {
    const ui = f64.load(u + i)
    const qi = f64.load(q + i)
    const vi = f64.load(v + i)
    let sum: f64 = 0
    for (let j: usize = 0; j < i; j += 8) {
      const a = f64.load(row + j) - (ui * f64.load(q + j) + qi * f64.load(u + j))
      f64.store(row + j, a)
      sum += a * f64.load(v + j)
      f64.store(p + j, f64.load(p + j) + a * vi)
    }
    const a = f64.load(row + i) - 2 * ui * qi
    f64.store(row + i, a)
    f64.store(p + i, sum + a * vi)
  }
}

export function reflectRows(M: usize, stride: usize, rows: i32, length: i32, v: usize, scale: f64): void {
  const end = (<usize>length) << 3
  for (let r = 0; r < rows; r += 4, M += 4 * stride) {
    const m1 = M + stride
    const m2 = m1 + stride
    const m3 = m2 + stride
    let s0 = f64x2.splat(0)
    let s1 = s0
    let s2 = s0
    let s3 = s0
    for (let c: usize = 0; c < end; c += 16) {
      const x = v128.load(v + c)
      s0 = multiplyAdd(x, v128.load(M + c), s0)
      s1 = multiplyAdd(x, v128.load(m1 + c), s1)
      s2 = multiplyAdd(x, v128.load(m2 + c), s2)
      s3 = multiplyAdd(x, v128.load(m3 + c), s3)
    }
    const f0 = f64x2.splat(scale * sumOf(s0))
    const f1 = f64x2.splat(scale * sumOf(s1))
    const f2 = f64x2.splat(scale * sumOf(s2))
    const f3 = f64x2.splat(scale * sumOf(s3))
    for (let c: usize = 0; c < end; c += 16) {
      const x = v128.load(v + c)
      v128.store(M + c, subtractProduct(f0, x, v128.load(M + c)))
      v128.store(m1 + c, subtractProduct(f1, x, v128.load(m1 + c)))
      v128.store(m2 + c, subtractProduct(f2, x, v128.load(m2 + c)))
      v128.store(m3 + c, subtractProduct(f3, x, v128.load(m3 + c)))
    }
  }
}

export function rotateRows(
  M: usize,
  stride: usize,
  width: i32,
  from: i32,
  to: i32,
  cosines: usize,
  sines: usize,
): void {
  const end = (<usize>width) << 3
  const last = M + <usize>to * stride
  const first = (<usize>from) << 3
  // A line of the cache at a time: the row that two rotations share stays in registers.
  for (let c: usize = 0; c < end; c += 64) {
    let row = last + c
    let h0 = v128.load(row)
    let h1 = v128.load(row, 16)
    let h2 = v128.load(row, 32)
    let h3 = v128.load(row, 48)
    for (let i = (<usize>to) << 3; i > first; i -= 8) {
      const cos = v128.load64_splat(cosines + i - 8)
      const sin = v128.load64_splat(sines + i - 8)
      const above = row - stride
      const a0 = v128.load(above)
      const a1 = v128.load(above, 16)
      const a2 = v128.load(above, 32)
      const a3 = v128.load(above, 48)
      v128.store(row, multiplyAdd(sin, a0, f64x2.mul(cos, h0)))
      v128.store(row, multiplyAdd(sin, a1, f64x2.mul(cos, h1)), 16)
      v128.store(row, multiplyAdd(sin, a2, f64x2.mul(cos, h2)), 32)
      v128.store(row, multiplyAdd(sin, a3, f64x2.mul(cos, h3)), 48)
      h0 = subtractProduct(sin, h0, f64x2.mul(cos, a0))
      h1 = subtractProduct(sin, h1, f64x2.mul(cos, a1))
      h2 = subtractProduct(sin, h2, f64x2.mul(cos, a2))
      h3 = subtractProduct(sin, h3, f64x2.mul(cos, a3))
      row = above
    }
    v128.store(row, h0)
    v128.store(row, h1, 16)
    v128.store(row, h2, 32)
    v128.store(row, h3, 48)
  }
}
