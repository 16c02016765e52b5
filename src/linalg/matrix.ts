/** Dense real matrix, row-major: entry (i, j) is `data[i * columns + j]`. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly data: Float64Array
}

/** A rows × columns matrix of zeros. */
export function zeros(rows: number, columns: number): Matrix {
  const length = rows * columns
  const at = spare.findLastIndex((data) => data.length === length)
  const data = at < 0 ? new Float64Array(length) : spare.splice(at, 1)[0].fill(0)
  return { rows, columns, data }
}

/** The matrix with these entries on its diagonal and zeros elsewhere. */
export function diagonalMatrix(entries: Float64Array): Matrix {
  const size = entries.length
  const matrix = zeros(size, size)
  for (let i = 0; i < size; i++) matrix.data[i * (size + 1)] = entries[i]
  return matrix
}

/** Memory of matrices that are no longer needed. */
const spare: Float64Array[] = []
const mostSpare = 4

/**
 * Lets a later matrix of the same size have the memory of this one, which must not be used any more: to touch new
 * memory for the first time takes the time of some ten operations a number. Small and transferred ones are ignored.
 */
export function recycle({ rows, columns, data }: Matrix): void {
  if (data.length < smallest || data.length !== rows * columns || spare.includes(data)) return
  if (spare.length === mostSpare) spare.shift()
  spare.push(data)
}

/** Numbers below which memory comes from where it has been used before anyway. */
const smallest = 1 << 14
