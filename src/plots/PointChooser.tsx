import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { nearestPoint, type PlacedPoint } from './pointMarks.ts'
import type { PlotFrame } from './studyAxes.ts'

/** What can be done with the points of a plot that have a word. */
export interface PointChoosing {
  /** Accessible name: with it, how it is done. */
  readonly label: string
  readonly chosen: readonly string[]
  /** A point's name as it is read out. */
  readonly nameOf: (word: string, isChosen: boolean) => string
  readonly onToggle: (word: string) => void
  /** Where points may be moved: `word` is null for one to be added. Gives the word it has then. */
  readonly onMove: ((word: string | null, place: readonly [number, number]) => string) | null
}

export interface NamedPoint extends PlacedPoint {
  readonly word: string
}

interface PointChooserProps {
  readonly choosing: PointChoosing
  readonly points: readonly NamedPoint[]
  readonly frame: PlotFrame
  /** Of the whole drawing in rem. */
  readonly width: number
  readonly height: number
}

/** What moves less than this (rem) is a click. */
const still = 0.35
/** How far from a point it can be taken, in rem; fingers are thick. */
const reach = { mouse: 0.7, touch: 1.4 } as const
/** Milliseconds between two clicks that are one double click. */
const doubleClick = 450
/** While a point is dragged, what follows from it is asked for no more often than this (ms). */
const everyMilliseconds = 90
/** Part of an axis that an arrow key moves a point by. */
const keyStep = 0.02

interface Drag {
  readonly from: PlacedPoint
  readonly at: number
  word: string | null
  readonly frame: PlotFrame
  moved: boolean
  told: number
}

