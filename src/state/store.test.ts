import { beforeEach, describe, expect, it } from 'vitest'
import { defaultConfiguration } from '../config/defaults.ts'
import type { Configuration, ProblemConfiguration } from '../config/configuration.ts'
import { datasetNames } from '../data/index.ts'
import { finish } from '../linalg/steps.ts'
import { initialWeights, train } from '../training/index.ts'
import { messageOf } from './problemMessage.ts'
import { configurationOf, useStore } from './store.ts'

const state = () => useStore.getState()

function withProblem(problem: Partial<ProblemConfiguration>): Configuration {
  return { ...defaultConfiguration, problem: { ...defaultConfiguration.problem, ...problem } }
}

/** Trains as the page's worker does, and hands the result over. */
function trainSteps(steps: number) {
  const { problem, network, patterns, epoch, optimizerState } = state()
  const { weightDecay, weights: w, training, step } = problem
  const run = finish(train({ network, weightDecay, ...patterns, w }, training, step, steps, optimizerState))
  state().advance(epoch, run)
}

beforeEach(() => state().open(defaultConfiguration))

describe('opening', () => {
  it('runs a short recipe at once', () => {
    expect(state().problem.step).toBe(defaultConfiguration.problem.step)
    expect(state().history.steps).toEqual([0, 1, 2, 3, 4])
    expect(state().pending).toBeNull()
  })

  it('leaves a long recipe to the worker', () => {
    state().open(withProblem({ step: 200_000 }))
    expect(state().pending).toBe(200_000)
    expect(state().problem.step).toBe(0)
  })

  it('takes written weights as they stand', () => {
    const weights = Float64Array.from({ length: 13 }, (_, i) => i / 7)
    state().open(withProblem({ weights, step: 50 }))
    expect(state().problem.weights).toEqual(weights)
    expect(configurationOf(state()).problem.step).toBe(50)
  })

  it('does not keep the language and theme of an example', () => {
    state().setLanguage('ko')
    state().openExample('xor')
    expect(state().view.language).toBe('ko')
    expect(state().network.D).toBe(2)
  })
})

describe('training', () => {
  it('goes on where it was, and reset gives the same weights again', () => {
    const first = initialWeights(state().network, state().problem.weightSeed)
    trainSteps(10)
    expect(state().problem.step).toBe(14)
    expect(state().history.steps.at(-1)).toBe(14)
    state().reset()
    expect(state().problem.step).toBe(0)
    expect(state().problem.weights).toEqual(first)
  })

  it('drops what was computed for weights that are no more', () => {
    const { epoch, problem, network, patterns } = state()
    const run = finish(
      train({ network, weightDecay: 0, ...patterns, w: problem.weights }, problem.training, problem.step, 5),
    )
    state().setWeightSeed(99)
    state().advance(epoch, run)
    expect(state().problem.step).toBe(0)
  })

  it('names a divergence and offers the way back', () => {
    state().setTraining({ learningRate: 900 })
    state().setPlaying(true)
    trainSteps(100)
    const { diverged } = state()
    expect(diverged).not.toBeNull()
    expect(state().playing).toBe(false)
    expect(state().problem.weights.every(Number.isFinite)).toBe(true)
    state().halveLearningRate()
    expect(state().diverged).toBeNull()
    expect(state().problem.training.learningRate).toBe(450)
    expect(state().problem.weights).toEqual(diverged?.best.w)
    expect(state().history.steps.every((step) => step <= state().problem.step)).toBe(true)
  })

  it('undoes a divergence to the last acceptable weights', () => {
    state().setTraining({ learningRate: 900 })
    trainSteps(100)
    const { diverged } = state()
    state().undoDivergence()
    expect(state().problem.step).toBe(diverged?.lastFinite.step)
    expect(state().diverged).toBeNull()
  })

  it('keeps a curve of bounded length whose ends stand', () => {
    for (let k = 0; k < 12; k++) trainSteps(500)
    const { steps, energies } = state().history
    expect(steps.length).toBeLessThanOrEqual(2000)
    expect(steps.length).toBe(energies.length)
    expect(steps[0]).toBe(0)
    expect(steps.at(-1)).toBe(6004)
    expect(steps.every((step, k) => k === 0 || step > steps[k - 1])).toBe(true)
  })
})

