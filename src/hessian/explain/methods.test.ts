import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { finish } from '../../linalg/steps.ts'
import { energy as energyOfProblem } from '../../network/forward.ts'
import type { Problem } from '../../network/network.ts'
import { randomProblem } from '../../network/randomProblem.ts'
import { energyPatterns } from '../energyDifferences.ts'
import { gradientPatterns } from '../gradientDifferences.ts'
import { defaultParameters, methodNamed, methods } from '../index.ts'
import type { MethodId } from '../index.ts'
import type { ParameterValues } from '../method.ts'
import { evaluate } from '../testEvaluation.ts'
import { digitsLost } from './differences.ts'
import { explainEntry } from './entry.ts'
import { anyEntry } from './explainArbitrary.ts'
import { explainMethod } from './methods.ts'
import type { MethodEntry } from './methods.ts'
import { patternTerms } from './terms.ts'
import { largestWithoutCurvature } from './testTerms.ts'
import { needsWholeMatrix } from './wholeMatrix.ts'

const beyond = methods.filter(({ group }) => group !== 'book').map(({ id }) => id)

function entryBy<Id extends MethodId>(
  id: Id,
  problem: Problem,
  row: number,
  column: number,
  parameters: ParameterValues = {},
  pattern = 0,
): Extract<MethodEntry, { id: Id }> {
  const all = { ...defaultParameters(methodNamed(id)), ...parameters }
  const outcome = finish(explainMethod(id, problem, explainEntry(problem, row, column), all, pattern))
  if (outcome.kind !== 'explained') throw new Error(outcome.kind)
  const isOfId = (entry: MethodEntry): entry is Extract<MethodEntry, { id: Id }> => entry.id === id
  if (!isOfId(outcome.entry)) throw new Error(outcome.entry.id)
  return outcome.entry
}

const bitForBit: readonly MethodId[] = [
  'diagonal',
  'energy-differences',
  'gradient-differences',
  'r-operator',
  'sequential-inverse',
  ...beyond,
]

test('only methods that need their whole matrix have no account of their own', () => {
  expect(methods.map(({ id }) => id).filter(needsWholeMatrix)).toEqual(['sequential-inverse', ...beyond])
})

