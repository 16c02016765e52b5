import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { anyConfiguration } from '../config/configurationArbitrary.ts'
import type { Configuration, OwnData } from '../config/configuration.ts'
import { defaultConfiguration } from '../config/defaults.ts'
import { prepareStudies } from '../config/link.ts'
import { finish } from '../linalg/steps.ts'
import { prepareExpressions } from '../network/expression/index.ts'
import { train } from '../training/index.ts'
import { decodeSession, encodeSession } from './sessionText.ts'
import { configurationOf, useStore } from './store.ts'

// Much is computed here, and a machine may have more to do.
vi.setConfig({ testTimeout: 60_000 })

const state = () => useStore.getState()

function trainSteps(steps: number) {
  const { problem, network, patterns, epoch, optimizerState } = state()
  const { weightDecay, weights: w, training, step } = problem
  state().advance(
    epoch,
    finish(train({ network, weightDecay, ...patterns, w }, training, step, steps, optimizerState)),
  )
}

/** As a reload does: everything is gone but the text. */
function reload(hash = '#v=1') {
  const session = decodeSession(encodeSession(state(), hash))
  state().open(defaultConfiguration)
  state().forgetChanges()
  if (session) state().resumeSession(session)
  return session
}

function withData(data: OwnData, layers: readonly number[]): Configuration {
  const { problem } = defaultConfiguration
  const network = { ...problem.network, layers, activations: ['tanh'] as const }
  return { ...defaultConfiguration, problem: { ...problem, data, network, step: 0 } }
}

const large: OwnData = {
  x: Array.from({ length: 1500 }, (_, n) => Array.from({ length: 8 }, (__, i) => Math.sin(n + i))),
  t: Array.from({ length: 1500 }, (_, n) => [n / 1500]),
  names: { inputs: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h & =,'], targets: ['키'] },
}

beforeAll(async () => {
  await prepareExpressions()
  await prepareStudies()
})
beforeEach(() => {
  state().open(defaultConfiguration)
  state().forgetChanges()
})

describe('what a tab remembers', () => {
  it('is any configuration, to the last bit', () => {
    fc.assert(
      fc.property(anyConfiguration, (configuration) => {
        state().open(configuration)
        state().forgetChanges()
        const before = configurationOf(state())
        expect(reload()?.hash).toBe('#v=1')
        expect(configurationOf(state())).toEqual(before)
      }),
      { numRuns: 100 },
    )
  })

  it('is the curve, what can be undone, and what the optimiser remembers', () => {
    state().setTraining({ optimizer: 'momentum', learningRate: 0.01 })
    state().endChange()
    trainSteps(20)
    state().setWeightDecay(0.25)
    state().endChange()
    state().setLayers([1, 3, 1], ['relu'])
    state().undo()
    state().undo()
    const { history, optimizerState, problem, past, future } = state()
    reload()
    expect(state().history).toEqual(history)
    expect(state().optimizerState).toEqual(optimizerState)
    expect(state().problem).toEqual(problem)
    expect(state().past.map(({ kind }) => kind)).toEqual(past.map(({ kind }) => kind))
    expect(state().future.map(({ kind }) => kind)).toEqual(future.map(({ kind }) => kind))
    state().redo()
    state().redo()
    expect(state().network.layers).toEqual([1, 3, 1])
    while (state().past.length > 0) state().undo()
    expect(configurationOf(state()).problem.training).toEqual(defaultConfiguration.problem.training)
    expect(state().problem.step).toBe(4)
  })

  it('is own data too large for a link, once however often they occur', () => {
    state().open(withData(large, [8, 4, 1]))
    const once = encodeSession(state(), '').length
    state().setWeightDecay(0.1)
    state().endChange()
    state().setWeightDecay(0.2)
    expect(encodeSession(state(), '').length).toBeLessThan(once + 2000)
    const before = configurationOf(state())
    reload()
    expect(configurationOf(state())).toEqual(before)
    expect(state().patterns.N).toBe(1500)
    state().undo()
    state().undo()
    expect(state().problem.data).toEqual(large)
    state().undo()
    expect(state().problem.data).toEqual(defaultConfiguration.problem.data)
  })

  it('is a recipe that is still to be run', () => {
    state().open({ ...defaultConfiguration, problem: { ...defaultConfiguration.problem, step: 300_000 } })
    reload()
    expect(state().pending).toBe(300_000)
    expect(state().problem.step).toBe(0)
  })

  it('stays small enough for a browser, the nearest changes first', () => {
    for (let k = 0; k < 100; k++) {
      state().open(withData({ ...large, t: large.t.map(([value]) => [value + k]) }, [8, 90, 1]))
      state().endChange()
    }
    const text = encodeSession(state(), '')
    expect(text.length).toBeLessThan(2.4e6)
    const session = decodeSession(text)
    expect(session?.past.length).toBeGreaterThan(5)
    expect(session?.past.at(-1)?.moment.problem).toEqual(state().past.at(-1)?.moment.problem)
    expect(encodeSession(state(), '', 0).length).toBeLessThan(4e5)
  })
})

describe('a text that is no session', () => {
  const good = () => {
    state().setWeightDecay(0.1)
    trainSteps(3)
    return encodeSession(state(), '#a')
  }

  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"version":2}',
    '{"version":1,"hash":"","present":{}}',
    '{"version":1,"hash":"","parts":[1],"present":{"parts":[0],"data":null}}',
    '{"version":1,"hash":"","parts":["v=1"],"present":{"parts":["length"],"data":null}}',
    '{"version":1,"hash":"","parts":["v=1","net=9-9"],"present":{"parts":[0,1],"data":null}}',
    '{"version":1,"hash":"","parts":["v=1"],"present":{"parts":[0],"data":"__proto__"},"past":{"length":1e9}}',
    `{"__proto__":{"polluted":1},"version":1}`,
    '['.repeat(100_000),
  ])('%# is nothing, or what can be used of it', (text) => {
    const session = decodeSession(text)
    if (session) {
      expect(session.past).toEqual([])
      state().resumeSession(session)
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('is refused where it is too long', () => {
    expect(decodeSession(`${' '.repeat(4e6)}${good()}`)).toBeNull()
  })

  it('never throws, whatever was changed in it', () => {
    const text = good()
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(40), fc.string({ maxLength: 12 }), (at, cut, put) => {
        const session = decodeSession(text.slice(0, at) + put + text.slice(at + cut))
        if (!session) return
        state().resumeSession(session)
        expect(state().problem.weights).toHaveLength(state().network.W)
        while (state().past.length > 0) state().undo()
      }),
      { numRuns: 400 },
    )
  })

  it('loses only what is broken', () => {
    const stored = JSON.parse(good()) as Record<string, unknown>
    const past = stored.past as unknown[]
    for (const [field, value] of [
      ['history', { steps: 'AA', energies: 7 }],
      ['optimizer', { memory: 'AAAA', best: null }],
      ['past', [past[0], ['unheard-of', {}], past[1]]],
    ] as const) {
      const session = decodeSession(JSON.stringify({ ...stored, [field]: value }))
      expect(session?.configuration.problem.step, field).toBe(7)
      expect(session?.past.length, field).toBe(field === 'past' ? 1 : past.length)
    }
  })
})
