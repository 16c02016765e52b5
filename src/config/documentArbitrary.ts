import fc from 'fast-check'
import type { Expectation } from './wrongField.ts'

/** A document that is taken. */
export const goodDocument = {
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

/** The good document with one field replaced (undefined: removed), as JSON would give it. */
export function changed(path: string, value: unknown): unknown {
  const copy = structuredClone(goodDocument) as Record<string, unknown>
  const keys = path.split('.')
  let at = copy
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>
  at[keys[keys.length - 1]] = value
  return JSON.parse(JSON.stringify(copy))
}

/**
 * Documents with one wrong field: what is changed in the good one, to what, the field that is then named, the code
 * of what was expected there, and a part of how it is said in English.
 */
export const wrongDocuments: readonly (readonly [
  path: string,
  value: unknown,
  field: string,
  code: Expectation['code'],
  english: string,
])[] = [
  ['format', undefined, 'format', 'text', '"hessian-playground/1"'],
  ['format', 'hessian-playground/9', 'format', 'text', '"hessian-playground/1"'],
  ['extra', 1, 'extra', 'no-field', 'no such field'],
  ['network', undefined, 'network', 'object', 'an object'],
  ['network', [2, 3, 1], 'network', 'object', 'an object'],
  ['network.layer', [1], 'network.layer', 'no-field', 'no such field'],
  ['network.layers', undefined, 'network.layers', 'layers', '2 to 5 numbers'],
  ['network.layers', [2], 'network.layers', 'layers', '2 to 5 numbers'],
  ['network.layers', [2, 3, 3, 3, 3, 1], 'network.layers', 'layers', '2 to 5 numbers'],
  ['network.layers', [2, 0, 1], 'network.layers[1]', 'whole', 'a whole number'],
  ['network.layers', [2, 3.5, 1], 'network.layers[1]', 'whole', 'a whole number'],
  ['network.layers', [2, '3', 1], 'network.layers[1]', 'whole', 'a whole number'],
  ['network.layers', [2, 1e9, 1], 'network.layers[1]', 'whole', 'a whole number'],
  ['network.layers', [2, 600, 1], 'network.layers', 'at-most', 'at most 2000 weights'],
  ['network.activation', undefined, 'network.activation', 'activations', 'the name of an activation'],
  ['network.activation', 'step', 'network.activation', 'word', 'one of tanh'],
  ['network.activation', ['tanh', 'relu'], 'network.activation', 'activations', 'one for each of 1'],
  ['network.activation', [3], 'network.activation[0]', 'word', 'one of tanh'],
  ['network.activation', { expression: 'b' }, 'network.activation.expression', 'expression', 'h(a)'],
  ['network.activation', { expression: '' }, 'network.activation.expression', 'expression', 'h(a)'],
  ['network.activation', { expression: 7 }, 'network.activation.expression', 'expression', 'h(a)'],
  [
    'network.activation',
    { expression: 'a', kinks: [] },
    'network.activation.kinks',
    'no-field',
    'no such field',
  ],
  [
    'network.activation',
    [{ expression: 'import(a)' }],
    'network.activation[0].expression',
    'expression',
    'h(a)',
  ],
  ['data', { expression: 'x1', inputs: 1 }, 'data', 'data-for-layers', '2 inputs and 1 targets'],
  ['data', { expression: 'y', inputs: 2 }, 'data.expression', 'expression', 'f as an expression'],
  ['data', { expression: 7, inputs: 2 }, 'data.expression', 'function', 'a function of x'],
  ['data', { expression: 'x1', inputs: 3 }, 'data.inputs', 'whole', 'a whole number'],
  ['data', { expression: 'x1', inputs: 2, kind: 'three' }, 'data.kind', 'word', 'one of'],
  ['data', { expression: 'x1', inputs: 2, points: 0 }, 'data.points', 'whole', 'a whole number'],
  ['data.names', {}, 'data.names.inputs', 'names', '2 names'],
  ['data.names', { inputs: ['x'], targets: ['t'] }, 'data.names.inputs', 'names', '2 names'],
  [
    'data.names',
    { inputs: ['x', 'y'], targets: ['a', 'b', 'c'] },
    'data.names.targets',
    'names',
    '1 or 2 names',
  ],
  ['data.names', { inputs: ['x', ''], targets: ['t'] }, 'data.names.inputs[1]', 'name', 'a name of 1 to 40'],
  ['data.names', { inputs: ['x', 'y'.repeat(41)], targets: ['t'] }, 'data.names.inputs[1]', 'name', 'a name'],
  ['data.x', Array.from({ length: 2001 }, () => [1, 2]), 'data.x', 'at-most', 'at most 2000 rows'],
  ['weights', { values: [1, 2] }, 'weights.values', 'numbers', '13 numbers'],
  ['network.output', undefined, 'network.output', 'word', 'one of identity'],
  ['network.output', 'softmax', 'network.layers', 'softmax-outputs', 'two or more outputs'],
  ['network.bias', 1, 'network.bias', 'boolean', 'true or false'],
  ['weightDecay', -1, 'weightDecay', 'number', 'a number ≥ 0'],
  ['weightDecay', '0.1', 'weightDecay', 'number', 'a number ≥ 0'],
  ['weightDecay', null, 'weightDecay', 'number', 'a number ≥ 0'],
  ['data', undefined, 'data', 'data', 'an object with x and t'],
  ['data', {}, 'data.x', 'rows', 'rows of 2 inputs'],
  ['data.x', [], 'data.x', 'some-rows', 'at least one row'],
  ['data.x', [[1]], 'data.x[0]', 'numbers', '2 numbers'],
  ['data.x', [[1, null]], 'data.x[0][1]', 'number', 'a finite number'],
  ['data.t', undefined, 'data.t', 'rows', '1 rows of 1 targets'],
  ['data.t', [[1], [2]], 'data.t', 'as-many-rows', '1 rows'],
  ['data.t', [1], 'data.t[0]', 'numbers', '1 numbers'],
  ['data', { preset: 'mnist' }, 'data.preset', 'word', 'one of sinusoid'],
  ['data', { preset: 'sinusoid' }, 'data.preset', 'data-for-layers', '2 inputs and 1 targets'],
  ['data', { preset: 'plane', points: 0 }, 'data.points', 'whole', 'a whole number'],
  ['data', { preset: 'plane', points: 1e9 }, 'data.points', 'whole', 'a whole number'],
  ['data', { preset: 'plane', noise: -0.1 }, 'data.noise', 'number', 'a number ≥ 0'],
  ['data', { preset: 'plane', seed: 1.5 }, 'data.seed', 'whole', 'a whole number'],
  ['data', { preset: 'plane', x: [] }, 'data.x', 'no-field', 'no such field'],
  ['weights', undefined, 'weights', 'weights', '13 numbers'],
  ['weights', [1, 2], 'weights', 'numbers', '13 numbers'],
  ['weights', [0, 1, 2, 'a', 4, 5, 6, 7, 8, 9, 10, 11, 12], 'weights[3]', 'number', 'a finite number'],
  ['weights', { steps: 4 }, 'weights.seed', 'whole', 'a whole number'],
  ['weights', { seed: -1 }, 'weights.seed', 'whole', 'a whole number'],
  ['weights', { seed: 1, steps: 1e9 }, 'weights.steps', 'whole', 'a whole number'],
  ['weights', { seed: 1, optimizer: 'newton' }, 'weights.optimizer', 'word', 'one of gradient-descent'],
  ['weights', { seed: 1, learningRate: 0 }, 'weights.learningRate', 'number', 'a number > 0'],
  ['weights', { seed: 1, momentum: 1 }, 'weights.momentum', 'number', 'a number ≥ 0 and < 1'],
  ['study', 'cost', 'study', 'study', 'the id of a study'],
  ['study', {}, 'study.id', 'word', 'one of error-against-epsilon'],
  ['study', { id: 'magic' }, 'study.id', 'word', 'one of error-against-epsilon'],
  ['study', { id: 'error-against-epsilon', power: 1 }, 'study.power', 'no-field', 'no such field'],
  [
    'study',
    { id: 'error-against-epsilon', precision: 'float16' },
    'study.precision',
    'word',
    'one of float64, float32',
  ],
  ['study', { id: 'error-against-epsilon', density: 1.5 }, 'study.density', 'whole', 'a whole number'],
  ['study', { id: 'pruning', removed: '3,x' }, 'study.removed', 'list', 'words of this list'],
  ['methods', 'exact', 'methods', 'methods', 'an array'],
  ['methods', ['exact'], 'methods[0]', 'method', 'an object'],
  ['methods', [{}], 'methods[0].id', 'word', 'one of exact'],
  ['methods', [{ id: 'magic' }], 'methods[0].id', 'word', 'one of exact'],
  ['methods', [{ id: 'exact', epsilon: 1 }], 'methods[0].epsilon', 'no-field', 'no such field'],
  ['methods', [{ id: 'energy-differences', epsilon: 0 }], 'methods[0].epsilon', 'number', 'a number > 0'],
  ['methods', [{ id: 'sequential-inverse', damping: -1 }], 'methods[0].damping', 'number', 'a number ≥ 0'],
  ['methods', [{ id: 'low-rank', rank: 2.5 }], 'methods[0].rank', 'whole', 'a whole number from 1'],
  ['methods', [{ id: 'lanczos', seed: -1 }], 'methods[0].seed', 'whole', 'a whole number from 0'],
  ['uses', true, 'uses', 'object', 'an object with damping and xq'],
  ['uses', { method: 'exact' }, 'uses.method', 'no-field', 'no such field'],
  ['uses', { damping: -1 }, 'uses.damping', 'number', 'a number ≥ 0'],
  ['uses', { xq: [1] }, 'uses.xq', 'numbers', '2 numbers'],
]

const paths = `
  format network weightDecay data weights methods study network.layers network.bias network.activation network.output
  data.x data.t data.preset data.points __proto__ methods.0 methods.1.epsilon weights.3 data.x.0 data.t.0.0
  network.layers.1 network.activation.expression data.expression data.names weights.values
  uses uses.damping`
  .trim()
  .split(/\s+/)

const hostile = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(-0, 1e308, Infinity, NaN, -5, 1e9, 0.5, '', '__proto__', null, [], {}, { __proto__: null }),
)

/** The good document with up to three of its fields replaced by anything. */
export const anyHostileDocument: fc.Arbitrary<unknown> = fc
  .array(fc.tuple(fc.constantFrom(...paths), hostile), { minLength: 1, maxLength: 3 })
  .map((changes) => {
    const document = structuredClone(goodDocument) as Record<string, unknown>
    for (const [path, value] of changes) {
      const keys = path.split('.')
      let at: unknown = document
      for (const key of keys.slice(0, -1)) at = (at as Record<string, unknown> | null | undefined)?.[key]
      if (typeof at === 'object' && at !== null)
        Object.defineProperty(at, keys[keys.length - 1], {
          value,
          enumerable: true,
          configurable: true,
          writable: true,
        })
    }
    return document
  })
