import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Slot } from '../compute/client.ts'
import { InProcessWorker } from '../compute/inProcessWorker.ts'
import { defaultConfiguration } from '../config/defaults.ts'
import { finish } from '../linalg/steps.ts'
import { train } from '../training/index.ts'
import { useStore } from '../state/store.ts'
import { currentMeasures } from '../state/measures.ts'
import { missingMeasures, startTimeline } from './timelineEffect.ts'

// Much is computed here, and a machine may have more to do.
vi.setConfig({ testTimeout: 60_000 })

const state = () => useStore.getState()
const points = () => currentMeasures(state()).points

function trainSteps(steps: number) {
  const { problem, network, patterns, epoch, optimizerState } = state()
  const { weightDecay, weights: w, training, step } = problem
  const from = { network, weightDecay, ...patterns, w }
  const options = { snapshotEvery: state().timeline.spacing }
  state().advance(epoch, finish(train(from, training, step, steps, optimizerState, options)))
}

beforeEach(() => {
  state().open(defaultConfiguration)
  state().forgetChanges()
  state().setMeasuring(false)
  state().setRunning(false)
})

describe('what is missing along the timeline', () => {
  it('is nothing at a single step', () => {
    state().reset()
    expect(missingMeasures(state())).toBeNull()
  })

  it('is all methods but the reference at up to 200 steps, spread ones first', () => {
    trainSteps(1500)
    const requests = missingMeasures(state())?.requests ?? []
    expect(requests.length).toBeGreaterThan(90)
    expect(requests.length).toBeLessThanOrEqual(200)
    expect(requests.slice(0, 4).map(({ step }) => step)).toEqual([0, 1504, 1024, 512])
    expect(requests[0].methods.map(({ id }) => id)).toEqual(
      state().comparison.methods.filter((id) => id !== 'exact'),
    )
    expect(requests.every(({ eigenvalues }) => eigenvalues)).toBe(true)
  })

  it('is fewer steps for what is dear, and none for what is too dear', () => {
    state().setLayers([1, 60, 1], ['tanh'])
    state().setData({ points: 100 })
    state().setTraining({ learningRate: 1e-5 })
    trainSteps(60)
    const requests = missingMeasures(state())?.requests ?? []
    const stepsOf = (id: string) =>
      requests.filter(({ methods }) => methods.some((one) => one.id === id)).length
    expect(stepsOf('diagonal')).toBe(61)
    expect(stepsOf('energy-differences')).toBeLessThan(20)
    state().setLayers([1, 300, 1], ['tanh'])
    trainSteps(4)
    const large = missingMeasures(state())?.requests ?? []
    expect(large.some(({ methods }) => methods.some(({ id }) => id === 'energy-differences'))).toBe(false)
  })
})

describe('measuring', () => {
  const workers: InProcessWorker[] = []
  let effect: { stop: () => void } | null = null
  beforeEach(() => {
    vi.useFakeTimers()
    workers.length = 0
    const slot = new Slot(() => {
      const worker = new InProcessWorker()
      workers.push(worker)
      return worker
    })
    effect = startTimeline(slot)
  })
  afterEach(() => {
    effect?.stop()
    vi.useRealTimers()
  })

  it('waits until somebody looks and everything rests, and then measures everything', async () => {
    trainSteps(20)
    await vi.advanceTimersByTimeAsync(1000)
    expect(workers).toEqual([])
    state().setRunning(true)
    state().setMeasuring(true)
    await vi.advanceTimersByTimeAsync(1000)
    expect(workers).toEqual([])
    state().setRunning(false)
    await vi.advanceTimersByTimeAsync(3000)
    expect(missingMeasures(state())).toBeNull()
    expect(points().map(({ step }) => step)).toEqual(Array.from({ length: 25 }, (_, step) => step))
    for (const { errors, eigenvalues } of points()) {
      expect(errors['outer-product']).toBeGreaterThan(0)
      expect(errors['r-operator']).toBeLessThan(1e-12)
      expect(eigenvalues?.max).toBeGreaterThan(0)
    }
  })

  it('gives way to what the user does, and keeps what it has', async () => {
    trainSteps(20)
    state().setMeasuring(true)
    vi.advanceTimersByTime(250)
    while (points().length < 3) await Promise.resolve()
    state().setRunning(true)
    await vi.advanceTimersByTimeAsync(1000)
    const few = points().length
    expect(few).toBeLessThan(10)
    state().setRunning(false)
    await vi.advanceTimersByTimeAsync(3000)
    expect(points()).toHaveLength(25)
    expect(workers).toHaveLength(1)
  })

  it('measures again what a parameter or the problem has changed', async () => {
    trainSteps(6)
    state().setMeasuring(true)
    await vi.advanceTimersByTimeAsync(3000)
    const before = points()
    state().setParameter('gradient-differences', 'epsilon', 0.1)
    expect(missingMeasures(state())?.requests[0].methods.map(({ id }) => id)).toEqual([
      'gradient-differences',
    ])
    await vi.advanceTimersByTimeAsync(3000)
    expect(points()[3].errors['outer-product']).toBe(before[3].errors['outer-product'])
    expect(points()[3].errors['gradient-differences']).toBeGreaterThan(1e-4)
    state().setWeightDecay(0.5)
    expect(points()).toEqual([])
    await vi.advanceTimersByTimeAsync(3000)
    expect(points()).toHaveLength(11)
    expect(points()[3].errors['outer-product']).not.toBe(before[3].errors['outer-product'])
  })
})
