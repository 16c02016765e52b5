import { memo, useMemo, useRef, type PointerEvent } from 'react'
import { LeftAxis } from './Axes.tsx'
import { labelRoom, linearScale, linearTicks, tickCount } from './axisTicks.ts'
import { stackedBars } from './stackedBars.ts'
import { useRemSize } from './useRemSize.ts'

export interface ContributionPlotProps {
  /** Contributions of the data points, N numbers each. */
  readonly outer: Float64Array
  readonly residual: Float64Array
  /** Accessible name. */
  readonly label: string
  readonly highlighted?: number | null
  readonly chosen?: number | null
  readonly onHover?: (n: number | null) => void
  readonly onChoose?: (n: number) => void
}

/** Every data point's part of an entry as a bar: outer-product term and residual term, stacked from zero. */
export const ContributionPlot = memo(function ContributionPlot({
  outer,
  residual,
  label,
  highlighted = null,
  chosen = null,
  onHover,
  onChoose,
}: ContributionPlotProps) {
  const container = useRef<HTMLDivElement>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const { width, height } = useRemSize(container, drawing)
  const N = outer.length
  const picture = useMemo(() => {
    const { low, high } = stackedBars(outer, residual)
    const y = linearScale([low, high], [Math.max(1, height - 0.4), 0.5]).nice(3)
    const ticks = linearTicks(y, tickCount(height, 2.2))
    const left = labelRoom(ticks)
    const step = Math.max(0.001, (width - left - 0.3) / N)
    return { y, ticks, left, step }
  }, [outer, residual, N, width, height])
  const { y, ticks, left, step } = picture
  const bars = useMemo(() => {
    const { bars: drawn } = stackedBars(outer, residual)
    // Below this width neighbouring bars touch, and gaps would only blur them.
    const gap = step > 0.35 ? step * 0.16 : 0
    const path = (key: 'outer' | 'residual') =>
      drawn
        .map((bar, n) => {
          const [from, to] = bar[key]
          return from === to
            ? ''
            : `M${(left + n * step + gap / 2).toFixed(3)} ${y(from).toFixed(3)}h${(step - gap).toFixed(3)}V${y(to).toFixed(3)}h${(gap - step).toFixed(3)}z`
        })
        .join('')
    return { outer: path('outer'), residual: path('residual') }
  }, [outer, residual, y, left, step])

  const pointAt = (event: PointerEvent<SVGSVGElement>): number | null => {
    const box = event.currentTarget.getBoundingClientRect()
    const n = Math.floor((((event.clientX - box.left) / box.width) * width - left) / step)
    return n >= 0 && n < N ? n : null
  }
  const mark = (n: number | null, className: string) =>
    n !== null &&
    n < N && (
      <rect
        className={className}
        x={left + n * step}
        y={0.3}
        width={Math.max(step, 0.14)}
        height={Math.max(0, height - 0.6)}
      />
    )

  return (
    <div ref={container} className="plot contribution-plot">
      <svg
        ref={drawing}
        viewBox={`0 0 ${width || 1} ${height || 1}`}
        style={{ width: `${width}rem`, height: `${height}rem` }}
        role="img"
        aria-label={label}
        onPointerMove={(event) => onHover?.(pointAt(event))}
        onPointerLeave={() => onHover?.(null)}
        onPointerUp={(event) => {
          const n = pointAt(event)
          if (n !== null) onChoose?.(n)
        }}
      >
        {width > 0 && (
          <>
            {mark(highlighted, 'contribution-hovered')}
            {mark(chosen, 'contribution-chosen')}
            <path className="contribution-residual" d={bars.residual} />
            <path className="contribution-outer" d={bars.outer} />
            <path className="contribution-zero" d={`M${left} ${y(0)}H${width}`} />
            <LeftAxis scale={y} ticks={ticks} at={left} />
          </>
        )}
      </svg>
    </div>
  )
})
