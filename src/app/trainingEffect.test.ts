import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Slot } from '../compute/client.ts'
import { InProcessWorker } from '../compute/inProcessWorker.ts'
import { defaultConfiguration } from '../config/defaults.ts'
import { finish } from '../linalg/steps.ts'
import { firstStep, initialWeights, lastStep, train } from '../training/index.ts'
import { configurationOf, useStore } from '../state/store.ts'
import { startTraining } from './trainingEffect.ts'

// Much is computed here, and a machine may have more to do.
vi.setConfig({ testTimeout: 60_000 })

const state = () => useStore.getState()
const workers: InProcessWorker[] = []
let effect: { stop: () => void } | null = null

function begin() {
  const slot = new Slot(() => {
    const worker = new InProcessWorker()
    workers.push(worker)
    return worker
  })
  effect = startTraining(slot, () => Promise.resolve())
}

/** The weights after `steps` steps from the start of the present problem, computed by themselves. */
function trained(steps: number): Float64Array {
  const { network, patterns, problem } = state()
  const w = initialWeights(network, problem.weightSeed)
  const from = { network, weightDecay: problem.weightDecay, ...patterns, w }
  return finish(train(from, problem.training, 0, steps)).w
}

beforeEach(() => {
  workers.length = 0
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 0))
  vi.stubGlobal('document', { hidden: false })
  state().open(defaultConfiguration)
  state().forgetChanges()
})
afterEach(() => {
  effect?.stop()
  vi.unstubAllGlobals()
})

describe('training in the worker', () => {
  it('runs a long recipe, whose every step can be gone to', async () => {
    begin()
    state().open({ ...defaultConfiguration, problem: { ...defaultConfiguration.problem, step: 3000 } })
    expect(state().pending).toBe(3000)
    await vi.waitFor(() => expect(state().problem.step).toBe(3000), { timeout: 30_000, interval: 5 })
    expect(state().pending).toBeNull()
    const { kept } = state().timeline
    expect(kept.length).toBeGreaterThan(100)
    state().scrubTo(1234)
    expect(state().problem.weights).toEqual(trained(1234))
    state().undo()
    expect(state().problem.step).toBe(3000)
  })

  it('finds the way to the weights of a link that is opened later', async () => {
    begin()
    const { problem } = configurationOf(state())
    const weights = trained(200)
    state().open({ ...defaultConfiguration, problem: { ...problem, weights, step: 200 } })
    expect(firstStep(state().timeline)).toBe(200)
    await vi.waitFor(() => expect(firstStep(state().timeline)).toBe(0), { timeout: 30_000, interval: 5 })
    expect(state().history.steps).toHaveLength(201)
    // Weights that no recipe leads to are left as they are.
    state().open({
      ...defaultConfiguration,
      problem: { ...problem, weights: weights.map((w) => w + 1), step: 200 },
    })
    await vi.waitFor(() => expect(workers[0].ended).toBe(2), { timeout: 30_000, interval: 5 })
    expect(workers[0].begun).toHaveLength(2)
    expect(firstStep(state().timeline)).toBe(200)
  })

  it('goes to steps that take long, the newest asked for last', async () => {
    state().setLayers([1, 300, 1], ['tanh'])
    state().setTraining({ learningRate: 1e-4 })
    const { network, patterns, problem, epoch } = state()
    const w = problem.weights
    state().advance(
      epoch,
      finish(train({ network, weightDecay: 0, ...patterns, w }, state().problem.training, 0, 60)),
    )
    begin()
    state().scrubTo(30)
    expect(state().scrubbing).toBe(30)
    state().scrubTo(41)
    await vi.waitFor(() => expect(state().scrubbing).toBeNull(), { timeout: 30_000, interval: 5 })
    expect(state().problem.step).toBe(41)
    expect(state().problem.weights).toEqual(trained(41))
  })

  it('plays until training ends by itself', async () => {
    state().setTraining({ optimizer: 'l-bfgs' })
    state().setWeightDecay(0.1)
    begin()
    state().setPlaying(true)
    await vi.waitFor(() => expect(state().trainingEnd).not.toBeNull(), { timeout: 30_000, interval: 5 })
    expect(state().playing).toBe(false)
    expect(state().trainingEnd?.step).toBe(state().problem.step)
    expect(lastStep(state().timeline)).toBe(state().problem.step)
  })

  it('loses nothing when the worker dies', async () => {
    begin()
    state().setWeightDecay(0.3)
    state().askForStep()
    const [worker] = workers
    worker.die('out of memory')
    await vi.waitFor(() => expect(state().problem.step).toBe(5), { timeout: 30_000, interval: 5 })
    expect(workers).toHaveLength(2)
    // A worker that dies twice over a request is told of; the page stays as it was.
    const before = configurationOf(state())
    const { past, timeline } = state()
    state().askForStep()
    workers[1].die('out of memory')
    workers[2].die('out of memory')
    await vi.waitFor(() => expect(state().failure).toBe('out of memory'), { timeout: 30_000, interval: 5 })
    expect(configurationOf(state())).toEqual(before)
    expect(state().past).toBe(past)
    expect(state().timeline).toBe(timeline)
    state().askForStep()
    await vi.waitFor(() => expect(state().problem.step).toBe(6), { timeout: 30_000, interval: 5 })
  })
})
