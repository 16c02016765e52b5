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
  postMessage: (message: ToWorker, transfer: ArrayBuffer[]) => void
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
/** A superseded request goes on for at most this long while it has not yet shown what it must. */
const graceMilliseconds = 250

interface Running {
  readonly id: number
  readonly request: Request
  readonly begun: number
  shown: boolean
}

/**
 * A slot runs one request at a time in a worker of its own, and the newest request wins: it waits for the running
 * one only until that has shown what it must (`onPart`), so that a stream of requests, one every frame, still gets
 * answers. The next request is in the worker's hands together with the word that ends the one before, so that the
 * worker never waits for a busy page. Nothing of a superseded request is delivered after the newer one has started. A
 * worker that dies is replaced and its request repeated once.
 */
export class Slot {
  private readonly create: () => WorkerLike
  private worker: WorkerLike | null = null
  private running: Running | null = null
  private waiting: Request | null = null
  /** Requests that were told to end and have not answered yet, by id. */
  private readonly ending = new Map<number, Request>()
  private lastId = 0
  private grace: ReturnType<typeof setTimeout> | undefined
  private deaf: ReturnType<typeof setTimeout> | undefined
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
      this.advance()
    })
  }

  /** Hands arrays that nobody needs any more to the worker, whose answers then come in them. */
  giveBack(arrays: readonly Float64Array[]) {
    this.worker?.postMessage(
      { kind: 'memory', arrays },
      arrays.map(({ buffer }) => buffer as ArrayBuffer),
    )
  }

  /** Cancels what runs and what waits. */
  cancel() {
    this.waiting?.settle({ kind: 'superseded' })
    this.waiting = null
    this.cancelRunning()
  }

  /** Starts what waits, if what runs has had its time; looks again when it will have. */
  private advance() {
    if (!this.waiting) return
    clearTimeout(this.grace)
    const { running } = this
    if (running) {
      const rest = running.shown ? 0 : running.begun + graceMilliseconds - performance.now()
      if (rest > 0) {
        this.grace = setTimeout(() => this.advance(), rest)
        return
      }
      this.cancelRunning()
    }
    this.start(this.waiting)
  }

  private cancelRunning() {
    clearTimeout(this.grace)
    const { running } = this
    if (!running) return
    this.running = null
    this.ending.set(running.id, running.request)
    this.worker?.postMessage({ kind: 'cancel', id: running.id }, [])
    if (this.ending.size === 1) this.expectAnswer()
  }

  /** Of what was told to end; without it the worker is replaced, and the newest request goes to the new one. */
  private expectAnswer() {
    clearTimeout(this.deaf)
    if (this.ending.size === 0) return
    this.deaf = setTimeout(() => {
      const { running } = this
      this.replaceWorker()
      this.running = null
      if (running && !this.waiting) this.waiting = running.request
      else running?.request.settle({ kind: 'superseded' })
      this.advance()
    }, deafMilliseconds)
  }

  private start(request: Request) {
    this.waiting = null
    const id = ++this.lastId
    this.running = { id, request, begun: performance.now(), shown: false }
    this.worker ??= this.listen(this.create())
    this.worker.postMessage({ kind: 'run', id, task: request.task, input: request.input } as ToWorker, [])
    this.listenFor()
  }

  /** A worker that closed itself or was killed without a word sends no event: its silence tells. */
  private listenFor() {
    clearTimeout(this.watch)
    this.watch = setTimeout(() => this.died('the worker gave no answer'), silentMilliseconds)
  }

  private listen(worker: WorkerLike): WorkerLike {
    worker.onmessage = ({ data }) => this.receive(data)
    worker.onerror = (event) => this.died(event.message || 'the worker stopped')
    worker.onmessageerror = () => this.died('a message could not be read')
    return worker
  }

  private receive(message: FromWorker) {
    const { running } = this
    const ended = this.ending.get(message.id)
    if (ended) {
      if (message.kind === 'parts' || message.kind === 'progress') return
      this.ending.delete(message.id)
      this.expectAnswer()
      if (!running) clearTimeout(this.watch)
      ended.settle({ kind: 'superseded' })
      return
    }
    if (!running || message.id !== running.id) return
    this.listenFor()
    const { request } = running
    switch (message.kind) {
      case 'progress':
        request.listeners.onProgress?.(message.fraction, message.about)
        return
      case 'parts':
        for (const part of message.parts)
          running.shown = (request.listeners.onPart?.(part) ?? true) || running.shown
        this.advance()
        return
      case 'done':
        request.settle({ kind: 'done', result: message.result as never })
        break
      case 'failed':
        request.settle({ kind: 'failed', message: message.message })
        break
      case 'cancelled':
        request.settle({ kind: 'superseded' })
        break
    }
    this.running = null
    clearTimeout(this.watch)
    this.advance()
  }

  /** Lets go of the worker with all that it was told to end. */
  private replaceWorker() {
    const dead = this.worker
    if (dead) {
      dead.onmessage = dead.onerror = dead.onmessageerror = null
      dead.terminate()
    }
    this.worker = null
    for (const request of this.ending.values()) request.settle({ kind: 'superseded' })
    this.ending.clear()
    for (const timer of [this.grace, this.deaf, this.watch]) clearTimeout(timer)
  }

  private died(message: string) {
    this.replaceWorker()
    const { running } = this
    this.running = null
    if (running) {
      const { request } = running
      if (request.deaths++ === 0 && !this.waiting) this.waiting = request
      else request.settle(this.waiting ? { kind: 'superseded' } : { kind: 'failed', message })
    }
    this.advance()
  }
}

/** A slot with a real worker behind it. */
export function createSlot(): Slot {
  return new Slot(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }))
}
