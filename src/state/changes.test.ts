import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultConfiguration } from '../config/defaults.ts'
import { finish } from '../linalg/steps.ts'
import { bytesOf, lastStep, train } from '../training/index.ts'
import { configurationOf, useStore } from './store.ts'

// Much is computed here, and a machine may have more to do.
vi.setConfig({ testTimeout: 60_000 })

const state = () => useStore.getState()

/** Trains as the page's worker does, and hands the result over. */
function trainSteps(steps: number) {
  const { problem, network, patterns, epoch, optimizerState } = state()
  const { weightDecay, weights: w, training, step } = problem
  const run = finish(train({ network, weightDecay, ...patterns, w }, training, step, steps, optimizerState))
  state().advance(epoch, run)
}

/** What is seen, without how the page is looked at. */
function made() {
  const { problem, comparison } = configurationOf(state())
  return { problem, comparison }
}

beforeEach(() => {
  state().open(defaultConfiguration)
  state().forgetChanges()
})

/** Anything a user can do, told apart by number where it takes one. */
const actions: Readonly<Record<string, (n: number) => void>> = {
  noise: (n) => state().setData({ noise: (n % 10) / 10 }),
  points: (n) => state().setData({ points: 1 + (n % 30) }),
  dataset: (n) => state().setDataset((['sinusoid', 'xor', 'three-gaussians'] as const)[n % 3]),
  layers: (n) => state().setLayers([state().network.D, 1 + (n % 6), state().network.K], ['tanh']),
  activation: (n) => {
    if (state().network.L > 1) state().setActivation(1, (['relu', 'sin', 'tanh'] as const)[n % 3])
  },
  bias: (n) => state().setBias(n % 2 === 0),
  decay: (n) => state().setWeightDecay((n % 5) / 100),
  seed: (n) => state().setWeightSeed(n),
  rate: (n) => state().setTraining({ learningRate: 0.001 * (1 + (n % 9)) }),
  optimizer: (n) =>
    state().setTraining({ optimizer: (['gradient-descent', 'adam', 'l-bfgs'] as const)[n % 3] }),
  reset: () => state().reset(),
  weights: (n) => state().setWeights(state().problem.weights.map((w) => w + n / 100)),
  train: (n) => trainSteps(1 + (n % 20)),
  scrub: (n) => state().scrubTo(n % (lastStep(state().timeline) + 1)),
  example: (n) => state().openExample((['xor', 'one-layer', 'relu'] as const)[n % 3]),
  method: (n) => state().toggleMethod((['diagonal', 'r-operator'] as const)[n % 2]),
  epsilon: (n) => state().setParameter('energy-differences', 'epsilon', 1e-4 * (1 + (n % 7))),
  view: (n) => state().setMapView((['hessian', 'difference'] as const)[n % 2]),
  endChange: () => state().endChange(),
  play: () => {
    state().setPlaying(true)
    state().setPlaying(false)
  },
}

const anySequence = fc.array(fc.tuple(fc.constantFrom(...Object.keys(actions)), fc.nat(200)), {
  minLength: 1,
  maxLength: 25,
})

describe('any sequence of actions', () => {
  it('is undone to the start and done again to the end', () => {
    fc.assert(
      fc.property(anySequence, (sequence) => {
        state().open(defaultConfiguration)
        state().forgetChanges()
        const start = made()
        for (const [name, n] of sequence) actions[name](n)
        const end = made()
        const { length } = state().past
        for (let k = 0; k < length; k++) state().undo()
        expect(made()).toEqual(start)
        expect(state().past).toEqual([])
        for (let k = 0; k < length; k++) state().redo()
        expect(made()).toEqual(end)
        expect(state().future).toEqual([])
        expect(state().network.W).toBe(state().problem.weights.length)
      }),
      { numRuns: 120 },
    )
  })

  it('leaves nothing that one undo does not bring back', () => {
    fc.assert(
      fc.property(anySequence, fc.constantFrom(...Object.keys(actions)), fc.nat(200), (sequence, name, n) => {
        for (const [before, m] of sequence) actions[before](m)
        // As after a pause of the user.
        state().setPlaying(true)
        state().setPlaying(false)
        state().endChange()
        useStore.setState({ changing: false })
        const before = made()
        const { past, timeline, history } = state()
        actions[name](n)
        if (state().past === past) {
          expect(made()).toEqual(before)
          return
        }
        state().undo()
        expect(made()).toEqual(before)
        expect(state().timeline).toBe(timeline)
        expect(state().history).toEqual(history)
      }),
      { numRuns: 120 },
    )
  })

  it('can be gone back and forth in and goes on consistently', () => {
    fc.assert(
      fc.property(anySequence, anySequence, fc.nat(10), (first, second, back) => {
        for (const [name, n] of first) actions[name](n)
        for (let k = 0; k < back; k++) state().undo()
        for (const [name, n] of second) actions[name](n)
        const { network, problem, patterns, timeline } = state()
        expect(problem.weights).toHaveLength(network.W)
        expect(patterns.D).toBe(network.D)
        const { step } = problem
        // The way to the weights shown is known, and leads to them.
        expect(lastStep(timeline)).toBeGreaterThanOrEqual(step)
        const { weights } = problem
        state().scrubTo(0)
        state().scrubTo(step)
        expect(state().problem.weights).toEqual(weights)
      }),
      { numRuns: 100 },
    )
  })
})

