/** Subtracts f times the `length` numbers at `from` from those at `to`. */
export function subtractRow(data: Float64Array, to: number, from: number, f: number, length: number): void {
  for (let at = to, end = to + length; at < end; at++) data[at] -= f * data[from + at - to]
}
