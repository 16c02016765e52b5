import { line } from 'd3'
import { lazy, memo, Suspense, useId, useMemo, useRef, type ComponentType, type PointerEvent } from 'react'
import { BottomAxis, LeftAxis } from './Axes.tsx'
import { axisFont, labelRoom, linearScale, linearTicks, tickCount } from './axisTicks.ts'
import type { MapTheme } from './colourTable.ts'
import { DataPoints, HighlightedPoint } from './DataPoints.tsx'
import { fitGrid, type PlotDomain, type PlotFit, type TargetKind } from './plotFit.ts'
import { PointEditor, type PointEditing } from './PointEditor.tsx'
import { nearestPoint, placePoints } from './pointMarks.ts'
import { useRemSize } from './useRemSize.ts'

export interface DataPlotProps {
  /** (N, D) and (N, K), row-major. */
  readonly x: Float64Array
  readonly t: Float64Array
  readonly N: number
  readonly D: number
  readonly K: number
  readonly kind: TargetKind
  /** See `domainOf`. */
  readonly domain: PlotDomain
  /** The outputs at `fitGrid(domain, D, fit.resolution)`, or null while there are none. */
  readonly fit: PlotFit | null
  readonly theme: MapTheme
  /** Accessible name. */
  readonly label: string
  readonly highlighted?: number | null
  readonly onHoverPoint?: (n: number | null) => void
  readonly onPick?: (n: number) => void
  /** The values of the ends of the colours; by default those of the targets. */
  readonly colours?: readonly [number, number]
  /** Font size of the axes in rem. */
  readonly font?: number
  /** What the axes are called in place of x. */
  readonly letter?: string
  /** The points are edited instead of picked. */
  readonly editing?: PointEditing
}

/** A part of the plot that not every data set needs, fetched with the first that does; without it the rest is drawn. */
function fetched<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(() =>
    load().then(
      (component) => ({ default: component }),
      () => ({ default: (() => null) as ComponentType<Props> }),
    ),
  )
}

const FitSurface = fetched(async () => (await import('./FitSurface.tsx')).FitSurface)
const SurfaceLines = fetched(async () => (await import('./FitSurface.tsx')).SurfaceLines)

/** How far from a point the pointer may be, in rem. */
const reach = 1.1
const right = 0.5
const top = 0.6
const below = 1.5

/**
 * Data and fitted function. One input: points and curves of the outputs. More: the first two inputs, with the outputs
 * as a coloured surface, and the boundaries between classes or level lines of the first output.
 */
