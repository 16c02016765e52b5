import { planeInputs } from '../network/inputPlane.ts'

/** What a data plot shows: ranges of its horizontal and vertical axis. */
export interface PlotDomain {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
}

/** Whether targets are numbers, one label 0 / 1, or one of K classes. */
export type TargetKind = 'regression' | 'binary' | 'classes'

/** The network's outputs at the inputs that `fitGrid` gives for the same domain and resolution, one row of K each. */
export interface PlotFit {
  readonly outputs: Float64Array
  readonly resolution: number
}

/** [min, max] of every `stride`-th entry from `start` that is finite, widened by `pad` of its extent at both ends. */
function extentOf(data: Float64Array, start: number, stride: number, pad: number): [number, number] {
  let low = Infinity
  let high = -Infinity
  for (let k = start; k < data.length; k += stride)
    if (Number.isFinite(data[k])) {
      low = Math.min(low, data[k])
      high = Math.max(high, data[k])
    }
  if (low > high) return [-1, 1]
  // Equal values get room in proportion to their size; no extent may vanish in rounding.
  const extent = high - low || Math.max(1, Math.abs(high))
  return [low - pad * extent, high + pad * extent]
}

/**
 * The domain in which all of the data are seen with some room around them: input against target for D = 1, the first
 * two inputs otherwise. x: (N, D), t: (N, K), row-major.
 */
export function domainOf(x: Float64Array, t: Float64Array, D: number, kind: TargetKind): PlotDomain {
  if (D > 1) return { x: extentOf(x, 0, D, 0.08), y: extentOf(x, 1, D, 0.08) }
  const y: [number, number] = kind === 'regression' ? extentOf(t, 0, 1, 0.15) : [-0.1, 1.1]
  return { x: extentOf(x, 0, 1, 0.05), y }
}

/**
 * The inputs (row-major, D columns) at which the network is evaluated for a plot. D = 1: `resolution` points across
 * the domain with both its ends. D ≥ 2: the centres of resolution × resolution pixels, from the top row down and from
 * left to right; further inputs are held at `others` (D numbers, of which the first two are not used; 0 by default).
 */
export function fitGrid(
  domain: PlotDomain,
  D: number,
  resolution: number,
  others?: ArrayLike<number>,
): Float64Array {
  const [left, right] = domain.x
  if (D === 1)
    return Float64Array.from(
      { length: resolution },
      (_, i) => left + ((right - left) * i) / Math.max(1, resolution - 1),
    )
  return planeInputs(D, domain.x, domain.y, resolution, others)
}

/** The class of pattern n: the label itself for one target, else the place of the largest of the K targets. */
export function classOf(t: Float64Array, n: number, K: number): number {
  if (K === 1) return t[n] > 0.5 ? 1 : 0
  let best = 0
  for (let k = 1; k < K; k++) if (t[n * K + k] > t[n * K + best]) best = k
  return best
}
