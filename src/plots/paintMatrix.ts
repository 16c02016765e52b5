import { indexing, type ColourTable } from './colourTable.ts'
import type { DivergingScale } from './colourScale.ts'
import { edgeOf, type MapViewport } from './mapViewport.ts'

/** A square image, row by row, one 32-bit word a pixel. */
export interface PixelTarget {
  readonly pixels: Uint32Array
  readonly size: number
}

/**
 * The entry of largest absolute value among rows [top, bottom) and columns [left, right) of a row-major W × W matrix;
 * the first entry that is not finite, if there is one. So a single large entry is seen however far one is away.
 */
export function blockExtremum(
  data: Float64Array,
  W: number,
  top: number,
  bottom: number,
  left: number,
  right: number,
): number {
  let extremum = 0
  let largest = -1
  for (let row = top; row < bottom; row++) {
    const start = row * W
    for (let k = start + left; k < start + right; k++) {
      const value = data[k]
      const size = value < 0 ? -value : value
      if (size > largest) {
        largest = size
        extremum = value
        if (size === Infinity) return value
      } else if (size !== size) return value
    }
  }
  return extremum
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
  const index = indexing(scale)
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
    for (let y = 0, p = 0; y < size; y++)
      for (let x = 0; x < size; x++, p++) {
        const value = blockExtremum(data, W, rows[y], rows[y + 1], columns[x], columns[x + 1])
        const i = index(value)
        pixels[p] = i < 0 ? hatch(x, y) : entries[i]
      }
    return
  }

  const first = Math.max(0, Math.floor(viewport.x * W))
  const last = Math.min(W, Math.ceil((viewport.x + viewport.span) * W))
  const edges = new Int32Array(last - first + 1)
  for (let c = first; c <= last; c++)
    edges[c - first] = Math.max(0, Math.min(size, edgeOf(c, viewport.x, viewport.span, W, size)))
  const bottomRow = Math.min(W, Math.ceil((viewport.y + viewport.span) * W))
  for (let row = Math.max(0, Math.floor(viewport.y * W)); row < bottomRow; row++) {
    const top = Math.max(0, edgeOf(row, viewport.y, viewport.span, W, size))
    const bottom = Math.min(size, edgeOf(row + 1, viewport.y, viewport.span, W, size))
    if (bottom <= top) continue
    const line = top * size
    let hatched = false
    for (let c = first; c < last; c++) {
      const i = index(data[row * W + c])
      if (i < 0) hatched = true
      else pixels.fill(entries[i], line + edges[c - first], line + edges[c - first + 1])
    }
    for (let y = top + 1; y < bottom; y++) pixels.copyWithin(y * size, line, line + size)
    if (!hatched) continue
    for (let c = first; c < last; c++)
      if (index(data[row * W + c]) < 0)
        for (let y = top; y < bottom; y++)
          for (let x = edges[c - first]; x < edges[c - first + 1]; x++) pixels[y * size + x] = hatch(x, y)
  }
}
