import { beforeEach, describe, expect, it } from 'vitest'
import { defaultConfiguration } from '../config/defaults.ts'
import { finish } from '../linalg/steps.ts'
import { firstStep, initialWeights, lastStep, optimizerNames, routeTo, train } from '../training/index.ts'
import { currentMeasures } from './measures.ts'
import { useStore } from './store.ts'
import { conditionsOf } from './timeline.ts'

const state = () => useStore.getState()

/** Trains as the page does while it plays, and remembers the weights of every portion's end. */
function trainSteps(steps: number, snapshotEvery = 1) {
  const { problem, network, patterns, epoch, optimizerState } = state()
  const { weightDecay, weights: w, training, step } = problem
  const from = { network, weightDecay, ...patterns, w }
  state().advance(
    epoch,
    finish(train(from, training, step, steps, optimizerState, { snapshotEvery, stopping: true })),
  )
  return state().problem.weights
}

beforeEach(() => {
  state().open(defaultConfiguration)
  state().forgetChanges()
})

describe('scrubbing', () => {
  it.each(optimizerNames)('shows the exact weights of any step of %s', (optimizer) => {
    state().setTraining({ optimizer, learningRate: 0.01 })
    const at = new Map([[state().problem.step, state().problem.weights]])
    for (let k = 0; k < 60; k++) at.set(state().problem.step + 1, trainSteps(1))
    for (const step of [40, 5, 63, 4, 31]) {
      state().scrubTo(step)
      expect(state().problem.step).toBe(step)
      expect(state().problem.weights).toEqual(at.get(step))
    }
  })

  it('stays within the timeline and changes neither the curve nor the timeline', () => {
    trainSteps(50)
    const { history, timeline, revision, epoch } = state()
    state().scrubTo(1e9)
    expect(state().revision).toBe(revision)
    state().scrubTo(-3)
    expect(state().problem.step).toBe(0)
    expect(state().revision).toBeGreaterThan(revision)
    expect(state().epoch).toBeGreaterThan(epoch)
    state().noteEnergy(state().revision, 123)
    expect(state().history).toBe(history)
    expect(state().timeline).toBe(timeline)
    state().scrubTo(Number.NaN)
    expect(state().problem.step).toBe(0)
  })

  it('branches when training goes on, with the old curve as a ghost', () => {
    trainSteps(60)
    const old = state().history
    state().scrubTo(30)
    state().setTraining({ learningRate: 0.001 })
    trainSteps(5)
    expect(lastStep(state().timeline)).toBe(35)
    expect(state().history.steps.at(-1)).toBe(35)
    const { ghost } = state()
    expect(ghost?.steps[0]).toBe(30)
    expect(ghost?.steps.at(-1)).toBe(64)
    expect(ghost?.energies.at(-1)).toBe(old.energies.at(-1))
    // Training on at the end is no further branch.
    trainSteps(5)
    expect(state().ghost).toBe(ghost)
    state().reset()
    expect(state().ghost).toBeNull()
  })

  it('continues bit for bit, so that training on the same way leads to the same weights', () => {
    state().setTraining({ optimizer: 'adam' })
    const end = trainSteps(80)
    state().scrubTo(37)
    expect(state().optimizerState).not.toBeNull()
    expect(trainSteps(84 - 37)).toEqual(end)
  })

  it('starts the optimiser anew where its memory is that of another one or of another problem', () => {
    state().setTraining({ optimizer: 'momentum' })
    trainSteps(20)
    state().setTraining({ optimizer: 'adam' })
    state().scrubTo(10)
    expect(state().optimizerState).toBeNull()
    trainSteps(3)
    expect(state().optimizerState?.memory).toHaveLength(2 + 2 * 13)
    state().setWeightDecay(0.3)
    state().scrubTo(12)
    expect(state().optimizerState).toBeNull()
  })

  it('leaves steps that take long to the worker, and takes them over', () => {
    state().setLayers([1, 300, 1], ['tanh'])
    state().setTraining({ learningRate: 1e-4 })
    const end = trainSteps(150, 1000)
    state().setPlaying(true)
    const { problem } = state()
    state().scrubTo(100)
    expect(state()).toMatchObject({ scrubbing: 100, playing: false, problem })
    const { epoch, timeline } = state()
    const route = routeTo(timeline, 100)
    const reached = { w: new Float64Array(901), step: 100, state: null }
    // A newer step was asked for: the page moves, and the newer one is still waited for.
    state().scrubTo(120)
    expect(state().epoch).toBe(epoch)
    state().arrive(epoch, 100, reached, route)
    expect(state()).toMatchObject({ scrubbing: 120, problem: { step: 100 } })
    state().arrive(state().epoch, 120, { ...reached, step: 120 }, route)
    expect(state()).toMatchObject({ scrubbing: null, problem: { step: 120 } })
    state().arrive(state().epoch, 100, reached, route)
    expect(state().problem.step).toBe(120)
    state().scrubTo(150)
    expect(state().problem.weights).toEqual(end)
    state().scrubTo(70)
    state().setWeightDecay(1)
    expect(state().scrubbing).toBeNull()
  })

  it('goes back to weights set by hand', () => {
    trainSteps(10)
    const given = state().problem.weights.map((w) => 2 * w)
    state().setWeights(given)
    trainSteps(10)
    state().scrubTo(14)
    expect(state().problem.weights).toEqual(given)
    state().setWeights(new Float64Array(3))
    expect(state().problem.weights).toEqual(given)
  })
})

