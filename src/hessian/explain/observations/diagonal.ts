import type { Matrix } from '../../../linalg/matrix.ts'
import { frobenius } from '../../../linalg/norms.ts'
import { diagonalIsExact } from '../../diagonal.ts'
import { roundOffBound } from './situation.ts'
import type { Rule, Situation } from './situation.ts'

/**
 * The diagonal approximation drops nothing inside its recursion for this network, at any w: its diagonal is that of H,
 * `own` off being round-off, and all of its error, `error`, is the off-diagonal of H.
 */
export const diagonalExact = {
  id: 'diagonal-exact',
  observe: ({ problem, methods }: Situation) => {
    const errors = methods.diagonal?.errors
    const error = errors?.relativeFrobenius ?? null
    const own = errors?.diagonalRelative ?? null
    if (error === null || own === null || error <= roundOffBound || own > roundOffBound) return null
    return diagonalIsExact(problem.network) ? { strength: 0.55, values: { own, error } } : null
  },
} as const satisfies Rule

/**
 * The recursion of the diagonal approximation drops something, and its diagonal is off by own ≥ 10⁻³ of diag H, which
 * comes on top of the missing off-diagonal; error is that of both.
 */
export const diagonalOff = {
  id: 'diagonal-off',
  observe: ({ problem, methods }: Situation) => {
    const errors = methods.diagonal?.errors
    const error = errors?.relativeFrobenius ?? null
    const own = errors?.diagonalRelative ?? null
    if (error === null || own === null || own < 1e-3 || diagonalIsExact(problem.network)) return null
    return { strength: 0.5 + 0.3 * Math.min(1, own), values: { own, error } }
  },
} as const satisfies Rule

/** Σ H_ii²/‖H‖_F²; null for H = 0. */
function diagonalShare(H: Matrix): number | null {
  const norm = frobenius(H.data)
  if (norm === 0 || !Number.isFinite(norm)) return null
  let share = 0
  for (let at = 0; at < H.data.length; at += H.rows + 1) share += (H.data[at] / norm) ** 2
  return share
}

/** Nine tenths of ‖H‖² or more lie on the diagonal: share. */
export const diagonalDominates = {
  id: 'diagonal-dominates',
  observe: ({ problem, exact }: Situation) => {
    const share = exact && diagonalShare(exact)
    if (share === null || share < 0.9 || problem.network.W === 1) return null
    return { strength: 0.4, values: { share } }
  },
} as const satisfies Rule

/** A tenth of ‖H‖² or less lies on the diagonal: share, of W diagonal entries among W². */
export const diagonalNegligible = {
  id: 'diagonal-negligible',
  observe: ({ problem, exact }: Situation) => {
    const share = exact && diagonalShare(exact)
    if (share === null || share > 0.1) return null
    return { strength: 0.35, values: { share, W: problem.network.W } }
  },
} as const satisfies Rule

/**
 * The diagonal approximation has `negative` negative entries, the least `smallest`, which no step can be scaled by:
 * below −10⁻¹⁰ of the largest, so that round-off has no part in it.
 */
export const negativeDiagonal = {
  id: 'negative-diagonal',
  observe: ({ problem, methods }: Situation) => {
    const facts = methods.diagonal
    if (!facts) return null
    const { W } = problem.network
    const entries = Float64Array.from({ length: W }, (_, i) => facts.matrix.data[i * (W + 1)])
    const smallest = Math.min(...entries)
    const threshold = -1e-10 * Math.max(...entries.map(Math.abs))
    if (!(smallest < threshold)) return null
    const negative = entries.filter((value) => value < threshold).length
    return { strength: 0.45, values: { negative, W, smallest } }
  },
} as const satisfies Rule
