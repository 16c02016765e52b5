import type { WorkerLike } from './client.ts'
import { compare } from './compareTask.ts'
import type { FromWorker, TaskRun, TaskName, Tasks, ToWorker } from './protocol.ts'
import { study } from './studyTask.ts'
import { timeline } from './timelineTask.ts'
import { train } from './trainTask.ts'

const tasks = { compare, study, timeline, train } as const

/** A worker for tests that does the real work in this process, a step a turn, and can be made to die. */
export class InProcessWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null
  onerror: WorkerLike['onerror'] = null
  onmessageerror: WorkerLike['onmessageerror'] = null
  /** Names of the tasks begun. */
  readonly begun: TaskName[] = []
  /** How many tasks came to their end. */
  ended = 0
  #cancelled = -1

  postMessage(message: ToWorker) {
    if (message.kind === 'cancel') {
      this.#cancelled = message.id
      return
    }
    if (message.kind === 'memory') return
    const { id, task } = message
    this.begun.push(task)
    if (!(task in tasks)) throw new Error(`${task} is not for tests`)
    // The door lets plain data through only; this throws for anything else.
    const input = structuredClone(message.input)
    const run = tasks[task as keyof typeof tasks] as (of: Tasks[TaskName]['input']) => TaskRun<TaskName>
    void this.#drive(id, run(input))
  }

  async #drive(id: number, run: TaskRun<TaskName>) {
    for (;;) {
      await Promise.resolve()
      if (this.#cancelled === id) return this.#say({ kind: 'cancelled', id })
      const step = run.next()
      if (step.done) {
        this.#say({ kind: 'done', id, result: step.value })
        this.ended++
        return
      }
      if ('part' in step.value) this.#say({ kind: 'parts', id, parts: [step.value.part] })
    }
  }

  die(message: string) {
    this.onerror?.({ message } as ErrorEvent)
  }

  terminate() {
    this.onmessage = null
  }

  #say(message: FromWorker) {
    this.onmessage?.({ data: structuredClone(message) } as MessageEvent<FromWorker>)
  }
}
