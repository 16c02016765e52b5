import {
  blockExtrema,
  blockStarts,
  createBlockRoom,
  halfExtrema,
  type Entries,
  type HalfSize,
  type Overview,
} from '../linalg/overview.ts'
import { indexValues, indexWords, type ColourTable } from './colourTable.ts'
import type { DivergingScale } from './colourScale.ts'
import { edgeOf, type MapViewport } from './mapViewport.ts'

/** A square image, row by row, one 32-bit word a pixel. */
export interface PixelTarget {
  readonly pixels: Uint32Array
  readonly size: number
}

/** Whether a map of this size is painted from the matrix at half its size. */
export function isHalved(W: number, viewport: MapViewport, size: number): boolean {
  return viewport.span * W >= 2 * size
}

/**
 * Paints what `viewport` shows of a square matrix into `target`. Cells of a pixel or more are filled from
 * edge to edge; smaller ones are represented by the extremum of those that share a pixel. Entries that are not finite
 * are hatched with stripes `stripe` pixels wide. An `overview` of the matrix is used where it is of this size, and the
 * matrix at `half` its size where two cells or more share a pixel: their blocks then begin and end a cell earlier.
 */
export function paintMatrix(
  target: PixelTarget,
  matrix: Entries,
  scale: DivergingScale,
  table: ColourTable,
  viewport: MapViewport,
  stripe: number,
  overview: Overview | null = null,
  half: HalfSize | null = null,
): void {
  const { pixels, size } = target
  const { data, minus, columns: W } = matrix
  const { entries } = table
  const [ground, dark] = table.notFinite
  const hatch = (x: number, y: number) => ((x + y) % (4 * stripe) < stripe ? dark : ground)

  if (viewport.span * W > size) {
    const ready = viewport.span === 1 && overview?.size === size ? overview.words : null
    const coarse = half && isHalved(W, viewport, size) ? half : null
    const startsFrom = (start: number) => {
      const starts = blockStarts(W, size, start, viewport.span)
      return coarse ? starts.map((index, p) => (p < size ? index : index + 1) >> 1) : starts
    }
    const rows = startsFrom(viewport.y)
    const columns = startsFrom(viewport.x)
    const room = createBlockRoom(columns[size] - columns[0])
    const line = new Int32Array(size)
    const indices = new Int16Array(size)
    for (let y = 0, p = 0; y < size; y++) {
      if (!ready && coarse) halfExtrema(coarse, rows[y], rows[y + 1], columns, room, line, 0)
      else if (!ready) blockExtrema(matrix, rows[y], rows[y + 1], columns, room, line, 0)
      indexWords(scale, ready ?? line, ready ? p : 0, 1, size, indices)
      for (let x = 0; x < size; x++, p++) pixels[p] = indices[x] < 0 ? hatch(x, y) : entries[indices[x]]
    }
    return
  }

  const first = Math.max(0, Math.floor(viewport.x * W))
  const last = Math.min(W, Math.ceil((viewport.x + viewport.span) * W))
  const indices = new Int16Array(last - first)
  const colours = new Uint32Array(last - first)
  const differences = new Float64Array(last - first)
  // Which of the cells in view a pixel of a row belongs to.
  const owners = new Int32Array(size)
  for (let c = first, p = 0; c < last; c++) {
    const end = c + 1 < last ? edgeOf(c + 1, viewport.x, viewport.span, W, size) : size
    while (p < Math.min(end, size)) owners[p++] = c - first
  }
  const bottomRow = Math.min(W, Math.ceil((viewport.y + viewport.span) * W))
  for (let row = Math.max(0, Math.floor(viewport.y * W)); row < bottomRow; row++) {
    const top = Math.max(0, edgeOf(row, viewport.y, viewport.span, W, size))
    const bottom = Math.min(size, edgeOf(row + 1, viewport.y, viewport.span, W, size))
    if (bottom <= top) continue
    if (minus) {
      for (let k = 0, at = row * W + first; k < differences.length; k++, at++)
        differences[k] = data[at] - minus[at]
      indexValues(scale, differences, 0, differences.length, indices)
    } else indexValues(scale, data, row * W + first, row * W + last, indices)
    let hatched = false
    for (let c = 0; c < indices.length; c++) {
      if (indices[c] < 0) hatched = true
      colours[c] = indices[c] < 0 ? ground : entries[indices[c]]
    }
    const line = top * size
    for (let p = 0; p < size; p++) pixels[line + p] = colours[owners[p]]
    for (let y = top + 1; y < bottom; y++) pixels.copyWithin(y * size, line, line + size)
    if (!hatched) continue
    for (let y = top; y < bottom; y++)
      for (let x = 0; x < size; x++) if (indices[owners[x]] < 0) pixels[y * size + x] = hatch(x, y)
  }
}
