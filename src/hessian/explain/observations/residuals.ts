import type { EntryErrors } from '../../errorMeasures.ts'
import { roundOffBound } from './situation.ts'
import type { Rule, Situation } from './situation.ts'

interface ResidualFacts {
  /** ‖H_outer − H‖_F/‖H‖_F. */
  readonly error: number
  readonly residual: number
  readonly spread: number
}

/** The outer product's error beside the residuals; null where the two are not to be compared. */
function factsOf({ problem, survey, methods }: Situation): ResidualFacts | null {
  const errors: EntryErrors | null | undefined = methods['outer-product']?.errors
  const error = errors?.relativeFrobenius ?? null
  const { residual, spread } = survey
  // With one layer nothing is dropped, whatever the residuals.
  if (error === null || problem.network.L === 1 || !(spread > 0) || !Number.isFinite(residual)) return null
  return { error, residual, spread }
}

/**
 * Residuals are large when they leave at least a quarter of the targets' variance unexplained (half the spread), small
 * when at most a twenty-fifth (a fifth of it).
 */
const large = 1 / 2
const small = 1 / 5

/** An error of the outer product that one sees, and one that no map shows. */
const poor = 0.1
const good = 0.05

/**
 * The residuals are large, and the outer product, which drops what is multiplied by them, is poor: error its relative
 * error (≥ 0.1), residual the root mean square of y − t (≥ spread/2), spread that of the targets about their mean.
 */
export const largeResiduals = {
  id: 'large-residuals',
  observe: (situation: Situation) => {
    const facts = factsOf(situation)
    if (!facts || facts.error < poor || facts.residual < large * facts.spread) return null
    return { strength: 0.5 + 0.4 * Math.min(1, facts.error), values: { ...facts } }
  },
} as const satisfies Rule

/**
 * The residuals are small and the outer product good: error ≤ 0.05 but more than round-off, residual ≤ spread/5.
 * Values as of `large-residuals`.
 */
export const smallResiduals = {
  id: 'small-residuals',
  observe: (situation: Situation) => {
    const facts = factsOf(situation)
    if (!facts || facts.error > good || facts.error <= roundOffBound) return null
    return facts.residual <= small * facts.spread ? { strength: 0.6, values: { ...facts } } : null
  },
} as const satisfies Rule

/**
 * The residuals are small, and the outer product is poor all the same: a large factor ∇∇a, or residuals that do not
 * cancel. error ≥ 0.1, residual ≤ spread/5. Values as of `large-residuals`.
 */
export const poorDespiteSmallResiduals = {
  id: 'poor-despite-small-residuals',
  observe: (situation: Situation) => {
    const facts = factsOf(situation)
    if (!facts || facts.error < poor || facts.residual > small * facts.spread) return null
    return { strength: 0.8, values: { ...facts } }
  },
} as const satisfies Rule

/**
 * The residuals are large, and the outer product is good all the same. error ≤ 0.05 but more than round-off,
 * residual ≥ spread/2. Values as of `large-residuals`.
 */
export const goodDespiteLargeResiduals = {
  id: 'good-despite-large-residuals',
  observe: (situation: Situation) => {
    const facts = factsOf(situation)
    if (!facts || facts.error > good || facts.error <= roundOffBound) return null
    return facts.residual >= large * facts.spread ? { strength: 0.7, values: { ...facts } } : null
  },
} as const satisfies Rule

/**
 * The network passes through every target, so that the outer product is the exact Hessian: delta = max |y − t| is
 * nothing or 10⁻⁸ of the targets' spread at most, and error is at most 10⁻⁶, of the order of the residuals.
 */
export const zeroResiduals = {
  id: 'zero-residuals',
  observe: (situation: Situation) => {
    const { problem, survey, methods } = situation
    const error = methods['outer-product']?.errors?.relativeFrobenius ?? null
    if (error === null || error > 1e-6 || problem.network.L === 1) return null
    if (survey.largestDelta > 1e-8 * survey.spread) return null
    return { strength: 0.85, values: { delta: survey.largestDelta, error } }
  },
} as const satisfies Rule