describe('the way to weights of a link', () => {
  it('is filled in, and training goes on as if it had never stopped', () => {
    state().setTraining({ optimizer: 'momentum', learningRate: 0.01 })
    state().reset()
    const { network, problem, patterns } = state()
    const start = initialWeights(network, problem.weightSeed)
    const whole = finish(train({ network, weightDecay: 0, ...patterns, w: start }, problem.training, 0, 60))
    const half = finish(train({ network, weightDecay: 0, ...patterns, w: start }, problem.training, 0, 30))
    state().open({ ...defaultConfiguration, problem: { ...problem, weights: half.w, step: 30 } })
    expect(firstStep(state().timeline)).toBe(30)
    state().takeWay(state().epoch, start, half)
    expect(firstStep(state().timeline)).toBe(0)
    expect(state().history.steps).toHaveLength(31)
    trainSteps(30)
    expect(state().problem.weights).toEqual(whole.w)
    state().scrubTo(0)
    expect(state().problem.weights).toEqual(start)
  })
})

describe('the end of training', () => {
  it('is told, and forgotten when training goes on or something is changed', () => {
    state().setTraining({ optimizer: 'l-bfgs' })
    state().setWeightDecay(0.1)
    state().setPlaying(true)
    for (let k = 0; k < 300 && state().playing; k++) trainSteps(10)
    expect(state()).toMatchObject({ playing: false, trainingEnd: { code: 'converged' } })
    expect(state().trainingEnd?.step).toBe(state().problem.step)
    state().setPlaying(true)
    expect(state().trainingEnd).toBeNull()
    trainSteps(10)
    expect(state().trainingEnd).not.toBeNull()
    state().setWeightDecay(0.2)
    expect(state().trainingEnd).toBeNull()
  })
})

describe('measures along the timeline', () => {
  const context = () => ({ ...conditionsOf(state()), parameters: state().comparison.parameters })
  const steps = () => currentMeasures(state()).points.map(({ step }) => step)

  it('are put together step by step', () => {
    trainSteps(20)
    state().takeMeasures(context(), [{ step: 8, errors: { diagonal: 0.5 } }])
    state().takeMeasures(context(), [
      { step: 4, errors: { diagonal: 0.25 } },
      { step: 8, errors: { 'outer-product': null }, eigenvalues: { min: -1, max: 2 } },
    ])
    expect(currentMeasures(state()).points).toEqual([
      { step: 4, errors: { diagonal: 0.25 } },
      { step: 8, errors: { diagonal: 0.5, 'outer-product': null }, eigenvalues: { min: -1, max: 2 } },
    ])
    expect(currentMeasures(state())).toBe(currentMeasures(state()))
  })

  it('hold for the problem and the parameters they were computed with', () => {
    trainSteps(20)
    const old = context()
    state().takeMeasures(old, [{ step: 8, errors: { diagonal: 0.5, 'energy-differences': 0.1 } }])
    state().setParameter('energy-differences', 'epsilon', 0.5)
    expect(currentMeasures(state()).points).toEqual([{ step: 8, errors: { diagonal: 0.5 } }])
    state().setData({ noise: 0.9 })
    expect(steps()).toEqual([])
    state().takeMeasures(old, [{ step: 9, errors: {} }])
    expect(steps()).toEqual([])
    state().undo()
    expect(steps()).toEqual([8])
  })

  it('are cut where training branches or weights are set, and come back with an undo', () => {
    trainSteps(20)
    state().takeMeasures(context(), [
      { step: 4, errors: {} },
      { step: 20, errors: {} },
    ])
    state().scrubTo(10)
    state().endChange()
    expect(steps()).toEqual([4, 20])
    trainSteps(2)
    expect(steps()).toEqual([4])
    state().undo()
    expect(steps()).toEqual([4, 20])
    state().setWeights(state().problem.weights.map((w) => w + 1))
    expect(steps()).toEqual([4])
    state().reset()
    expect(steps()).toEqual([])
  })
})
