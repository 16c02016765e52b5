import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Slot } from '../compute/client.ts'
import { InProcessWorker } from '../compute/inProcessWorker.ts'
import { defaultConfiguration } from '../config/defaults.ts'
import { useStore } from '../state/store.ts'
import { useStudy } from '../state/study.ts'
import { startStudies } from './studyEffect.ts'

const page = () => useStore.getState()
const study = () => useStudy.getState()

let worker: InProcessWorker
let effect: { stop: () => void }

beforeEach(() => {
  // Nothing is painted here: what waits for a frame comes at once.
  vi.stubGlobal('document', { hidden: true })
  page().open(defaultConfiguration)
  worker = new InProcessWorker()
  effect = startStudies(new Slot(() => worker))
})
afterEach(() => {
  effect.stop()
  page().showStudy(null)
  vi.unstubAllGlobals()
})

const done = () => vi.waitFor(() => expect(study().status).toBe('done'))

describe('a study', () => {
  it('is run when it is opened, and again when what it is about changes', async () => {
    page().showStudy({ id: 'structure', parameters: {} })
    await done()
    const first = study().result
    expect(first?.id).toBe('structure')
    expect(first?.revision).toBe(page().revision)
    expect(first?.claim?.code).toBe('structure')
    expect(first?.pictures.map(({ picture }) => picture)).toEqual(['ordered', 'blocks'])

    page().showStudy({ id: 'structure', parameters: { order: 'size' } })
    await done()
    expect(worker.begun).toHaveLength(2)
    expect(study().result).not.toBe(first)

    page().setWeightDecay(0.5)
    await vi.waitFor(() => expect(study().result?.revision).toBe(page().revision))
    await done()
    expect(worker.begun).toHaveLength(3)
  })

  it('is not run again for what only moves the view of it', async () => {
    page().showStudy({ id: 'sequential-inverse', parameters: {} })
    await done()
    page().showStudy({ id: 'sequential-inverse', parameters: { step: 3 } })
    page().showStudy({ id: 'sequential-inverse', parameters: { step: 3, show: 'inverse' } })
    page().setParameter('energy-differences', 'epsilon', 1e-3)
    await Promise.resolve()
    expect(worker.begun).toHaveLength(1)
    // λ is what it depends on.
    page().setParameter('sequential-inverse', 'damping', 1)
    await done()
    expect(worker.begun).toHaveLength(2)
  })

  it('keeps what it had while it is cancelled, and can be begun again', async () => {
    const cancelled = new Promise<void>((resolve) => {
      const stop = useStudy.subscribe(({ result, status }) => {
        if (status !== 'running' || result?.id !== 'error-against-epsilon') return
        stop()
        study().cancel()
        resolve()
      })
    })
    page().showStudy({ id: 'error-against-epsilon', parameters: {} })
    await cancelled
    expect(study().status).toBe('cancelled')
    const found = study().result
    await Promise.resolve()
    expect(study().result).toBe(found)
    expect(worker.ended).toBe(0)
    study().restart()
    expect(study().status).toBe('running')
    await done()
    expect(study().result?.claim?.code).toBe('optimum')
  })

  it('gives way to another one at once', async () => {
    page().showStudy({ id: 'iteration', parameters: {} })
    page().showStudy({ id: 'structure', parameters: {} })
    await vi.waitFor(() => expect(study().result?.id).toBe('structure'))
    await done()
    expect(Object.keys(study().result?.points ?? {})).toEqual(['share'])
  })
})
