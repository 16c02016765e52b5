export interface CurvePoint {
  readonly x: number
  readonly y: number
}

/**
 * The finite points of a curve given by equally long `xs` (ascending) and `ys`, at most `most` ≥ 4 of them: the first,
 * the last, and of every stretch between its lowest and its highest, so that no spike is lost.
 */
export function thinCurve(xs: ArrayLike<number>, ys: ArrayLike<number>, most: number): CurvePoint[] {
  const points: CurvePoint[] = []
  for (let i = 0; i < Math.min(xs.length, ys.length); i++)
    if (Number.isFinite(xs[i]) && Number.isFinite(ys[i])) points.push({ x: xs[i], y: ys[i] })
  if (points.length <= most) return points
  const inner = points.length - 2
  const stretches = Math.floor((most - 2) / 2)
  const thinned = [points[0]]
  for (let s = 0; s < stretches; s++) {
    const from = 1 + Math.floor((s * inner) / stretches)
    const to = 1 + Math.floor(((s + 1) * inner) / stretches)
    let low = from
    let high = from
    for (let i = from + 1; i < to; i++) {
      if (points[i].y < points[low].y) low = i
      if (points[i].y > points[high].y) high = i
    }
    thinned.push(points[Math.min(low, high)])
    if (low !== high) thinned.push(points[Math.max(low, high)])
  }
  thinned.push(points[points.length - 1])
  return thinned
}

/** A ratio of largest to smallest value from which a logarithmic axis shows more. */
const logarithmicFrom = 30

/** Whether a curve with these values is better read on a logarithmic axis. */
export function prefersLogarithm(points: readonly CurvePoint[]): boolean {
  let low = Infinity
  let high = 0
  for (const { y } of points) {
    if (!(y > 0)) return false
    low = Math.min(low, y)
    high = Math.max(high, y)
  }
  return high / low >= logarithmicFrom
}