// Hundreds of problems take long where much else is running.
describe('on random problems', { timeout: 60_000 }, () => {
  test.each(bitForBit)('%s: the entry of its matrix, to the last bit', (id) => {
    fc.assert(
      fc.property(anyEntry, ({ problem, row, column }) => {
        const wanted = evaluate(id, problem, defaultParameters(methodNamed(id)))
        // −0 and 0 are one number here.
        expect(entryBy(id, problem, row, column).value + 0).toBe(
          wanted.data[row * problem.network.W + column] + 0,
        )
      }),
      { numRuns: 100 },
    )
  })

  test('what is kept and dropped adds up to the exact entry', () => {
    fc.assert(
      fc.property(anyEntry, ({ problem, row, column }) => {
        const { decay, outer, residual, sums } = explainEntry(problem, row, column)
        const scale = [...outer, ...residual].reduce((sum, value) => sum + Math.abs(value), decay)
        for (const id of ['exact', 'outer-product', 'diagonal'] as const) {
          const { kept, dropped } = entryBy(id, problem, row, column)
          expect(Math.abs(decay + kept + dropped - sums.entry)).toBeLessThanOrEqual(1e-13 * scale)
        }
        const { patterns, kept } = entryBy('diagonal', problem, row, column)
        expect(patterns.length).toBe(problem.N)
        expect(patterns.reduce((sum, value) => sum + value, 0)).toBe(kept)
        if (row !== column) expect(kept).toBe(0)
      }),
      { numRuns: 100 },
    )
  })

  test('the deviation of a method beyond the text is its own and what it inherits', () => {
    fc.assert(
      fc.property(anyEntry, ({ problem, row, column }) => {
        const { decay, outer, residual, sums } = explainEntry(problem, row, column)
        const scale = [...outer, ...residual].reduce((sum, value) => sum + Math.abs(value), decay)
        for (const id of ['block-diagonal', 'k-fac', 'empirical-fisher'] as const) {
          const { value, own, inherited, empty } = entryBy(id, problem, row, column)
          const most = 1e-12 * Math.max(scale, Math.abs(value))
          expect(Math.abs(own + (inherited ?? 0) - (value - sums.entry))).toBeLessThanOrEqual(most)
          expect(inherited === null).toBe(id === 'block-diagonal')
          // −0 and 0 are one number here.
          if (empty) expect(value + 0).toBe(decay)
        }
      }),
      { numRuns: 50 },
    )
  })

  test('the waves make the part of their pattern, in two products', () => {
    fc.assert(
      fc.property(anyEntry, ({ problem, row, column, pattern }) => {
        const { outer, residual } = explainEntry(problem, row, column)
        const { waves } = entryBy('r-operator', problem, row, column, {}, pattern)
        expect(waves.value).toBe(waves.rDelta * waves.z + waves.delta * waves.rZ)
        const { terms } = patternTerms(problem, row, column, pattern)
        const scale = Math.max(...terms.map(largestWithoutCurvature))
        expect(Math.abs(waves.value - outer[pattern] - residual[pattern])).toBeLessThanOrEqual(1e-12 * scale)
        const { layers, L } = problem.network
        waves.layers.forEach(({ l, z, rZ, a, rA, delta, rDelta }) => {
          expect([l, z.length, rZ.length]).toEqual([l, layers[l], l === L ? 0 : layers[l]])
          const above = l === 0 ? 0 : layers[l]
          expect([a, rA, delta, rDelta].map(({ length }) => length)).toEqual([above, above, above, above])
          if (l === 0) expect(rZ.every((value) => value === 0)).toBe(true)
        })
      }),
      { numRuns: 200 },
    )
  })
})

describe('differences of energies', () => {
  const problem = randomProblem({ layers: [2, 3, 2], weightDecay: 0.1 })

  test('the four energies are those at the weights moved, and give the entry', () => {
    const { energies, difference, epsilon, value } = entryBy('energy-differences', problem, 12, 3, {
      epsilon: 1e-3,
    })
    expect(energies.map(({ rowStep, columnStep }) => [rowStep, columnStep])).toEqual([
      [1, 1],
      [-1, 1],
      [1, -1],
      [-1, -1],
    ])
    for (const { rowStep, columnStep, energy } of energies) {
      const w = problem.w.slice()
      w[12] += rowStep * epsilon
      w[3] += columnStep * epsilon
      expect(energy).toBe(energyOfProblem({ ...problem, w }))
    }
    expect(value).toBe(difference / (4 * epsilon * epsilon))
  })

  test('on the diagonal three, two steps of 2ε', () => {
    const { energies } = entryBy('energy-differences', problem, 4, 4)
    expect(energies.map(({ rowStep, columnStep }) => [rowStep, columnStep])).toEqual([
      [2, 2],
      [0, 0],
      [-2, -2],
    ])
  })

  test('digits are lost as ε falls, two for each power of ten', () => {
    const lost = [1e-2, 1e-3, 1e-4].map(
      (epsilon) => entryBy('energy-differences', problem, 12, 3, { epsilon }).digitsLost,
    )
    expect(lost[1] - lost[0]).toBeCloseTo(2, 1)
    expect(lost[2] - lost[1]).toBeCloseTo(2, 1)
  })
})

describe('differences of gradients', () => {
  const problem = randomProblem({ layers: [2, 3, 2], weightDecay: 0.1 })

  test('both orders of differentiation, and the mean of them', () => {
    const { differences, value, epsilon } = entryBy('gradient-differences', problem, 12, 3)
    expect(differences.map(({ of, moved }) => [of, moved])).toEqual([
      [12, 3],
      [3, 12],
    ])
    for (const { plus, minus, difference, quotient } of differences) {
      expect(plus - minus).toBe(difference)
      expect(quotient).toBe(difference / (2 * epsilon))
    }
    expect(value).toBe((differences[0].quotient + differences[1].quotient) / 2)
    expect(entryBy('gradient-differences', problem, 3, 3).differences.length).toBe(1)
  })
})

