import type { Steps } from '../../linalg/steps.ts'
import { placeOf } from '../../network/network.ts'
import type { Problem } from '../../network/network.ts'
import { diagonalCurvature } from '../diagonal.ts'
import { methodNamed } from '../index.ts'
import type { BookMethodId, MethodId } from '../index.ts'
import type { ParameterValues, Refusal } from '../method.ts'
import { energyDifferenceAt, gradientDifferenceAt } from './differences.ts'
import type { EnergyDifference, GradientDifferencePair } from './differences.ts'
import { columnOf } from './entry.ts'
import type { EntryExplanation } from './entry.ts'
import { inversePathOf } from './inversePath.ts'
import type { InversePath } from './inversePath.ts'
import { passesOf } from './responses.ts'
import { productEntry, wavesOf } from './waves.ts'
import type { Waves } from './waves.ts'

/** Kept and dropped of a sum over patterns: decay + kept + dropped is the exact entry. */
interface Shares {
  readonly kept: number
  readonly dropped: number
}

/** What a method does with one entry. `value` is the entry it gives, weight decay included. */
export type MethodEntry =
  | ({ readonly id: 'exact'; readonly value: number } & Shares)
  /** kept: Σ outer; dropped: Σ residual. */
  | ({ readonly id: 'outer-product'; readonly value: number } & Shares)
  /** Off the diagonal nothing is kept; on it kept is Σ_n q_j z̃_i², one number a pattern in `patterns`. */
  | ({ readonly id: 'diagonal'; readonly value: number; readonly patterns: Float64Array } & Shares)
  | ({ readonly id: 'energy-differences' } & EnergyDifference)
  | ({ readonly id: 'gradient-differences' } & GradientDifferencePair)
  | { readonly id: 'r-operator'; readonly value: number; readonly waves: Waves }
  /** An entry of the inverse of the damped outer product, not of H. */
  | ({ readonly id: 'sequential-inverse' } & InversePath)
  | WholeMatrixEntry

/**
 * An entry of a matrix that has to be computed whole for it, by a method without an account of its own. Its deviation
 * from the exact entry is `own` + `inherited`.
 */
export interface WholeMatrixEntry {
  readonly id: Exclude<MethodId, BookMethodId>
  readonly value: number
  /** Deviation from the entry of the matrix that the method stands in for. */
  readonly own: number
  /** Where that is the outer product, the outer product's deviation from the exact entry; null where it is H. */
  readonly inherited: number | null
  /** Whether it says nothing of this entry: what is there is the weight decay alone, or 0. */
  readonly empty: boolean
}

/** What the method does with the entry, or why it gives none. */
export type MethodEntryOutcome =
  | { readonly kind: 'explained'; readonly entry: MethodEntry }
  | { readonly kind: 'refused'; readonly id: MethodId; readonly refusal: Refusal }

/**
 * What a method does with the entry explained, by its own arithmetic for this entry alone; `pattern` (from 0) is the
 * one whose waves are wanted of the R-operator. Some passes over all patterns at most, but for the methods that need their
 * whole matrix (`needsWholeMatrix`).
 */
export function* explainMethod(
  id: MethodId,
  problem: Problem,
  explanation: EntryExplanation,
  parameters: ParameterValues,
  pattern: number,
): Steps<MethodEntryOutcome> {
  const refusal = methodNamed(id).refuses(problem, parameters)
  if (refusal) return { kind: 'refused', id, refusal }
  return { kind: 'explained', entry: yield* methodEntry(id, problem, explanation, parameters, pattern) }
}

function* methodEntry(
  id: MethodId,
  problem: Problem,
  explanation: EntryExplanation,
  parameters: ParameterValues,
  pattern: number,
): Steps<MethodEntry> {
  const { row, column, decay, sums } = explanation
  switch (id) {
    case 'exact':
      return { id, value: sums.entry, kept: sums.outer + sums.residual, dropped: 0 }
    case 'outer-product':
      return { id, value: decay + sums.outer, kept: sums.outer, dropped: sums.residual }
    case 'diagonal': {
      const patterns = row === column ? diagonalParts(problem, row) : new Float64Array(problem.N)
      const kept = patterns.reduce((sum, value) => sum + value, 0)
      return { id, value: kept + decay, kept, dropped: sums.outer + sums.residual - kept, patterns }
    }
    case 'energy-differences':
      return { id, ...energyDifferenceAt(problem, row, column, parameters.epsilon) }
    case 'gradient-differences':
      return { id, ...gradientDifferenceAt(problem, row, column, parameters.epsilon) }
    case 'r-operator':
      return {
        id,
        value: productEntry(problem, row, column),
        waves: wavesOf(problem, row, column, pattern),
      }
    case 'sequential-inverse':
      return { id, ...(yield* inversePathOf(problem, row, column, parameters.damping)) }
    default:
      return yield* wholeMatrixEntry(id, problem, explanation, parameters)
  }
}

function* wholeMatrixEntry(
  id: WholeMatrixEntry['id'],
  problem: Problem,
  { row, column, decay, sums }: EntryExplanation,
  parameters: ParameterValues,
): Steps<WholeMatrixEntry> {
  const method = methodNamed(id)
  const { matrix } = yield* method.evaluate(problem, parameters)
  const value = matrix.data[row * matrix.columns + column]
  const viaOuter = method.approximates === 'outer-product'
  return {
    id,
    value,
    own: value - (viaOuter ? decay + sums.outer : sums.entry),
    inherited: viaOuter ? -sums.residual : null,
    empty: value === decay,
  }
}

/** q_j^(l) (z̃_i^(l−1))² of each pattern for the weight w_ji^(l) (spec §4). */
function diagonalParts(problem: Problem, index: number): Float64Array {
  const { network, N } = problem
  const place = placeOf(network, index)
  const { l } = place
  const workspace = passesOf(problem)
  const q = diagonalCurvature(workspace, problem)[l]
  const parts = new Float64Array(N)
  for (let n = 0; n < N; n++) {
    const z = workspace.z[l - 1][n * network.columns[l] + columnOf(network, place)]
    parts[n] = q[n * network.layers[l] + place.j - 1] * z * z
  }
  return parts
}
