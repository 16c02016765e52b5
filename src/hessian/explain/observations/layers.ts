import { frobenius } from '../../../linalg/norms.ts'
import { subtract } from '../../errorMeasures.ts'
import { roundOffBound } from './situation.ts'
import type { Rule, Situation } from './situation.ts'

/** One layer of weights: the outer product is the exact Hessian, at every w. error is its relative error, round-off. */
export const oneLayer = {
  id: 'one-layer',
  observe: ({ problem, methods }: Situation) => {
    const error = methods['outer-product']?.errors?.relativeFrobenius ?? null
    if (problem.network.L > 1 || error === null || error > roundOffBound) return null
    return { strength: 0.9, values: { error, W: problem.network.W } }
  },
} as const satisfies Rule

/** An error of the outer product well above round-off. */
const distinct = 1e-9

/**
 * h″ = 0 at every unit and pattern, and still H is not the outer product: what is missing are the δ terms across
 * layers, a matrix with no trace and so with eigenvalues of both signs. error is the relative error, dropped the norm
 * of what is missing, trace its trace over its norm, which is round-off.
 */
export const straightUnits = {
  id: 'straight-units',
  observe: ({ problem, survey, exact, methods }: Situation) => {
    const outer = methods['outer-product']
    const error = outer?.errors?.relativeFrobenius ?? null
    if (!exact || !outer || error === null || error < distinct || problem.network.L === 1) return null
    if (survey.units.some(({ largestBend }) => largestBend !== 0)) return null
    const missing = subtract(exact, outer.matrix)
    const dropped = frobenius(missing.data)
    let trace = 0
    for (let at = 0; at < missing.data.length; at += missing.rows + 1) trace += missing.data[at]
    // A sum of W numbers that are round-off of H, whose norm is dropped/error.
    if (Math.abs(trace) > (roundOffBound * problem.network.W * dropped) / error) return null
    return { strength: 0.75, values: { error, dropped, trace: trace / dropped } }
  },
} as const satisfies Rule

/**
 * All units are linear: the output is a linear function of the input, yet E is not quadratic in w, and H differs from
 * the outer product by error. L is the number of layers.
 */
export const deepLinear = {
  id: 'deep-linear',
  observe: ({ problem, methods }: Situation) => {
    const { L, activations } = problem.network
    const error = methods['outer-product']?.errors?.relativeFrobenius ?? null
    if (L === 1 || error === null || error < distinct) return null
    return activations.every(({ name }) => name === 'identity')
      ? { strength: 0.8, values: { error, L } }
      : null
  },
} as const satisfies Rule
