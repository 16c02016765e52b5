import { studyNamed } from '../studies/index.ts'
import type { StudyPart } from '../studies/study.ts'
import { problemFrom } from './problemMessage.ts'
import type { StudyInput, TaskRun } from './protocol.ts'

function transferOf(part: StudyPart): ArrayBufferLike[] {
  if ('matrix' in part) return [part.matrix.buffer]
  if (part.kind === 'network') return [part.w.buffer]
  return part.kind === 'surface' ? [part.values.buffer] : []
}

/** Runs a study; its points are sent as they come. */
export function* study({ id, values, problem, ...subject }: StudyInput): TaskRun<'study'> {
  const steps = studyNamed(id).run(
    { ...subject, problem: problemFrom(problem), clock: () => performance.now() },
    values,
  )
  for (const step of steps) {
    if (typeof step === 'number') yield { fraction: step, about: null }
    else yield { part: step, transfer: transferOf(step) }
  }
  return null
}
