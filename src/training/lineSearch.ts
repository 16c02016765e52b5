import { dot } from '../linalg/vector.ts'
import type { Evaluate, Point } from './optimizer.ts'

/** Sufficient decrease and curvature, as usual for quasi-Newton directions (Nocedal and Wright, 3.1). */
const c1 = 1e-4
const c2 = 0.9
/** One evaluation is the rule; so many mean that the direction leads nowhere. */
const mostEvaluations = 20
/** Differences of E below this part of |E| are round-off: then the slope alone decides. */
const flat = 1e-14

/** A step length tried, with φ(α) = E(w + α d) and φ′(α). */
interface Trial {
  readonly alpha: number
  readonly energy: number
  readonly slope: number
}

/** The minimum of the cubic through two trials, kept a tenth of the interval away from its ends. */
function between(a: Trial, b: Trial): number {
  const width = b.alpha - a.alpha
  const d1 = a.slope + b.slope - (3 * (b.energy - a.energy)) / width
  const root = Math.sqrt(d1 * d1 - a.slope * b.slope) * Math.sign(width)
  const at = b.alpha - (width * (b.slope + root - d1)) / (b.slope - a.slope + 2 * root)
  // Half where the cubic has no minimum or an end is not finite.
  const share = (at - a.alpha) / width
  return a.alpha + width * (Number.isFinite(share) ? Math.max(0.1, Math.min(0.9, share)) : 0.5)
}

/**
 * Looks for weights along d from `point` that fulfil the strong Wolfe conditions
 * φ(α) ≤ φ(0) + c₁ α φ′(0) and |φ′(α)| ≤ c₂ |φ′(0)| (Nocedal and Wright, algorithms 3.5 and 3.6, with cubic
 * interpolation), trying α = `first` first; φ′(0) = dᵀ∇E must be negative. True with the point moved there, E and ∇E
 * filled in; false with the point as it was. At most 21 evaluations.
 */
export function searchAlong(point: Point, d: Float64Array, first: number, evaluate: Evaluate): boolean {
  const w0 = point.w.slice()
  const gradient0 = point.gradient.slice()
  const start: Trial = { alpha: 0, energy: point.energy, slope: dot(gradient0, d) }
  const tryAt = (alpha: number): Trial => {
    for (let i = 0; i < d.length; i++) point.w[i] = w0[i] + alpha * d[i]
    evaluate(point)
    return { alpha, energy: point.energy, slope: dot(point.gradient, d) }
  }
  const enough = -c2 * start.slope
  const falls = ({ alpha, energy }: Trial) => energy <= start.energy + c1 * alpha * start.slope
  const isFlat = ({ energy }: Trial) => Math.abs(energy - start.energy) <= flat * Math.abs(start.energy)

  // low: the best trial so far that falls enough; high: the other end of an interval with a good α inside, once known.
  let low = start
  let high: Trial | null = null
  let alpha = first
  for (let evaluations = 0; evaluations < mostEvaluations; evaluations++) {
    const trial = tryAt(alpha)
    if (Math.abs(trial.slope) <= enough && (isFlat(trial) || (falls(trial) && trial.energy < low.energy)))
      return true
    if (!falls(trial) || !(trial.energy < low.energy)) high = trial
    else {
      const width = high === null ? 1 : high.alpha - low.alpha
      if (trial.slope * width >= 0) high = low
      low = trial
    }
    if (high === null) alpha = 4 * low.alpha
    else alpha = between(low, high)
    if (alpha === low.alpha || alpha === high?.alpha || !Number.isFinite(alpha)) break
  }
  if (low.alpha > 0) {
    tryAt(low.alpha)
    return true
  }
  point.w.set(w0)
  point.gradient.set(gradient0)
  point.energy = start.energy
  return false
}
