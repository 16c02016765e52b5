import { maxAbs } from '../../../linalg/norms.ts'
import type { Problem } from '../../../network/network.ts'
import { isSoftmax } from './situation.ts'
import type { Rule, Situation } from './situation.ts'

/** The rank the outer product can have at most without weight decay: N K, for softmax N (K − 1) (spec §5). */
export function rankBound(problem: Problem): number {
  const { N, network } = problem
  return N * (isSoftmax(problem) ? network.K - 1 : network.K)
}

/**
 * Fewer numbers to fit than weights: without weight decay the outer product is singular, of rank at most `rank`, with
 * at least `missing` = W − rank eigenvalues 0. N patterns, K outputs.
 */
export const fewPatterns = {
  id: 'few-patterns',
  observe: ({ problem, methods }: Situation) => {
    const { N, network } = problem
    const { W, K } = network
    const rank = rankBound(problem)
    if (N === 1 || rank >= W || !(methods['outer-product'] || methods['sequential-inverse'])) return null
    return { strength: 0.55, values: { rank, missing: W - rank, N, K, W } }
  },
} as const satisfies Rule

/** One pattern alone: without weight decay the outer product has rank at most `rank`, of W. */
export const onePattern = {
  id: 'one-pattern',
  observe: ({ problem }: Situation) =>
    problem.N === 1 ? { strength: 0.7, values: { rank: rankBound(problem), W: problem.network.W } } : null,
} as const satisfies Rule

/**
 * One vector added to the weights of all K softmax outputs changes nothing: without weight decay the Hessian is
 * singular at every w, in at least `directions` = n_L directions of W. alpha is the weight decay.
 */
export const softmaxDirections = {
  id: 'softmax-directions',
  observe: ({ problem }: Situation) => {
    const { columns, L, W, K } = problem.network
    if (!isSoftmax(problem)) return null
    return { strength: 0.5, values: { directions: columns[L], W, K, alpha: problem.weightDecay } }
  },
} as const satisfies Rule

/** Eigenvalues below this share of the largest |λ| are 0 as far as round-off lets one tell (spec §9). */
const noise = 1e-10

/**
 * Directions in which E is flat to second order: `count` eigenvalues of H with |λ| ≤ 10⁻¹⁰ max |λ| = threshold, where
 * the sign is noise. Not said where they are the softmax directions and no more.
 */
export const flatDirections = {
  id: 'flat-directions',
  observe: ({ problem, eigenvalues }: Situation) => {
    if (!eigenvalues) return null
    const { W, columns, L } = problem.network
    const threshold = noise * maxAbs(eigenvalues)
    if (!(threshold > 0)) return null
    const count = eigenvalues.filter((value) => Math.abs(value) <= threshold).length
    if (count === 0 || (isSoftmax(problem) && problem.weightDecay === 0 && count <= columns[L])) return null
    return { strength: 0.45, values: { count, threshold, W } }
  },
} as const satisfies Rule
