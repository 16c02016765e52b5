import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exact } from '../hessian/exact.ts'
import { diagonal } from '../hessian/diagonal.ts'
import { outerProduct } from '../hessian/outerProduct.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import { frobenius } from '../linalg/norms.ts'
import { finish } from '../linalg/steps.ts'
import { sumOf } from '../linalg/vector.ts'
import { energyAndGradient } from '../network/backward.ts'
import { energy } from '../network/forward.ts'
import { randomProblem } from '../network/randomProblem.ts'
import { scaledStep, secondOrderStep } from './secondOrderStep.ts'
import { matrixBy, succeeded, xorAtZero } from './testUses.ts'

test.each([0, 0.3])('one Newton step solves one layer of squares exactly, weight decay %d', (weightDecay) => {
  const problem = randomProblem({ layers: [3, 2], N: 12, weightDecay, seed: 3 })
  const { gradient, energy: before } = energyAndGradient(problem)
  const step = succeeded(finish(secondOrderStep(matrixBy(exact, problem), gradient, 0)))
  const solved = { ...problem, w: sumOf(problem.w, step.deltaW) }
  expect(frobenius(energyAndGradient(solved).gradient)).toBeLessThan(1e-12 * frobenius(gradient))
  expect(before - energy(solved)).toBeCloseTo(step.predicted, 12)
  expect(step).toMatchObject({ positiveDefinite: true })
})

test('Levenberg and Marquardt’s step descends for every λ > 0, and promises a decrease', () => {
  const problems = fc.record({
    layers: fc.constantFrom([1, 2], [2, 3, 1], [2, 3, 2], [1, 2, 3, 2]),
    activation: fc.constantFrom('tanh' as const, 'relu' as const, 'sin' as const),
    output: fc.constantFrom('identity' as const, 'sigmoid' as const, 'softmax' as const),
    N: fc.integer({ min: 1, max: 8 }),
    seed: fc.integer({ min: 0, max: 1000 }),
  })
  fc.assert(
    fc.property(problems, fc.integer({ min: -4, max: 6 }), ({ layers, output, ...shape }, exponent) => {
      const problem = randomProblem({
        ...shape,
        layers,
        output: layers[layers.length - 1] > 1 ? output : 'sigmoid',
      })
      const { gradient } = energyAndGradient(problem)
      const A = matrixBy(outerProduct, problem)
      const step = succeeded(finish(secondOrderStep(A, gradient, 10 ** exponent)))
      fc.pre(frobenius(gradient) > 1e-12)
      expect(step.positiveDefinite).toBe(true)
      expect(step.slope).toBeLessThan(0)
      expect(step.predicted).toBeGreaterThan(0)
    }),
    { numRuns: 200 },
  )
})

test('with the exact Hessian it descends once λ exceeds −λ_min', () => {
  const problem = randomProblem({ layers: [2, 4, 2], N: 7, seed: 5 })
  const { gradient } = energyAndGradient(problem)
  const H = matrixBy(exact, problem)
  const [least] = finish(symmetricEigenvalues(H))
  expect(least).toBeLessThan(-0.01)
  const at = (lambda: number) => succeeded(finish(secondOrderStep(H, gradient, lambda)))
  expect(at(-0.5 * least).positiveDefinite).toBe(false)
  expect(at(-1.01 * least)).toMatchObject({ positiveDefinite: true })
  expect(at(-1.01 * least).slope).toBeLessThan(0)
})

describe('XOR at w = 0', () => {
  const H = matrixBy(exact, xorAtZero)
  const { gradient } = energyAndGradient(xorAtZero)

  test('has the eigenvalues ±√6 twice each, 0 four times, and 4', () => {
    const root = Math.sqrt(6)
    const wanted = [-root, -root, 0, 0, 0, 0, root, root, 4]
    finish(symmetricEigenvalues(H)).forEach((value, i) => expect(value).toBeCloseTo(wanted[i], 14))
  })

  test('Newton’s undamped step does not exist; a damped one does', () => {
    const step = finish(secondOrderStep(H, gradient, 0))
    expect(step).toEqual({ kind: 'failed', failure: { code: 'singular', values: { damping: 0 } } })
    expect(succeeded(finish(secondOrderStep(H, gradient, 1))).positiveDefinite).toBe(false)
    expect(scaledStep(H, gradient, 0)).toMatchObject({ kind: 'failed', failure: { code: 'singular' } })
  })
})

test('scaled by the diagonal it descends whatever the signs', () => {
  const problem = randomProblem({ layers: [2, 4, 2], N: 7, seed: 5 })
  const { gradient } = energyAndGradient(problem)
  const A = matrixBy(diagonal, problem)
  const step = succeeded(scaledStep(A, gradient, 0.1))
  expect(step.slope).toBeLessThan(0)
  step.deltaW.forEach((value, i) =>
    expect(value).toBe(-gradient[i] / (Math.abs(A.data[i * (A.columns + 1)]) + 0.1)),
  )
})

test.each([NaN, Infinity])('%d in the matrix or the gradient is named', (wrong) => {
  const A = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) }
  const g = Float64Array.of(1, 2)
  const broken = { ...A, data: Float64Array.of(wrong, 0, 0, 1) }
  const notFinite = { kind: 'failed', failure: { code: 'not-finite' } }
  expect(finish(secondOrderStep(broken, g, 0))).toMatchObject(notFinite)
  expect(finish(secondOrderStep(A, Float64Array.of(wrong, 1), 0))).toMatchObject(notFinite)
  expect(scaledStep(broken, g, 0)).toMatchObject(notFinite)
  expect(scaledStep(A, Float64Array.of(1e308, 1), -1 + 1e-16)).toMatchObject({ kind: 'failed' })
})
