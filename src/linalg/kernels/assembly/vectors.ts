/** a b + c. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c)
  return f64x2.add(f64x2.mul(a, b), c)
}

/** c − a b. */
export function subtractProduct(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_nmadd(a, b, c)
  return f64x2.sub(c, f64x2.mul(a, b))
}

export function sumOf(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1)
}

/** Stores four rows of four numbers, which start `row` apart. */
export function storeTile(
  to: usize,
  row: usize,
  s00: v128,
  s01: v128,
  s10: v128,
  s11: v128,
  s20: v128,
  s21: v128,
  s30: v128,
  s31: v128,
): void {
  v128.store(to, s00)
  v128.store(to, s01, 16)
  to += row
  v128.store(to, s10)
  v128.store(to, s11, 16)
  to += row
  v128.store(to, s20)
  v128.store(to, s21, 16)
  to += row
  v128.store(to, s30)
  v128.store(to, s31, 16)
}

/** Stores two numbers of each of four columns as two rows of four. */
export function storeTransposed(to: usize, v0: v128, v1: v128, v2: v128, v3: v128): void {
  v128.store(to, v128.shuffle<f64>(v0, v1, 0, 2))
  v128.store(to, v128.shuffle<f64>(v2, v3, 0, 2), 16)
  v128.store(to, v128.shuffle<f64>(v0, v1, 1, 3), 32)
  v128.store(to, v128.shuffle<f64>(v2, v3, 1, 3), 48)
}
