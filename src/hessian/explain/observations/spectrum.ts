import { maxAbs } from '../../../linalg/norms.ts'
import { countNegative } from '../../errorMeasures.ts'
import type { Rule, Situation } from './situation.ts'

/** Every entry of H is 0: E does not change to second order. W weights. */
export const zeroHessian = {
  id: 'zero-hessian',
  observe: ({ problem, exact }: Situation) =>
    exact && maxAbs(exact.data) === 0 ? { strength: 1, values: { W: problem.network.W } } : null,
} as const satisfies Rule

/** Eigenvalues smaller than this share of the largest |λ| have no sign one could trust (spec §9). */
const noise = 1e-10

interface Spectrum {
  readonly smallest: number
  readonly largest: number
  /** Eigenvalues below −10⁻¹⁰ max |λ|. */
  readonly negative: number
  /** Whether all are above 10⁻¹⁰ max |λ|. */
  readonly definite: boolean
  /** Whether there are some below and some above. */
  readonly indefinite: boolean
}

function spectrumOf({ eigenvalues }: Situation): Spectrum | null {
  if (!eigenvalues || eigenvalues.length === 0) return null
  const threshold = noise * maxAbs(eigenvalues)
  if (!(threshold > 0)) return null
  const smallest = eigenvalues[0]
  const largest = eigenvalues[eigenvalues.length - 1]
  const negative = countNegative(eigenvalues)
  return {
    smallest,
    largest,
    negative,
    definite: smallest > threshold,
    indefinite: negative > 0 && largest > threshold,
  }
}

/**
 * H is indefinite: `negative` of its W eigenvalues are below −10⁻¹⁰ max |λ|, smallest the most negative, largest the
 * most positive. No outer product shows them, being positive semidefinite but for the weight decay's α ≥ 0.
 */
export const indefinite = {
  id: 'indefinite',
  observe: (situation: Situation) => {
    const spectrum = spectrumOf(situation)
    if (!spectrum?.indefinite) return null
    const { negative, smallest, largest } = spectrum
    const share = Math.min(1, -smallest / largest)
    return {
      strength: 0.55 + 0.3 * share,
      values: { negative, W: situation.problem.network.W, smallest, largest },
    }
  },
} as const satisfies Rule

/**
 * ‖∇E‖ against what it would be if the patterns' gradients did not cancel: of a stationary point a thousandth is left
 * at most, of a slope a tenth at least. The measure has no unit and does not depend on N.
 */
const stationary = 1e-3
const sloping = 0.1

function gradientShare({ survey }: Situation): number | null {
  const share = survey.gradientNorm / survey.pull
  return Number.isFinite(share) ? share : null
}

function isStationary(situation: Situation): boolean {
  const share = gradientShare(situation)
  return share !== null && share <= stationary
}

/**
 * Near a stationary point that is a saddle: gradientNorm = ‖∇E‖ is gradientShare ≤ 10⁻³ of the sum of the patterns'
 * own, and `negative` eigenvalues are negative, the smallest `smallest`.
 */
export const saddle = {
  id: 'saddle',
  observe: (situation: Situation) => {
    const spectrum = spectrumOf(situation)
    const share = gradientShare(situation)
    if (!spectrum?.indefinite || share === null || !isStationary(situation)) return null
    const { negative, smallest } = spectrum
    const { gradientNorm } = situation.survey
    return { strength: 0.95, values: { gradientNorm, gradientShare: share, negative, smallest } }
  },
} as const satisfies Rule

/**
 * Near a minimum: gradientNorm is gradientShare ≤ 10⁻³ of the sum of the patterns' own, and all eigenvalues are above
 * 10⁻¹⁰ max |λ|, the smallest `smallest`.
 */
export const minimum = {
  id: 'minimum',
  observe: (situation: Situation) => {
    const spectrum = spectrumOf(situation)
    const share = gradientShare(situation)
    if (!spectrum?.definite || share === null || !isStationary(situation)) return null
    const { smallest } = spectrum
    const { gradientNorm } = situation.survey
    return { strength: 0.6, values: { gradientNorm, gradientShare: share, smallest } }
  },
} as const satisfies Rule

/**
 * The weights are on a slope, not at a stationary point: gradientNorm is gradientShare ≥ 0.1 of the sum of the
 * patterns' own. Whatever assumes ∇E = 0 does not hold here. step: training steps made.
 */
export const slope = {
  id: 'slope',
  observe: (situation: Situation) => {
    const share = gradientShare(situation)
    if (share === null || share < sloping || situation.survey.gradientNorm === 0) return null
    const { gradientNorm } = situation.survey
    return { strength: 0.3, values: { gradientNorm, gradientShare: share, step: situation.step } }
  },
} as const satisfies Rule

/**
 * A positive definite H, but a narrow valley: condition = λ_max/λ_min ≥ 10⁴, about as many steps as gradient descent
 * needs. Below 10¹⁰ all of λ_min's leading digits are right.
 */
export const narrowValley = {
  id: 'narrow-valley',
  observe: (situation: Situation) => {
    const spectrum = spectrumOf(situation)
    if (!spectrum?.definite) return null
    const { smallest, largest } = spectrum
    const condition = largest / smallest
    return condition >= 1e4 ? { strength: 0.5, values: { condition, smallest, largest } } : null
  },
} as const satisfies Rule
