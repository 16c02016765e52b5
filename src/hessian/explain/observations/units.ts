import { frobenius, maxAbs } from '../../../linalg/norms.ts'
import type { Problem } from '../../../network/network.ts'
import type { Rule, Situation } from './situation.ts'

/**
 * `count` hidden units have h′ = h″ = 0 at every pattern, a ReLU that is never on: the `weights` rows of H of the
 * weights that lead to such a unit are 0, but for the weight decay. layer and unit: the first of them.
 */
export const deadUnit = {
  id: 'dead-unit',
  observe: ({ problem, survey }: Situation) => {
    const dead = survey.units.filter(
      ({ largestSlope, largestBend }) => largestSlope === 0 && largestBend === 0,
    )
    if (dead.length === 0) return null
    const [{ layer, unit }] = dead
    return {
      strength: 0.8,
      values: { count: dead.length, layer, unit, weights: problem.network.columns[layer] },
    }
  },
} as const satisfies Rule

/**
 * A hidden unit is saturated at every pattern, |h′| ≤ slope ≤ 0.01, and the rows of H of the weights that lead to it
 * nearly vanish: the largest of them, weight decay left out, is `rows` ≤ 0.01 of the largest row of H. layer and unit:
 * that with the smallest slope among `count` such units.
 */
export const saturatedUnit = {
  id: 'saturated-unit',
  observe: ({ problem, survey, exact }: Situation) => {
    const flat = survey.units.filter(
      ({ largestSlope, largestBend }) => largestSlope <= 0.01 && largestSlope + largestBend > 0,
    )
    if (!exact || flat.length === 0) return null
    const { W, offsets, columns } = problem.network
    const norms = Float64Array.from({ length: W }, (_, row) => {
      const numbers = exact.data.slice(row * W, (row + 1) * W)
      numbers[row] -= problem.weightDecay
      return frobenius(numbers)
    })
    const largest = maxAbs(norms)
    if (!(largest > 0)) return null
    const saturated = flat
      .map(({ layer, unit, largestSlope }) => {
        const from = offsets[layer] + (unit - 1) * columns[layer]
        const rows = maxAbs(norms.subarray(from, from + columns[layer])) / largest
        return { layer, unit, slope: largestSlope, rows }
      })
      .filter(({ rows }) => rows <= 0.01)
      .sort((one, other) => one.slope - other.slope)
    if (saturated.length === 0) return null
    return { strength: 0.65, values: { count: saturated.length, ...saturated[0] } }
  },
} as const satisfies Rule

/** Whether two units of a layer have the same weights, to 10⁻⁸ of the largest of them: far above round-off. */
function sameWeights({ network, w }: Problem, layer: number, unit: number, other: number): boolean {
  const I = network.columns[layer]
  const one = network.offsets[layer] + (unit - 1) * I
  const two = network.offsets[layer] + (other - 1) * I
  let largest = 0
  let difference = 0
  for (let i = 0; i < I; i++) {
    largest = Math.max(largest, Math.abs(w[one + i]), Math.abs(w[two + i]))
    difference = Math.max(difference, Math.abs(w[one + i] - w[two + i]))
  }
  return difference <= 1e-8 * largest
}

/**
 * Two hidden units of a layer, unit and other, have the same weights and so do the same: only the sum of what leads
 * from them counts, and the outer product, weight decay left out, has a null direction. `count` units have an earlier
 * one that they repeat; named is the first.
 */
export const duplicateUnits = {
  id: 'duplicate-units',
  observe: ({ problem }: Situation) => {
    const { L, layers } = problem.network
    let count = 0
    let found: { readonly layer: number; readonly unit: number; readonly other: number } | null = null
    for (let layer = 1; layer < L; layer++) {
      for (let other = 2; other <= layers[layer]; other++) {
        for (let unit = 1; unit < other; unit++) {
          if (!sameWeights(problem, layer, unit, other)) continue
          found ??= { layer, unit, other }
          count++
          break
        }
      }
    }
    return found && { strength: 0.7, values: { count, ...found } }
  },
} as const satisfies Rule

/**
 * The outputs are sure of themselves at every pattern: M_kk = y_k (1 − y_k) is at most curvature ≤ 0.01, a
 * twenty-fifth of its largest possible value, and the outer product is that small. Not for squares, where M = I.
 */
export const certainOutputs = {
  id: 'certain-outputs',
  observe: ({ problem, survey }: Situation) => {
    const { outputCurvature } = survey
    if (problem.network.error.output === 'identity' || problem.network.K * problem.N === 0) return null
    if (problem.network.error.output === 'softmax' && problem.network.K === 1) return null
    return outputCurvature <= 0.01 ? { strength: 0.7, values: { curvature: outputCurvature } } : null
  },
} as const satisfies Rule
