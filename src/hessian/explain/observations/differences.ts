import type { DifferenceMethod } from './differenceProbe.ts'
import type { Rule, Situation } from './situation.ts'

/** What the probe says of the entry that is most wrong, if it says it beyond doubt. */
function branchOf({ methods }: Situation, id: DifferenceMethod) {
  const facts = methods[id]
  const probe = facts?.probe
  const relative = facts?.errors?.relativeFrobenius ?? null
  if (!facts || !probe || probe.truncation === null || probe.kinkCrossed || relative === null) return null
  const { epsilon } = facts.parameters
  const { truncation, roundOff, predictedEpsilon } = probe
  const error = Math.abs(probe.error)
  const predicted = predictedEpsilon ?? Number.NaN
  const away = Math.abs(Math.log2(epsilon / predicted))
  return {
    error,
    truncation,
    roundOff,
    predicted,
    // Within a factor of two of the balance both parts are there.
    balanced: away <= 1 && error <= 100 * (roundOff + Math.abs(truncation)),
    // False where there is no truncation term, and so no ε too large.
    isCoarse: epsilon > predicted,
    // A part that is a tenth of the error is not what it consists of; what is left must be of the size of round-off.
    isRoundOff: Math.abs(truncation) <= 0.1 * error && error <= 100 * roundOff,
    // Nine tenths of the error are the term predicted, with its sign.
    isTruncation: Math.abs(probe.error - truncation) <= 0.1 * error,
    values: { epsilon, relative, error, row: probe.row + 1, column: probe.column + 1 },
  }
}

function roundOffFinding(situation: Situation, id: DifferenceMethod) {
  const branch = branchOf(situation, id)
  if (!branch || branch.balanced || !branch.isRoundOff || branch.isCoarse) return null
  const { values, roundOff } = branch
  return { strength: 0.4 + 0.5 * Math.min(1, values.relative), values: { ...values, roundOff } }
}

function truncationFinding(situation: Situation, id: DifferenceMethod) {
  const branch = branchOf(situation, id)
  if (!branch || branch.balanced || !branch.isTruncation || !branch.isCoarse) return null
  const { values, truncation, predicted } = branch
  return {
    strength: 0.4 + 0.5 * Math.min(1, values.relative),
    values: { ...values, truncation: Math.abs(truncation), predicted },
  }
}

function balanceFinding(situation: Situation, id: DifferenceMethod) {
  const branch = branchOf(situation, id)
  if (!branch?.balanced) return null
  return { strength: 0.35, values: { ...branch.values, predicted: branch.predicted } }
}

/**
 * ε is so small that the error of the energy differences is round-off: at the entry that is most wrong (row, column;
 * by `error`) truncation is a tenth of it at most, and it is of the size u E/ε² = roundOff or up to a hundred times
 * that, the number of roundings being what it is. relative: ‖A − H‖_F/‖H‖_F.
 */
export const energiesRoundOff = {
  id: 'energies-round-off',
  observe: (situation: Situation) => roundOffFinding(situation, 'energy-differences'),
} as const satisfies Rule

/**
 * ε is so large that the error is truncation, proportional to ε²: at the entry that is most wrong the leading term,
 * `truncation`, is the error to a tenth. predicted: the ε at which round-off would be as large.
 */
export const energiesTruncation = {
  id: 'energies-truncation',
  observe: (situation: Situation) => truncationFinding(situation, 'energy-differences'),
} as const satisfies Rule

/** ε is within a factor of two of `predicted`, where truncation and round-off balance at the entry most wrong. */
export const energiesBalanced = {
  id: 'energies-balanced',
  observe: (situation: Situation) => balanceFinding(situation, 'energy-differences'),
} as const satisfies Rule

/** As `energies-round-off`, with roundOff = u Σ_n ‖∇E_n‖/ε. */
export const gradientsRoundOff = {
  id: 'gradients-round-off',
  observe: (situation: Situation) => roundOffFinding(situation, 'gradient-differences'),
} as const satisfies Rule

/** As `energies-truncation`. */
export const gradientsTruncation = {
  id: 'gradients-truncation',
  observe: (situation: Situation) => truncationFinding(situation, 'gradient-differences'),
} as const satisfies Rule

/** As `energies-balanced`. */
export const gradientsBalanced = {
  id: 'gradients-balanced',
  observe: (situation: Situation) => balanceFinding(situation, 'gradient-differences'),
} as const satisfies Rule

/**
 * The gradient differences' asymmetry ‖C − Cᵀ‖/‖C‖, known without the exact Hessian, is an estimate of their error:
 * within a factor of ten of it, ratio = asymmetry/error.
 */
export const asymmetryEstimates = {
  id: 'asymmetry-estimates',
  observe: ({ methods }: Situation) => {
    const facts = methods['gradient-differences']
    const error = facts?.errors?.relativeFrobenius ?? null
    const asymmetry = facts?.asymmetry ?? null
    if (error === null || asymmetry === null || error === 0) return null
    const ratio = asymmetry / error
    return ratio >= 0.1 && ratio <= 10 ? { strength: 0.3, values: { asymmetry, error, ratio } } : null
  },
} as const satisfies Rule
