import { memo, useLayoutEffect, useRef } from 'react'
import { halved } from '../linalg/overview.ts'
import type { HalfSize, Overview } from '../linalg/overview.ts'
import type { DivergingScale } from './colourScale.ts'
import { colourTable, indexValues, type MapTheme } from './colourTable.ts'
import { edgeOf, type MapViewport } from './mapViewport.ts'
import { formatCell } from './numberFormat.ts'
import { isHalved, paintMatrix } from './paintMatrix.ts'

interface MatrixCanvasProps {
  readonly data: Float64Array
  /** Subtracted from `data`, entry by entry. */
  readonly minus: Float64Array | null
  readonly overview: Overview | null
  readonly W: number
  readonly scale: DivergingScale
  readonly theme: MapTheme
  readonly viewport: MapViewport
  readonly values: boolean
  /** Side in device pixels. */
  readonly size: number
  /** Device pixels in a rem. */
  readonly rem: number
}

/** Widths in em of the longest texts that `formatCell` gives with this many digits, and the least font in rem. */
const prints = [
  { digits: 3, em: 2.9, smallest: 0.64 },
  { digits: 2, em: 2.6, smallest: 0.55 },
]
const largestFont = 0.9

/** Digits and font size (device pixels) of values printed in cells `side` pixels wide, or null without room. */
export function printing(side: number, rem: number): { digits: number; font: number } | null {
  for (const { digits, em, smallest } of prints) {
    const font = Math.min(largestFont * rem, (0.94 * side) / em)
    if (font >= smallest * rem) return { digits, font }
  }
  return null
}

function valuesOf(data: Float64Array, minus: Float64Array | null, from: number, to: number): Float64Array {
  const own = data.slice(from, to)
  return minus ? own.map((value, k) => value - minus[from + k]) : own
}

function printValues(context: CanvasRenderingContext2D, props: MatrixCanvasProps): void {
  const { data, minus, W, scale, theme, viewport, size, rem } = props
  const room = printing(size / (viewport.span * W), rem)
  if (!room) return
  const { darkInk } = colourTable(theme)
  context.font = `${room.font}px ${getComputedStyle(context.canvas).fontFamily}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const middle = (k: number, start: number) =>
    (edgeOf(k, start, viewport.span, W, size) + edgeOf(k + 1, start, viewport.span, W, size)) / 2
  const first = (start: number) => Math.max(0, Math.floor(start * W))
  const last = (start: number) => Math.min(W, Math.ceil((start + viewport.span) * W))
  const indices = new Int16Array(W)
  let ink: boolean | null = null
  for (let row = first(viewport.y); row < last(viewport.y); row++) {
    const values = valuesOf(data, minus, row * W, (row + 1) * W)
    indexValues(scale, values, 0, W, indices)
    for (let column = first(viewport.x); column < last(viewport.x); column++) {
      const value = values[column]
      const i = indices[column]
      const dark = i < 0 ? theme === 'light' : darkInk[i] === 1
      if (dark !== ink) {
        ink = dark
        context.fillStyle = dark ? '#0b1016' : '#ffffff'
      }
      context.fillText(formatCell(value, room.digits), middle(column, viewport.x), middle(row, viewport.y))
    }
  }
}

/** What has been painted last, and the same at half its size, once it is painted again. */
interface Painted {
  readonly data: Float64Array
  readonly minus: Float64Array | null
  half: HalfSize | null
}

/** The matrix as pixels, one canvas pixel to a device pixel; painted anew only when a prop changes. */
export const MatrixCanvas = memo(function MatrixCanvas(props: MatrixCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const image = useRef<ImageData | null>(null)
  const painted = useRef<Painted | null>(null)
  const { data, minus, overview, W, scale, theme, viewport, values, size, rem } = props
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || size === 0) return
    if (context.canvas.width !== size) context.canvas.width = size
    if (context.canvas.height !== size) context.canvas.height = size
    if (image.current?.width !== size) image.current = context.createImageData(size, size)
    const pixels = new Uint32Array(image.current.data.buffer)
    const stripe = Math.max(1, Math.round(rem / 10))
    const entries = { data, minus, columns: W }
    const before = painted.current
    if (before?.data !== data || before.minus !== minus) painted.current = { data, minus, half: null }
    // Zoomed or moved: that will go on, and most of the time is taken by what half the size has a quarter of.
    else if (viewport.span < 1 && isHalved(W, viewport, size)) before.half ??= halved(entries)
    const half = painted.current?.half
    paintMatrix({ pixels, size }, entries, scale, colourTable(theme), viewport, stripe, overview, half)
    context.putImageData(image.current, 0, 0)
    if (values) printValues(context, { data, minus, overview, W, scale, theme, viewport, values, size, rem })
  }, [data, minus, overview, W, scale, theme, viewport, values, size, rem])
  return <canvas ref={canvas} className="matrix-map-canvas" aria-hidden="true" />
})