export const DataPlot = memo(function DataPlot(props: DataPlotProps) {
  const { x, t, N, D, K, kind, domain, fit, theme, label, highlighted = null } = props
  const { onHoverPoint, onPick, editing, letter = 'x', colours, font = axisFont } = props
  const container = useRef<HTMLDivElement>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const { width, height } = useRemSize(container, drawing)
  const clip = useId()
  const lastHover = useRef<number | null>(null)

  const axes = useMemo(() => {
    const bottom = Math.max(top + 1, height - below * (font / axisFont))
    const vertical = linearScale(domain.y, [bottom, top])
    const yTicks = linearTicks(vertical, tickCount(bottom - top, (2.2 * font) / axisFont))
    const left = labelRoom(yTicks, font)
    const horizontal = linearScale(domain.x, [left, Math.max(left + 1, width - right)])
    const xTicks = linearTicks(horizontal, tickCount(width - left, (3.4 * font) / axisFont))
    return { horizontal, vertical, xTicks, yTicks, left, bottom }
  }, [domain, width, height, font])
  const { horizontal, vertical, xTicks, yTicks, left, bottom } = axes

  const range = useMemo<readonly [number, number]>(() => {
    if (colours) return colours
    let [low, high] = [Infinity, -Infinity]
    for (let n = 0; n < N; n++) {
      low = Math.min(low, t[n * K])
      high = Math.max(high, t[n * K])
    }
    return low < high ? [low, high] : [low - 1, low + 1]
  }, [t, N, K, colours])
  const points = useMemo(
    () => placePoints(x, t, N, D, K, kind, horizontal, vertical),
    [x, t, N, D, K, kind, horizontal, vertical],
  )
  // For several targets of one input a pattern has as many marks.
  const marksPerPattern = D === 1 && kind === 'regression' ? K : 1

  const curves = useMemo(() => {
    if (D !== 1 || !fit || fit.outputs.length < fit.resolution * K) return []
    const inputs = fitGrid(domain, 1, fit.resolution)
    const beyond = 20 * (bottom - top)
    return Array.from({ length: K }, (_, k) =>
      line<number>(
        (input) => horizontal(input),
        // Far outside only the direction matters, and huge coordinates would not be drawn at all.
        (_input, i) => Math.max(-beyond, Math.min(beyond, vertical(fit.outputs[i * K + k]))),
      )
        .defined((_input, i) => Number.isFinite(fit.outputs[i * K + k]))
        .digits(3)([...inputs]),
    )
  }, [fit, D, K, domain, horizontal, vertical, bottom])
  const surface = D > 1 && fit && fit.outputs.length >= fit.resolution ** 2 * K ? fit : null

  const patternUnder = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const mark = nearestPoint(
      points,
      ((event.clientX - box.left) / box.width) * width,
      ((event.clientY - box.top) / box.height) * height,
      reach,
    )
    return mark === null ? null : Math.floor(mark / marksPerPattern)
  }
  const hover = (n: number | null) => {
    if (n === lastHover.current) return
    lastHover.current = n
    onHoverPoint?.(n)
  }
  const pick = (event: PointerEvent<SVGSVGElement>) => {
    const n = patternUnder(event)
    if (n !== null) onPick?.(n)
  }

  const marks = { points, t, D, K, kind, range }
  const shown = highlighted !== null && highlighted >= 0 && highlighted < N
  const frame = { x: left, y: top, width: Math.max(0, width - right - left), height: bottom - top }
  const first = kind === 'regression' && K === 1 ? 'is-plain' : 'is-class-0'

  return (
    <div ref={container} className={`plot data-plot${onPick ? ' is-pickable' : ''}`}>
      {surface && width > 0 && (
        <Suspense fallback={null}>
          <FitSurface
            fit={surface}
            K={K}
            kind={kind}
            range={range}
            theme={theme}
            left={frame.x}
            top={frame.y}
            width={frame.width}
            height={frame.height}
          />
        </Suspense>
      )}
      <svg
        ref={drawing}
        viewBox={`0 0 ${width || 1} ${height || 1}`}
        style={{ width: `${width}rem`, height: `${height}rem` }}
        role="img"
        aria-label={label}
        onPointerMove={(event) => hover(patternUnder(event))}
        onPointerLeave={() => hover(null)}
        onPointerUp={pick}
      >
        {width > 0 && (
          <>
            <clipPath id={clip}>
              <rect {...frame} />
            </clipPath>
            <BottomAxis scale={horizontal} ticks={xTicks} at={bottom} width={width} font={font} />
            <LeftAxis scale={vertical} ticks={yTicks} at={left} font={font} />
            {surface && (
              <Suspense fallback={null}>
                <SurfaceLines fit={surface} K={K} kind={kind} range={range} frame={frame} />
              </Suspense>
            )}
            <g clipPath={`url(#${clip})`}>
              {curves.map((d, k) => (
                <path
                  // Curves have no identity but their output.
                  key={`output-${k}`}
                  className={`data-plot-curve ${k === 0 ? first : `is-class-${k % 4}`}`}
                  d={d ?? ''}
                />
              ))}
            </g>
            <DataPoints {...marks} />
            {shown && <HighlightedPoint {...marks} mark={highlighted * marksPerPattern} />}
            <AxisNames D={D} letter={letter} x={width - right} y={bottom} left={left} />
          </>
        )}
      </svg>
      {editing && width > 0 && (
        <PointEditor
          editing={editing}
          points={points}
          marksPerPattern={marksPerPattern}
          upright={D === 1 && kind === 'regression'}
          horizontal={horizontal}
          vertical={vertical}
          width={width}
          height={height}
          frame={frame}
        />
      )}
    </div>
  )
})

/** The letters of the axes: x and t, or x₁ and x₂. */
function AxisNames({
  D,
  letter,
  x,
  y,
  left,
}: {
  D: number
  letter: string
  x: number
  y: number
  left: number
}) {
  const name = (index: number) => (
    <>
      {letter}
      {D > 1 && (
        <tspan className="is-upright" dy={0.18} fontSize={0.66}>
          {index}
        </tspan>
      )}
    </>
  )
  return (
    <g className="data-plot-names" fontSize={0.95}>
      <text x={x - 0.1} y={y - 0.4} textAnchor="end">
        {name(1)}
      </text>
      <text x={left + 0.4} y={top + 0.55}>
        {D > 1 ? name(2) : 't'}
      </text>
    </g>
  )
}
