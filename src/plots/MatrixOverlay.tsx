import { memo } from 'react'
import { edgeOf, type Cell, type MapViewport } from './mapViewport.ts'
import type { Partition } from './partition.ts'

interface Frame {
  readonly W: number
  readonly viewport: MapViewport
  /** Side in device pixels: the unit of the drawing. */
  readonly size: number
  /** Device pixels in a rem. */
  readonly rem: number
}

/** Bars `width` pixels wide across the map at those of `boundaries` that are in view, as one filled path. */
function bars(
  boundaries: readonly number[],
  width: number,
  { W, viewport, size }: Omit<Frame, 'rem'>,
): string {
  const before = Math.floor(width / 2)
  let path = ''
  for (const index of boundaries) {
    const x = edgeOf(index, viewport.x, viewport.span, W, size)
    const y = edgeOf(index, viewport.y, viewport.span, W, size)
    if (x > 0 && x < size) path += `M${x - before} 0h${width}v${size}h${-width}z`
    if (y > 0 && y < size) path += `M0 ${y - before}h${size}v${width}h${-size}z`
  }
  return path
}

/** Thin lines between units, as far as they leave the cells visible, and strong ones between layers. */
export const PartitionLines = memo(function PartitionLines({
  partition,
  W,
  viewport,
  size,
  rem,
}: Frame & { readonly partition: Partition }) {
  const frame = { W, viewport, size }
  // Whole pixels: all lines of a kind look equally strong.
  const thin = Math.max(1, Math.round(0.07 * rem))
  const strong = Math.max(2, Math.round(0.15 * rem))
  const layers = new Set(partition.layers)
  const fewest = (0.8 * rem * viewport.span * W) / size
  const units = partition.units.filter(
    (index, u) => !layers.has(index) && partition.units[u + 1] - index >= fewest,
  )
  return (
    <>
      <path className="matrix-map-unit-lines" d={bars(units, thin, frame)} />
      <path className="matrix-map-layer-lines" d={bars(partition.layers, strong, frame)} />
    </>
  )
})

/** An outline around a cell, visible on every colour; widened about cells too small to be outlined. */
export const CellCursor = memo(function CellCursor({
  row,
  column,
  kind,
  W,
  viewport,
  size,
  rem,
}: Frame & Cell & { readonly kind: 'hovered' | 'pinned' }) {
  const span = (index: number, start: number) => {
    const from = edgeOf(index, start, viewport.span, W, size)
    const to = edgeOf(index + 1, start, viewport.span, W, size)
    const widen = Math.max(0, (0.6 * rem - (to - from)) / 2)
    const length = to - from + 2 * widen
    // A widened outline at an edge moves inwards; what lies outside would be cut.
    const inside = widen > 0 ? Math.max(0, Math.min(size - length, from - widen)) : from
    return { from: inside, length, seen: to > 0 && from < size }
  }
  const x = span(column, viewport.x)
  const y = span(row, viewport.y)
  if (!x.seen || !y.seen) return null
  const box = { x: x.from, y: y.from, width: x.length, height: y.length }
  return (
    <g className={`matrix-map-cursor is-${kind}`}>
      <rect className="matrix-map-cursor-halo" {...box} />
      <rect className="matrix-map-cursor-ink" {...box} />
    </g>
  )
})

/** Bands along the top or left edge, one for every layer in view, alternating in tone. */
export const LayerBands = memo(function LayerBands({
  side,
  partition,
  viewport,
}: {
  readonly side: 'top' | 'left'
  readonly partition: Partition
  readonly viewport: MapViewport
}) {
  const W = partition.layers[partition.layers.length - 1]
  const start = side === 'top' ? viewport.x : viewport.y
  const place = (index: number) => Math.max(0, Math.min(100, (100 * (index / W - start)) / viewport.span))
  const bands = partition.layers.slice(0, -1).map((first, l) => {
    const from = place(first)
    const length = place(partition.layers[l + 1]) - from
    if (length <= 0) return null
    const style =
      side === 'top' ? { left: `${from}%`, width: `${length}%` } : { top: `${from}%`, height: `${length}%` }
    return <i key={first} className={l % 2 === 0 ? 'is-even' : 'is-odd'} style={style} />
  })
  return (
    <div className={`matrix-map-bands is-${side}`} aria-hidden="true">
      {bands}
    </div>
  )
})
