import {
  area,
  line,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
} from 'd3'
import { memo, useId, useMemo, useRef } from 'react'
import { BottomAxis, LeftAxis } from './Axes.tsx'
import { axisFont, largeFont } from './axisTicks.ts'
import { formatNumber } from './numberFormat.ts'
import type { MapTheme } from './colourTable.ts'
import { FitSurface, SurfaceLines } from './FitSurface.tsx'
import { PlotHandle, type PlotMark } from './PlotHandle.tsx'
import { PointChooser, type NamedPoint, type PointChoosing } from './PointChooser.tsx'
import type { PlotFit } from './plotFit.ts'
import {
  extentOf,
  frameOf,
  heightAt,
  isShown,
  widened,
  type PlotBand,
  type PlotFrame,
  type PlotPoint,
  type StudyAxisProps,
} from './studyAxes.ts'
import { useRemSize } from './useRemSize.ts'

export interface StudySeries {
  readonly id: string
  readonly name: string
  /** Its number among all series of the study, for colour and dashes. */
  readonly nth: number
  /** A look of its own instead: `is-ring`, … */
  readonly look?: string
  readonly points: readonly PlotPoint[]
  /** An area about it, in the order of x. */
  readonly band: readonly PlotBand[]
}

/** What lies under the lines: values by their colours with level lines, or probabilities of the second of two classes. */
export interface PlotGround {
  readonly kind: 'values' | 'probabilities'
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  /** resolution × resolution, from the top row down. */
  readonly fit: PlotFit
  readonly range: readonly [number, number]
}

/** A straight line of reference; from and to at the same x, or without a slope, it is a place or a level. */
export interface StudyLine {
  readonly series: string
  readonly name: string
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
  readonly slope: number | null
  /** A dashed continuation of the series, without a name beside it. */
  readonly quiet?: boolean
}

export interface StudyPlotProps {
  readonly x: StudyAxisProps
  readonly y: StudyAxisProps
  readonly style: 'line' | 'curve' | 'scatter' | 'path'
  /** Series drawn as points, whatever the style. */
  readonly scattered: readonly string[]
  /** Series in thin lines, behind the others. */
  readonly thin: readonly string[]
  readonly ground: PlotGround | null
  readonly theme: MapTheme
  readonly series: readonly StudySeries[]
  readonly lines: readonly StudyLine[]
  readonly marks: readonly PlotMark[]
  /** Points with a word can be chosen, and perhaps moved. */
  readonly choosing: PointChoosing | null
  /** Accessible name. */
  readonly label: string
  /** To be read from far away. */
  readonly large: boolean
  /** The points are older than what they are about. */
  readonly stale: boolean
}

/** A line of more points is drawn without a dot on each. */
const mostDots = 80
/** Dots of more are smaller. */
const fewDots = 25
const symbols = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross]
/** Area of a symbol in rem²; more than so many are but dots. */
const symbolArea = 0.28
const manySymbols = 200

/** Colour and dashes of the nth series: seven looks, and the same again with other dashes. */
function lookOf({ nth, look }: Pick<StudySeries, 'nth' | 'look'>): string {
  if (look !== undefined) return look
  return `is-series-${nth % 7}${nth >= 7 ? ' is-repeated' : ''}`
}

function shapeOf(nth: number): string {
  return symbol(symbols[nth % symbols.length], symbolArea).digits(3)() ?? ''
}

/** Whether a series, or the kind of series it is of, is drawn as points. */
function isScatteredBy(scattered: readonly string[], id: string): boolean {
  return scattered.includes(id.split(':')[0])
}

const keyOf = ({ series, name, from }: StudyLine) => `${series}-${name}-${from.join('-')}`
const isVertical = ({ from, to }: StudyLine) => from[0] === to[0]

interface DrawnProps {
  readonly frame: PlotFrame
  readonly font: number
  /** The look of the series a line belongs to; none where it belongs to no single one. */
  readonly look: (series: string) => string
}

