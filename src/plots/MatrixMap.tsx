import { memo, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Overview } from '../linalg/overview.ts'
import type { DivergingScale } from './colourScale.ts'
import type { MapTheme } from './colourTable.ts'
import { MatrixCanvas } from './MatrixCanvas.tsx'
import { CellCursor, LayerBands, PartitionLines } from './MatrixOverlay.tsx'
import { wholeMap, type Cell, type MapViewport } from './mapViewport.ts'
import type { Partition } from './partition.ts'
import { useDeviceSize } from './useDeviceSize.ts'
import { useMapInput } from './useMapInput.ts'

export interface MatrixMapProps {
  /** W × W, row-major; null while there is none. */
  readonly data: Float64Array | null
  /** Subtracted from `data`, entry by entry, if given. */
  readonly minus?: Float64Array | null
  /** The matrix seen from afar, if there is such a view of it. */
  readonly overview?: Overview | null
  /** Told of its width in device pixels. */
  readonly onSize?: (pixels: number) => void
  readonly W: number
  readonly partition: Partition
  readonly scale: DivergingScale
  readonly theme: MapTheme
  /** Accessible name; begins with the method's name. */
  readonly label: string
  /** What is said of an entry: row, column and value. */
  readonly describe: (row: number, column: number) => string
  /** Shown in the frame when there is no matrix. */
  readonly message?: string
  readonly hovered?: Cell | null
  readonly pinned?: Cell | null
  readonly onHover?: (cell: Cell | null) => void
  /** A cell was clicked, tapped or entered; null: Escape. */
  readonly onPin?: (cell: Cell | null) => void
  /** Print the values in the cells where there is room. */
  readonly values?: boolean
  /** The numbers are older than the problem shown. */
  readonly stale?: boolean
  /** What is seen; shared by maps that move together. */
  readonly viewport?: MapViewport
  readonly onViewport?: (viewport: MapViewport) => void
  /** Whether it can be zoomed and panned; by default if W > 60. */
  readonly zoomable?: boolean
}

const zoomableFrom = 61
const nothing = () => undefined

/**
 * A heat map of a W × W matrix: the largest square that fits its container, with bands for the layers at the top and
 * left, lines between units and layers and outlines around the hovered and the pinned entry. One tab stop (ARIA grid).
 */
export const MatrixMap = memo(function MatrixMap(props: MatrixMapProps) {
  const { W, partition, scale, theme, label, describe, message, stale = false, values = false } = props
  const {
    hovered = null,
    pinned = null,
    onHover = nothing,
    onPin = nothing,
    onViewport = nothing,
    onSize = nothing,
  } = props
  const data = props.data?.length === W * W && W > 0 ? props.data : null
  const viewport = props.viewport ?? wholeMap
  const zoomable = props.onViewport !== undefined && (props.zoomable ?? W >= zoomableFrom)

  const id = useId()
  const field = useRef<HTMLDivElement>(null)
  const { width: size, rem } = useDeviceSize(field)
  useLayoutEffect(() => {
    if (size > 0) onSize(size)
  }, [size, onSize])
  const [visited, setVisited] = useState<Cell>({ row: 0, column: 0 })
  const bounded = (cell: Cell): Cell => ({
    row: Math.min(cell.row, Math.max(0, W - 1)),
    column: Math.min(cell.column, Math.max(0, W - 1)),
  })
  const active = bounded(hovered ?? pinned ?? visited)
  const hover = (cell: Cell | null) => {
    if (cell) setVisited((before) => (same(before, cell) ? before : cell))
    if (!same(cell, hovered)) onHover(cell)
  }
  const input = useMapInput(field, {
    W,
    partition,
    viewport,
    active,
    pinned,
    zoomable,
    onHover: hover,
    onPin,
    onViewport,
  })

  const frame = { W, viewport, size, rem }
  const cursor = (cell: Cell | null, kind: 'hovered' | 'pinned') =>
    cell &&
    cell.row < W &&
    cell.column < W && <CellCursor {...frame} row={cell.row} column={cell.column} kind={kind} />
  const cellId = `${id}-${active.row}-${active.column}`
  const grid = data
    ? ({
        role: 'grid',
        tabIndex: 0,
        'aria-label': label,
        'aria-readonly': true,
        'aria-rowcount': W,
        'aria-colcount': W,
        'aria-activedescendant': cellId,
        'aria-busy': stale,
        onFocus: () => hover(active),
        onBlur: () => hover(null),
        ...input,
      } as const)
    : ({ role: 'img', 'aria-label': message ? `${label}: ${message}` : label } as const)

  return (
    <div className={`matrix-map${stale ? ' is-stale' : ''}${zoomable ? ' is-zoomable' : ''}`}>
      <div className="matrix-map-square">
        <LayerBands side="top" partition={partition} viewport={viewport} />
        <LayerBands side="left" partition={partition} viewport={viewport} />
        <div ref={field} className={`matrix-map-field${viewport.span < 1 ? ' is-zoomed' : ''}`} {...grid}>
          {data ? (
            <>
              {size > 0 && (
                <MatrixCanvas
                  {...frame}
                  data={data}
                  minus={props.minus ?? null}
                  overview={props.overview ?? null}
                  scale={scale}
                  theme={theme}
                  values={values}
                />
              )}
              {size > 0 && (
                <svg className="matrix-map-overlay" viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
                  <PartitionLines {...frame} partition={partition} />
                  {cursor(pinned, 'pinned')}
                  {!same(hovered, pinned) && cursor(hovered, 'hovered')}
                </svg>
              )}
              <div role="row" aria-rowindex={active.row + 1} className="plots-hidden">
                <span
                  // Another element for another entry: only then is it announced.
                  key={cellId}
                  id={cellId}
                  role="gridcell"
                  aria-colindex={active.column + 1}
                  aria-rowindex={active.row + 1}
                  aria-selected={same(active, pinned)}
                >
                  {describe(active.row, active.column)}
                </span>
              </div>
            </>
          ) : (
            message && <p className="matrix-map-message">{message}</p>
          )}
        </div>
      </div>
    </div>
  )
})

function same(a: Cell | null, b: Cell | null): boolean {
  return a === b || (a !== null && b !== null && a.row === b.row && a.column === b.column)
}
