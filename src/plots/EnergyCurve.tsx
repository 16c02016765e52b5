import { line } from 'd3'
import { memo, useMemo, useRef, type PointerEvent } from 'react'
import { BottomAxis, LeftAxis } from './Axes.tsx'
import { labelRoom, linearScale, linearTicks, logScale, logTicks, tickCount } from './axisTicks.ts'
import { prefersLogarithm, thinCurve, type CurvePoint } from './curveThinning.ts'
import { useRemSize } from './useRemSize.ts'

export interface EnergyCurveProps {
  /** Steps in ascending order and the error function there. */
  readonly steps: ArrayLike<number>
  readonly energies: ArrayLike<number>
  /** The step whose weights are shown. */
  readonly step: number
  /** The step at which the error function stopped being finite, or null. */
  readonly diverged?: number | null
  /** Accessible name. */
  readonly label: string
  /** A branch of the run that was left: it joins the curve at its first step. */
  readonly ghost?: { readonly steps: ArrayLike<number>; readonly energies: ArrayLike<number> } | null
  /** The marker was dragged to a step. */
  readonly onScrub?: (step: number) => void
}

const mostPoints = 1000

/** Where the error function stands at `step`, by the nearest point of the curve before it. */
function valueAt(points: readonly CurvePoint[], step: number): number | null {
  return points.findLast((point) => point.x <= step)?.y ?? null
}

/** The error function against the training step, on a linear or logarithmic axis as the values ask for. */
export const EnergyCurve = memo(function EnergyCurve({
  steps,
  energies,
  step,
  diverged = null,
  ghost = null,
  label,
  onScrub,
}: EnergyCurveProps) {
  const container = useRef<HTMLDivElement>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const { width, height } = useRemSize(container, drawing)
  const points = useMemo(() => thinCurve(steps, energies, mostPoints), [steps, energies])
  const ghostPoints = useMemo(
    () => (ghost ? thinCurve(ghost.steps, ghost.energies, mostPoints) : []),
    [ghost],
  )

  const picture = useMemo(() => {
    const bottom = Math.max(1, height - 1.5)
    const top = 0.5
    const values = [...points, ...ghostPoints].map((point) => point.y)
    const low = values.length > 0 ? Math.min(...values) : 0
    const high = values.length > 0 ? Math.max(...values) : 1
    const logarithmic = prefersLogarithm(points)
    const count = tickCount(bottom - top, 1.9)
    const y = logarithmic
      ? logScale([low / 1.15, high * 1.15], [bottom, top])
      : linearScale([Math.min(0, low), high > 0 || low < 0 ? high : 1], [bottom, top]).nice(count)
    const yTicks = logarithmic ? logTicks([low / 1.15, high * 1.15], count) : linearTicks(y, count)
    const left = labelRoom(yTicks)
    const last = Math.max(10, points.at(-1)?.x ?? 0, ghostPoints.at(-1)?.x ?? 0, step, diverged ?? 0)
    const xCount = tickCount(width - left, Math.max(3.6, 0.6 * String(last).length + 1.4))
    const x = linearScale([0, last], [left, Math.max(left + 1, width - 0.5)]).nice(xCount)
    const xTicks = linearTicks(x, xCount).filter((tick) => Number.isInteger(tick.value))
    return { x, y, xTicks, yTicks, left, bottom, top }
  }, [points, ghostPoints, step, diverged, width, height])

  const { x, y, xTicks, yTicks, left, bottom, top } = picture
  const [curve, ghostCurve] = useMemo(() => {
    const draw = line<CurvePoint>(
      (point) => x(point.x),
      (point) => y(point.y),
    ).digits(3)
    return [draw(points) ?? '', draw(ghostPoints) ?? '']
  }, [points, ghostPoints, x, y])
  const now = valueAt(points, step)

  const scrub = (event: PointerEvent<SVGSVGElement>) => {
    if (!onScrub || (event.type === 'pointermove' && event.buttons === 0)) return
    const box = event.currentTarget.getBoundingClientRect()
    const at = x.invert(((event.clientX - box.left) / box.width) * width)
    onScrub(Math.round(Math.max(0, Math.min(points[points.length - 1]?.x ?? 0, at))))
  }

  return (
    <div ref={container} className="plot energy-curve">
      <svg
        ref={drawing}
        className={onScrub ? 'is-scrubbable' : undefined}
        viewBox={`0 0 ${width || 1} ${height || 1}`}
        style={{ width: `${width}rem`, height: `${height}rem` }}
        role="img"
        aria-label={label}
        onPointerDown={scrub}
        onPointerMove={scrub}
      >
        {width > 0 && (
          <>
            <BottomAxis scale={x} ticks={xTicks} at={bottom} width={width} />
            <LeftAxis scale={y} ticks={yTicks} at={left} />
            {ghostCurve && <path className="energy-curve-ghost" d={ghostCurve} />}
            <path className="energy-curve-line" d={curve} />
            {diverged !== null && (
              <path
                className="energy-curve-diverged"
                d={`M${x(diverged)} ${bottom}V${top}m-.35 -.1l.7 .7m0 -.7l-.7 .7`}
              />
            )}
            <path className="energy-curve-now" d={`M${x(step)} ${bottom}V${top}`} />
            {now !== null && <circle className="energy-curve-dot" cx={x(step)} cy={y(now)} r={0.3} />}
          </>
        )}
      </svg>
    </div>
  )
})
