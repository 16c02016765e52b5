import { describe, expect, it } from 'vitest'
import { sumOfSquares } from '../network/errors/sumOfSquares.ts'
import { activationNamed } from '../network/activations/index.ts'
import { createNetwork } from '../network/network.ts'
import { weightIndices } from './NetworkEdges.tsx'
import { layoutNetwork, placeLabels, weightPath } from './networkLayout.ts'

function network(layers: number[], bias = true) {
  return createNetwork(
    layers,
    layers.slice(2).map(() => activationNamed('tanh')),
    sumOfSquares,
    bias,
  )
}

const shapes = [
  [1, 4, 1],
  [3, 6, 4, 2],
  [8, 30, 20, 3],
  [2, 3],
  [1, 1, 1],
  [2, 10, 10, 10, 4],
]
const sizes = [
  [19, 11],
  [19.3, 8],
  [26, 20],
]

describe.each(shapes)('layout of %j', (...layers) => {
  const net = network(layers)
  it.each(sizes)('stays inside %d × %d rem without overlap', (width, height) => {
    const { units, condensed, radius } = layoutNetwork(net, width, height)
    for (const { x, y } of units) {
      expect(x - radius).toBeGreaterThanOrEqual(0)
      expect(x + radius).toBeLessThanOrEqual(width)
      expect(y - radius).toBeGreaterThanOrEqual(0)
      expect(y + radius).toBeLessThanOrEqual(height)
    }
    const places = [...units, ...condensed]
    for (const a of places)
      for (const b of places) expect(a === b || Math.hypot(a.x - b.x, a.y - b.y) > 2 * radius).toBe(true)
  })
  it('accounts for every unit and leaves out only edges of condensed ones', () => {
    const { units, condensed, edges } = layoutNetwork(net, 19, 12)
    const drawn = layers.map((_, layer) => units.filter((unit) => unit.layer === layer).length)
    const counted = layers.map(
      (_, layer) => drawn[layer] + (condensed.find((rest) => rest.layer === layer)?.count ?? 0),
    )
    expect(counted).toEqual(layers)
    expect(Math.max(...drawn)).toBeLessThanOrEqual(10)
    let expected = 0
    for (let l = 1; l <= net.L; l++) expected += drawn[l] * (drawn[l - 1] + 1)
    expect(new Set(edges.map((edge) => edge.index)).size).toBe(expected)
    expect(edges.length).toBe(expected)
  })
  it('has a path for every weight, drawn or not', () => {
    const layout = layoutNetwork(net, 19, 12)
    for (let index = 0; index < net.W; index++) expect(weightPath(net, layout, index)).not.toBeNull()
  })
})

it('has no stubs without biases', () => {
  const net = network([2, 3, 1], false)
  expect(
    layoutNetwork(net, 19, 12)
      .edges.map((edge) => edge.index)
      .toSorted((a, b) => a - b),
  ).toEqual(Array.from({ length: net.W }, (_, index) => index))
})

it('names weights as the book does', () => {
  const net = network([1, 4, 1])
  expect(weightIndices(net, 5)).toEqual({ lower: '31', upper: '(1)' })
  expect(weightIndices(net, 8)).toEqual({ lower: '10', upper: '(2)' })
  expect(weightIndices(network([1, 12, 1]), 23)).toEqual({ lower: '12,1', upper: '(1)' })
})

it('keeps labels of weights apart', () => {
  const net = network([1, 4, 1])
  const layout = layoutNetwork(net, 19, 12)
  const places = placeLabels(
    [1, 3, 9, 8].map((index) => weightPath(net, layout, index)).filter((edge) => edge !== null),
    19,
  )
  for (const a of places)
    for (const b of places) expect(a === b || Math.abs(a.x - b.x) >= 1 || Math.abs(a.y - b.y) >= 1).toBe(true)
})
