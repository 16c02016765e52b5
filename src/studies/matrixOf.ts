import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import type { Matrix } from '../linalg/matrix.ts'
import type { Steps } from '../linalg/steps.ts'
import type { Problem } from '../network/network.ts'
import { done, failed } from '../uses/attempt.ts'
import type { Attempt } from '../uses/attempt.ts'
import type { StudySubject } from './study.ts'

/**
 * The method's approximation of H (W × W, with the weight decay of the problem) with the subject's parameters, as the
 * uses take it. Fails with `not-finite` or `refused`.
 */
export function* matrixOf(
  id: MethodId,
  problem: Problem,
  parameters: StudySubject['parameters'],
): Steps<Attempt<Matrix>> {
  const outcome = yield* evaluateChecked(methodNamed(id), problem, parameters[id])
  if (outcome.kind === 'evaluated') return done(outcome.evaluation.matrix)
  return failed(outcome.refusal.code === 'not-finite' ? 'not-finite' : 'refused')
}
