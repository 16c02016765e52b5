/**
 * Subtracts f0 · r_0 + f1 · r_1 + f2 · r_2 + f3 · r_3 from `length` numbers of `out` at `at`; r_0 starts at `row` in
 * `rows`, the others `stride` apart. Four rows at a time, because loading and storing `out` is the cost otherwise.
 */
export function subtractFourRows(
  out: Float64Array,
  at: number,
  rows: Float64Array,
  row: number,
  stride: number,
  f0: number,
  f1: number,
  f2: number,
  f3: number,
  length: number,
): void {
  let r0 = row
  let r1 = r0 + stride
  let r2 = r1 + stride
  let r3 = r2 + stride
  for (let to = at; to < at + length; to++) {
    out[to] -= f0 * rows[r0++] + f1 * rows[r1++] + (f2 * rows[r2++] + f3 * rows[r3++])
  }
}

/** Subtracts f · r from `length` numbers of `out` at `at`; r starts at `row` in `rows`. */
export function subtractRow(
  out: Float64Array,
  at: number,
  rows: Float64Array,
  row: number,
  f: number,
  length: number,
): void {
  for (let to = at, from = row; to < at + length; to++) out[to] -= f * rows[from++]
}
