import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareExpressions } from '../network/expression/index.ts'
import { finish } from '../linalg/steps.ts'
import { build } from './build.ts'
import type { Built } from './build.ts'
import { anyConfiguration } from './configurationArbitrary.ts'
import { defaultParameters, methodIds } from './defaults.ts'
import { documentOf, InputError, parseDocument, prepareDocument } from './document.ts'

beforeAll(prepareExpressions)

const good = {
  format: 'hessian-playground/1',
  network: { layers: [2, 3, 1], activation: 'tanh', output: 'identity', bias: true },
  weightDecay: 0.1,
  data: { x: [[0.1, 0.2]], t: [[1]] },
  weights: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  methods: [
    { id: 'exact' },
    { id: 'energy-differences', epsilon: 1e-4 },
    { id: 'sequential-inverse', damping: 0 },
  ],
}

/** The document with one field replaced (undefined: removed), as JSON would give it. */
function changed(path: string, value: unknown): unknown {
  const copy = structuredClone(good) as Record<string, unknown>
  const keys = path.split('.')
  let at = copy
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>
  at[keys[keys.length - 1]] = value
  return JSON.parse(JSON.stringify(copy))
}

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
    const { problem, methods } = parseDocument(good)
    expect(problem.network).toEqual({
      layers: [2, 3, 1],
      activations: ['tanh'],
      output: 'identity',
      bias: true,
    })
    expect(problem.weights).toEqual(Float64Array.from(good.weights))
    expect(problem.data).toEqual(good.data)
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
    expect(methods).toEqual(methodIds.map((id) => ({ id, parameters: defaultParameters[id] })))
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
    const way = { values: good.weights, seed: 9, steps: 40, optimizer: 'momentum', learningRate: 0.01 }
    expect(parseDocument(changed('weights', way)).problem).toMatchObject({
      weights: Float64Array.from(good.weights),
      weightSeed: 9,
      step: 40,
      training: { optimizer: 'momentum', learningRate: 0.01 },
    })
    expect(parseDocument(changed('weights', { values: good.weights })).problem).toMatchObject({ step: 0 })
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
    const document = { ...good, network, weights: [1, 2, 3] }
    expect(parseDocument(document).problem.network.activations).toEqual([])
  })

  it('gives back every problem it was made from', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyConfiguration, ({ problem, comparison }) => {
        const methods = comparison.methods.map((id) => ({ id, parameters: comparison.parameters[id] }))
        const document = documentOf({ problem, methods })
        const back = parseDocument(structuredClone(document))
        expect(back).toEqual({ problem, methods })
      }),
      { numRuns: 300 },
    )
  })
})

