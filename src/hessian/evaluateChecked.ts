import { maxAbs } from '../linalg/norms.ts'
import type { Steps } from '../linalg/steps.ts'
import type { Problem } from '../network/network.ts'
import { defaultParameters } from './index.ts'
import type { Evaluation, HessianMethod, ParameterValues, Refusal } from './method.ts'

/** A matrix, or the reason why there is none. */
export type Outcome =
  | {
      readonly kind: 'evaluated'
      readonly evaluation: Evaluation
      /** max |A_ij|. */
      readonly largest: number
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/**
 * What the method gives for the problem, parameters left out being at their defaults. Refused are what the method
 * refuses beforehand, and a result with NaN or ∞ in it (`not-finite`; values: row and column of the first such entry).
 */
export function* evaluateChecked(
  method: HessianMethod,
  problem: Problem,
  parameters: ParameterValues = {},
): Steps<Outcome> {
  const complete = { ...defaultParameters(method), ...parameters }
  const refusal = method.refuses(problem, complete)
  if (refusal) return { kind: 'refused', refusal }
  const evaluation = yield* method.evaluate(problem, complete)
  const { data, columns } = evaluation.matrix
  const largest = maxAbs(data)
  if (Number.isFinite(largest)) return { kind: 'evaluated', evaluation, largest }
  const at = data.findIndex((value) => !Number.isFinite(value))
  return {
    kind: 'refused',
    refusal: { code: 'not-finite', values: { row: Math.floor(at / columns), column: at % columns } },
  }
}
