/** What of a square map is seen: a square, its left, top and side as fractions of the whole. */
export interface MapViewport {
  readonly x: number
  readonly y: number
  readonly span: number
}

export interface Cell {
  readonly row: number
  readonly column: number
}

export const wholeMap: MapViewport = { x: 0, y: 0, span: 1 }

/** This many cells at least stay in view. */
const fewestCells = 4

const clamp = (value: number, min: number, max: number) => Math.max(min, Math.min(max, value))

/** The viewport brought inside the map of W × W cells, and not closer than a few cells. */
export function clampViewport({ x, y, span }: MapViewport, W: number): MapViewport {
  const side = clamp(span, Math.min(1, fewestCells / W), 1)
  return { x: clamp(x, 0, 1 - side), y: clamp(y, 0, 1 - side), span: side }
}

/** The viewport enlarged `factor` times about the point at the fractions (fx, fy) of what is seen. */
export function zoomAt(
  viewport: MapViewport,
  factor: number,
  fx: number,
  fy: number,
  W: number,
): MapViewport {
  const { span } = clampViewport({ ...viewport, span: viewport.span / factor }, W)
  return clampViewport(
    { x: viewport.x + fx * (viewport.span - span), y: viewport.y + fy * (viewport.span - span), span },
    W,
  )
}

/** The viewport moved by (dx, dy) fractions of what is seen. */
export function panBy(viewport: MapViewport, dx: number, dy: number, W: number): MapViewport {
  return clampViewport(
    { x: viewport.x + dx * viewport.span, y: viewport.y + dy * viewport.span, span: viewport.span },
    W,
  )
}

/** The viewport moved no further than needed for `cell` to be in it; the same object if it is. */
export function reveal(viewport: MapViewport, { row, column }: Cell, W: number): MapViewport {
  const shifted = (start: number, index: number) => clamp(start, (index + 1) / W - viewport.span, index / W)
  const x = shifted(viewport.x, column)
  const y = shifted(viewport.y, row)
  if (x === viewport.x && y === viewport.y) return viewport
  return clampViewport({ x, y, span: viewport.span }, W)
}

/** The cell at the fractions (fx, fy) of what is seen, or null outside. */
export function cellAt(viewport: MapViewport, fx: number, fy: number, W: number): Cell | null {
  if (!(fx >= 0 && fx < 1 && fy >= 0 && fy < 1)) return null
  return {
    row: clamp(Math.floor((viewport.y + fy * viewport.span) * W), 0, W - 1),
    column: clamp(Math.floor((viewport.x + fx * viewport.span) * W), 0, W - 1),
  }
}

/**
 * Where cell `index` begins, in whole device pixels from the left or top of a view that is `pixels` wide and starts
 * at `start`. Painting, lines and cursor all use it, so they meet exactly.
 */
export function edgeOf(index: number, start: number, span: number, W: number, pixels: number): number {
  return Math.round(((index / W - start) / span) * pixels)
}
