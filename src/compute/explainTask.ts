import { explainEntry } from '../hessian/explain/entry.ts'
import { explainMethod } from '../hessian/explain/methods.ts'
import type { MethodEntryOutcome } from '../hessian/explain/methods.ts'
import { patternTerms } from '../hessian/explain/terms.ts'
import { problemFrom } from './problemMessage.ts'
import type { ExplainInput, TaskRun } from './protocol.ts'

/**
 * Where an entry comes from: at once its contributions by data point and the terms of one of them, in the end what
 * every method asked about does with it.
 */
export function* explain(input: ExplainInput): TaskRun<'explain'> {
  const { row, column, pattern, methods } = input
  const problem = problemFrom(input.problem)
  const entry = explainEntry(problem, row, column)
  yield { part: { entry, terms: patternTerms(problem, row, column, pattern) }, transfer: [] }
  const outcomes: MethodEntryOutcome[] = []
  for (const { id, parameters } of methods) {
    const steps = explainMethod(id, problem, entry, parameters, pattern)
    for (;;) {
      const step = steps.next()
      if (step.done) {
        outcomes.push(step.value)
        break
      }
      yield { fraction: (outcomes.length + step.value) / methods.length, about: id }
    }
  }
  return outcomes
}
