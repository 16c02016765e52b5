import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import { cellAt, panBy, reveal, wholeMap, zoomAt, type Cell, type MapViewport } from './mapViewport.ts'
import { jump, type Partition } from './partition.ts'

interface MapInput {
  readonly W: number
  readonly partition: Partition
  readonly viewport: MapViewport
  /** Where the keyboard is. */
  readonly active: Cell
  readonly pinned: Cell | null
  readonly zoomable: boolean
  readonly onHover: (cell: Cell | null) => void
  readonly onPin: (cell: Cell | null) => void
  readonly onViewport: (viewport: MapViewport) => void
}

const arrows: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The cell a key leads to from `cell`, or null if the key does not move: the ARIA grid pattern's keys. */
export function cellAfterKey(
  key: string,
  control: boolean,
  { row, column }: Cell,
  W: number,
  partition: Partition,
): Cell | null {
  const limit = (index: number) => Math.max(0, Math.min(W - 1, index))
  const arrow = arrows[key]
  if (arrow) return { row: limit(row + arrow[1]), column: limit(column + arrow[0]) }
  switch (key) {
    case 'Home':
      return { row: control ? 0 : row, column: 0 }
    case 'End':
      return { row: control ? W - 1 : row, column: W - 1 }
    case 'PageUp':
      return { row: jump(partition.layers, row, -1), column }
    case 'PageDown':
      return { row: jump(partition.layers, row, 1), column }
    default:
      return null
  }
}

/** Pixels of movement up to which a press is a click. */
const clickTolerance = 4

/** Handlers for pointer and keyboard, and the wheel listener, of a map whose square is `field`. */
export function useMapInput(field: RefObject<HTMLElement | null>, input: MapInput) {
  const latest = useRef(input)
  useEffect(() => {
    latest.current = input
  })
  const pointers = useRef(new Map<number, { x: number; y: number }>())
  const press = useRef<{ x: number; y: number; moved: boolean } | null>(null)

  const fractions = (x: number, y: number) => {
    const box = field.current?.getBoundingClientRect()
    return box && box.width > 0
      ? { fx: (x - box.left) / box.width, fy: (y - box.top) / box.height, side: box.width }
      : { fx: -1, fy: -1, side: 1 }
  }
  const cellUnder = (event: PointerEvent) => {
    const { fx, fy } = fractions(event.clientX, event.clientY)
    return cellAt(input.viewport, fx, fy, input.W)
  }

  useEffect(() => {
    const element = field.current
    if (!element) return
    // React listens to the wheel passively, and the browser's own zoom has to be prevented.
    const onWheel = (event: WheelEvent) => {
      const { zoomable, viewport, W, onViewport } = latest.current
      if (!zoomable || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      const box = element.getBoundingClientRect()
      const factor = Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 120)
      onViewport(
        zoomAt(
          viewport,
          factor,
          (event.clientX - box.left) / box.width,
          (event.clientY - box.top) / box.height,
          W,
        ),
      )
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [field])

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    const point = { x: event.clientX, y: event.clientY }
    pointers.current.set(event.pointerId, point)
    press.current = { ...point, moved: pointers.current.size > 1 }
    event.currentTarget.setPointerCapture(event.pointerId)
    if (event.pointerType !== 'mouse') input.onHover(cellUnder(event))
  }

  const onPointerMove = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId)
    const point = { x: event.clientX, y: event.clientY }
    const { viewport, W, zoomable } = input
    if (before && press.current) {
      pointers.current.set(event.pointerId, point)
      if (Math.hypot(point.x - press.current.x, point.y - press.current.y) > clickTolerance)
        press.current.moved = true
      const others = [...pointers.current].filter(([id]) => id !== event.pointerId)
      if (others.length > 0) {
        if (!zoomable) return
        const other = others[0][1]
        const factor =
          Math.hypot(point.x - other.x, point.y - other.y) /
          Math.max(1, Math.hypot(before.x - other.x, before.y - other.y))
        const { fx, fy } = fractions((point.x + other.x) / 2, (point.y + other.y) / 2)
        if (factor > 0) input.onViewport(zoomAt(viewport, factor, fx, fy, W))
        return
      }
      if (zoomable && viewport.span < 1) {
        if (!press.current.moved) return
        const { side } = fractions(0, 0)
        input.onViewport(panBy(viewport, (before.x - point.x) / side, (before.y - point.y) / side, W))
        return
      }
    }
    input.onHover(cellUnder(event))
  }

  const release = (event: PointerEvent) => {
    pointers.current.delete(event.pointerId)
    if (pointers.current.size === 0) press.current = null
  }

  const onPointerUp = (event: PointerEvent) => {
    const clicked = pointers.current.size === 1 && press.current !== null && !press.current.moved
    release(event)
    const cell = cellUnder(event)
    if (clicked && cell) input.onPin(cell)
  }

  const onPointerLeave = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') input.onHover(null)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const { W, partition, viewport, active, pinned, zoomable, onHover, onPin, onViewport } = input
    if (event.altKey) return
    const control = event.ctrlKey || event.metaKey
    const arrow = arrows[event.key]
    const zoom = { '+': 1.5, '=': 1.5, '-': 1 / 1.5, '−': 1 / 1.5 }[event.key]
    if (arrow && event.shiftKey) {
      if (!zoomable) return
      onViewport(panBy(viewport, arrow[0] / 8, arrow[1] / 8, W))
    } else if (zoom && zoomable && !control) {
      const middle = (index: number, start: number) =>
        Math.max(0, Math.min(1, ((index + 0.5) / W - start) / viewport.span))
      const [fx, fy] = [middle(active.column, viewport.x), middle(active.row, viewport.y)]
      onViewport(zoomAt(viewport, zoom, fx, fy, W))
    } else if (event.key === '0' && zoomable && !control) {
      onViewport(wholeMap)
    } else if (event.key === 'Enter') {
      onPin(active)
    } else if (event.key === 'Escape') {
      if (!pinned) return
      onPin(null)
    } else {
      const next = cellAfterKey(event.key, control, active, W, partition)
      if (!next) return
      onHover(next)
      const moved = reveal(viewport, next, W)
      if (moved !== viewport) onViewport(moved)
    }
    event.preventDefault()
  }

  return {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: release,
    onPointerLeave,
    onKeyDown,
  }
}
