import { describe, expect, it } from 'vitest'
import { overviewOf } from '../linalg/overview.ts'
import type { MethodId } from '../hessian/index.ts'
import { randomProblem } from '../network/randomProblem.ts'
import { compare } from './compareTask.ts'
import type { CompareInput, ComparePart } from './protocol.ts'

let revision = 1000

function inputFor(layers: readonly number[], more: Partial<CompareInput> = {}): CompareInput {
  const { x, t, w, N } = randomProblem({ layers })
  const activations = layers.slice(2).map(() => 'tanh' as const)
  const methods = (['exact', 'outer-product', 'diagonal'] as const).map((id) => ({ id, parameters: {} }))
  return {
    problem: { network: { layers, activations, output: 'identity', bias: true }, weightDecay: 0, N, x, t, w },
    revision: ++revision,
    methods,
    damping: 0.1,
    inverses: [],
    grid: new Float64Array(0),
    observed: { key: '', methods, step: 0 },
    pixels: 0,
    differences: false,
    ...more,
  }
}

function matrices(input: CompareInput) {
  const parts: ComparePart[] = [...compare(input)].flatMap((step) => ('part' in step ? [step.part] : []))
  const matrix = (id: MethodId) => parts.find((part) => part.kind === 'matrix' && part.id === id)
  const found = (id: MethodId) => {
    const part = matrix(id)
    if (part?.kind !== 'matrix') throw new Error(`no matrix of ${id}`)
    return part
  }
  return { exact: found('exact'), outer: found('outer-product') }
}

describe('a matrix that a comparison sends', () => {
  it('comes with its largest magnitude, and without an overview where the map has a pixel for every row', () => {
    const { exact, outer } = matrices(inputFor([2, 4, 1], { pixels: 300 }))
    expect(exact.largest).toBe(Math.max(...exact.matrix.map(Math.abs)))
    expect([exact.overview, exact.differences, outer.overview, outer.differences]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  it('comes with its overview where the map has fewer pixels', () => {
    const { outer } = matrices(inputFor([2, 10, 1], { pixels: 20 }))
    expect(outer.overview).toEqual(overviewOf(outer.matrix, 41, 20))
    expect(outer.differences).toBeNull()
  })

  it('comes with the overview of its difference from exact where that is shown', () => {
    const { exact, outer } = matrices(inputFor([2, 10, 1], { pixels: 20, differences: true }))
    expect(outer.differences).toEqual(overviewOf(outer.matrix, 41, 20, exact.matrix))
    expect(outer.overview).toBeNull()
    expect(exact.overview).toEqual(overviewOf(exact.matrix, 41, 20))
    expect(exact.differences).toBeNull()
  })
})

describe('a comparison pauses', () => {
  const stepsOf = (input: CompareInput) =>
    [...compare(input)].flatMap((step) =>
      'pause' in step ? ['pause'] : 'part' in step ? [step.part.kind] : [],
    )
  it('before long work that all quick matrices come before', () => {
    const steps = stepsOf(inputFor([2, 80, 1]))
    expect(steps.filter((step) => step === 'pause')).toHaveLength(1)
    expect(steps.indexOf('pause')).toBeGreaterThan(steps.lastIndexOf('matrix'))
    expect(steps.indexOf('pause')).toBeLessThan(steps.indexOf('spectral-errors'))
  })
  it('not where nothing takes long', () => {
    expect(stepsOf(inputFor([2, 4, 1]))).not.toContain('pause')
  })
})