describe('a wrong document', () => {
  it.each([
    ['format', undefined, 'format', '"hessian-playground/1"'],
    ['format', 'hessian-playground/9', 'format', '"hessian-playground/1"'],
    ['extra', 1, 'extra', 'no such field'],
    ['network', undefined, 'network', 'an object'],
    ['network', [2, 3, 1], 'network', 'an object'],
    ['network.layer', [1], 'network.layer', 'no such field'],
    ['network.layers', undefined, 'network.layers', '2 to 5 numbers'],
    ['network.layers', [2], 'network.layers', '2 to 5 numbers'],
    ['network.layers', [2, 3, 3, 3, 3, 1], 'network.layers', '2 to 5 numbers'],
    ['network.layers', [2, 0, 1], 'network.layers[1]', 'a whole number'],
    ['network.layers', [2, 3.5, 1], 'network.layers[1]', 'a whole number'],
    ['network.layers', [2, '3', 1], 'network.layers[1]', 'a whole number'],
    ['network.layers', [2, 1e9, 1], 'network.layers[1]', 'a whole number'],
    ['network.layers', [2, 400, 1], 'network.layers', 'at most 1000 weights'],
    ['network.activation', undefined, 'network.activation', 'the name of an activation'],
    ['network.activation', 'step', 'network.activation', 'one of tanh'],
    ['network.activation', ['tanh', 'relu'], 'network.activation', 'one for each of 1'],
    ['network.activation', [3], 'network.activation[0]', 'one of tanh'],
    ['network.activation', { expression: 'b' }, 'network.activation.expression', 'h(a)'],
    ['network.activation', { expression: '' }, 'network.activation.expression', 'h(a)'],
    ['network.activation', { expression: 7 }, 'network.activation.expression', 'h(a)'],
    ['network.activation', { expression: 'a', kinks: [] }, 'network.activation.kinks', 'no such field'],
    ['network.activation', [{ expression: 'import(a)' }], 'network.activation[0].expression', 'h(a)'],
    ['data', { expression: 'x1', inputs: 1 }, 'data', '2 inputs and 1 targets'],
    ['data', { expression: 'y', inputs: 2 }, 'data.expression', 'f as an expression'],
    ['data', { expression: 'x1', inputs: 3 }, 'data.inputs', 'a whole number'],
    ['data', { expression: 'x1', inputs: 2, kind: 'three' }, 'data.kind', 'one of'],
    ['data', { expression: 'x1', inputs: 2, points: 0 }, 'data.points', 'a whole number'],
    ['data.names', {}, 'data.names.inputs', '2 names'],
    ['data.names', { inputs: ['x'], targets: ['t'] }, 'data.names.inputs', '2 names'],
    ['data.names', { inputs: ['x', 'y'], targets: ['a', 'b', 'c'] }, 'data.names.targets', '1 or 2 names'],
    ['data.names', { inputs: ['x', ''], targets: ['t'] }, 'data.names.inputs[1]', 'a name of 1 to 40'],
    ['data.names', { inputs: ['x', 'y'.repeat(41)], targets: ['t'] }, 'data.names.inputs[1]', 'a name'],
    ['data.x', Array.from({ length: 2001 }, () => [1, 2]), 'data.x', 'at most 2000 rows'],
    ['weights', { values: [1, 2] }, 'weights.values', '13 numbers'],
    ['network.output', undefined, 'network.output', 'one of identity'],
    ['network.output', 'softmax', 'network.layers', 'two or more outputs'],
    ['network.bias', 1, 'network.bias', 'true or false'],
    ['weightDecay', -1, 'weightDecay', 'a number ≥ 0'],
    ['weightDecay', '0.1', 'weightDecay', 'a number ≥ 0'],
    ['weightDecay', null, 'weightDecay', 'a number ≥ 0'],
    ['data', undefined, 'data', 'an object with x and t'],
    ['data', {}, 'data.x', 'rows of 2 inputs'],
    ['data.x', [], 'data.x', 'at least one row'],
    ['data.x', [[1]], 'data.x[0]', '2 numbers'],
    ['data.x', [[1, null]], 'data.x[0][1]', 'a finite number'],
    ['data.t', undefined, 'data.t', '1 rows of 1 targets'],
    ['data.t', [[1], [2]], 'data.t', '1 rows'],
    ['data.t', [1], 'data.t[0]', '1 numbers'],
    ['data', { preset: 'mnist' }, 'data.preset', 'one of sinusoid'],
    ['data', { preset: 'sinusoid' }, 'data.preset', '2 inputs and 1 targets'],
    ['data', { preset: 'plane', points: 0 }, 'data.points', 'a whole number'],
    ['data', { preset: 'plane', points: 1e9 }, 'data.points', 'a whole number'],
    ['data', { preset: 'plane', noise: -0.1 }, 'data.noise', 'a number ≥ 0'],
    ['data', { preset: 'plane', seed: 1.5 }, 'data.seed', 'a whole number'],
    ['data', { preset: 'plane', x: [] }, 'data.x', 'no such field'],
    ['weights', undefined, 'weights', '13 numbers'],
    ['weights', [1, 2], 'weights', '13 numbers'],
    ['weights', [0, 1, 2, 'a', 4, 5, 6, 7, 8, 9, 10, 11, 12], 'weights[3]', 'a finite number'],
    ['weights', { steps: 4 }, 'weights.seed', 'a whole number'],
    ['weights', { seed: -1 }, 'weights.seed', 'a whole number'],
    ['weights', { seed: 1, steps: 1e9 }, 'weights.steps', 'a whole number'],
    ['weights', { seed: 1, optimizer: 'newton' }, 'weights.optimizer', 'one of gradient-descent'],
    ['weights', { seed: 1, learningRate: 0 }, 'weights.learningRate', 'a number > 0'],
    ['weights', { seed: 1, momentum: 1 }, 'weights.momentum', 'a number ≥ 0 and < 1'],
    ['methods', 'exact', 'methods', 'an array'],
    ['methods', ['exact'], 'methods[0]', 'an object'],
    ['methods', [{}], 'methods[0].id', 'one of exact'],
    ['methods', [{ id: 'magic' }], 'methods[0].id', 'one of exact'],
    ['methods', [{ id: 'exact', epsilon: 1 }], 'methods[0].epsilon', 'no such field'],
    ['methods', [{ id: 'energy-differences', epsilon: 0 }], 'methods[0].epsilon', 'a number > 0'],
    ['methods', [{ id: 'sequential-inverse', damping: -1 }], 'methods[0].damping', 'a number ≥ 0'],
  ])('%s = %j is named %s', (path, value, field, expected) => {
    const error = errorOf(changed(path, value))
    expect(error.field).toBe(field)
    expect(error.expected).toContain(expected)
    expect(error.message).toMatch(/^[^\n]*: expected [^\n]+, found [^\n]+$/)
  })

  it.each([[null], [3], ['text'], [[]], [true]])('that is %j is named as a whole', (value) => {
    expect(errorOf(value).field).toBe('document')
  })

  it('names targets that its outputs cannot reach', () => {
    const network = { ...good.network, output: 'sigmoid' }
    const data = { x: [[1, 2], [3, 4]], t: [[1], [1.5]] } // prettier-ignore
    expect(errorOf({ ...good, network, data }).field).toBe('data.t[1][0]')
  })

  it('names infinity and __proto__', () => {
    expect(errorOf(JSON.parse(JSON.stringify(good).replace('0.1', '1e999'))).field).toBe('weightDecay')
    expect(
      errorOf(JSON.parse(JSON.stringify(good).replace('{', '{"__proto__": {"polluted": 1},'))).field,
    ).toBe('__proto__')
  })

  it('never does anything but name a field, whatever is changed', { timeout: 60_000 }, () => {
    const paths = `
      format network weightDecay data weights methods network.layers network.bias network.activation
      network.output data.x data.t data.preset data.points __proto__ methods.0 methods.1.epsilon weights.3
      data.x.0 data.t.0.0 network.layers.1 network.activation.expression data.expression data.names
      weights.values`
      .trim()
      .split(/\s+/)
    const hostile = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom(
        -0,
        1e308,
        Infinity,
        NaN,
        -5,
        1e9,
        0.5,
        '',
        '__proto__',
        null,
        [],
        {},
        { __proto__: null },
      ),
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...paths), hostile), { minLength: 1, maxLength: 3 }),
        (changes) => {
          const document = structuredClone(good) as Record<string, unknown>
          for (const [path, value] of changes) {
            const keys = path.split('.')
            let at: unknown = document
            for (const key of keys.slice(0, -1))
              at = (at as Record<string, unknown> | null | undefined)?.[key]
            if (typeof at === 'object' && at !== null)
              Object.defineProperty(at, keys[keys.length - 1], {
                value,
                enumerable: true,
                configurable: true,
                writable: true,
              })
          }
          const outcome = ((): unknown => {
            try {
              return finish(build(parseDocument(document).problem))
            } catch (error) {
              return error
            }
          })()
          expect(outcome instanceof InputError || (outcome as Built).problem.N > 0).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})
