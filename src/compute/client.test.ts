import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Slot } from './client.ts'
import type { WorkerLike } from './client.ts'
import type { FromWorker, Tasks, ToWorker } from './protocol.ts'

/** A worker that does only what the test tells it to. */
class StandIn implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null
  onerror: WorkerLike['onerror'] = null
  onmessageerror: WorkerLike['onmessageerror'] = null
  readonly received: ToWorker[] = []
  terminated = false
  postMessage(message: ToWorker) {
    this.received.push(message)
  }
  terminate() {
    this.terminated = true
  }
  say(message: FromWorker) {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>)
  }
  die(message: string) {
    this.onerror?.({ message } as ErrorEvent)
  }
  /** Ids of the requests received. */
  get runs() {
    return this.received.flatMap((message) => (message.kind === 'run' ? [message] : [])).map(({ id }) => id)
  }
  get cancels() {
    return this.received
      .flatMap((message) => (message.kind === 'cancel' ? [message] : []))
      .map(({ id }) => id)
  }
}

const input = {} as Tasks['compare']['input']
const part = { kind: 'refused' } as unknown as Tasks['compare']['part']

function setUp() {
  const workers: StandIn[] = []
  const slot = new Slot(() => {
    const worker = new StandIn()
    workers.push(worker)
    return worker
  })
  return { slot, workers }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a slot', () => {
  it('delivers parts, progress and the end of a request', async () => {
    const { slot, workers } = setUp()
    const parts: unknown[] = []
    const progress: unknown[] = []
    const outcome = slot.run('compare', input, {
      onPart: (value) => {
        parts.push(value)
        return true
      },
      onProgress: (fraction) => progress.push(fraction),
    })
    const [worker] = workers
    const [id] = worker.runs
    worker.say({ kind: 'progress', id, fraction: 0.5, about: null })
    worker.say({ kind: 'parts', id, parts: [part] })
    worker.say({ kind: 'done', id, result: null })
    expect(await outcome).toEqual({ kind: 'done', result: null })
    expect(parts).toEqual([part])
    expect(progress).toEqual([0.5])
  })

  it('lets the newest request win and drops those between', async () => {
    const { slot, workers } = setUp()
    const first = slot.run('compare', input)
    const second = slot.run('compare', input)
    const third = slot.run('compare', input)
    expect(await second).toEqual({ kind: 'superseded' })
    const [worker] = workers
    // The running one has shown nothing yet: it has its time of grace, and no more.
    expect(worker.cancels).toEqual([])
    vi.advanceTimersByTime(250)
    expect(worker.cancels).toEqual([1])
    worker.say({ kind: 'cancelled', id: 1 })
    expect(await first).toEqual({ kind: 'superseded' })
    expect(worker.runs).toEqual([1, 2])
    worker.say({ kind: 'done', id: 2, result: null })
    expect(await third).toEqual({ kind: 'done', result: null })
  })

  it('cancels a superseded request once it has shown what it must, and hands the next one over at once', () => {
    const { slot, workers } = setUp()
    void slot.run('compare', input, { onPart: () => true })
    void slot.run('compare', input)
    const [worker] = workers
    expect(worker.cancels).toEqual([])
    worker.say({ kind: 'parts', id: 1, parts: [part] })
    expect(worker.cancels).toEqual([1])
    expect(worker.runs).toEqual([1, 2])
  })

  it('delivers nothing of a cancelled request', () => {
    const { slot, workers } = setUp()
    const parts: unknown[] = []
    const onPart = (value: unknown) => {
      parts.push(value)
      return true
    }
    void slot.run('compare', input, { onPart })
    slot.cancel()
    workers[0].say({ kind: 'parts', id: 1, parts: [part] })
    expect(parts).toEqual([])
  })

  it('treats a request that ended while it was being cancelled as superseded', async () => {
    const { slot, workers } = setUp()
    const outcome = slot.run('compare', input)
    slot.cancel()
    workers[0].say({ kind: 'done', id: 1, result: null })
    expect(await outcome).toEqual({ kind: 'superseded' })
  })

  it('replaces a dead worker and repeats its request once', async () => {
    const { slot, workers } = setUp()
    const outcome = slot.run('compare', input)
    workers[0].die('out of memory')
    expect(workers).toHaveLength(2)
    expect(workers[0].terminated).toBe(true)
    expect(workers[1].runs).toEqual([2])
    workers[1].die('out of memory')
    expect(await outcome).toEqual({ kind: 'failed', message: 'out of memory' })
    // The slot is usable all the same.
    const next = slot.run('compare', input)
    expect(workers).toHaveLength(3)
    workers[2].say({ kind: 'done', id: 3, result: null })
    expect(await next).toEqual({ kind: 'done', result: null })
  })

  it('takes silence for death', async () => {
    const { slot, workers } = setUp()
    const outcome = slot.run('compare', input)
    vi.advanceTimersByTime(5000)
    workers[0].say({ kind: 'progress', id: 1, fraction: 0.5, about: null })
    vi.advanceTimersByTime(5000)
    expect(workers).toHaveLength(1)
    vi.advanceTimersByTime(3000)
    expect(workers).toHaveLength(2)
    expect(workers[0].terminated).toBe(true)
    workers[1].say({ kind: 'done', id: 2, result: null })
    expect(await outcome).toEqual({ kind: 'done', result: null })
    // A worker with nothing to do may be silent.
    vi.advanceTimersByTime(100_000)
    expect(workers).toHaveLength(2)
  })

  it('goes on with the newer request when the worker dies over the older', async () => {
    const { slot, workers } = setUp()
    const older = slot.run('compare', input)
    const newer = slot.run('compare', input)
    workers[0].die('gone')
    expect(await older).toEqual({ kind: 'superseded' })
    workers[1].say({ kind: 'done', id: 2, result: null })
    expect(await newer).toEqual({ kind: 'done', result: null })
  })

  it('replaces a worker that does not answer a cancellation', async () => {
    const { slot, workers } = setUp()
    const older = slot.run('compare', input)
    slot.cancel()
    const newer = slot.run('compare', input)
    vi.advanceTimersByTime(3000)
    expect(await older).toEqual({ kind: 'superseded' })
    expect(workers[0].terminated).toBe(true)
    expect(workers[1].runs).toEqual([3])
    workers[1].say({ kind: 'done', id: 3, result: null })
    expect(await newer).toEqual({ kind: 'done', result: null })
  })

  it('keeps a worker that answers every cancellation, however many there are', () => {
    const { slot, workers } = setUp()
    for (let id = 1; id < 30; id++) {
      void slot.run('compare', input, { onPart: () => true })
      workers[0].say({ kind: 'parts', id, parts: [part] })
      // The answer to the one before comes late, so that there is always one to come.
      if (id > 2) workers[0].say({ kind: 'cancelled', id: id - 2 })
      vi.advanceTimersByTime(500)
    }
    expect(workers).toHaveLength(1)
  })

  it('hears nothing from a worker that was replaced, and nothing of older requests', () => {
    const { slot, workers } = setUp()
    const parts: unknown[] = []
    void slot.run('compare', input)
    workers[0].die('gone')
    void slot.run('compare', input, {
      onPart: (value) => {
        parts.push(value)
        return true
      },
    })
    workers[0].say({ kind: 'parts', id: 3, parts: [part] })
    workers[1].say({ kind: 'parts', id: 1, parts: [part] })
    expect(parts).toEqual([])
  })

  it('tells a failed computation as a value', async () => {
    const { slot, workers } = setUp()
    const outcome = slot.run('compare', input)
    workers[0].say({ kind: 'failed', id: 1, message: 'no' })
    expect(await outcome).toEqual({ kind: 'failed', message: 'no' })
  })
})
