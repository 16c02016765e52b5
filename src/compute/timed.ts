import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import type { ParameterValues, Refusal } from '../hessian/method.ts'
import type { Matrix } from '../linalg/matrix.ts'
import type { Problem } from '../network/network.ts'

/** What a method gave, and the time it took. */
export interface Evaluated {
  readonly parameters: ParameterValues
  readonly matrix: Matrix | null
  /** max |A_ij| of the matrix. */
  readonly largest: number
  readonly refusal: Refusal | null
  readonly asymmetry: number | null
  readonly facts: Readonly<Record<string, number>>
  readonly milliseconds: number
}

/** Computes a method's matrix; the time counts no pauses between the steps. */
export function* timed(
  id: MethodId,
  problem: Problem,
  parameters: ParameterValues,
): Generator<{ readonly fraction: number; readonly about: MethodId }, Evaluated, void> {
  const steps = evaluateChecked(methodNamed(id), problem, parameters)
  let milliseconds = 0
  for (;;) {
    const begun = performance.now()
    const step = steps.next()
    milliseconds += performance.now() - begun
    if (!step.done) {
      yield { fraction: step.value, about: id }
      continue
    }
    const outcome = step.value
    const evaluated = outcome.kind === 'evaluated' ? outcome : null
    return {
      parameters,
      matrix: evaluated?.evaluation.matrix ?? null,
      largest: evaluated?.largest ?? 0,
      refusal: outcome.kind === 'refused' ? outcome.refusal : null,
      asymmetry: evaluated?.evaluation.asymmetry ?? null,
      facts: evaluated?.evaluation.facts ?? {},
      milliseconds,
    }
  }
}
