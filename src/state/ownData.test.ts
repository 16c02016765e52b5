import { beforeEach, describe, expect, it } from 'vitest'
import { documentOf, InputError, parseDocument } from '../config/document.ts'
import { defaultConfiguration, methodIds } from '../config/defaults.ts'
import { energyAndGradient } from '../network/backward.ts'
import { prepareExpressions } from '../network/expression/index.ts'
import { pointsOf, shownDocument } from './ownData.ts'
import { useStore } from './store.ts'

const state = () => useStore.getState()

function energy() {
  const { network, problem, patterns } = state()
  return energyAndGradient({
    network,
    weightDecay: problem.weightDecay,
    ...patterns,
    w: problem.weights,
  }).energy
}

beforeEach(() => {
  state().open(defaultConfiguration)
  state().forgetChanges()
  state().notify(null)
})

describe('data of one’s own', () => {
  it('keep the weights where the network fits, and draw new ones where it does not', () => {
    const before = state().problem.weights
    state().setOwnData({ x: [[0], [1]], t: [[1], [2]] }, 'identity')
    expect(state().problem.weights).toBe(before)
    expect(state().patterns.N).toBe(2)
    state().setOwnData({ x: [[0, 1]], t: [[0, 1, 0]] }, 'softmax')
    expect(state().problem.network.layers).toEqual([2, 4, 3])
    expect(state().problem.network.output).toBe('softmax')
    expect(state().problem.step).toBe(0)
    expect(state().past.map(({ kind }) => kind)).toEqual(['data', 'data'])
    state().undo()
    state().undo()
    expect(state().problem.data).toEqual(defaultConfiguration.problem.data)
  })

  it('cut the network where it would be too large, and say so', () => {
    state().setLayers([1, 8, 1], ['tanh'])
    const x = [Array.from({ length: 400 }, () => 1)]
    state().setOwnData({ x, t: [[0]] }, 'identity')
    expect(state().network.W).toBeLessThanOrEqual(2000)
    expect(state().message?.kind).toBe('narrowed')
  })

  it('a preset becomes explicit with the first point moved, and a drag is one change', () => {
    const own = pointsOf(state())
    expect(own.x).toHaveLength(20)
    for (const value of [0.1, 0.2, 0.3])
      state().setPoints(
        own.x,
        own.t.map((row, n) => (n === 3 ? [value] : row)),
      )
    expect(state().patterns.t[3]).toBe(0.3)
    expect(state().past).toHaveLength(1)
    state().endChange()
    state().setPoints([...own.x, [0]], [...own.t, [0]])
    expect(state().past).toHaveLength(2)
    state().undo()
    state().undo()
    expect(state().problem.data).toEqual(defaultConfiguration.problem.data)
  })

  it('none, or more than are allowed, are no data', () => {
    state().setPoints([], [])
    expect(state().past).toHaveLength(0)
  })

  it('of a typed function come with the output that suits them', async () => {
    await prepareExpressions()
    const common = { expression: 'x1 * x2', inputs: 2, points: 30, noise: 0, seed: 1 } as const
    state().setFunctionData({ ...common, kind: 'binary' })
    expect(state().problem.network).toMatchObject({ layers: [2, 4, 1], output: 'sigmoid' })
    state().setData({ points: 12 })
    expect(state().patterns.N).toBe(12)
    state().setFunctionData({ ...common, kind: 'regression' })
    expect(state().problem.network.output).toBe('identity')
  })
})

describe('a whole problem as a document', () => {
  it('comes back as it was saved', () => {
    state().setWeightDecay(0.5)
    state().setParameter('energy-differences', 'epsilon', 1e-3)
    const { problem, patterns } = state()
    const E = energy()
    const text = JSON.stringify(documentOf(shownDocument(state())))
    state().openExample('xor')
    state().openDocument(parseDocument(JSON.parse(text)))
    expect(state().problem).toEqual(problem)
    expect(state().patterns).toEqual(patterns)
    expect(state().comparison.parameters['energy-differences'].epsilon).toBe(1e-3)
    expect(energy()).toBe(E)
    expect(state().past.at(-1)?.kind).toBe('open')
  })

  it('of another version is refused before anything changes', () => {
    const { problem } = state()
    const text = { ...documentOf(shownDocument(state())), format: 'hessian-playground/9' }
    expect(() => parseDocument(text)).toThrow(InputError)
    expect(state().problem).toBe(problem)
  })

  it('shows the exact matrix whatever methods it asks for, in the order of the list', () => {
    const document = parseDocument({
      ...documentOf(shownDocument(state())),
      methods: [{ id: 'r-operator' }, { id: 'diagonal' }],
    })
    state().openDocument(document)
    expect(state().comparison.methods).toEqual(['exact', 'diagonal', 'r-operator'])
  })

  it('shows as many of its methods as have room, and says so', () => {
    const document = parseDocument({
      ...documentOf(shownDocument(state())),
      methods: methodIds.map((id) => ({ id })),
    })
    state().openDocument(document)
    expect(state().comparison.methods).toHaveLength(8)
    expect(state().message).toEqual({ kind: 'too-many-maps' })
  })
})

describe('weights by hand', () => {
  it('are set one by one, a drag being one change', () => {
    state().setWeight(2, 1)
    state().setWeight(2, 1.5)
    expect(state().problem.weights[2]).toBe(1.5)
    expect(state().past).toHaveLength(1)
    for (const [index, value] of [
      [-1, 0],
      [13, 0],
      [0.5, 0],
      [0, NaN],
      [0, Infinity],
    ])
      state().setWeight(index, value)
    expect(state().past).toHaveLength(1)
  })

  it('symmetries keep E and are each undone by themselves', () => {
    const E = energy()
    const before = state().problem.weights
    state().swapHiddenUnits(1, 1, 3)
    state().flipHiddenUnit(1, 2)
    expect(state().problem.weights).not.toEqual(before)
    expect(Math.abs(energy() - E)).toBeLessThanOrEqual(1e-14 * E)
    expect(state().past).toHaveLength(2)
    state().undo()
    state().undo()
    expect(state().problem.weights).toBe(before)
  })

  it('a unit whose activation is not odd keeps its sign', () => {
    state().setActivation(1, 'relu')
    const { weights } = state().problem
    state().flipHiddenUnit(1, 1)
    expect(state().problem.weights).toBe(weights)
  })

  it('are drawn anew with a scale, and set to zero', () => {
    state().redrawWeights(1)
    const once = state().problem.weights
    expect(state().problem.step).toBe(0)
    state().undo()
    state().redrawWeights(2)
    expect(state().problem.weights).toEqual(once.map((w) => 2 * w))
    state().zeroWeights()
    expect(state().problem.weights.every((w) => w === 0)).toBe(true)
  })
})
