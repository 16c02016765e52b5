import { memo } from 'react'
import { axisFont, type AxisScale, type AxisTick } from './axisTicks.ts'

/** Lengths of tick marks with and without a label, in rem. */
const long = 0.3
const short = 0.18

interface AxisProps {
  readonly scale: AxisScale
  readonly ticks: readonly AxisTick[]
  /** Where the axis line is: y of a bottom axis, x of a left one. */
  readonly at: number
  /** Font size of the labels in rem. */
  readonly font?: number
}

function range(scale: AxisScale): [number, number] {
  const [from, to] = scale.range()
  return [Math.min(from, to), Math.max(from, to)]
}

/** A horizontal axis with its labels below; labels at the ends stay within `width`. */
export const BottomAxis = memo(function BottomAxis({
  scale,
  ticks,
  at,
  width,
  font = axisFont,
}: AxisProps & { readonly width: number }) {
  const [from, to] = range(scale)
  const marks = ticks.map((tick) => `M${scale(tick.value)} ${at}v${tick.label ? long : short}`).join('')
  return (
    <g className="axis">
      <path d={`M${from} ${at}H${to}${marks}`} />
      {ticks.map((tick) => {
        if (!tick.label) return null
        const half = tick.label.length * font * 0.3
        const x = Math.max(half, Math.min(width - half, scale(tick.value)))
        return (
          <text key={tick.value} x={x} y={at + 0.42 + font * 0.8} fontSize={font} textAnchor="middle">
            {tick.label}
          </text>
        )
      })}
    </g>
  )
})

/** A vertical axis with its labels at the left. */
export const LeftAxis = memo(function LeftAxis({ scale, ticks, at, font = axisFont }: AxisProps) {
  const [from, to] = range(scale)
  const marks = ticks.map((tick) => `M${at} ${scale(tick.value)}h${tick.label ? -long : -short}`).join('')
  return (
    <g className="axis">
      <path d={`M${at} ${from}V${to}${marks}`} />
      {ticks.map(
        (tick) =>
          tick.label && (
            <text
              key={tick.value}
              x={at - 0.42}
              y={scale(tick.value) + font * 0.36}
              fontSize={font}
              textAnchor="end"
            >
              {tick.label}
            </text>
          ),
      )}
    </g>
  )
})