function Line({ of, frame, look }: Omit<DrawnProps, 'font'> & { readonly of: StudyLine }) {
  const { left, right, top, bottom } = frame
  const { from, to, slope } = of
  const [x, y] = [frame.x.scale, frame.y.scale]
  const d = isVertical(of)
    ? `M${x(from[0])} ${top}V${bottom}`
    : slope === null
      ? `M${left} ${y(from[1])}H${right}`
      : `M${x(from[0])} ${y(from[1])}L${x(to[0])} ${y(to[1])}`
  return (
    <path
      className={`study-line${slope === null || of.quiet ? ' is-place' : ''}${of.quiet ? ` ${look(of.series)}` : ''}`}
      d={d}
    />
  )
}

/** The name of a line beside its middle, with its slope. */
function LineLabel({ of, frame, font, look }: DrawnProps & { readonly of: StudyLine }) {
  const { left, right, top, bottom } = frame
  const { name, from, to, slope } = of
  const [x, y] = [frame.x.scale, frame.y.scale]
  const text = slope === null ? name : `${name} ${formatNumber(slope)}`
  const half = 0.27 * font * text.length
  const level = slope === null && !isVertical(of)
  const middle = level ? left : (x(from[0]) + x(to[0])) / 2
  const height = isVertical(of) ? top + 0.9 * font : (y(from[1]) + y(to[1])) / 2 - (level ? 0.4 : 0.6)
  return (
    <text
      className={`study-line-label ${look(of.series)}`}
      x={Math.max(left + half, Math.min(right - half, middle + half + 0.5))}
      y={Math.max(top + 0.8 * font, Math.min(bottom - 0.4, height))}
      fontSize={font}
      textAnchor="middle"
    >
      {text}
    </text>
  )
}

/** The symbol of a series' points. */
function symbolOf({ nth, look = '' }: Pick<StudySeries, 'nth' | 'look'>): string {
  if (/cross/.test(look)) return 'M-0.38 -0.38L0.38 0.38M-0.38 0.38L0.38 -0.38'
  if (/ring/.test(look)) return symbol(symbolCircle, 1.1).digits(3)() ?? ''
  if (/point/.test(look)) return symbol(symbolCircle, /bold/.test(look) ? 0.42 : 0.2).digits(3)() ?? ''
  const nthClass = /is-class-(\d)/.exec(look)
  return shapeOf(nthClass ? Number(nthClass[1]) : nth)
}

/** The points of a series: symbols of a scatter plot, dots on a line of few. */
const Points = memo(function Points({
  nth,
  look,
  points,
  frame,
  dots,
}: Pick<StudySeries, 'nth' | 'look' | 'points'> & Pick<DrawnProps, 'frame'> & { readonly dots: boolean }) {
  if (dots && (points.length > mostDots || look !== undefined)) return null
  if (!dots && points.length > manySymbols) {
    // An element each would take too long: dots of one line that goes nowhere.
    const places = points.filter((one) => one[1] !== null && Number.isFinite(frame.y.scale(one[1])))
    const d = places.map(
      ([at, value]) => `M${frame.x.scale(at).toFixed(2)} ${frame.y.scale(value ?? 0).toFixed(2)}h0`,
    )
    return <path className={`series study-many ${lookOf({ nth, look })}`} d={d.join('')} />
  }
  return points.map(([at, value], k) => {
    if (value === null || !Number.isFinite(frame.y.scale(value))) return null
    const place = `translate(${frame.x.scale(at)} ${frame.y.scale(value)})`
    // Points have no identity but their place in the series.
    return dots ? (
      <circle
        key={`${nth}-${k}`}
        className={`study-dot ${lookOf({ nth })}`}
        transform={place}
        r={points.length > fewDots ? 0.12 : 0.19}
      />
    ) : (
      <path
        key={`${nth}-${k}`}
        className={`study-point ${lookOf({ nth, look })}`}
        transform={place}
        d={symbolOf({ nth, look })}
      />
    )
  })
})

