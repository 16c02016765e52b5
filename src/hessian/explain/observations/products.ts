import { roundOffBound } from './situation.ts'
import type { Rule, Situation } from './situation.ts'

/** W products of the R-operator with unit vectors make the exact Hessian, off by error, which is round-off. */
export const productsExact = {
  id: 'products-exact',
  observe: ({ problem, methods }: Situation) => {
    const error = methods['r-operator']?.errors?.relativeFrobenius ?? null
    if (error === null || error > roundOffBound) return null
    return { strength: 0.2, values: { error, W: problem.network.W } }
  },
} as const satisfies Rule
