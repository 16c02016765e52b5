import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placeOf } from '../../network/network.ts'
import { randomProblem } from '../../network/randomProblem.ts'
import { diagonalOutputs } from '../diagonal.ts'
import { evaluate } from '../testEvaluation.ts'
import { entryPlaces, explainEntry } from './entry.ts'
import { anyEntry } from './explainArbitrary.ts'
import { longestSum } from './patternNumbers.ts'
import type { Product } from './patternNumbers.ts'
import { largest, largestWithoutCurvature } from './testTerms.ts'
import { patternOf } from './responses.ts'
import { entryFormula, patternFormula, patternTerms } from './terms.ts'
import type { PatternTerms } from './terms.ts'

function expectAddsUp({ factors, value }: Product): void {
  expect(factors.reduce((product, factor) => product * factor.value, 1)).toBe(value)
  for (const { value: whole, sum } of factors) {
    if (!sum) continue
    expect(sum.reduce((total, one) => total + one.value, 0)).toBe(whole)
    sum.forEach(expectAddsUp)
  }
}

const partOf = ({ terms }: PatternTerms, role: 'outer' | 'residual'): number =>
  terms.filter((one) => one.role === role).reduce((sum, { value }) => sum + value, 0)

// Hundreds of problems take long where much else is running.
describe('on random problems', { timeout: 60_000 }, () => {
  test('contributions and terms add up to the exact entry, outer parts to that of the outer product', () => {
    fc.assert(
      fc.property(anyEntry, ({ problem, row, column, pattern }) => {
        const { W } = problem.network
        const at = row * W + column
        const explanation = explainEntry(problem, row, column)
        const { decay, outer, residual, sums } = explanation
        const terms = Array.from({ length: problem.N }, (_, n) => patternTerms(problem, row, column, n))
        const scale = Math.max(decay, ...terms.flatMap((one) => one.terms.map(largest)))
        const close = (one: number, other: number): void =>
          expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-12 * scale)
        // The outer product is made of square roots of M, which agree with M to the round-off of its difference.
        const roots = Math.max(decay, ...terms.flatMap((one) => one.terms.map(largestWithoutCurvature)))
        const closeToRoots = (one: number, other: number): void =>
          expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-12 * roots)

        close(sums.entry, evaluate('exact', problem).data[at])
        closeToRoots(decay + sums.outer, evaluate('outer-product', problem).data[at])
        let whole = decay
        for (let n = 0; n < problem.N; n++) {
          whole += outer[n] + residual[n]
          close(partOf(terms[n], 'outer'), outer[n])
          close(partOf(terms[n], 'residual'), residual[n])
          close(terms[n].value, outer[n] + residual[n])
          terms[n].terms.forEach(expectAddsUp)
        }
        close(whole, sums.entry)
        const alone = patternOf(problem, pattern)
        close(terms[pattern].value, evaluate('exact', alone).data[at])
        closeToRoots(partOf(terms[pattern], 'outer'), evaluate('outer-product', alone).data[at])
        expect(decay).toBe(row === column ? problem.weightDecay : 0)
      }),
      { numRuns: 600 },
    )
  })

  test('row and column may be exchanged', () => {
    fc.assert(
      fc.property(anyEntry, ({ problem, row, column, pattern }) => {
        const one = explainEntry(problem, row, column)
        const other = explainEntry(problem, column, row)
        const terms = patternTerms(problem, row, column, pattern)
        const otherTerms = patternTerms(problem, column, row, pattern)
        if (one.block === 'cross-layer') {
          expect(other.swapped).toBe(!one.swapped)
          expect(other.outer).toEqual(one.outer)
          expect(other.residual).toEqual(one.residual)
          expect(patternFormula(otherTerms)).toEqual(patternFormula(terms))
        } else {
          expect([one.swapped, other.swapped]).toEqual([false, false])
          const scale = Math.max(...terms.terms.map(largest))
          expect(Math.abs(terms.value - otherTerms.value)).toBeLessThanOrEqual(1e-12 * scale)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('what theory says of the parts', () => {
    fc.assert(
      fc.property(anyEntry, ({ problem, row, column, pattern }) => {
        const { network } = problem
        const { outer, residual, first, second, block } = explainEntry(problem, row, column)
        // The outer product is positive semidefinite, pattern by pattern.
        const { terms } = patternTerms(problem, row, column, pattern)
        const scale = Math.max(...terms.map(largestWithoutCurvature))
        if (row === column) expect(outer[pattern]).toBeGreaterThanOrEqual(-1e-12 * scale)
        // Nothing is dropped in the last layer, nor in one layer where h″ = 0.
        const straight = network.activations
          .slice(first.l - 1)
          .every(({ name }) => name === 'relu' || name === 'identity')
        if (block === 'same-layer' && straight) expect(residual.every((value) => value === 0)).toBe(true)
        if (first.l === network.L) expect(residual.every((value) => value === 0)).toBe(true)
        // No δ term for a bias.
        const through = terms.filter(({ factors }) => factors.some(({ tex }) => tex.startsWith('\\delta')))
        if (block === 'cross-layer') expect(through.length).toBe(1)
        if (second.i === 0) expect(through.every(({ value }) => value === 0)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

test('more patterns than are worked on at a time', () => {
  const problem = randomProblem({ layers: [2, 3, 2, 2], N: 700, weightDecay: 0.3, output: 'softmax' })
  const { outer, residual, sums } = explainEntry(problem, 2, 10)
  expect([outer.length, residual.length]).toEqual([700, 700])
  for (const n of [0, 127, 128, 300, 699]) {
    const alone = explainEntry(patternOf(problem, n), 2, 10)
    expect([alone.outer[0], alone.residual[0]]).toEqual([outer[n], residual[n]])
  }
  expect(sums.entry).toBeCloseTo(evaluate('exact', problem).data[2 * problem.network.W + 10], 11)
})

describe('places', () => {
  const { network } = randomProblem({ layers: [2, 3, 2] })
  test.each([
    [0, 8, '(5.94)', 'same-layer', false],
    [9, 16, '(5.93)', 'same-layer', false],
    [3, 12, '(5.95)', 'cross-layer', false],
    [12, 3, '(5.95)', 'cross-layer', true],
  ] as const)('of entry %i, %i: %s', (row, column, equation, block, swapped) => {
    const places = entryPlaces(network, row, column)
    expect([places.equation, places.block, places.swapped]).toEqual([equation, block, swapped])
    expect(places.first).toEqual(placeOf(network, swapped ? column : row))
    expect(places.second).toEqual(placeOf(network, swapped ? row : column))
  })

  test('no equation of the book for other than two layers', () => {
    for (const layers of [
      [2, 3],
      [2, 2, 2, 1],
    ])
      expect(entryPlaces(randomProblem({ layers }).network, 0, 1).equation).toBeNull()
  })
})

describe('formulas', () => {
  const tex = (layers: readonly number[], row: number, column: number): string =>
    entryFormula(patternTerms(randomProblem({ layers, output: 'softmax' }), row, column, 0))
      .map((part) => part.tex.replaceAll(String.raw`\allowbreak `, ''))
      .join(' ')

  test('(5.93)', () => {
    expect(tex([2, 3, 2], 10, 14)).toBe(String.raw`\sum_n z_{1} z_{1} M_{12}`)
  })

  test('(5.94)', () => {
    expect(tex([2, 3, 2], 1, 5)).toBe(
      String.raw`\sum_n \Bigl[ x_{1} x_{2} h''(a_{2}^{(1)}) I_{12} \sum_k w_{k2}^{(2)} \delta_{k}^{(2)} + x_{1} x_{2} h'(a_{2}^{(1)}) h'(a_{1}^{(1)}) \sum_k \sum_{k'} w_{k'2}^{(2)} w_{k1}^{(2)} M_{kk'} \Bigr]`,
    )
  })

  test('(5.95)', () => {
    expect(tex([2, 3, 2], 14, 1)).toBe(
      String.raw`\sum_n x_{1} h'(a_{1}^{(1)}) \bigl\{ \delta_{2}^{(2)} I_{11} + z_{1} \sum_{k'} w_{k'1}^{(2)} M_{2k'} \bigr\}`,
    )
  })

  test('one layer, and α on the diagonal', () => {
    expect(tex([2, 3], 1, 1)).toBe(String.raw`\sum_n x_{1} x_{1} M_{11} + \alpha`)
  })

  test('three layers, within one and across two', () => {
    expect(tex([1, 2, 2, 1], 1, 3)).toBe(
      String.raw`\sum_n x_{1} x_{1} \bigl\{ \Gamma_{12}^{(1)} + \bigl(Q_{12}^{(1)} - \Gamma_{12}^{(1)}\bigr) \bigr\}`,
    )
    expect(tex([1, 2, 2, 1], 1, 12)).toBe(
      String.raw`\sum_n x_{1} \bigl\{ z_{2}^{(2)} \Gamma_{11}^{(1,3)} + \delta_{1}^{(3)} h'(a_{2}^{(2)}) \frac{\partial a_{2}^{(2)}}{\partial a_{1}^{(1)}} \bigr\}`,
    )
  })

  test('a comma between indices of two digits', () => {
    expect(tex([12, 1], 12, 11)).toBe(String.raw`\sum_n x_{12} x_{11} M_{11}`)
    expect(tex([1, 11], 21, 3)).toBe(String.raw`\sum_n x_{1} x_{1} M_{11,2}`)
  })
})

test('sums too long to be read are given by their value', () => {
  const problem = randomProblem({ layers: [1, 1, 21], output: 'softmax' })
  expect(diagonalOutputs(problem.network)).toBe(false)
  const { terms } = patternTerms(problem, 0, 0, 0)
  const sums = terms.flatMap(({ factors }) => factors).filter(({ tex }) => tex.includes('\\sum'))
  expect(sums.map(({ sum }) => sum?.length ?? null)).toEqual([21, null])
  expect(21 * 21).toBeGreaterThan(longestSum)
})