/** Lines or points of a study over two axes, with lines of reference and marks of the present state to be moved. */
export const StudyPlot = memo(function StudyPlot(props: StudyPlotProps) {
  const { x, y, style, scattered, thin, ground, theme, series, lines, marks, choosing, label, large, stale } =
    props
  const container = useRef<HTMLDivElement>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const clip = useId()
  const { width, height } = useRemSize(container, drawing)
  const font = large ? largeFont : axisFont
  const marked = marks.length
  // The axis shows the marks too; as text, for the marks are made anew with every drawing.
  const places = marks.map(({ value }) => value).join(' ')

  const frame = useMemo(() => {
    const points = series
      .flatMap((one) => one.points)
      .filter(([at, value]) => isShown(at, x.kind) && isShown(value, y.kind))
    const ends = lines.flatMap((one) => (one.slope === null ? [] : [one.from, one.to]))
    const corners: readonly PlotPoint[] = ground
      ? [
          [ground.x[0], ground.y[0]],
          [ground.x[1], ground.y[1]],
        ]
      : []
    const edges = series.flatMap(({ band }) =>
      band.flatMap(([at, low, high]): readonly PlotPoint[] => [
        [at, low],
        [at, high],
      ]),
    )
    // A path may leave the ground, which stays as it is.
    const shown: readonly PlotPoint[] =
      ground && style === 'path' ? corners : [...points, ...ends, ...corners, ...edges]
    const across = shown.map(([at]) => at).concat(places === '' ? [] : places.split(' ').map(Number))
    const heights = shown.map(([, value]) => value)
    // Symbols at the ends are as wide as others.
    const room = style === 'scatter' && !ground ? 0.03 : 0
    const extents = {
      x: widened(extentOf(across, x), x.kind, room),
      y: widened(extentOf(heights, y), y.kind, room),
    }
    return frameOf(extents, { x, y }, { width, height }, font, 1.9 * marked, ground !== null)
  }, [series, lines, x, y, style, ground, width, height, font, marked, places])

  const curves = useMemo(() => {
    const draw = line<PlotPoint>(
      ([at]) => frame.x.scale(at),
      ([, value]) => frame.y.scale(value ?? 1),
    )
      .defined(([, value]) => isShown(value, y.kind))
      .digits(3)
    const fill = area<PlotBand>(
      ([at]) => frame.x.scale(at),
      ([, low]) => frame.y.scale(low),
      ([, , high]) => frame.y.scale(high),
    ).digits(3)
    return series.map(({ points, band, ...one }) => {
      const there = points.filter(([at]) => isShown(at, x.kind))
      const ordered = style === 'path' ? there : there.toSorted((a, b) => a[0] - b[0])
      const isScattered = style === 'scatter' || isScatteredBy(scattered, one.id)
      return {
        ...one,
        points: ordered,
        isScattered,
        path: isScattered ? '' : (draw(ordered) ?? ''),
        area: fill([...band]) ?? '',
      }
    })
  }, [series, style, scattered, x.kind, y.kind, frame])
  const { left, right, top, bottom } = frame
  const surface = useMemo(() => {
    if (!ground || width === 0) return null
    const [x0, x1] = ground.x.map((value) => frame.x.scale(value))
    const [y0, y1] = ground.y.map((value) => frame.y.scale(value))
    return {
      fit: ground.fit,
      kind: ground.kind === 'values' ? ('regression' as const) : ('binary' as const),
      range: ground.range,
      place: { x: x0, y: y1, width: x1 - x0, height: y0 - y1 },
    }
  }, [ground, frame, width])
  const named = useMemo(
    () =>
      curves.flatMap(({ points }) =>
        points.flatMap(([at, value, word]): NamedPoint[] => {
          if (word === undefined || value === null || !isShown(value, y.kind)) return []
          return [{ word, x: frame.x.scale(at), y: frame.y.scale(value) }]
        }),
      ),
    [curves, frame, y.kind],
  )
  const curveOf = (id: string) => curves.find((one) => one.id === id)
  const look = (id: string) => {
    const curve = curveOf(id)
    return curve ? lookOf(curve) : ''
  }

  return (
    <figure className={`study-figure${stale ? ' is-stale' : ''}`}>
      <div ref={container} className="plot study-plot">
        {surface && (
          <FitSurface
            fit={surface.fit}
            K={1}
            kind={surface.kind}
            range={surface.range}
            theme={theme}
            left={surface.place.x}
            top={surface.place.y}
            width={surface.place.width}
            height={surface.place.height}
          />
        )}
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
                <rect x={left - 0.1} y={top - 0.3} width={right - left + 0.5} height={bottom - top + 0.5} />
              </clipPath>
              <BottomAxis scale={frame.x.scale} ticks={frame.x.ticks} at={bottom} width={width} font={font} />
              <LeftAxis scale={frame.y.scale} ticks={frame.y.ticks} at={left} font={font} />
              <text
                className="axis-title"
                x={(left + right) / 2}
                y={bottom + 2.7 * font}
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
                {surface && (
                  <SurfaceLines
                    fit={surface.fit}
                    K={1}
                    kind={surface.kind}
                    range={surface.range}
                    frame={surface.place}
                  />
                )}
                {marks.map(({ id, value }) => (
                  <path
                    key={id}
                    className="study-mark"
                    d={`M${frame.x.scale(value)} ${top - 0.3}V${bottom}`}
                  />
                ))}
                {lines.map((one) => (
                  <Line key={keyOf(one)} of={one} frame={frame} look={look} />
                ))}
                {curves.map(({ id, area: d, ...one }) => (
                  <path key={id} className={`study-band ${lookOf(one)}`} d={d} />
                ))}
                {curves.map(({ id, path, ...one }) => (
                  <path
                    key={id}
                    className={`series ${lookOf(one)}${thin.includes(id) ? ' is-thin' : ''}`}
                    d={path}
                  />
                ))}
                {curves.map(({ id, nth, look: own, points, isScattered }) =>
                  style === 'curve' && !isScattered ? null : (
                    <Points key={id} nth={nth} look={own} points={points} dots={!isScattered} frame={frame} />
                  ),
                )}
              </g>
              {marks.flatMap(({ id, value, series: on }) =>
                on.map((of) => {
                  const at = heightAt(curveOf(of)?.points ?? [], value, frame)
                  return (
                    at !== null && (
                      <circle
                        key={`${id}-${of}`}
                        className="energy-curve-dot"
                        cx={frame.x.scale(value)}
                        cy={at}
                        r={0.38}
                      />
                    )
                  )
                }),
              )}
              {lines.map(
                (one) =>
                  !one.quiet && <LineLabel key={keyOf(one)} of={one} frame={frame} font={font} look={look} />,
              )}
            </>
          )}
        </svg>
        {width > 0 && choosing && (
          <PointChooser choosing={choosing} points={named} frame={frame} width={width} height={height} />
        )}
        {width > 0 &&
          marks.map((mark, row) => (
            <PlotHandle key={mark.id} mark={mark} frame={frame} row={row} height={height} />
          ))}
      </div>
      <figcaption>
        {series.map(({ id, name, points, band, ...one }, k) => (
          <span key={id} className="series-name">
            <svg viewBox="0 0 2 1" aria-hidden="true">
              {points.length === 0 && band.length > 0 ? (
                // As dark as the bands of its look that lie upon each other.
                series
                  .slice(0, k + 1)
                  .filter((other) => lookOf(other) === lookOf(one) && other.band.length > 0)
                  .map((other) => (
                    <path key={other.id} className={`study-band ${lookOf(one)}`} d="M0 0H2V1H0Z" />
                  ))
              ) : style !== 'scatter' && !isScatteredBy(scattered, id) ? (
                <path
                  className={`series ${lookOf(one)}${thin.includes(id) ? ' is-thin' : ''}`}
                  d="M0 0.5H2"
                />
              ) : (
                <path
                  className={`study-point ${lookOf(one)}`}
                  d={symbolOf(one)}
                  transform={`translate(1 .5) scale(${one.look === 'is-ring' ? 0.7 : 1})`}
                />
              )}
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  )
})
