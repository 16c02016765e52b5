/**
 * Writes out = A B, rows × columns, for A of rows × inner with entry (r, k) at `aAt + r * aRow + k * aColumn`, so
 * that a transposed A needs no copy, and B of inner × columns with rows `bRow` apart; out's rows are `columns`
 * apart. Every entry is summed over k in ascending order.
 */
export function multiplyInto(
  A: Float64Array,
  aAt: number,
  aRow: number,
  aColumn: number,
  B: Float64Array,
  bAt: number,
  bRow: number,
  rows: number,
  inner: number,
  columns: number,
  out: Float64Array,
  outAt: number,
): void {
  const wholeRows = rows & ~1
  const wholeColumns = columns & ~3
  for (let r = 0; r < wholeRows; r += 2) {
    const first = outAt + r * columns
    for (let c = 0; c < wholeColumns; c += 4) {
      let s00 = 0
      let s01 = 0
      let s02 = 0
      let s03 = 0
      let s10 = 0
      let s11 = 0
      let s12 = 0
      let s13 = 0
      for (let k = 0, a = aAt + r * aRow, b = bAt + c; k < inner; k++, a += aColumn, b += bRow) {
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
      const to = first + c
      out[to] = s00
      out[to + 1] = s01
      out[to + 2] = s02
      out[to + 3] = s03
      out[to + columns] = s10
      out[to + columns + 1] = s11
      out[to + columns + 2] = s12
      out[to + columns + 3] = s13
    }
  }
  // What the tiles leave over: the last columns of all rows, and the last row.
  for (let r = 0; r < rows; r++) {
    for (let c = r < wholeRows ? wholeColumns : 0; c < columns; c++) {
      let sum = 0
      for (let k = 0, a = aAt + r * aRow, b = bAt + c; k < inner; k++, a += aColumn, b += bRow) {
        sum += A[a] * B[b]
      }
      out[outAt + r * columns + c] = sum
    }
  }
}
