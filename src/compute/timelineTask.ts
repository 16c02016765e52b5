import { entryErrors } from '../hessian/errorMeasures.ts'
import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import { damped } from '../hessian/inverseErrors.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import type { Matrix } from '../linalg/matrix.ts'
import type { Steps } from '../linalg/steps.ts'
import type { Problem } from '../network/network.ts'
import { problemFrom } from './problemMessage.ts'
import type { MethodRequest, TaskRun, TimelineInput, TimelinePart } from './protocol.ts'

/** The method's matrix, null where it refuses. */
function* matrixOf({ id, parameters }: MethodRequest, problem: Problem): Steps<Matrix | null> {
  const outcome = yield* evaluateChecked(methodNamed(id), problem, parameters)
  return outcome.kind === 'evaluated' ? outcome.evaluation.matrix : null
}

/** What is asked for of one step. Nothing of it is kept for the next. */
function* measured(
  problem: Problem,
  { step, eigenvalues, methods }: TimelineInput['requests'][number],
  damping: number,
): Steps<TimelinePart> {
  const H = yield* matrixOf({ id: 'exact', parameters: {} }, problem)
  const errors: Partial<Record<MethodId, number | null>> = {}
  let inverse: Matrix | null | undefined
  for (const request of methods) {
    const { id } = request
    const A = H && (yield* matrixOf(request, problem))
    let reference = H
    if (A && H && methodNamed(id).target === 'inverse') {
      if (inverse === undefined) inverse = (yield* damped(H, damping)).inverse
      reference = inverse
    }
    const error = A && reference ? entryErrors(A, reference).relativeFrobenius : null
    errors[id] = error !== null && Number.isFinite(error) ? error : null
  }
  if (!eigenvalues) return { step, errors }
  if (!H) return { step, errors, eigenvalues: null }
  const values = yield* symmetricEigenvalues(H)
  return { step, errors, eigenvalues: { min: values[0], max: values[values.length - 1] } }
}

/** Measures along the timeline, step by step in the order asked for. */
export function* timeline({ problem, damping, requests }: TimelineInput): TaskRun<'timeline'> {
  const common = problemFrom(problem)
  for (const [n, request] of requests.entries()) {
    const steps = measured({ ...common, w: request.w, path: request.path }, request, damping)
    for (;;) {
      const step = steps.next()
      if (step.done) {
        yield { part: step.value, transfer: [] }
        break
      }
      yield { fraction: (n + step.value) / requests.length, about: null }
    }
  }
  return null
}
