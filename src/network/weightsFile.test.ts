import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomProblem } from './randomProblem.ts'
import { parseWeights, weightsJson } from './weightsFile.ts'

const { network, w } = randomProblem({ layers: [2, 3, 1], seed: 4 })
const plain = randomProblem({ layers: [2, 3, 1], bias: false, seed: 4 })

const V1 = [
  [1, 2],
  [3, 4],
  [5, 6],
]
const b1 = [10, 20, 30]
const V2 = [[7, 8, 9]]
const b2 = [40]
const inOrder = [10, 1, 2, 20, 3, 4, 30, 5, 6, 40, 7, 8, 9]

const weightsOf = (value: unknown, of = network) => {
  const read = parseWeights(value, of)
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.refusal))
  return [...read.w]
}

describe('weights of a file', () => {
  it.each([
    ['a flat list', inOrder],
    ['layers of pairs', [[V1, b1], [V2, b2]]], // prettier-ignore
    ['layers with the biases in column 0', [[[10, 1, 2], [20, 3, 4], [30, 5, 6]], [[40, 7, 8, 9]]]], // prettier-ignore
    ['a state', { '0.weight': V1, '0.bias': b1, '2.weight': V2, '2.bias': b2 }],
    ['a state in another order', { '2.bias': b2, '2.weight': V2, '0.weight': V1, '0.bias': b1 }],
    ['a state with names', { 'fc1.weight': V1, 'fc1.bias': b1, 'fc2.weight': V2, 'fc2.bias': b2 }],
    ['a state of modules', { 'net.layers.9.weight': V1, 'net.layers.9.bias': b1, 'net.layers.10.weight': V2, 'net.layers.10.bias': b2 }], // prettier-ignore
    ['a state without numbers', { 'hidden.weight': V1, 'hidden.bias': b1, 'out.weight': V2, 'out.bias': b2 }],
  ])('as %s', (_, value) => expect(weightsOf(value)).toEqual(inOrder))

  it.each([
    ['pairs without biases', [[V1], [V2]]],
    ['pairs with null', [[V1, null], [V2, null]]], // prettier-ignore
    ['matrices', [V1, V2]],
    ['a state', { '0.weight': V1, '2.weight': V2 }],
  ])('of a network without biases as %s', (_, value) =>
    expect(weightsOf(value, plain.network)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]),
  )

  it('of a single layer', () => {
    const one = randomProblem({ layers: [2, 1] }).network
    expect(weightsOf({ weight: [[1, 2]], bias: [3] }, one)).toEqual([3, 1, 2])
    expect(weightsOf([[[[1, 2]], [3]]], one)).toEqual([3, 1, 2])
  })

  it.each([
    [null, 'not-weights', {}],
    [7, 'not-weights', {}],
    ['text', 'not-weights', {}],
    [{}, 'not-weights', {}],
    [{ epoch: 3 }, 'not-weights', {}],
    [[], 'layers', { expected: 2, found: 0 }],
    [[1, 2, 3], 'count', { expected: 13, found: 3 }],
    [[...inOrder.slice(1), Infinity], 'not-finite', { index: 13 }],
    [[[V1, b1]], 'layers', { expected: 2, found: 1 }],
    [['a', 'b'], 'not-weights', {}],
    [[[V2, b1], [V2, b2]], 'shape', { layer: 1, part: 'weight', expected: '3 × 2', found: '1 × 3' }], // prettier-ignore
    [[[V1, b2], [V2, b2]], 'shape', { layer: 1, part: 'bias', expected: '3', found: '1' }], // prettier-ignore
    [[[V1, b1], [[[1, 2], [3]], b2]], 'shape', { layer: 2, part: 'weight', expected: '1 × 3', found: '2 × 2|1' }], // prettier-ignore
    [[[V1, b1], [V2]], 'missing', { layer: 2, part: 'bias' }], // prettier-ignore
    [[[1, 2], [3]], 'shape', { layer: 1, part: 'weight', expected: '3 × 2', found: '2' }], // prettier-ignore
    [{ '0.weight': V1, '0.bias': b1 }, 'layers', { expected: 2, found: 1 }],
    [{ '0.weight': V1, '0.bias': b1, '2.bias': b2 }, 'missing', { layer: 2, part: 'weight' }],
    [{ '0.weight': V1, '0.bias': b1, '2.weight': V2 }, 'missing', { layer: 2, part: 'bias' }],
    [{ '0.weight': V1, '0.bias': b1, '2.weight': [['a', 'b', 'c']], '2.bias': b2 }, 'shape', { layer: 2 }], // prettier-ignore
    [JSON.parse('{"__proto__": {"polluted": 1}}'), 'not-weights', {}],
    [JSON.parse('{"__proto__.weight": [[1]], "constructor.weight": [[1]]}'), 'shape', { layer: 1 }],
  ])('%j is refused: %s', (value, code, values) => {
    expect(parseWeights(value, network)).toMatchObject({ kind: 'refused', refusal: { code, values } })
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it('with biases are refused where there are none', () => {
    expect(parseWeights({ '0.weight': V1, '0.bias': b1, '2.weight': V2 }, plain.network)).toMatchObject({
      refusal: { code: 'bias', values: { layer: 1 } },
    })
  })

  it('are read back to the last bit from both forms they are written in', () => {
    const layers = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 })
    const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(-0))
    fc.assert(
      fc.property(layers, fc.boolean(), fc.infiniteStream(number), (sizes, bias, numbers) => {
        const of = randomProblem({
          layers: sizes,
          bias,
          activation: sizes.slice(2).map(() => 'tanh'),
        }).network
        const written = Float64Array.from({ length: of.W }, () => numbers.next().value ?? 0)
        const { flat, state } = weightsJson(of, written)
        for (const text of [flat, state])
          expect(parseWeights(JSON.parse(text), of)).toEqual({ kind: 'weights', w: written })
      }),
      { numRuns: 200 },
    )
  })

  it('of any JSON are weights or a refusal', () => {
    const json = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('0.weight', '0.bias', '2.weight', '2.bias', 'weight'), fc.jsonValue()),
      fc.array(fc.array(fc.array(fc.integer(), { maxLength: 4 }), { maxLength: 4 }), { maxLength: 3 }),
    )
    fc.assert(
      fc.property(json, (value) => {
        const read = parseWeights(value, network)
        if (read.kind === 'weights') expect(read.w).toHaveLength(w.length)
      }),
      { numRuns: 1000 },
    )
  })
})
