import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { methodNamed, methods } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import { inverseOfSymmetric } from '../linalg/inverse.ts'
import type { Matrix } from '../linalg/matrix.ts'
import type { Steps } from '../linalg/steps.ts'
import type { Problem } from '../network/network.ts'
import { done, failed } from '../uses/attempt.ts'
import type { Attempt } from '../uses/attempt.ts'
import type { StudySubject } from './study.ts'

/** The methods whose result stands for H itself; that of one that targets the inverse has its damping in it. */
export const hessianMethods: readonly MethodId[] = methods
  .filter(({ target }) => target === 'hessian')
  .map(({ id }) => id)

/**
 * The method's approximation of H (W × W, with the weight decay of the problem) with the subject's parameters, as the
 * uses take it; of a method that targets the inverse, the matrix that its result is the inverse of. Fails with
 * `not-finite`, `refused` or `singular`.
 */
export function* matrixOf(
  id: MethodId,
  problem: Problem,
  parameters: StudySubject['parameters'],
): Steps<Attempt<Matrix>> {
  const method = methodNamed(id)
  const outcome = yield* evaluateChecked(method, problem, parameters[id])
  if (outcome.kind === 'evaluated') {
    const { matrix } = outcome.evaluation
    if (method.target === 'hessian') return done(matrix)
    const inverse = yield* inverseOfSymmetric(matrix)
    return inverse.kind === 'singular' ? failed('singular') : done(inverse.matrix)
  }
  return failed(outcome.refusal.code === 'not-finite' ? 'not-finite' : 'refused')
}
