import { scaleSymlog } from 'd3'
import type { AxisScale, AxisTick } from './axisTicks.ts'
import { formatPowerOfTen } from './numberFormat.ts'

/** A scale linear within ±`threshold` and logarithmic beyond. */
export function symlogScale(
  [low, high]: readonly [number, number],
  range: readonly [number, number],
  threshold: number,
): AxisScale {
  const pad = low === high ? Math.max(1, Math.abs(low)) / 2 : 0
  return scaleSymlog([low - pad, high + pad], [...range]).constant(threshold)
}

/** 0 and powers of ten of both signs from `threshold` on, so few that their labels are `least` apart on the scale. */
export function symlogTicks(scale: AxisScale, threshold: number, least: number): AxisTick[] {
  const [low, high] = scale.domain()
  const ticks: AxisTick[] = low <= 0 && high >= 0 ? [{ value: 0, label: '0' }] : []
  const exponents: number[] = []
  const largest = Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high))))
  for (let n = Math.ceil(Math.log10(threshold)); n <= largest; n++) exponents.push(n)
  for (const sign of [1, -1]) {
    let free = scale(0)
    for (const n of exponents) {
      const value = sign * 10 ** n
      if (value < low || value > high) continue
      const place = scale(value)
      const room = Math.abs(place - free) >= least
      ticks.push({ value, label: room ? formatPowerOfTen(value) : '' })
      if (room) free = place
    }
  }
  return ticks
}
