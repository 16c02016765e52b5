import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { partOfValue, valueAtPart, type PlotFrame } from './studyAxes.ts'

/** A mark of the present state on a plot. */
export interface PlotMark {
  readonly id: string
  /** Accessible name. */
  readonly name: string
  readonly value: number
  /** The value as it is read out and shown. */
  readonly text: string
  readonly min: number
  readonly max: number
  readonly whole: boolean
  /** The least change of a whole number that makes a difference; 1 where it is left out. */
  readonly step?: number
  /** Series on which it has a dot. */
  readonly series: readonly string[]
  readonly onMove: (value: number) => void
}

interface PlotHandleProps {
  readonly mark: PlotMark
  readonly frame: PlotFrame
  /** Its row above the plot, from 0. */
  readonly row: number
  readonly height: number
}

/** Parts of the axis by which the keys move it. */
const step = 1 / 60
const page = 1 / 6

/** Rounds to what is worth setting: whole numbers, or three figures. */
function worth(value: number, { min, max, whole }: PlotMark): number {
  const round = whole ? Math.round(value) : Number(value.toPrecision(3))
  return Math.min(max, Math.max(min, round))
}

/** The handle of a mark: moved along the horizontal axis by pointer, finger and keys. */
export function PlotHandle({ mark, frame, row, height }: PlotHandleProps) {
  const held = useRef<number | null>(null)
  const { scale } = frame.x
  const [low, high] = scale.domain()
  const ends = { low: Math.max(Math.min(low, high), mark.min), high: Math.min(Math.max(low, high), mark.max) }
  const move = (value: number) => {
    const next = worth(value, mark)
    if (Number.isFinite(next) && next !== mark.value) mark.onMove(next)
  }
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (held.current !== event.pointerId) return
    const plot = event.currentTarget.parentElement?.getBoundingClientRect()
    const rem = plot && height > 0 ? plot.height / height : 0
    if (plot && rem > 0) {
      const at = (event.clientX - plot.left) / rem
      move(scale.invert(Math.min(frame.right, Math.max(frame.left, at))))
    }
  }
  const least = mark.step ?? 1
  const press = (event: KeyboardEvent) => {
    const by = (parts: number) => {
      const next = worth(valueAtPart(scale, partOfValue(scale, mark.value) + parts), mark)
      // Whole numbers move by their step at least.
      return mark.whole && Math.abs(next - mark.value) < least ? mark.value + Math.sign(parts) * least : next
    }
    const unit = mark.whole
      ? (direction: number) => mark.value + direction * least
      : (direction: number) => by(direction * step)
    const targets: Readonly<Record<string, () => number>> = {
      ArrowRight: () => unit(1),
      ArrowUp: () => unit(1),
      ArrowLeft: () => unit(-1),
      ArrowDown: () => unit(-1),
      PageUp: () => by(page),
      PageDown: () => by(-page),
      Home: () => ends.low,
      End: () => ends.high,
    }
    const target = targets[event.key]
    if (!target) return
    event.preventDefault()
    move(target())
  }
  // What is not whole is told as a part of the axis in thousandths: 1e-12 is no valid value.
  const told = (value: number) => (mark.whole ? value : Math.round(1000 * partOfValue(scale, value)))
  const place = scale(Math.min(ends.high, Math.max(ends.low, mark.value)))
  return (
    <div
      className="plot-handle"
      role="slider"
      tabIndex={0}
      aria-label={mark.name}
      aria-valuemin={told(ends.low)}
      aria-valuemax={told(ends.high)}
      aria-valuenow={told(mark.value)}
      aria-valuetext={mark.text}
      title={mark.name}
      style={{ left: `${place}rem`, top: `${1.9 * row}rem` }}
      onPointerDown={(event) => {
        held.current = event.pointerId
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={drag}
      onPointerUp={() => (held.current = null)}
      onPointerCancel={() => (held.current = null)}
      onKeyDown={press}
    >
      <span aria-hidden="true">{mark.text}</span>
    </div>
  )
}
