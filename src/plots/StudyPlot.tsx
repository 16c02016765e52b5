import { line, symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolTriangle } from 'd3'
import { memo, useId, useMemo, useRef } from 'react'
import { BottomAxis, LeftAxis } from './Axes.tsx'
import { axisFont } from './axisTicks.ts'
import { formatNumber } from './numberFormat.ts'
import { PlotHandle, type PlotMark } from './PlotHandle.tsx'
import { extentOf, frameOf, heightAt, isShown, type PlotPoint, type StudyAxisProps } from './studyAxes.ts'
import { useRemSize } from './useRemSize.ts'

export interface StudySeries {
  readonly id: string
  readonly name: string
  readonly points: readonly PlotPoint[]
}

/** A straight line of reference; from and to at the same x, or without a slope, it is a place or a level. */
export interface StudyLine {
  readonly series: string
  readonly name: string
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
  readonly slope: number | null
}

export interface StudyPlotProps {
  readonly x: StudyAxisProps
  readonly y: StudyAxisProps
  readonly style: 'line' | 'scatter'
  readonly series: readonly StudySeries[]
  readonly lines: readonly StudyLine[]
  readonly marks: readonly PlotMark[]
  /** Accessible name. */
  readonly label: string
  /** To be read from far away. */
  readonly large: boolean
  /** The points are older than what they are about. */
  readonly stale: boolean
}

const symbols = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross]
/** Area of a symbol in rem². */
const symbolArea = 0.28

