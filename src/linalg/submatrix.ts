import type { Matrix } from './matrix.ts'

/** The rows and columns of a square matrix with these indices, in their order. */
export function submatrix({ columns, data }: Matrix, indices: readonly number[]): Matrix {
  const size = indices.length
  const chosen = new Float64Array(size * size)
  let to = 0
  for (const row of indices) for (const column of indices) chosen[to++] = data[row * columns + column]
  return { rows: size, columns: size, data: chosen }
}
