import '../linalg/kernels/compiled.ts'
import { hasExpressions } from '../config/link.ts'
import { recycle } from '../linalg/matrix.ts'
import { prepareExpressions } from '../network/expression/index.ts'
import { compare } from './compareTask.ts'
import { explain } from './explainTask.ts'
import { describeExpression } from './expressionTask.ts'
import type { FromWorker, TaskName, TaskRun, Tasks, ToWorker } from './protocol.ts'
import { study } from './studyTask.ts'
import { readTable } from './tableTask.ts'
import { timeline } from './timelineTask.ts'
import { time } from './timeTask.ts'
import { train } from './trainTask.ts'

type Table = { readonly [T in TaskName]: (input: Tasks[T]['input']) => TaskRun<T> }

const tasks: Table = {
  compare,
  time,
  train,
  timeline,
  explain,
  study,
  table: readTable,
  expression: describeExpression,
}

/** How long a task computes before the worker looks at its messages: a cancellation waits at most about this. */
const sliceMilliseconds = 4
/** Progress is told for what takes longer than this. */
const quietMilliseconds = 150
const progressEveryMilliseconds = 80
/** Parts that come within this time are sent together: what a frame has time for is then shown in one frame. */
const gatheringMilliseconds = 12

const cancelled = new Set<number>()

function send(message: FromWorker, transfer: readonly ArrayBufferLike[] = []) {
  self.postMessage(message, { transfer: transfer as Transferable[] })
}

/** Lets queued messages in. A message channel, because timers are clamped to 4 ms. */
const nextTurn = (() => {
  const channel = new MessageChannel()
  let go: (() => void) | null = null
  channel.port1.onmessage = () => go?.()
  return () =>
    new Promise<void>((resolve) => {
      go = resolve
      channel.port2.postMessage(null)
    })
})()

/** How long a pause takes: a stream of requests, one every frame or two, does not let it come to its end. */
const pauseMilliseconds = 40
let wake: (() => void) | null = null

function pause(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pauseMilliseconds)
    wake = () => {
      clearTimeout(timer)
      resolve()
    }
  })
}

async function drive<T extends TaskName>(id: number, run: TaskRun<T>) {
  const begun = performance.now()
  let slice = begun
  let told = begun
  let sent = begun
  const parts: Tasks[T]['part'][] = []
  const transfer: ArrayBufferLike[] = []
  const sendParts = () => {
    if (parts.length > 0) send({ kind: 'parts', id, parts: parts.splice(0) }, transfer.splice(0))
    sent = performance.now()
  }
  /** One step; what was computed before one that fails is sent all the same. */
  const next = () => {
    try {
      return run.next()
    } catch (error) {
      sendParts()
      throw error
    }
  }
  for (;;) {
    const step = next()
    if (step.done) {
      sendParts()
      return send({ kind: 'done', id, result: step.value })
    }
    const now = performance.now()
    if ('pause' in step.value) {
      sendParts()
      await pause()
    } else if ('part' in step.value) {
      parts.push(step.value.part)
      transfer.push(...step.value.transfer)
    } else if (now - begun > quietMilliseconds && now - told > progressEveryMilliseconds) {
      told = now
      send({ kind: 'progress', id, fraction: step.value.fraction, about: step.value.about })
    }
    if (now - sent > gatheringMilliseconds) sendParts()
    if (now - slice > sliceMilliseconds) {
      await nextTurn()
      slice = performance.now()
    }
    if (cancelled.delete(id)) return send({ kind: 'cancelled', id })
  }
}

function begin<T extends TaskName>({ id, task, input }: { id: number; task: T; input: Tasks[T]['input'] }) {
  return drive(id, tasks[task](input))
}

async function answer(message: Extract<ToWorker, { kind: 'run' }>) {
  try {
    // Loaded with the first typed function, for it is larger than all the rest.
    if (
      message.task === 'expression' ||
      ('problem' in message.input && hasExpressions(message.input.problem))
    )
      await prepareExpressions()
    await begin(message)
  } catch (error) {
    send({ kind: 'failed', id: message.id, message: error instanceof Error ? error.message : String(error) })
  }
  ended = message.id
  cancelled.delete(message.id)
}

/** Ids rise: everything up to this one has come to its end. */
let ended = 0
/** One task at a time: the next one comes while the one before, which was cancelled, comes to its end. */
let before = Promise.resolve()
self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'run') before = before.then(() => answer(data))
  else if (data.kind === 'memory') data.arrays.forEach(recycle)
  else if (data.id > ended) {
    cancelled.add(data.id)
    wake?.()
  }
}