describe('one change', () => {
  const kinds = () => state().past.map(({ kind }) => kind)

  it('is a whole drag, and the next one another', () => {
    for (const noise of [0.2, 0.25, 0.3]) state().setData({ noise })
    expect(kinds()).toEqual(['data'])
    state().endChange()
    state().setData({ noise: 0.5 })
    expect(kinds()).toEqual(['data', 'data'])
    state().setWeightDecay(0.1)
    expect(kinds()).toEqual(['data', 'data', 'weight-decay'])
    state().undo()
    state().undo()
    expect(state().problem.data).toMatchObject({ noise: 0.3 })
    state().undo()
    expect(state().problem.data).toEqual(defaultConfiguration.problem.data)
  })

  it('is training, however many frames it takes', () => {
    for (let k = 0; k < 5; k++) trainSteps(3)
    expect(kinds()).toEqual(['training'])
    state().setPlaying(true)
    trainSteps(3)
    expect(kinds()).toEqual(['training', 'training'])
  })

  it('is a drag while the page trains, and training goes on apart after it', () => {
    trainSteps(2)
    for (const learningRate of [0.02, 0.01]) {
      state().setTraining({ learningRate })
      trainSteps(2)
    }
    state().endChange()
    trainSteps(2)
    expect(kinds()).toEqual(['training', 'optimizer', 'training'])
  })

  it('is opening, with its recipe', () => {
    state().openExample('sinusoid-trained')
    expect(kinds()).toEqual(['open'])
    expect(state().problem.step).toBe(80)
    state().undo()
    expect(state().problem.step).toBe(4)
    state().redo()
    expect(state().problem.step).toBe(80)
  })

  it('is opening with a long recipe that the worker runs later', () => {
    const { training } = defaultConfiguration.problem
    const problem = { ...defaultConfiguration.problem, step: 200_000, training }
    state().open({ ...defaultConfiguration, problem })
    expect(state().pending).toBe(200_000)
    expect(configurationOf(state()).problem).toMatchObject({ step: 200_000, weights: null })
    // Before it is done, something else is opened: coming back, it is still to be run.
    state().openExample('xor')
    expect(state().pending).toBeNull()
    state().undo()
    expect(state().pending).toBe(200_000)
    trainSteps(50)
    expect(state().pending).toBeNull()
    expect(kinds()).toEqual(['open'])
  })

  it('is a diverged run mended by one click', () => {
    state().setTraining({ learningRate: 900 })
    state().endChange()
    trainSteps(100)
    const { diverged } = state()
    expect(diverged).not.toBeNull()
    state().halveLearningRate()
    expect(kinds()).toEqual(['optimizer', 'training', 'optimizer'])
    state().undo()
    expect(state().diverged).toBe(diverged)
    expect(state().problem.training.learningRate).toBe(900)
  })
})

describe('undo', () => {
  it('tells which weights come back', () => {
    state().setWeightDecay(0.5)
    state().endChange()
    trainSteps(10)
    state().undo()
    expect(state().undoNote).toEqual({ direction: 'undo', kind: 'training', weights: { from: 14, to: 4 } })
    state().undo()
    expect(state().undoNote).toEqual({ direction: 'undo', kind: 'weight-decay', weights: null })
    state().redo()
    state().redo()
    expect(state().undoNote).toEqual({ direction: 'redo', kind: 'training', weights: { from: 4, to: 14 } })
    state().dismissUndoNote()
    expect(state().undoNote).toBeNull()
  })

  it('of how the matrices are shown leaves results and training alone', () => {
    state().setMapView('difference')
    state().setPlaying(true)
    const { revision, epoch } = state()
    state().undo()
    expect(state()).toMatchObject({ revision, epoch, playing: true })
    expect(state().comparison.view).toBe('hessian')
  })

  it('stops training that is under way and drops its answers', () => {
    state().setWeightDecay(0.5)
    state().setPlaying(true)
    const { epoch, problem, network, patterns } = state()
    const run = finish(
      train({ network, weightDecay: 0.5, ...patterns, w: problem.weights }, problem.training, 4, 10),
    )
    state().undo()
    state().advance(epoch, run)
    expect(state()).toMatchObject({ playing: false })
    expect(state().problem.step).toBe(4)
  })

  it('does nothing where nothing is to be undone or done again', () => {
    const before = state()
    state().undo()
    state().redo()
    expect(state()).toBe(before)
  })

  it('goes back a hundred changes', () => {
    for (let k = 1; k <= 130; k++) {
      state().setWeightDecay(k)
      state().endChange()
    }
    expect(state().past).toHaveLength(100)
    for (let k = 0; k < 200; k++) state().undo()
    expect(state().problem.weightDecay).toBe(30)
    expect(state().future).toHaveLength(100)
  })

  it('forgets what could be done again once something else is done', () => {
    state().setWeightDecay(0.5)
    state().undo()
    state().setData({ noise: 0.9 })
    expect(state().future).toEqual([])
  })

  it('keeps the weights of large networks, and of their timelines what memory allows', () => {
    state().setLayers([1, 300, 1], ['tanh'])
    for (let k = 0; k < 12; k++) {
      trainSteps(2)
      useStore.setState({ changing: false })
      state().setTraining({ optimizer: 'l-bfgs' })
      for (let step = 0; step < 6; step++) trainSteps(1)
      state().setWeightSeed(k)
    }
    const moments = state().past.map(({ moment }) => moment)
    const distinct = new Set(moments.flatMap(({ timeline }) => (timeline ? [timeline] : [])))
    const bytes = [...distinct].reduce((sum, timeline) => sum + bytesOf(timeline), 0)
    expect(bytes).toBeLessThanOrEqual(8e6)
    expect(moments.some(({ timeline }) => timeline === null)).toBe(true)
    while (state().past.length > 0) state().undo()
    expect(state().network.W).toBe(13)
  })
})
