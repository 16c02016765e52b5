import { line } from 'd3'
import { memo, useMemo, useRef } from 'react'
import { BottomAxis, LeftAxis } from './Axes.tsx'
import { labelRoom, linearScale, linearTicks, logScale, logTicks, tickCount } from './axisTicks.ts'
import { useRemSize } from './useRemSize.ts'

export interface Series {
  readonly id: string
  readonly name: string
  /** x ascending; y that is null or not finite interrupts the line. */
  readonly points: readonly { readonly x: number; readonly y: number | null }[]
}

export interface SeriesPlotProps {
  readonly series: readonly Series[]
  /** A logarithmic axis leaves out what is not positive. */
  readonly scale: 'linear' | 'log'
  /** A mark at this x. */
  readonly now: number
  readonly label: string
}

/** Lines of one quantity each over a common axis, told apart by dashes and colours, with their names below. */
export const SeriesPlot = memo(function SeriesPlot({ series, scale, now, label }: SeriesPlotProps) {
  const container = useRef<HTMLDivElement>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const { width, height } = useRemSize(container, drawing)
  const picture = useMemo(() => {
    const shown = (y: number | null): y is number =>
      y !== null && Number.isFinite(y) && (scale === 'linear' || y > 0)
    const all = series.flatMap(({ points }) => points.filter(({ y }) => shown(y)))
    const ys = all.flatMap(({ y }) => (y === null ? [] : [y]))
    const low = ys.length > 0 ? Math.min(...ys) : scale === 'log' ? 0.1 : -1
    const high = ys.length > 0 ? Math.max(...ys) : 1
    const bottom = Math.max(1, height - 1.5)
    const domain: [number, number] =
      scale === 'log' ? [low / 1.3, high * 1.3] : [Math.min(0, low), Math.max(0, high)]
    const count = tickCount(bottom - 0.5, 1.9)
    const y =
      scale === 'log' ? logScale(domain, [bottom, 0.5]) : linearScale(domain, [bottom, 0.5]).nice(count)
    const yTicks = scale === 'log' ? logTicks(domain, count) : linearTicks(y, count)
    const left = labelRoom(yTicks)
    const end = Math.max(10, now, ...all.map(({ x }) => x))
    const x = linearScale([0, end], [left, Math.max(left + 1, width - 0.5)]).nice(tickCount(width - left, 4))
    const xTicks = linearTicks(x, tickCount(width - left, 4)).filter(({ value }) => Number.isInteger(value))
    const draw = line<{ x: number; y: number | null }>(
      (point) => x(point.x),
      (point) => y(point.y ?? 1),
    )
      .defined((point) => shown(point.y))
      .digits(3)
    return { x, y, xTicks, yTicks, left, bottom, paths: series.map(({ points }) => draw(points) ?? '') }
  }, [series, scale, now, width, height])
  const { x, y, xTicks, yTicks, left, bottom, paths } = picture
  return (
    <figure className="series-figure">
      <div ref={container} className="plot series-plot">
        <svg
          ref={drawing}
          viewBox={`0 0 ${width || 1} ${height || 1}`}
          style={{ width: `${width}rem`, height: `${height}rem` }}
          role="img"
          aria-label={label}
        >
          {width > 0 && (
            <>
              <BottomAxis scale={x} ticks={xTicks} at={bottom} width={width} />
              <LeftAxis scale={y} ticks={yTicks} at={left} />
              {paths.map((path, n) => (
                <path key={series[n].id} className={`series is-series-${n % 8}`} d={path} />
              ))}
              <path className="energy-curve-now" d={`M${x(now)} ${bottom}V0.5`} />
            </>
          )}
        </svg>
      </div>
      <figcaption>
        {series.map(({ id, name }, n) => (
          <span key={id} className="series-name">
            <svg viewBox="0 0 2 1" aria-hidden="true">
              <path className={`series is-series-${n % 8}`} d="M0 0.5H2" />
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  )
})
