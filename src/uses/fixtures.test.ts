import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diagonal } from '../hessian/diagonal.ts'
import { exact } from '../hessian/exact.ts'
import { fixtureCases, problemOf } from '../hessian/fixtures/cases.ts'
import type { HessianMethod } from '../hessian/method.ts'
import { outerProduct } from '../hessian/outerProduct.ts'
import { sequentialInverse } from '../hessian/sequentialInverse.ts'
import { chooseEngine, engines } from '../linalg/kernels/engines.ts'
import { maxAbs } from '../linalg/norms.ts'
import { finish } from '../linalg/steps.ts'
import { energyAndGradient } from '../network/backward.ts'
import { laplace, logEvidence, predict } from './laplace.ts'
import { dampedInverse, obdSaliencies, obsSaliencies, obsUpdate, smallest } from './pruning.ts'
import { changedProblem, influence, removal, retrainingStep } from './retraining.ts'
import { secondOrderStep } from './secondOrderStep.ts'
import { matrixBy, succeeded } from './testUses.ts'

/** Largest deviation, of the largest expected number. */
function expectRelative(actual: Float64Array, expected: readonly number[], tolerance: number): void {
  const scale = Math.max(...expected.map(Math.abs))
  expectAbsolute(actual, expected, tolerance * scale)
}

function expectAbsolute(actual: Float64Array, expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length)
  expect(maxAbs(actual.map((value, i) => value - expected[i]))).toBeLessThanOrEqual(tolerance)
}

describe.each(engines().map(({ name }) => ({ engine: name })))('on $engine', ({ engine }) => {
  beforeAll(() => chooseEngine(engine))
  afterAll(() => chooseEngine(engines()[0].name))

  describe.each(fixtureCases.map((one) => ({ name: one.name, one })))('$name', ({ one }) => {
    const problem = problemOf(one)
    const { w } = problem
    const { damping, seqAlpha, uses } = one.expected
    const gradient = () => energyAndGradient(problem).gradient
    const inverseBy = (method: HessianMethod) =>
      succeeded(finish(dampedInverse(matrixBy(method, problem), damping)))
    // Where w is a minimum the gradient, and with it the step, is round-off.
    const expectStep = one.trained ? expectAbsolute : expectRelative

    test('newtonStep', () => {
      const { deltaW } = succeeded(finish(secondOrderStep(matrixBy(exact, problem), gradient(), damping)))
      expectStep(deltaW, uses.newtonStep, 1e-9)
    })

    test('lmStep', () => {
      const A = matrixBy(outerProduct, problem)
      const { deltaW } = succeeded(finish(secondOrderStep(A, gradient(), damping)))
      expectStep(deltaW, uses.lmStep, 1e-9)
    })

    test('obd', () => {
      expectRelative(obdSaliencies(matrixBy(exact, problem), w), uses.obd, 1e-11)
      expectRelative(obdSaliencies(matrixBy(diagonal, problem), w), uses.obdDiagonalApprox, 1e-11)
    })

    test('obs', () => {
      const P = matrixBy(sequentialInverse, problem, { damping })
      for (const inverse of [P, inverseBy(outerProduct)])
        expectRelative(obsSaliencies(inverse, w), uses.obs, 1e-9)
      expectRelative(obsSaliencies(inverseBy(exact), w), uses.obsExact, 1e-9)
    })

    test('obsUpdate', () => {
      const inverse = inverseBy(outerProduct)
      const q = smallest(obsSaliencies(inverse, w))
      expect(q).toBe(uses.obsUpdate.q)
      const deltaW = obsUpdate(inverse, w, q)
      expectRelative(deltaW, uses.obsUpdate.deltaW, 1e-9)
      expect(w[q] + deltaW[q]).toBe(0)
    })

    test('laplace', () => {
      const { alpha, xq, outputVariance, logDetA, logEvidence: evidence } = uses.laplace
      expect(alpha).toBeCloseTo(seqAlpha, 12)
      const dataHessian = matrixBy(outerProduct, { ...problem, weightDecay: 0 })
      const posterior = succeeded(finish(laplace(dataHessian, { alpha, beta: 1 })))
      const { variance } = succeeded(finish(predict(problem, posterior, Float64Array.from(xq), 1)))
      expectRelative(variance, outputVariance.flat(), 1e-9)
      expectRelative(Float64Array.of(posterior.logDeterminant), [logDetA], 1e-9)
      expectRelative(Float64Array.of(logEvidence(problem, posterior)), [evidence], 1e-9)
    })

    test('removeFirst', () => {
      const { removeFirst } = uses
      const rest = changedProblem(problem, removal(0))
      if (rest.kind === 'failed' || !removeFirst) {
        expect(rest).toMatchObject({ kind: 'failed', failure: { code: 'no-data' } })
        expect(one.N).toBe(1)
        return
      }
      const H = matrixBy(exact, rest.value)
      const newton = succeeded(finish(retrainingStep(rest.value, H, damping)))
      expectAbsolute(newton.deltaW, removeFirst.newton, 1e-9)
      const first = influence(problem, removal(0), matrixBy(exact, problem), damping)
      expectAbsolute(succeeded(finish(first)).deltaW, removeFirst.influence, 1e-9)
    })
  })
})
