import {
  labelRoom,
  linearScale,
  linearTicks,
  logScale,
  logTicks,
  tickCount,
  type AxisScale,
  type AxisTick,
} from './axisTicks.ts'
import { formatNumber } from './numberFormat.ts'
import { symlogScale, symlogTicks } from './symlogAxis.ts'

export interface StudyAxisProps {
  readonly kind: 'linear' | 'log' | 'symlog'
  /** What is plotted along it. */
  readonly label: string
  /** What is shown at least. */
  readonly domain?: readonly [number, number]
}

/** A point, and what it is called where it can be chosen. */
export type PlotPoint = readonly [x: number, y: number | null, word?: string]
export type PlotBand = readonly [x: number, low: number, high: number]

/** A symlog axis shows values this many times smaller than the largest apart from 0. */
const symlogDecades = 1e4

/** Whether a value has a place on an axis of this kind. */
export function isShown(value: number | null, kind: StudyAxisProps['kind']): value is number {
  return value !== null && Number.isFinite(value) && (kind !== 'log' || value > 0)
}

/** The least and the largest value shown, with those the axis shows at least. */
export function extentOf(
  values: Iterable<number | null>,
  { kind, domain }: StudyAxisProps,
): [number, number] {
  let [low, high] = domain ?? [Infinity, -Infinity]
  for (const value of values)
    if (isShown(value, kind)) {
      if (value < low) low = value
      if (value > high) high = value
    }
  if (low > high) return kind === 'log' ? [0.1, 10] : [-1, 1]
  if (kind === 'log' && low === high) return [low / 2, high * 2]
  return [low, high]
}

/** The ends moved outwards by this part of the axis's length. */
export function widened(
  [low, high]: readonly [number, number],
  kind: StudyAxisProps['kind'],
  part: number,
): readonly [number, number] {
  if (kind === 'log') return [low * (low / high) ** part, high * (high / low) ** part]
  return [low - part * (high - low), high + part * (high - low)]
}

interface Placed {
  readonly scale: AxisScale
  readonly ticks: readonly AxisTick[]
}

/** The scale and the ticks of an axis along `range`, whose labels need `perTick` rem each. */
function placeAxis(
  [low, high]: readonly [number, number],
  kind: StudyAxisProps['kind'],
  range: readonly [number, number],
  perTick: number,
  tight: boolean,
): Placed {
  const count = tickCount(Math.abs(range[1] - range[0]), perTick)
  if (kind === 'log') {
    const ticks = logTicks([low, high], count)
    // One label alone tells nothing of the scale: those at 2 and 5 come to its help.
    const few = ticks.filter(({ label }) => label !== '').length < 2
    const named = ({ value }: AxisTick) => /^[25]/.test(value.toExponential())
    return {
      scale: logScale([low, high], range),
      ticks: few
        ? ticks.map((tick) => (named(tick) ? { ...tick, label: formatNumber(tick.value, 1) } : tick))
        : ticks,
    }
  }
  if (kind === 'symlog') {
    const threshold = Math.max(Math.abs(low), Math.abs(high), 1e-290) / symlogDecades
    const scale = symlogScale([low, high], range, threshold)
    return { scale, ticks: symlogTicks(scale, threshold, perTick * 0.7) }
  }
  const scale = linearScale([low, high], range)
  if (!tight) scale.nice(count)
  return { scale, ticks: linearTicks(scale, count) }
}

export interface PlotFrame {
  readonly x: Placed
  readonly y: Placed
  /** Edges of the field in rem. */
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/**
 * Both axes in a picture of this size in rem, with room for labels of this font and for `handles` rows above; `tight`: they
 * end where the extents do, and not at the next tick.
 */
export function frameOf(
  extents: { readonly x: readonly [number, number]; readonly y: readonly [number, number] },
  kinds: { readonly x: StudyAxisProps['kind']; readonly y: StudyAxisProps['kind'] },
  size: { readonly width: number; readonly height: number },
  font: number,
  above: number,
  tight = false,
): PlotFrame {
  const top = above + 0.6
  const bottom = Math.max(top + 1, size.height - 2.9 * font - 0.6)
  const y = placeAxis(extents.y, kinds.y, [bottom, top], 2.1 * font, tight)
  const left = labelRoom(y.ticks, font) + 1.6 * font
  // Handles at the end stand out by half their width.
  const right = Math.max(left + 1, size.width - (above > 0 ? 1.9 : 0.9))
  return { x: placeAxis(extents.x, kinds.x, [left, right], 4 * font, tight), y, left, right, top, bottom }
}

/** The value at a part (0 … 1) of the way along an axis's scale, and back. */
export function valueAtPart(scale: AxisScale, part: number): number {
  const [from, to] = scale.range()
  return scale.invert(from + (to - from) * part)
}

export function partOfValue(scale: AxisScale, value: number): number {
  const [from, to] = scale.range()
  return (scale(value) - from) / (to - from)
}

/** y of a curve at x: on a line between its neighbours as drawn; null where the curve is not. */
export function heightAt(
  points: readonly PlotPoint[],
  x: number,
  { x: across, y: up }: PlotFrame,
): number | null {
  const at = across.scale(x)
  for (let k = 1; k < points.length; k++) {
    const [x0, y0] = points[k - 1]
    const [x1, y1] = points[k]
    const [from, to] = [across.scale(x0), across.scale(x1)]
    if (!(from <= at && at <= to) || y0 === null || y1 === null) continue
    const [a, b] = [up.scale(y0), up.scale(y1)]
    if (!Number.isFinite(a) || !Number.isFinite(b)) return null
    return to === from ? a : a + ((b - a) * (at - from)) / (to - from)
  }
  const lone = points.find(([place]) => place === x)
  return lone && lone[1] !== null ? up.scale(lone[1]) : null
}
