import { rankBound } from './rank.ts'
import { roundOffBound } from './situation.ts'
import type { Rule, Situation } from './situation.ts'

const unitRoundOff = 2 ** -53

/** Σ H_ii: at least the largest eigenvalue of a positive semidefinite matrix. */
function traceOf(data: Float64Array, size: number): number {
  let trace = 0
  for (let i = 0; i < size; i++) trace += data[i * (size + 1)]
  return trace
}

function startOf({ problem, methods }: Situation): number {
  return problem.weightDecay + (methods['sequential-inverse']?.parameters.damping ?? Number.NaN)
}

/**
 * The sequential inverse is the inverse of the damped outer product, off by `relative`, which is round-off: 10⁻¹² at
 * most, or a hundred times u λ_max/α_0 (spec §6) and 10⁻⁶ at most. Against the damped exact Hessian it is off by
 * relativeExact, the outer product's own error. alpha0 = α + λ.
 */
export const inverseOfOuterProduct = {
  id: 'inverse-of-outer-product',
  observe: (situation: Situation) => {
    const { problem, methods } = situation
    const errors = methods['sequential-inverse']?.inverseErrors
    const relative = errors?.relativeOuterProduct ?? null
    const relativeExact = errors?.relativeExact ?? null
    if (relative === null || relativeExact === null || relative > 1e-6) return null
    const alpha0 = startOf(situation)
    const outer = methods['outer-product']?.matrix
    const growth = outer ? (100 * unitRoundOff * traceOf(outer.data, problem.network.W)) / alpha0 : 0
    if (relative > Math.max(roundOffBound, growth)) return null
    return { strength: 0.5, values: { relative, relativeExact, alpha0 } }
  },
} as const satisfies Rule

/**
 * α_0 is so small that the sequential inverse says nothing of the data: α_0 P is a projector on the `free` = W − rank
 * directions that N patterns leave free. Its trace exceeds their number by excess ≤ 0.01, so that it has an eigenvalue
 * of at most that in every other direction. Entries grow like 1/α_0 (spec §6). alpha0 = α + λ.
 */
export const projector = {
  id: 'projector',
  observe: (situation: Situation) => {
    const { problem, methods } = situation
    const { W } = problem.network
    const facts = methods['sequential-inverse']
    const free = W - rankBound(problem)
    if (!facts || free <= 0) return null
    const alpha0 = startOf(situation)
    const excess = alpha0 * traceOf(facts.matrix.data, W) - free
    if (!(Math.abs(excess) <= 0.01)) return null
    return { strength: 0.7, values: { alpha0, free, W, excess } }
  },
} as const satisfies Rule

/**
 * H + λI is indefinite, so that an error of an inverse against (H + λI)⁻¹ means little: `negative` eigenvalues of H
 * are below −λ, the smallest `smallest`. λ is damping; any above `needed` = −smallest would do.
 */
export const indefiniteInverse = {
  id: 'indefinite-inverse',
  observe: ({ eigenvalues, methods, damping }: Situation) => {
    if (!eigenvalues || !methods['sequential-inverse']?.inverseErrors) return null
    const smallest = eigenvalues[0]
    const largest = eigenvalues[eigenvalues.length - 1]
    if (!(smallest + damping < -1e-10 * Math.max(-smallest, largest))) return null
    const negative = eigenvalues.filter((value) => value + damping < 0).length
    return { strength: 0.5, values: { smallest, damping, negative, needed: -smallest } }
  },
} as const satisfies Rule

/**
 * H + λI is nearly singular, so that its inverse is mostly one direction and an error against it means little:
 * closest = min |λ_i + λ| is at most 10⁻⁸ of largest = max |λ_i + λ|, half of the digits of float64.
 */
export const nearlySingularInverse = {
  id: 'nearly-singular-inverse',
  observe: ({ eigenvalues, methods, damping }: Situation) => {
    if (!eigenvalues || !methods['sequential-inverse']?.inverseErrors) return null
    const sizes = eigenvalues.map((value) => Math.abs(value + damping))
    const closest = Math.min(...sizes)
    const largest = Math.max(...sizes)
    if (!(closest <= 1e-8 * largest) || largest === 0) return null
    return { strength: 0.45, values: { closest, largest, damping } }
  },
} as const satisfies Rule
