import { explainEntry } from '../hessian/explain/entry.ts'
import { patternTerms } from '../hessian/explain/terms.ts'
import { problemFrom } from './problemMessage.ts'
import type { ExplainInput, TaskRun } from './protocol.ts'

/** Where an entry comes from: its contributions by data point, and the terms of one of them. */
export function* explain({ problem: message, row, column, pattern }: ExplainInput): TaskRun<'explain'> {
  const problem = problemFrom(message)
  const entry = explainEntry(problem, row, column)
  yield { fraction: 0.5, about: null }
  return { entry, terms: patternTerms(problem, row, column, pattern) }
}
