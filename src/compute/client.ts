import type { FromWorker, TaskName, Tasks, ToWorker } from './protocol.ts'

/** How a request ended. Errors are values: they are shown, not thrown. */
export type Outcome<T extends TaskName> =
  | { readonly kind: 'done'; readonly result: Tasks[T]['result'] }
  | { readonly kind: 'failed'; readonly message: string }
  /** A newer request took its place, or it was cancelled. */
  | { readonly kind: 'superseded' }

export interface Listeners<T extends TaskName> {
  /** Answers whether the request has by now shown what it must, so that a newer one may take its place. */
  readonly onPart?: (part: Tasks[T]['part']) => boolean
  readonly onProgress?: (fraction: number, about: string | null) => void
}

/** What the client needs of a worker, so that tests can stand one in. */
export interface WorkerLike {
  postMessage: (message: ToWorker) => void
  terminate: () => void
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  onmessageerror: ((event: MessageEvent) => void) | null
}

interface Request<T extends TaskName = TaskName> {
  readonly task: T
  readonly input: Tasks[T]['input']
  readonly listeners: Listeners<T>
  readonly settle: (outcome: Outcome<T>) => void
  /** How often it has been sent to a worker that then died. */
  deaths: number
}

/** A worker that does not answer a cancellation within this time is replaced. */
const deafMilliseconds = 3000
/** Workers tell their progress many times a second; one that says nothing for this long is taken for dead. */
const silentMilliseconds = 8000
/** A superseded request goes on for at least this long, so that the cheap parts of a stream of requests arrive … */
const leastMilliseconds = 30
/** … and at most this long while it has not yet shown what it must. */
const graceMilliseconds = 250

interface Running {
  readonly id: number
  readonly request: Request
  readonly begun: number
  shown: boolean
  cancelled: boolean
}

/**
 * A slot runs one request at a time in a worker of its own, and the newest request wins: it waits for the running
 * one only until that has shown what it must (`onPart`), so that a stream of requests, one every frame, still gets
 * answers. Nothing of a superseded request is delivered after the newer one has started. A worker that dies is
 * replaced and its request repeated once.
 */
export class Slot {
  private readonly create: () => WorkerLike
  private worker: WorkerLike | null = null
  private running: Running | null = null
  private waiting: Request | null = null
  private lastId = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private watch: ReturnType<typeof setTimeout> | undefined

  constructor(create: () => WorkerLike) {
    this.create = create
  }

  run<T extends TaskName>(
    task: T,
    input: Tasks[T]['input'],
    listeners: Listeners<T> = {},
  ): Promise<Outcome<T>> {
    return new Promise((resolve) => {
      const request = { task, input, listeners, settle: resolve, deaths: 0 } as unknown as Request
      this.waiting?.settle({ kind: 'superseded' })
      this.waiting = request
      if (this.running) this.scheduleCancel(this.running)
      else this.start()
    })
  }

  /** Cancels what runs and what waits. */
  cancel() {
    this.waiting?.settle({ kind: 'superseded' })
    this.waiting = null
    this.cancelRunning()
  }

  private scheduleCancel(running: Running) {
    if (running.cancelled) return
    clearTimeout(this.timer)
    const rest = running.begun + (running.shown ? leastMilliseconds : graceMilliseconds) - performance.now()
    if (rest <= 0) this.cancelRunning()
    else this.timer = setTimeout(() => this.cancelRunning(), rest)
  }

  private cancelRunning() {
    clearTimeout(this.timer)
    this.timer = undefined
    if (!this.running || this.running.cancelled) return
    this.running.cancelled = true
    this.worker?.postMessage({ kind: 'cancel', id: this.running.id })
    this.timer = setTimeout(() => {
      this.running?.request.settle({ kind: 'superseded' })
      this.replaceWorker()
      this.finish()
    }, deafMilliseconds)
  }

  private start() {
    const request = this.waiting
    if (!request) return
    this.waiting = null
    this.running = {
      id: ++this.lastId,
      request,
      begun: performance.now(),
      shown: false,
      cancelled: false,
    }
    this.worker ??= this.listen(this.create())
    this.worker.postMessage({
      kind: 'run',
      id: this.running.id,
      task: request.task,
      input: request.input,
    } as ToWorker)
    this.listenFor()
  }

  /** A worker that closed itself or was killed without a word sends no event: its silence tells. */
  private listenFor() {
    clearTimeout(this.watch)
    this.watch = setTimeout(() => this.died('the worker gave no answer'), silentMilliseconds)
  }

  private finish() {
    clearTimeout(this.watch)
    clearTimeout(this.timer)
    this.timer = undefined
    this.running = null
    this.start()
  }

  private listen(worker: WorkerLike): WorkerLike {
    worker.onmessage = ({ data }) => this.receive(data)
    worker.onerror = (event) => this.died(event.message || 'the worker stopped')
    worker.onmessageerror = () => this.died('a message could not be read')
    return worker
  }

  private receive(message: FromWorker) {
    const running = this.running
    if (!running || message.id !== running.id) return
    this.listenFor()
    const { request } = running
    switch (message.kind) {
      case 'progress':
        if (!running.cancelled) request.listeners.onProgress?.(message.fraction, message.about)
        break
      case 'parts':
        if (running.cancelled) break
        for (const part of message.parts)
          running.shown = (request.listeners.onPart?.(part) ?? true) || running.shown
        if (this.waiting) this.scheduleCancel(running)
        break
      case 'done':
        request.settle(
          running.cancelled ? { kind: 'superseded' } : { kind: 'done', result: message.result as never },
        )
        this.finish()
        break
      case 'failed':
        request.settle({ kind: 'failed', message: message.message })
        this.finish()
        break
      case 'cancelled':
        request.settle({ kind: 'superseded' })
        this.finish()
        break
    }
  }

  private replaceWorker() {
    const dead = this.worker
    if (dead) {
      dead.onmessage = dead.onerror = dead.onmessageerror = null
      dead.terminate()
    }
    this.worker = null
  }

  private died(message: string) {
    this.replaceWorker()
    const running = this.running
    if (!running) return
    const { request } = running
    if (running.cancelled) request.settle({ kind: 'superseded' })
    else if (request.deaths++ === 0 && !this.waiting) this.waiting = request
    else request.settle(this.waiting ? { kind: 'superseded' } : { kind: 'failed', message })
    this.finish()
  }
}

/** A slot with a real worker behind it. */
export function createSlot(): Slot {
  return new Slot(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }))
}
