/**
 * Writes out = A B, or adds it if `add` is true, for A of rows × inner and B of inner × columns, each given by its
 * data, where it starts, and how far apart its rows and columns are; out's rows are `outRow` apart. Every entry is
 * summed over the inner index in ascending order. Two rows and four columns at a time stay in registers.
 */
export function multiplyInto(
  A: Float64Array,
  aAt: number,
  aRow: number,
  aColumn: number,
  B: Float64Array,
  bAt: number,
  bRow: number,
  bColumn: number,
  rows: number,
  inner: number,
  columns: number,
  out: Float64Array,
  outAt: number,
  outRow: number,
  add: boolean,
): void {
  const wholeRows = rows & ~1
  const wholeColumns = columns & ~3
  for (let r = 0; r < wholeRows; r += 2) {
    const first = outAt + r * outRow
    for (let c = 0; c < wholeColumns; c += 4) {
      const to = first + c
      let s00 = add ? out[to] : 0
      let s01 = add ? out[to + 1] : 0
      let s02 = add ? out[to + 2] : 0
      let s03 = add ? out[to + 3] : 0
      let s10 = add ? out[to + outRow] : 0
      let s11 = add ? out[to + outRow + 1] : 0
      let s12 = add ? out[to + outRow + 2] : 0
      let s13 = add ? out[to + outRow + 3] : 0
      let a = aAt + r * aRow
      let b = bAt + c * bColumn
      for (let k = 0; k < inner; k++, a += aColumn, b += bRow) {
        const a0 = A[a]
        const a1 = A[a + aRow]
        const b0 = B[b]
        const b1 = B[b + bColumn]
        const b2 = B[b + 2 * bColumn]
        const b3 = B[b + 3 * bColumn]
        s00 += a0 * b0
        s01 += a0 * b1
        s02 += a0 * b2
        s03 += a0 * b3
        s10 += a1 * b0
        s11 += a1 * b1
        s12 += a1 * b2
        s13 += a1 * b3
      }
      out[to] = s00
      out[to + 1] = s01
      out[to + 2] = s02
      out[to + 3] = s03
      out[to + outRow] = s10
      out[to + outRow + 1] = s11
      out[to + outRow + 2] = s12
      out[to + outRow + 3] = s13
    }
  }
  // What the tiles leave over: the last columns of all rows, and the last row.
  for (let r = 0; r < rows; r++) {
    for (let c = r < wholeRows ? wholeColumns : 0; c < columns; c++) {
      const to = outAt + r * outRow + c
      let sum = add ? out[to] : 0
      let a = aAt + r * aRow
      let b = bAt + c * bColumn
      for (let k = 0; k < inner; k++, a += aColumn, b += bRow) sum += A[a] * B[b]
      out[to] = sum
    }
  }
}