/** Lines or points of a study over two axes, with lines of reference and marks of the present state to be moved. */
export const StudyPlot = memo(function StudyPlot(props: StudyPlotProps) {
  const { x, y, style, series, lines, marks, label, large, stale } = props
  const container = useRef<HTMLDivElement>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const clip = useId()
  const { width, height } = useRemSize(container, drawing)
  const font = large ? 1.02 : axisFont
  const marked = marks.length

  const frame = useMemo(() => {
    const all = series.flatMap(({ points }) => points)
    const ends = lines.flatMap(({ from, to, slope }) => (slope === null ? [] : [from, to]))
    const ys = [...all, ...ends].map((one) => one[1])
    const extents = {
      x: extentOf(
        all.filter((one) => isShown(one[1], y.kind)).map((one) => one[0]),
        x,
      ),
      y: extentOf(ys, y),
    }
    return frameOf(extents, { x: x.kind, y: y.kind }, { width, height }, font, 1.9 * marked)
  }, [series, lines, x, y, width, height, font, marked])

  const curves = useMemo(
    () =>
      series.map(({ points }) => {
        const shown = points.filter(([at]) => isShown(at, x.kind)).toSorted((one, other) => one[0] - other[0])
        const draw = line<PlotPoint>(
          (one) => frame.x.scale(one[0]),
          (one) => frame.y.scale(one[1] ?? 1),
        )
          .defined((one) => isShown(one[1], y.kind))
          .digits(3)
        return { points: shown, path: draw(shown) ?? '' }
      }),
    [series, x.kind, y.kind, frame],
  )
  const { left, right, top, bottom } = frame
  const across = (value: number) => frame.x.scale(value)
  const up = (value: number) => frame.y.scale(value)
  const nth = (id: string) =>
    Math.max(
      0,
      series.findIndex((one) => one.id === id),
    )
  const shape = (n: number) => symbol(symbols[n % symbols.length], symbolArea).digits(3)() ?? ''

  return (
    <figure className={`study-figure${stale ? ' is-stale' : ''}`}>
      <div ref={container} className="plot study-plot">
        <svg
          ref={drawing}
          viewBox={`0 0 ${width || 1} ${height || 1}`}
          style={{ width: `${width}rem`, height: `${height}rem` }}
          role="img"
          aria-label={label}
        >
          {width > 0 && (
            <>
              <clipPath id={clip}>
                <rect x={left} y={top - 0.3} width={right - left + 0.5} height={bottom - top + 0.6} />
              </clipPath>
              <BottomAxis scale={frame.x.scale} ticks={frame.x.ticks} at={bottom} width={width} font={font} />
              <LeftAxis scale={frame.y.scale} ticks={frame.y.ticks} at={left} font={font} />
              <text
                className="axis-title"
                x={(left + right) / 2}
                y={bottom + 2.35 * font}
                fontSize={font}
                textAnchor="middle"
              >
                {x.label}
              </text>
              <text
                className="axis-title"
                transform={`translate(${0.95 * font} ${(top + bottom) / 2}) rotate(-90)`}
                fontSize={font}
                textAnchor="middle"
              >
                {y.label}
              </text>
              <g clipPath={`url(#${clip})`}>
                {marks.map(({ id, value }) => (
                  <path key={id} className="study-mark" d={`M${across(value)} ${top - 0.3}V${bottom}`} />
                ))}
                {series.map(({ id }, n) =>
                  style === 'line' ? (
                    <path key={id} className={`series is-series-${n % 7}`} d={curves[n].path} />
                  ) : (
                    curves[n].points.map(
                      ([at, value], k) =>
                        isShown(value, y.kind) && (
                          <path
                            key={`${id}-${k}`}
                            className={`study-point is-series-${n % 7}`}
                            d={shape(n)}
                            transform={`translate(${across(at)} ${up(value)})`}
                          />
                        ),
                    )
                  ),
                )}
                {style === 'line' &&
                  curves.map(({ points }, n) =>
                    points.length > 80
                      ? null
                      : points.map(
                          ([at, value], k) =>
                            isShown(value, y.kind) && (
                              <circle
                                key={`${series[n].id}-${k}`}
                                className={`study-dot is-series-${n % 7}`}
                                cx={across(at)}
                                cy={up(value)}
                                r={0.19}
                              />
                            ),
                        ),
                  )}
                {lines.map(({ series: of, name, from, to, slope }) => {
                  const vertical = from[0] === to[0]
                  const d = vertical
                    ? `M${across(from[0])} ${top}V${bottom}`
                    : slope === null
                      ? `M${left} ${up(from[1])}H${right}`
                      : `M${across(from[0])} ${up(from[1])}L${across(to[0])} ${up(to[1])}`
                  return (
                    <path
                      key={`${of}-${name}-${from[0]}-${from[1]}`}
                      className={`study-line${slope === null ? ' is-place' : ''}`}
                      d={d}
                    />
                  )
                })}
              </g>
              {marks.flatMap(({ id, value, series: on }) =>
                on.map((of) => {
                  const curve = curves[nth(of)]
                  const at = curve && heightAt(curve.points, value, frame)
                  return at === null || at === undefined ? null : (
                    <circle
                      key={`${id}-${of}`}
                      className="energy-curve-dot"
                      cx={across(value)}
                      cy={at}
                      r={0.38}
                    />
                  )
                }),
              )}
              {lines.map(({ series: of, name, from, to, slope }) => {
                const vertical = from[0] === to[0]
                const middle = vertical
                  ? across(from[0])
                  : slope === null
                    ? left
                    : (across(from[0]) + across(to[0])) / 2
                const text = slope === null ? name : `${name} ${formatNumber(slope)}`
                const half = 0.27 * font * text.length
                const y0 = vertical
                  ? top + 0.9 * font
                  : slope === null
                    ? up(from[1]) - 0.4
                    : (up(from[1]) + up(to[1])) / 2 - 0.6
                const wanted = slope === null && !vertical ? left + half + 0.4 : middle + half + 0.5
                return (
                  <text
                    key={`${of}-${name}-${from[0]}-${from[1]}`}
                    className={`study-line-label is-series-${nth(of) % 7}`}
                    x={Math.max(left + half, Math.min(right - half, wanted))}
                    y={Math.max(top + 0.8 * font, Math.min(bottom - 0.4, y0))}
                    fontSize={font}
                    textAnchor="middle"
                  >
                    {text}
                  </text>
                )
              })}
            </>
          )}
        </svg>
        {width > 0 &&
          marks.map((mark, row) => (
            <PlotHandle key={mark.id} mark={mark} frame={frame} row={row} height={height} />
          ))}
      </div>
      <figcaption>
        {series.map(({ id, name }, n) => (
          <span key={id} className="series-name">
            <svg viewBox="0 0 2 1" aria-hidden="true">
              {style === 'line' ? (
                <path className={`series is-series-${n % 7}`} d="M0 0.5H2" />
              ) : (
                <path className={`study-point is-series-${n % 7}`} d={shape(n)} transform="translate(1 .5)" />
              )}
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  )
})
