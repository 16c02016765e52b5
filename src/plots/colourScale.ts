import { formatNumber, formatPowerOfTen } from './numberFormat.ts'

/**
 * A diverging scale, symmetric about zero: −limit … 0 … limit are placed at −1 … 0 … 1.
 * Linear: v / limit. Symlog: sign(v) ln(1 + |v| / threshold) / ln(1 + limit / threshold), which is linear below the
 * threshold and logarithmic above it. limit = 0: everything is at 0.
 */
export interface DivergingScale {
  readonly kind: 'linear' | 'symlog'
  readonly limit: number
  readonly threshold: number
}

/** Symlog shows this many times smaller entries than the largest apart from zero. */
const symlogRange = 1000

/** Below this a limit counts as zero: quotients with it would overflow. */
const smallestLimit = 1e-290

/** The largest |entry| of all `matrices`, NaN and ±∞ left aside; 0 if there is none. */
export function limitOf(matrices: Iterable<ArrayLike<number>>): number {
  let limit = 0
  for (const data of matrices)
    for (let i = 0; i < data.length; i++) {
      const size = Math.abs(data[i])
      if (size > limit && size < Infinity) limit = size
    }
  return limit
}

/** The scale of this kind on which ±`limit` are the ends. */
export function createScale(kind: DivergingScale['kind'], limit: number): DivergingScale {
  const usable = Number.isFinite(limit) && limit >= smallestLimit ? limit : 0
  return { kind, limit: usable, threshold: usable / symlogRange }
}

/** The place of `value` on the scale, −1 … 1 (clamped); NaN for a value that is not finite. */
export function positionOf(scale: DivergingScale, value: number): number {
  if (!Number.isFinite(value)) return NaN
  if (scale.limit === 0) return 0
  const position =
    scale.kind === 'linear'
      ? value / scale.limit
      : (Math.sign(value) * Math.log1p(Math.abs(value) / scale.threshold)) /
        Math.log1p(scale.limit / scale.threshold)
  return Math.max(-1, Math.min(1, position))
}

export interface LegendTick {
  readonly value: number
  /** −1 … 1, as of `positionOf`. */
  readonly position: number
  readonly label: string
  /** The ends carry the real limits of the data. */
  readonly end: boolean
}

/**
 * The ticks of the scale's legend in ascending order: both ends with their real values, 0, and on a symlog scale the
 * powers of ten between, the larger first, as far as their labels fit: `extent` is the room a label takes along the
 * scale, in units of position. (The labels of the ends stand beside the scale and take none.)
 */
export function legendTicks(scale: DivergingScale, extent: (label: string) => number): LegendTick[] {
  const zero: LegendTick = { value: 0, position: 0, label: '0', end: false }
  if (scale.limit === 0) return [zero]
  const right: LegendTick[] = []
  if (scale.kind === 'symlog') {
    let free = 1
    const taken = extent(zero.label) / 2
    for (let n = Math.floor(Math.log10(scale.limit)); n >= Math.ceil(Math.log10(scale.threshold)); n--) {
      // Dividing keeps 10⁻³ exact, which 10 ** −3 need not be.
      const value = n < 0 ? 1 / 10 ** -n : 10 ** n
      const position = positionOf(scale, value)
      const half = extent(formatPowerOfTen(-value)) / 2
      if (position + half > free || position - half < taken) continue
      right.unshift({ value, position, label: formatPowerOfTen(value), end: false })
      free = position - half
    }
  }
  right.push({ value: scale.limit, position: 1, label: formatNumber(scale.limit), end: true })
  const left = right
    .map((tick) => ({ ...tick, value: -tick.value, position: -tick.position, label: `−${tick.label}` }))
    .toReversed()
  return [...left, zero, ...right]
}
