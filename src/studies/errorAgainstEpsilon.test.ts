import { describe, expect, it } from 'vitest'
import { energyDifferences } from '../hessian/energyDifferences.ts'
import { exact } from '../hessian/exact.ts'
import { gradientDifferences } from '../hessian/gradientDifferences.ts'
import { relative } from '../hessian/testEvaluation.ts'
import { finish } from '../linalg/steps.ts'
import { randomProblem } from '../network/randomProblem.ts'
import { singlePrecision } from './singlePrecision.ts'
import { energyAndGradient } from '../network/backward.ts'
import { factOf, partsOf, pointsOf, subjectOf } from './testSubject.ts'

describe('error against epsilon', () => {
  const parts = partsOf('error-against-epsilon')

  it.each([
    ['energies-central', 2, -2],
    ['gradients-central', 2, -1],
    ['energies-forward', 1, -2],
    ['gradients-forward', 1, -1],
  ])('finds the slopes of %s', (series, truncation, roundOff) => {
    expect(Math.abs(factOf(parts, 'truncation-slope', series) - truncation)).toBeLessThan(0.1)
    expect(Math.abs(factOf(parts, 'round-off-slope', series) - roundOff)).toBeLessThan(0.25)
  })

  it.each([
    ['energies-central', 3e-8],
    ['gradients-central', 3e-11],
  ])('finds the least error of %s near %d, at the ε predicted', (series, error) => {
    const least = factOf(parts, 'optimum-error', series)
    expect(least).toBeGreaterThan(error / 10)
    expect(least).toBeLessThan(error * 10)
    const epsilon = parts.find(
      (part) => part.kind === 'fact' && part.fact === 'optimum-epsilon' && part.series === series,
    )
    if (epsilon?.kind !== 'fact' || !epsilon.value || !epsilon.expected) throw new Error('no best ε')
    expect(Math.abs(Math.log10(epsilon.value / epsilon.expected))).toBeLessThan(1)
  })

  it('has the errors of the methods themselves', () => {
    const { problem } = subjectOf()
    const H = finish(exact.evaluate(problem)).matrix
    for (const [method, series] of [
      [energyDifferences, 'energies-central'],
      [gradientDifferences, 'gradients-central'],
    ] as const)
      for (const [epsilon, error] of pointsOf(parts, 'error', series).filter(([e]) => e > 1e-3)) {
        const A = finish(method.evaluate(problem, { epsilon })).matrix
        expect(error / relative(A, H)).toBeCloseTo(1, 3)
      }
  })

  it('is worse by half the digits in single precision', () => {
    const single = partsOf('error-against-epsilon', { precision: 'float32' })
    for (const series of ['energies-central', 'gradients-central']) {
      const ratio = factOf(single, 'optimum-error', series) / factOf(parts, 'optimum-error', series)
      expect(ratio).toBeGreaterThan(1e3)
    }
    expect(single.some((part) => part.kind === 'claim' && part.code === 'single')).toBe(true)
  })

  it('tells of the kinks of ReLU', () => {
    const problem = randomProblem({ layers: [2, 5, 1], activation: 'relu', N: 30, seed: 3 })
    const kinked = partsOf('error-against-epsilon', {}, { ...subjectOf(), problem })
    expect(kinked.some((part) => part.kind === 'line' && part.name === 'kink')).toBe(true)
    expect(kinked.some((part) => part.kind === 'claim' && part.code === 'kink')).toBe(true)
  })

  it.each(['identity', 'sigmoid', 'softmax'] as const)(
    'rounds E and ∇E of %s outputs to 24 bits',
    (output) => {
      const problem = randomProblem({
        layers: [2, 3, 4, 2],
        output,
        N: 7,
        weightDecay: 0.3,
        bias: output !== 'sigmoid',
      })
      const w = problem.w.map(Math.fround)
      const { energy, gradient } = energyAndGradient({ ...problem, w })
      const single = singlePrecision(problem)
      expect(single.energy(w)).toBe(Math.fround(single.energy(w)))
      expect(Math.abs(single.energy(w) / energy - 1)).toBeLessThan(1e-5)
      const rounded = single.gradient(w)
      rounded.forEach((value, i) => {
        expect(value).toBe(Math.fround(value))
        expect(Math.abs(value - gradient[i])).toBeLessThan(1e-5 * Math.max(1, Math.abs(energy)))
      })
      expect([...rounded].some((value, i) => value !== gradient[i])).toBe(true)
    },
  )
})
