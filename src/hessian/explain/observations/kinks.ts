import type { DifferenceMethod } from './differenceProbe.ts'
import type { Rule, Situation } from './situation.ts'

/**
 * The nearest kink if a step that moves a weight by `steps` ε carries an activation across it. A step of the unit's
 * own weight moves its activation by that times z̃_i exactly, so that this is certain, not an estimate.
 */
function kinkWithin({ survey, methods }: Situation, id: DifferenceMethod, steps: number) {
  const { kink } = survey
  const epsilon = methods[id]?.parameters.epsilon
  if (!kink || epsilon === undefined || !(kink.distance < steps * epsilon * kink.reach)) return null
  const { layer, unit, pattern, distance, reach } = kink
  return { strength: 0.9, values: { epsilon, distance, step: steps * epsilon * reach, layer, unit, pattern } }
}

/**
 * A step of the energy differences (2 ε on the diagonal) carries the activation of a unit across a kink of h, where
 * E has no second derivative: what the quotient gives there is not the Hessian. distance: from a to the kink; step:
 * by how much a is moved; layer, unit and pattern: where.
 */
export const kinkInEnergyStep = {
  id: 'kink-in-energy-step',
  observe: (situation: Situation) => kinkWithin(situation, 'energy-differences', 2),
} as const satisfies Rule

/** The same for the gradient differences, whose step is ε. */
export const kinkInGradientStep = {
  id: 'kink-in-gradient-step',
  observe: (situation: Situation) => kinkWithin(situation, 'gradient-differences', 1),
} as const satisfies Rule
