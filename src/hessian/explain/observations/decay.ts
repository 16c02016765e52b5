import { frobenius } from '../../../linalg/norms.ts'
import { addToDiagonal } from '../../../linalg/symmetric.ts'
import type { Rule, Situation } from './situation.ts'

/**
 * The weight decay is most of H: what the data add, H − αI, has a norm of data ≤ 0.2 times that of H. share is
 * ‖αI‖/‖H‖, alpha the weight decay.
 */
export const decayDominates = {
  id: 'decay-dominates',
  observe: ({ problem, exact }: Situation) => {
    const alpha = problem.weightDecay
    if (!exact || alpha === 0) return null
    const norm = frobenius(exact.data)
    const rest = exact.data.slice()
    addToDiagonal(rest, exact.rows, -alpha)
    const data = frobenius(rest) / norm
    if (!(data <= 0.2)) return null
    return { strength: 0.75, values: { alpha, data, share: (alpha * Math.sqrt(exact.rows)) / norm } }
  },
} as const satisfies Rule
