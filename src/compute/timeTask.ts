import { median } from '../linalg/median.ts'
import { problemFrom } from './problemMessage.ts'
import type { TaskRun, TimeInput } from './protocol.ts'
import { timed } from './timed.ts'

/** Runs of a method of which the median is told. */
const runs = 5

/** Times quick methods again, warm: their first run is mostly the engine's own compilation. */
export function* time({ problem: message, methods }: TimeInput): TaskRun<'time'> {
  const problem = problemFrom(message)
  for (const { id, parameters } of methods) {
    const times: number[] = []
    for (let run = 0; run < runs; run++) times.push((yield* timed(id, problem, parameters)).milliseconds)
    yield { part: { id, milliseconds: median(times) }, transfer: [] }
  }
  return null
}
