import { frobenius } from '../linalg/norms.ts'
import type { Point } from './optimizer.ts'

/** Why a run has come to its end by itself. */
export type StopCode =
  /** ‖∇E‖ ≤ 10⁻⁸ (1 + |E|). values: gradientNorm, bound. */
  | 'converged'
  /** No lower E for many steps. values: steps. */
  | 'no-progress'
  /** No step along the direction of descent lowers E. values: gradientNorm. */
  | 'no-descent'

export interface Stop {
  readonly code: StopCode
  /** The step after which the run ended. */
  readonly step: number
  readonly values: Readonly<Record<string, number>>
}

/** ‖∇E‖ counts as zero up to this many times 1 + |E|. */
const tolerance = 1e-8
/** Steps without a lower E after which a run has got stuck: oscillations of momentum are shorter. */
const patience = 1000

/**
 * Whether the run may end at `point`, reached by `step`: `moved` tells whether that step found better weights, and
 * `lastProgress` at which step E was lowest, or from when the patience counts.
 */
export function stopAt(point: Point, step: number, moved: boolean, lastProgress: number): Stop | null {
  const gradientNorm = frobenius(point.gradient)
  const bound = tolerance * (1 + Math.abs(point.energy))
  if (gradientNorm <= bound) return { code: 'converged', step, values: { gradientNorm, bound } }
  if (!moved) return { code: 'no-descent', step, values: { gradientNorm } }
  const steps = step - lastProgress
  return steps >= patience ? { code: 'no-progress', step, values: { steps } } : null
}