describe('changes of the problem', () => {
  it('keep the weights where their shape stays', () => {
    const { weights, step } = state().problem
    state().setData({ noise: 0.4 })
    state().setActivation(1, 'relu')
    state().setWeightDecay(0.1)
    expect(state().problem.weights).toEqual(weights)
    expect(state().problem.step).toBe(step)
  })

  it('start anew where it does not', () => {
    state().setLayers([1, 5, 1], ['tanh'])
    expect(state().network.W).toBe(16)
    expect(state().problem.step).toBe(0)
    expect(state().problem.weights).toHaveLength(16)
  })

  it('adapt inputs, outputs and error function to the data set', () => {
    state().setDataset('three-gaussians')
    expect(state().problem.network).toMatchObject({ layers: [2, 4, 3], output: 'softmax' })
    state().setOutput('identity')
    expect(state().problem.network).toMatchObject({ layers: [2, 4, 3], output: 'identity' })
    state().setDataset('xor')
    state().setOutput('softmax')
    expect(state().problem.network.layers).toEqual([2, 4, 2])
    expect(state().patterns.K).toBe(2)
  })

  it('go down from the seeded weights with the learning rate that goes with the data', () => {
    for (const name of datasetNames)
      for (const optimizer of ['gradient-descent', 'momentum'] as const) {
        state().setDataset(name)
        state().setTraining({ optimizer })
        for (let seed = 1; seed <= 5; seed++) {
          state().setWeightSeed(seed)
          const { problem, network, patterns } = state()
          const from = { network, weightDecay: 0, ...patterns, w: problem.weights }
          const run = finish(train(from, problem.training, 0, 200))
          expect(run.diverged, `${name}, ${optimizer}, seed ${seed}`).toBeNull()
          expect(run.energies[200]).toBeLessThan(run.energies[0])
        }
      }
  })

  it('leave a learning rate that was chosen, unless it is too large for the data', () => {
    const rate = () => state().problem.training.learningRate
    state().setDataset('gaussian-bump')
    expect(rate()).toBe(0.005)
    state().setDataset('sinusoid')
    expect(rate()).toBe(0.03)
    state().setTraining({ learningRate: 0.001 })
    state().setDataset('gaussian-bump')
    expect(rate()).toBe(0.001)
    state().setDataset('xor')
    state().setTraining({ learningRate: 0.5 })
    state().setDataset('plane')
    expect(rate()).toBe(0.01)
  })

  it('refuse outputs that do not fit the data', () => {
    state().setOutput('softmax')
    expect(state().problem.network.output).toBe('identity')
  })

  it('refuse a network that is too large, with what would fit, and change nothing', () => {
    const before = state().problem
    state().setLayers([1, 45, 45, 1], ['tanh', 'tanh'])
    expect(state().problem).toBe(before)
    expect(state().message).toMatchObject({ kind: 'too-large', W: 2206, limit: 2000, width: 42 })
  })

  it('cut hidden layers that become too large for other data, and say so', () => {
    state().setLayers([1, 600, 1], ['tanh'])
    expect(state().network.W).toBe(1801)
    state().setDataset('three-gaussians')
    expect(state().network.W).toBeLessThanOrEqual(2000)
    expect(state().message).toMatchObject({ kind: 'narrowed' })
  })

  it('give every change a revision of its own', () => {
    const seen = new Set([state().revision])
    for (const change of [
      () => state().setData({ points: 5 }),
      () => state().setWeightDecay(1),
      () => trainSteps(1),
      () => state().reset(),
    ]) {
      change()
      expect(seen.has(state().revision)).toBe(false)
      seen.add(state().revision)
    }
  })
})

describe('comparison', () => {
  it('keeps the order of the list, and the reference', () => {
    state().toggleMethod('diagonal')
    state().toggleMethod('exact')
    expect(state().comparison.methods).not.toContain('diagonal')
    expect(state().comparison.methods[0]).toBe('exact')
    state().toggleMethod('diagonal')
    expect(state().comparison.methods).toEqual(defaultConfiguration.comparison.methods)
  })
})

describe('methods beyond the text', () => {
  it('are shown as long as there is room for their maps, the inverse taking two', () => {
    state().toggleMethod('k-fac')
    expect(state().comparison.methods).toContain('k-fac')
    expect(state().message).toBeNull()
    state().toggleMethod('bfgs')
    expect(state().comparison.methods).not.toContain('bfgs')
    expect(state().message).toEqual({ kind: 'too-many-maps' })
    state().toggleMethod('sequential-inverse')
    expect(state().message).toBeNull()
    state().toggleMethod('bfgs')
    state().toggleMethod('low-rank')
    expect(state().comparison.methods).toHaveLength(9)
    expect(state().comparison.methods.slice(-3)).toEqual(['k-fac', 'low-rank', 'bfgs'])
  })
})

describe('the way to the weights', () => {
  const withBfgs = { ...defaultConfiguration.comparison, methods: ['exact', 'bfgs'] as const }

  it('goes with the problem where a method shown needs it', () => {
    expect(messageOf(state()).path).toBeUndefined()
    state().open({ ...defaultConfiguration, comparison: withBfgs })
    const { timeline, problem } = state()
    expect(messageOf(state()).path).toEqual(timeline.kept.slice(0, -1).map(({ w }) => w))
    expect(problem.step).toBe(4)
    state().scrubTo(2)
    expect(messageOf(state()).path).toHaveLength(2)
  })

  it('begins at weights that were given', () => {
    state().open({ ...defaultConfiguration, comparison: withBfgs })
    state().setWeight(3, 0.5)
    expect(messageOf(state()).path).toEqual([])
  })
})

describe('presentation', () => {
  it('folds everything but the maps, and unfolds it again', () => {
    state().setPresenting(true)
    expect(state().view.hidden).toHaveLength(4)
    state().togglePart('data')
    expect(state().view.hidden).not.toContain('data')
    state().setPresenting(false)
    expect(state().view.hidden).toEqual([])
  })
})
