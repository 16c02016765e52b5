/** Dense real matrix, row-major: entry (i, j) is `data[i * columns + j]`. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly data: Float64Array
}

/** A rows × columns matrix of zeros. */
export function zeros(rows: number, columns: number): Matrix {
  const used = usedMemory(rows * columns)
  return { rows, columns, data: used ? used.fill(0) : new Float64Array(rows * columns) }
}

/** A copy of the numbers. */
export function copyOf(data: Float64Array): Float64Array<ArrayBuffer> {
  const used = usedMemory(data.length)
  if (!used) return data.slice()
  used.set(data)
  return used
}

/** The matrix with these entries on its diagonal and zeros elsewhere. */
export function diagonalMatrix(entries: Float64Array): Matrix {
  const size = entries.length
  const matrix = zeros(size, size)
  for (let i = 0; i < size; i++) matrix.data[i * (size + 1)] = entries[i]
  return matrix
}

/** Memory of matrices that are no longer needed, all of one length. */
let spare: Float64Array<ArrayBuffer>[] = []
/** Numbers kept in all: 64 MB. */
const mostSpare = 1 << 23
/** Numbers below which memory comes from where it has been used before anyway. */
export const fewestRecycled = 1 << 14

function usedMemory(length: number): Float64Array<ArrayBuffer> | undefined {
  return spare[0]?.length === length ? spare.pop() : undefined
}

/**
 * Lets a later matrix of the same size have this memory, which must not be used any more: to touch new memory for the
 * first time takes the time of some ten operations a number. Small and transferred ones are ignored.
 */
export function recycle(data: Float64Array): void {
  if (
    data.length < fewestRecycled ||
    !(data.buffer instanceof ArrayBuffer) ||
    spare.some((one) => one === data)
  )
    return
  if (spare[0]?.length !== data.length) spare = []
  if ((spare.length + 1) * data.length <= mostSpare) spare.push(data as Float64Array<ArrayBuffer>)
}
