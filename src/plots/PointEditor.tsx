import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { AxisScale } from './axisTicks.ts'
import { nearestPoint, type PlacedPoint } from './pointMarks.ts'

/** What can be done with the points of a plot; patterns are counted from 0, places and distances are the data's. */
export interface PointEditing {
  readonly selected: readonly number[]
  /** Accessible name, and what is announced of the selection. */
  readonly label: string
  readonly announced: string
  readonly onSelect: (patterns: readonly number[]) => void
  /** Before a series of moves. */
  readonly onBegin: () => void
  /** The selected points are to be this far from where the series began; `target`: the one taken, or all. */
  readonly onMove: (patterns: readonly number[], dx: number, dy: number, target: number | null) => void
  readonly onAdd: (x: number, y: number) => void
  readonly onRemove: () => void
}

interface Frame {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface PointEditorProps {
  readonly editing: PointEditing
  readonly points: readonly PlacedPoint[]
  readonly marksPerPattern: number
  /** Whether a drag moves points up and down alone: the targets over one input. */
  readonly upright: boolean
  readonly horizontal: AxisScale
  readonly vertical: AxisScale
  /** Of the whole drawing, and of the part inside the axes, in rem. */
  readonly width: number
  readonly height: number
  readonly frame: Frame
}

interface Scales {
  readonly horizontal: AxisScale
  readonly vertical: AxisScale
}

type Gesture =
  | {
      readonly kind: 'move'
      readonly from: PlacedPoint
      readonly patterns: readonly number[]
      readonly target: number
      /** Those of the begin: axes that give way to a point on its way out must not carry it along. */
      readonly scales: Scales
    }
  | { readonly kind: 'box'; readonly from: PlacedPoint; readonly added: readonly number[] }

/** What moves less than this (rem) is a click. */
const still = 0.3
/** How far from a point it can be taken, in rem; fingers are thick. */
const reach = { mouse: 0.6, touch: 1.4 } as const
/** Part of the plot that an arrow key moves points by, and with Shift. */
const keySteps = { fine: 0.01, coarse: 0.1 } as const

/** Lies over the plot and edits its points: by mouse, finger and keyboard. */
export function PointEditor(props: PointEditorProps) {
  const { editing, points, marksPerPattern, upright, horizontal, vertical, width, height, frame } = props
  const { selected, onSelect, onBegin, onMove, onAdd, onRemove } = editing
  const gesture = useRef<Gesture | null>(null)
  const [box, drawBox] = useState<Frame | null>(null)
  /** The box as it is now: a quick hand lifts the pointer before the last of it is drawn. */
  const boxed = useRef<Frame | null>(null)
  const setBox = (next: Frame | null) => {
    boxed.current = next
    drawBox(next)
  }
  const moved = useRef(false)

  /** The pointer in the drawing, kept inside the axes. */
  const placeOf = (event: PointerEvent<HTMLElement>): PlacedPoint => {
    const area = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - area.left) / area.width) * width
    const y = ((event.clientY - area.top) / area.height) * height
    return {
      x: Math.min(frame.x + frame.width, Math.max(frame.x, x)),
      y: Math.min(frame.y + frame.height, Math.max(frame.y, y)),
    }
  }
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const from = placeOf(event)
    const mark = nearestPoint(
      points,
      from.x,
      from.y,
      event.pointerType === 'touch' ? reach.touch : reach.mouse,
    )
    moved.current = false
    if (mark === null) {
      gesture.current = { kind: 'box', from, added: event.shiftKey ? selected : [] }
      return
    }
    const n = Math.floor(mark / marksPerPattern)
    const patterns = selected.includes(n) ? selected : event.shiftKey ? [...selected, n] : [n]
    const scales = { horizontal, vertical }
    gesture.current = { kind: 'move', from, patterns, target: mark % marksPerPattern, scales }
    onSelect(patterns)
    onBegin()
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    const now = gesture.current
    if (!now) return
    const to = placeOf(event)
    const { from } = now
    moved.current ||= Math.hypot(to.x - from.x, to.y - from.y) > still
    if (!moved.current) return
    if (now.kind === 'move') {
      const { scales } = now
      const dx = upright ? 0 : scales.horizontal.invert(to.x) - scales.horizontal.invert(from.x)
      const dy = scales.vertical.invert(to.y) - scales.vertical.invert(from.y)
      onMove(now.patterns, dx, dy, now.patterns.length === 1 ? now.target : null)
    } else
      setBox({
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(to.x - from.x),
        height: Math.abs(to.y - from.y),
      })
  }
  const up = () => {
    const now = gesture.current
    const last = boxed.current
    gesture.current = null
    setBox(null)
    if (now?.kind !== 'box') return
    if (!moved.current) return onAdd(horizontal.invert(now.from.x), vertical.invert(now.from.y))
    if (!last) return
    const inside = points.flatMap(({ x, y }, m) =>
      x >= last.x && x <= last.x + last.width && y >= last.y && y <= last.y + last.height
        ? [Math.floor(m / marksPerPattern)]
        : [],
    )
    onSelect([...new Set([...now.added, ...inside])])
  }
  const cancel = () => {
    gesture.current = null
    setBox(null)
  }

  const count = Math.floor(points.length / marksPerPattern)
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    const last = selected.at(-1)
    const step = event.shiftKey ? keySteps.coarse : keySteps.fine
    const across = step * (horizontal.invert(frame.x + frame.width) - horizontal.invert(frame.x))
    const upwards = step * (vertical.invert(frame.y) - vertical.invert(frame.y + frame.height))
    const nudge = (dx: number, dy: number) => {
      if (selected.length === 0) return
      onBegin()
      onMove(selected, dx, dy, null)
    }
    switch (event.key) {
      case 'PageDown':
        onSelect([last === undefined ? 0 : (last + 1) % count])
        break
      case 'PageUp':
        onSelect([last === undefined ? count - 1 : (last + count - 1) % count])
        break
      case 'Home':
        onSelect([0])
        break
      case 'End':
        onSelect([count - 1])
        break
      case 'ArrowLeft':
        nudge(-across, 0)
        break
      case 'ArrowRight':
        nudge(across, 0)
        break
      case 'ArrowUp':
        nudge(0, upwards)
        break
      case 'ArrowDown':
        nudge(0, -upwards)
        break
      case 'Enter':
      case 'Insert': {
        // Beside the point selected, so that both are seen; in the middle where none is.
        const beside = last === undefined ? null : points[last * marksPerPattern]
        const x = beside ? Math.min(frame.x + frame.width, beside.x + 0.8) : frame.x + frame.width / 2
        onAdd(horizontal.invert(x), vertical.invert(beside?.y ?? frame.y + frame.height / 2))
        break
      }
      case 'Delete':
      case 'Backspace':
        onRemove()
        break
      case 'Escape':
        if (selected.length === 0) return
        onSelect([])
        break
      case 'a':
        if (!event.ctrlKey && !event.metaKey) return
        onSelect(Array.from({ length: count }, (_, n) => n))
        break
      default:
        return
    }
    event.preventDefault()
  }

  return (
    <div
      className="point-editor"
      role="listbox"
      tabIndex={0}
      aria-label={editing.label}
      aria-multiselectable
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={cancel}
      onKeyDown={pressed}
    >
      {/* Of up to 2,000 points the one selected is told; a new one is announced by its text. */}
      <div role="option" aria-selected={selected.length > 0} className="visually-hidden" aria-live="polite">
        {editing.announced}
      </div>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {selected.map((n) =>
          Array.from({ length: marksPerPattern }, (_, k) => points[n * marksPerPattern + k])
            .filter((point) => point !== undefined)
            .map(({ x, y }, k) => <circle key={`${n}-${k}`} cx={x} cy={y} r={0.5} />),
        )}
        {box && <rect {...box} />}
      </svg>
    </div>
  )
}
