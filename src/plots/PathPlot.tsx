import { line } from 'd3'
import { memo, useMemo, useRef } from 'react'
import { BottomAxis, LeftAxis } from './Axes.tsx'
import { labelRoom, linearScale, linearTicks, tickCount } from './axisTicks.ts'
import { useRemSize } from './useRemSize.ts'

export interface PathPlotProps {
  /** A number before the first data point and after each: N + 1 numbers. */
  readonly path: Float64Array
  /** Accessible name. */
  readonly label: string
  /** A data point to be marked, from 0: the number after it. */
  readonly chosen?: number | null
}

/** A number on its way over the data points. */
export const PathPlot = memo(function PathPlot({ path, label, chosen = null }: PathPlotProps) {
  const container = useRef<HTMLDivElement>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const { width, height } = useRemSize(container, drawing)
  const { x, y, xTicks, yTicks, left, bottom, curve } = useMemo(() => {
    const N = path.length - 1
    const low = path.reduce((least, value) => Math.min(least, value), 0)
    const high = path.reduce((most, value) => Math.max(most, value), 0)
    const end = Math.max(1, height - 1.5)
    const yScale = linearScale([low, high > low ? high : low + 1], [end, 0.5]).nice(3)
    const ticks = linearTicks(yScale, tickCount(end - 0.5, 1.9))
    const room = labelRoom(ticks)
    const xScale = linearScale([0, Math.max(1, N)], [room, Math.max(room + 1, width - 0.5)])
    return {
      x: xScale,
      y: yScale,
      xTicks: linearTicks(xScale, tickCount(width - room, 3.6)).filter(({ value }) =>
        Number.isInteger(value),
      ),
      yTicks: ticks,
      left: room,
      bottom: end,
      curve:
        line<number>(
          (_, n) => xScale(n),
          (value) => yScale(value),
        ).digits(3)(path) ?? '',
    }
  }, [path, width, height])
  const marked = chosen !== null && chosen + 1 < path.length ? chosen + 1 : null
  return (
    <div ref={container} className="plot path-plot">
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
            <path className="energy-curve-line" d={curve} />
            {marked !== null && (
              <circle className="energy-curve-dot" cx={x(marked)} cy={y(path[marked])} r={0.3} />
            )}
          </>
        )}
      </svg>
    </div>
  )
})
