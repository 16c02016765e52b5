import { scaleLinear, scaleLog, type ScaleContinuousNumeric } from 'd3'
import { formatNumber, formatPowerOfTen } from './numberFormat.ts'

export type AxisScale = ScaleContinuousNumeric<number, number>

export interface AxisTick {
  readonly value: number
  /** Empty for a mark between labelled ones. */
  readonly label: string
}

/** Font size of tick labels and the width of their widest digit, in rem. */
export const axisFont = 0.82
/** The same where it is to be read from far away. */
export const largeFont = 1.02
const digitWidth = 0.6

/** A linear scale from `domain` to `range` that also takes a domain without extent. */
export function linearScale(
  [low, high]: readonly [number, number],
  range: readonly [number, number],
): AxisScale {
  const pad = low === high ? Math.max(1, Math.abs(low)) / 2 : 0
  return scaleLinear([low - pad, high + pad], [...range])
}

/** About `count` round values of the scale's domain, labelled with equally many decimals and the true minus sign. */
export function linearTicks(scale: AxisScale, count: number): AxisTick[] {
  const values = scale.ticks(count)
  const largest = Math.max(...values.map(Math.abs))
  if (largest >= 1e5 || (largest > 0 && largest < 1e-3))
    return values.map((value) => ({ value, label: formatNumber(value) }))
  const format = scale.tickFormat(count)
  return values.map((value) => ({ value, label: format(value).replaceAll(',', '') }))
}

export function logScale(
  [low, high]: readonly [number, number],
  range: readonly [number, number],
): AxisScale {
  return scaleLog([low, high], [...range])
}

/** A power of ten in plain digits as long as they are few. */
function plainPower(exponent: number): string {
  return exponent >= -2 && exponent <= 3 ? String(10 ** exponent) : formatPowerOfTen(10 ** exponent)
}

/**
 * Powers of ten within a positive domain, at most `count` of them labelled; between neighbouring ones unlabelled marks
 * at 2 … 9 if the domain has few decades.
 */
export function logTicks([low, high]: readonly [number, number], count: number): AxisTick[] {
  const first = Math.ceil(Math.log10(low) - 1e-9)
  const last = Math.floor(Math.log10(high) + 1e-9)
  const stride = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, count)))
  const ticks: AxisTick[] = []
  for (let n = first; n <= last; n++)
    ticks.push({ value: 10 ** n, label: (last - n) % stride === 0 ? plainPower(n) : '' })
  if (last - first > 3) return ticks
  for (let n = first - 1; n <= last; n++)
    for (let digit = 2; digit < 10; digit++) {
      const value = digit * 10 ** n
      if (value >= low && value <= high) ticks.push({ value, label: '' })
    }
  return ticks
}

/** Room in rem that the labels of a vertical axis need to its left. */
export function labelRoom(ticks: readonly AxisTick[], font = axisFont): number {
  const longest = Math.max(1, ...ticks.map((tick) => tick.label.length))
  return longest * digitWidth * font + 0.6
}

/** How many ticks fit along `length` rem of an axis. */
export function tickCount(length: number, perTick: number): number {
  return Math.max(2, Math.floor(length / perTick))
}
