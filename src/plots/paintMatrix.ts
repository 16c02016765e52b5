import { indexValues, type ColourTable } from './colourTable.ts'
import type { DivergingScale } from './colourScale.ts'
import { edgeOf, type MapViewport } from './mapViewport.ts'

/** A square image, row by row, one 32-bit word a pixel. */
export interface PixelTarget {
  readonly pixels: Uint32Array
  readonly size: number
}

/**
 * The one of values[from … to) with the largest absolute value; the first that is not finite, if there is one.
 * So a single large entry is seen however far one is away.
 */
export function extremum(values: Float64Array, from: number, to: number): number {
  let found = values[from]
  for (let k = from + 1; k < to; k++) found = larger(found, values[k])
  return found
}

/** The one with the larger absolute value; the first on a tie; NaN and ±∞ before all others. */
function larger(a: number, b: number): number {
  // Not comparisons with 0: signs are as good as random, and mispredicting is dear. Nothing is larger than NaN.
  return Math.abs(b) > Math.abs(a) || b !== b ? b : a
}

/**
 * Paints what `viewport` shows of the row-major W × W matrix into `target`. Cells of a pixel or more are filled from
 * edge to edge; smaller ones are represented by the extremum of those that share a pixel. Entries that are not finite
 * are hatched with stripes `stripe` pixels wide.
 */
export function paintMatrix(
  target: PixelTarget,
  data: Float64Array,
  W: number,
  scale: DivergingScale,
  table: ColourTable,
  viewport: MapViewport,
  stripe: number,
): void {
  const { pixels, size } = target
  const { entries } = table
  const [ground, dark] = table.notFinite
  const hatch = (x: number, y: number) => ((x + y) % (4 * stripe) < stripe ? dark : ground)

  if (viewport.span * W > size) {
    const starts = (start: number) => {
      const cells = new Int32Array(size + 1)
      for (let p = 0; p <= size; p++)
        cells[p] = Math.min(W, Math.floor((start + (p / size) * viewport.span) * W + 1e-9))
      return cells
    }
    const rows = starts(viewport.y)
    const columns = starts(viewport.x)
    const left = columns[0]
    const right = columns[size]
    // The rows that share a row of pixels, reduced to one; then its entries that share a pixel, to one.
    const merged = new Float64Array(right - left)
    const line = new Float64Array(size)
    const indices = new Int16Array(size)
    for (let y = 0, p = 0; y < size; y++) {
      merged.set(data.subarray(rows[y] * W + left, rows[y] * W + right))
      for (let row = rows[y] + 1; row < rows[y + 1]; row++)
        for (let k = 0, at = row * W + left; k < merged.length; k++, at++)
          merged[k] = larger(merged[k], data[at])
      for (let x = 0; x < size; x++) line[x] = extremum(merged, columns[x] - left, columns[x + 1] - left)
      indexValues(scale, line, 0, size, indices)
      for (let x = 0; x < size; x++, p++) pixels[p] = indices[x] < 0 ? hatch(x, y) : entries[indices[x]]
    }
    return
  }

  const first = Math.max(0, Math.floor(viewport.x * W))
  const last = Math.min(W, Math.ceil((viewport.x + viewport.span) * W))
  const indices = new Int16Array(last - first)
  const colours = new Uint32Array(last - first)
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
    indexValues(scale, data, row * W + first, row * W + last, indices)
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