test('where patterns are taken in parts, the entry is still that of the method', { timeout: 60_000 }, () => {
  const problem = randomProblem({ layers: [1, 4, 1], N: 40_000 })
  expect(energyPatterns(problem.network)).toBeLessThan(problem.N)
  expect(gradientPatterns(problem.network)).toBeLessThan(problem.N)
  const row = 2
  const column = 9
  const { W } = problem.network
  const { value, difference, epsilon } = entryBy('energy-differences', problem, row, column, {
    epsilon: 1e-2,
  })
  expect(difference / (4 * epsilon * epsilon)).toBeCloseTo(value, 6)
  const gradients = entryBy('gradient-differences', problem, row, column)
  const wanted = evaluate('gradient-differences', problem, { epsilon: gradients.epsilon })
  expect(gradients.value).toBe(wanted.data[row * W + column])
  const product = entryBy('r-operator', problem, row, column)
  expect(product.value).toBe(evaluate('r-operator', problem).data[row * W + column])
})

describe('the path of the sequential inverse', () => {
  test.each([
    [{ layers: [2, 3, 1], N: 7 }],
    [{ layers: [2, 3, 3], N: 7, output: 'softmax' as const, weightDecay: 0.2 }],
    [{ layers: [1, 2, 1], N: 300 }],
  ])('of %o is the method on the first patterns', (shape) => {
    const problem = randomProblem(shape)
    const { W, D, K } = problem.network
    const { path, alpha0, value } = entryBy('sequential-inverse', problem, 1, 2, { damping: 0.3 })
    expect(path.length).toBe(problem.N + 1)
    expect(alpha0).toBe(problem.weightDecay + 0.3)
    expect(path[0]).toBe(0)
    expect(path[problem.N]).toBe(value)
    expect(entryBy('sequential-inverse', problem, 2, 2, { damping: 0.3 }).path[0]).toBe(1 / alpha0)
    for (const N of [1, 3, problem.N]) {
      const few = { ...problem, N, x: problem.x.slice(0, N * D), t: problem.t.slice(0, N * K) }
      expect(path[N]).toBe(evaluate('sequential-inverse', few, { damping: 0.3 }).data[W + 2])
    }
  })

  test('is refused without a start', () => {
    const problem = randomProblem({ layers: [1, 1] })
    const outcome = finish(
      explainMethod('sequential-inverse', problem, explainEntry(problem, 0, 0), { damping: 0 }, 0),
    )
    expect(outcome).toEqual({
      kind: 'refused',
      id: 'sequential-inverse',
      refusal: { code: 'no-damping', values: { alpha0: 0 } },
    })
  })

  test('can be watched and stopped', () => {
    const problem = randomProblem({ layers: [6, 24, 20, 3], N: 60 })
    const steps = explainMethod(
      'sequential-inverse',
      problem,
      explainEntry(problem, 0, 0),
      { damping: 0.1 },
      0,
    )
    expect(steps.next().done).toBe(false)
  })
})

test('every method explains an entry', () => {
  const problem = randomProblem({ layers: [2, 3, 2] })
  for (const { id } of methods) expect(Number.isFinite(entryBy(id, problem, 1, 12).value)).toBe(true)
})

test('digits lost', () => {
  expect(digitsLost(1000, 1)).toBeCloseTo(3, 12)
  expect(digitsLost(1, 2)).toBe(0)
  expect(digitsLost(0, 0)).toBe(0)
  expect(digitsLost(1, 0)).toBeCloseTo(15.95, 2)
  expect(digitsLost(1, 1e-300)).toBeCloseTo(15.95, 2)
})
