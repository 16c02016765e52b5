import { memo } from 'react'
import { legendTicks, type DivergingScale } from './colourScale.ts'
import { colourTable, type MapTheme } from './colourTable.ts'

export interface LegendProps {
  readonly scale: DivergingScale
  readonly theme: MapTheme
  /** Accessible name, with the end values. */
  readonly label: string
  readonly orientation?: 'horizontal' | 'vertical'
  /** For a tile: the end values alone, no ticks. */
  readonly compact?: boolean
}

/** More colour stops than an eye tells apart on a bar. */
const gradientStops = 48

function gradient(theme: MapTheme, direction: string): string {
  const { css } = colourTable(theme)
  const stops = Array.from({ length: gradientStops + 1 }, (_, i) => css((2 * i) / gradientStops - 1))
  return `linear-gradient(${direction}, ${stops.join(', ')})`
}

/** Room of a tick's label along a bar of 8 rem, the least there is. */
function textExtent(label: string): number {
  const superscripts = label.match(/[⁻⁰¹²³⁴-⁹]/g)?.length ?? 0
  const rem =
    0.5 * (label.length - superscripts) + 0.34 * superscripts + (label.startsWith('−') ? 0.15 : 0) + 0.5
  return (2 * rem) / 8
}
const lineExtent = 0.16

const place = (position: number) => `${50 * (position + 1)}%`

/** The colour bar of a diverging scale with its real end values; on a symlog scale ticks at powers of ten. */
export const Legend = memo(function Legend({
  scale,
  theme,
  label,
  orientation = 'horizontal',
  compact = false,
}: LegendProps) {
  const vertical = orientation === 'vertical'
  const ticks = legendTicks(scale, vertical ? () => lineExtent : textExtent)
  const ends = ticks.filter((tick) => tick.end)
  const inner = ticks.filter((tick) => !tick.end)
  return (
    <div className={`legend is-${orientation}${compact ? ' is-compact' : ''}`} role="img" aria-label={label}>
      <span className="legend-end is-low">{ends[0]?.label}</span>
      <div
        className="legend-bar"
        style={{ backgroundImage: gradient(theme, vertical ? 'to top' : 'to right') }}
      >
        {!compact &&
          inner.map((tick) => (
            <span
              key={tick.value}
              className="legend-tick"
              style={vertical ? { bottom: place(tick.position) } : { left: place(tick.position) }}
            >
              {tick.label}
            </span>
          ))}
      </div>
      <span className="legend-end is-high">{ends[1]?.label}</span>
    </div>
  )
})
