import { classOf, type TargetKind } from './plotFit.ts'
import type { AxisScale } from './axisTicks.ts'

export const shapes = ['circle', 'square', 'triangle', 'diamond'] as const
export type Shape = (typeof shapes)[number]

/** A closed path of about the area of a circle of radius r about (x, y). */
export function shapePath(shape: Shape, x: number, y: number, r: number): string {
  const [X, Y] = [round(x), round(y)]
  switch (shape) {
    case 'circle':
      return `M${round(x - r)} ${Y}a${round(r)} ${round(r)} 0 1 0 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 0 ${round(-2 * r)} 0z`
    case 'square': {
      const half = round(0.9 * r)
      return `M${round(x - half)} ${round(y - half)}h${2 * half}v${2 * half}h${-2 * half}z`
    }
    case 'triangle':
      return `M${X} ${round(y - 1.3 * r)}l${round(1.17 * r)} ${round(2.03 * r)}h${round(-2.34 * r)}z`
    case 'diamond': {
      const half = round(1.28 * r)
      return `M${X} ${round(y - half)}l${half} ${half}l${-half} ${half}l${-half} ${-half}z`
    }
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** A mark's place in the drawing. */
export interface PlacedPoint {
  readonly x: number
  readonly y: number
}

/**
 * Where the N patterns are drawn. D = 1: input against target, and for K targets a place for each (pattern n, target k
 * at n · K + k), or 1 for patterns of classes. D ≥ 2: the first two inputs.
 */
export function placePoints(
  x: Float64Array,
  t: Float64Array,
  N: number,
  D: number,
  K: number,
  kind: TargetKind,
  horizontal: AxisScale,
  vertical: AxisScale,
): PlacedPoint[] {
  if (D > 1)
    return Array.from({ length: N }, (_, n) => ({ x: horizontal(x[n * D]), y: vertical(x[n * D + 1]) }))
  if (kind === 'regression')
    return Array.from({ length: N * K }, (_, m) => ({
      x: horizontal(x[Math.floor(m / K)]),
      y: vertical(t[m]),
    }))
  return Array.from({ length: N }, (_, n) => ({
    x: horizontal(x[n]),
    y: vertical(K === 1 ? t[n] : 1),
  }))
}

/** The place nearest to (x, y) within `reach`, or null. */
export function nearestPoint(
  points: readonly PlacedPoint[],
  x: number,
  y: number,
  reach: number,
): number | null {
  let best: number | null = null
  let least = reach * reach
  points.forEach((point, m) => {
    const distance = (point.x - x) ** 2 + (point.y - y) ** 2
    if (distance <= least) {
      least = distance
      best = m
    }
  })
  return best
}

/** Steps in which a target value is turned into a colour. */
const valueSteps = 12

/** The step of `value` between low and high, 0 … steps − 1; 0 for NaN. */
export function valueStep(value: number, [low, high]: readonly [number, number], steps: number): number {
  const part = (value - low) / (high - low || 1)
  return Math.max(0, Math.min(steps - 1, Math.floor(part * steps))) || 0
}

/**
 * The group whose colour and shape mark m has: the class; for regression the target's index k if D = 1, and the step of
 * the target value if D ≥ 2.
 */
export function groupOf(
  m: number,
  t: Float64Array,
  D: number,
  K: number,
  kind: TargetKind,
  range: readonly [number, number],
): number {
  if (kind !== 'regression') return classOf(t, m, K)
  return D === 1 ? m % K : valueStep(t[m * K], range, valueSteps)
}

/** Radius of the marks in rem: smaller the more there are. */
export function markRadius(count: number): number {
  return Math.max(0.13, Math.min(0.29, 2.9 / Math.sqrt(Math.max(1, count))))
}
