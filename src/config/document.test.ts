import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareExpressions } from '../network/expression/index.ts'
import { finish } from '../linalg/steps.ts'
import { build } from './build.ts'
import type { Built } from './build.ts'
import { anyConfiguration } from './configurationArbitrary.ts'
import { bookMethods } from '../hessian/index.ts'
import { defaultParameters } from './defaults.ts'
import { anyHostileDocument, changed, goodDocument, wrongDocuments } from './documentArbitrary.ts'
import { documentOf, InputError, parseDocument, prepareDocument } from './document.ts'

beforeAll(prepareExpressions)

function errorOf(document: unknown): InputError {
  try {
    parseDocument(document)
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error('the document was taken')
}

describe('a document', () => {
  it('gives the problem and the methods it describes', () => {
    const { problem, methods } = parseDocument(goodDocument)
    expect(problem.network).toEqual({
      layers: [2, 3, 1],
      activations: ['tanh'],
      output: 'identity',
      bias: true,
    })
    expect(problem.weights).toEqual(Float64Array.from(goodDocument.weights))
    expect(problem.data).toEqual(goodDocument.data)
    expect(methods).toEqual([
      { id: 'exact', parameters: {} },
      { id: 'energy-differences', parameters: { epsilon: 1e-4 } },
      { id: 'sequential-inverse', parameters: { damping: 0 } },
    ])
    expect(finish(build(problem)).problem.network.W).toBe(13)
  })

  it('may leave out what has a default', () => {
    const { problem, methods } = parseDocument({
      format: 'hessian-playground/1',
      network: { layers: [1, 4, 3, 1], activation: ['sin', 'gelu'], output: 'identity' },
      data: { preset: 'sinusoid' },
      weights: { seed: 7 },
    })
    expect(problem.network).toMatchObject({ bias: true, activations: ['sin', 'gelu'] })
    expect(problem.weightDecay).toBe(0)
    expect(problem.data).toEqual({ preset: 'sinusoid', points: 20, noise: 0.15, seed: 0 })
    expect(problem).toMatchObject({ weights: null, weightSeed: 7, step: 0 })
    expect(methods).toEqual(bookMethods.map((id) => ({ id, parameters: defaultParameters[id] })))
  })

  it('takes weights as a recipe', () => {
    const recipe = { seed: 7, steps: 120, optimizer: 'momentum', learningRate: 0.01, momentum: 0.5 }
    expect(parseDocument(changed('weights', recipe)).problem).toMatchObject({
      weightSeed: 7,
      step: 120,
      training: { optimizer: 'momentum', learningRate: 0.01, momentum: 0.5 },
      weights: null,
    })
  })

  it('takes weights written down with the way to them', () => {
    const way = {
      values: goodDocument.weights,
      seed: 9,
      steps: 40,
      optimizer: 'momentum',
      learningRate: 0.01,
    }
    expect(parseDocument(changed('weights', way)).problem).toMatchObject({
      weights: Float64Array.from(goodDocument.weights),
      weightSeed: 9,
      step: 40,
      training: { optimizer: 'momentum', learningRate: 0.01 },
    })
    expect(parseDocument(changed('weights', { values: goodDocument.weights })).problem).toMatchObject({
      step: 0,
    })
  })

  it('takes typed functions', async () => {
    const document = {
      format: 'hessian-playground/1',
      network: {
        layers: [1, 3, 2, 1],
        activation: ['tanh', { expression: 'a*exp(-a^2)' }],
        output: 'identity',
      },
      data: { expression: 'sin(3x)', points: 12 },
      weights: { seed: 1 },
    }
    await prepareDocument(document)
    const { problem } = parseDocument(document)
    expect(problem.network.activations).toEqual(['tanh', { expression: 'a*exp(-a^2)' }])
    expect(problem.data).toEqual({
      expression: 'sin(3x)',
      inputs: 1,
      kind: 'regression',
      points: 12,
      noise: 0.05,
      seed: 0,
    })
    expect(finish(build(problem)).problem.network.activations[1].h(1)).toBeCloseTo(Math.exp(-1), 14)
    const same = { ...document, network: { ...document.network, activation: { expression: 'a^2' } } }
    expect(parseDocument(same).problem.network.activations).toEqual([
      { expression: 'a^2' },
      { expression: 'a^2' },
    ])
  })

  it('needs no activation without hidden layers', () => {
    const network = { layers: [2, 1], output: 'sigmoid' }
    const document = { ...goodDocument, network, weights: [1, 2, 3] }
    expect(parseDocument(document).problem.network.activations).toEqual([])
  })

  it('gives back every problem it was made from', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyConfiguration, ({ problem, comparison, view: { study } }) => {
        const methods = comparison.methods.map((id) => ({ id, parameters: comparison.parameters[id] }))
        const document = documentOf({ problem, methods, study })
        const back = parseDocument(structuredClone(document))
        expect(back).toEqual({ problem, methods, study })
      }),
      { numRuns: 300 },
    )
  })
})

describe('a wrong document', () => {
  it.each(wrongDocuments)('%s = %j is named %s', (path, value, field, code) => {
    const error = errorOf(changed(path, value))
    expect(error.field).toBe(field)
    expect(error.expected.code).toBe(code)
    expect(error.message).toMatch(/^[^\n]*: expected [^\n]+, found [^\n]+$/)
  })

  it.each([[null], [3], ['text'], [[]], [true]])('that is %j is named as a whole', (value) => {
    expect(errorOf(value).field).toBe('document')
  })

  it('names targets that its outputs cannot reach', () => {
    const network = { ...goodDocument.network, output: 'sigmoid' }
    const data = { x: [[1, 2], [3, 4]], t: [[1], [1.5]] } // prettier-ignore
    expect(errorOf({ ...goodDocument, network, data }).field).toBe('data.t[1][0]')
  })

  it('names infinity and __proto__', () => {
    expect(errorOf(JSON.parse(JSON.stringify(goodDocument).replace('0.1', '1e999'))).field).toBe(
      'weightDecay',
    )
    expect(
      errorOf(JSON.parse(JSON.stringify(goodDocument).replace('{', '{"__proto__": {"polluted": 1},'))).field,
    ).toBe('__proto__')
  })

  it('never does anything but name a field, whatever is changed', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyHostileDocument, (document) => {
        const outcome = ((): unknown => {
          try {
            return finish(build(parseDocument(document).problem))
          } catch (error) {
            return error
          }
        })()
        expect(outcome instanceof InputError || (outcome as Built).problem.N > 0).toBe(true)
      }),
      { numRuns: 2000 },
    )
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})