/** Lies over a plot: its points are chosen, moved and added by mouse, finger and keyboard. */
export function PointChooser({ choosing, points, frame, width, height }: PointChooserProps) {
  const { label, chosen, nameOf, onToggle, onMove } = choosing
  const layer = useRef<HTMLDivElement>(null)
  const drag = useRef<Drag | null>(null)
  const lastEmpty = useRef<(PlacedPoint & { readonly at: number }) | null>(null)
  const [active, setActive] = useState<string | null>(null)
  const [ghost, setGhost] = useState<PlacedPoint | null>(null)
  const [focused, setFocused] = useState(false)

  const placeOf = ({
    clientX,
    clientY,
  }: {
    readonly clientX: number
    readonly clientY: number
  }): PlacedPoint => {
    const area = layer.current?.getBoundingClientRect()
    if (!area) return { x: 0, y: 0 }
    const x = ((clientX - area.left) / area.width) * width
    const y = ((clientY - area.top) / area.height) * height
    return {
      x: Math.min(frame.right, Math.max(frame.left, x)),
      y: Math.min(frame.bottom, Math.max(frame.top, y)),
    }
  }
  const wordAt = ({ x, y }: PlacedPoint, isTouch: boolean): string | null => {
    const at = nearestPoint(points, x, y, isTouch ? reach.touch : reach.mouse)
    return at === null ? null : points[at].word
  }

  // A finger on a point drags it and does not scroll the page; anywhere else it scrolls. Only a listener that is not
  // passive can say so.
  const takes = useRef<(touch: Touch) => boolean>(() => false)
  useEffect(() => {
    takes.current = (touch) => onMove !== null && wordAt(placeOf(touch), true) !== null
  })
  useEffect(() => {
    const element = layer.current
    if (!element) return undefined
    const start = (event: TouchEvent) => {
      if (event.touches.length === 1 && takes.current(event.touches[0])) event.preventDefault()
    }
    element.addEventListener('touchstart', start, { passive: false })
    return () => element.removeEventListener('touchstart', start)
  }, [])

  const invert = ({ x, y }: PlacedPoint, of: PlotFrame) =>
    [of.x.scale.invert(x), of.y.scale.invert(y)] as const
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    const from = placeOf(event)
    const word = wordAt(from, event.pointerType === 'touch')
    if (word !== null) {
      event.currentTarget.setPointerCapture(event.pointerId)
      setActive(word)
    }
    drag.current = { from, at: event.timeStamp, word, frame, moved: false, told: -Infinity }
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current
    if (!now) return
    const to = placeOf(event)
    now.moved ||= Math.hypot(to.x - now.from.x, to.y - now.from.y) > still
    if (!now.moved || now.word === null || !onMove) return
    setGhost(to)
    if (event.timeStamp - now.told < everyMilliseconds) return
    now.told = event.timeStamp
    now.word = onMove(now.word, invert(to, now.frame))
    setActive(now.word)
  }
  const up = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current
    drag.current = null
    setGhost(null)
    if (!now) return
    const to = placeOf(event)
    if (now.word !== null) {
      if (!now.moved) onToggle(now.word)
      else if (onMove) setActive(onMove(now.word, invert(to, now.frame)))
      return
    }
    if (now.moved || !onMove) return
    const last = lastEmpty.current
    lastEmpty.current = { ...to, at: event.timeStamp }
    if (
      last &&
      event.timeStamp - last.at < doubleClick &&
      Math.hypot(to.x - last.x, to.y - last.y) < reach.touch
    ) {
      lastEmpty.current = null
      setActive(onMove(null, invert(to, frame)))
    }
  }
  const cancel = () => {
    drag.current = null
    setGhost(null)
  }

  // One after another from left to right.
  const ordered = [...new Map(points.map((one) => [one.word, one])).values()].sort((a, b) => a.x - b.x)
  const at = ordered.findIndex(({ word }) => word === active)
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    const go = (to: number) => setActive(ordered[(to + ordered.length) % ordered.length]?.word ?? null)
    const nudge = (right: number, upwards: number) => {
      const one = ordered[at]
      if (!one || !onMove) return
      const to = {
        x: one.x + right * keyStep * (frame.right - frame.left),
        y: one.y - upwards * keyStep * (frame.bottom - frame.top),
      }
      setActive(onMove(one.word, invert(to, frame)))
    }
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
    if (arrow && event.shiftKey) nudge(arrow[0], arrow[1])
    else if (arrow) go(at === -1 ? 0 : at + (arrow[0] || arrow[1]))
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(-1)
    else if ((event.key === ' ' || event.key === 'Enter' || event.key === 'Delete') && at !== -1)
      onToggle(ordered[at].word)
    else if (event.key === 'Insert' && onMove)
      setActive(
        onMove(null, invert({ x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 }, frame)),
      )
    else return
    event.preventDefault()
  }

  const rings = points.filter(({ word }) => word === active)
  return (
    <div
      ref={layer}
      className={`point-chooser${onMove ? ' is-moving' : ''}`}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={cancel}
      onKeyDown={pressed}
      onFocus={() => {
        setFocused(true)
        if (at === -1) setActive(ordered[0]?.word ?? null)
      }}
      onBlur={() => setFocused(false)}
    >
      {/* The points may be many: the one at hand is told. */}
      <div
        role="option"
        aria-selected={active !== null && chosen.includes(active)}
        className="visually-hidden"
        aria-live="polite"
      >
        {active === null ? label : nameOf(active, chosen.includes(active))}
      </div>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {/* Where points move they are drawn as what they have become. */}
        {(onMove ? [] : chosen).flatMap((word) =>
          points
            .filter((one) => one.word === word)
            .map(({ x, y }, k) => (
              <circle key={`${word}-${k}`} className="is-chosen" cx={x} cy={y} r={0.5} />
            )),
        )}
        {focused && rings.map(({ x, y }, k) => <circle key={`${x}-${y}-${k}`} cx={x} cy={y} r={0.62} />)}
        {ghost && <circle className="is-ghost" cx={ghost.x} cy={ghost.y} r={0.4} />}
      </svg>
    </div>
  )
}
