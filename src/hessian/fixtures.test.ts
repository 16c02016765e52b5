import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import { chooseEngine, engines } from '../linalg/kernels/engines.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { frobenius, maxAbs } from '../linalg/norms.ts'
import { finish } from '../linalg/steps.ts'
import { energyAndGradient } from '../network/backward.ts'
import { energy, outputs } from '../network/forward.ts'
import { placeOf } from '../network/network.ts'
import { gaussNewtonVectorProduct, hessianVectorProduct } from '../network/rOperator.ts'
import { diagonalIsExact } from './diagonal.ts'
import { countNegative, entryErrors, spectralErrors } from './errorMeasures.ts'
import { fixtureCases, problemOf, unpack } from './fixtures/cases.ts'
import type { FixtureDifferences, FixtureMeasures } from './fixtures/cases.ts'
import { estimateDiagonal } from './hutchinsonDiagonal.ts'
import { methodNamed } from './index.ts'
import type { MethodId } from './index.ts'
import { damped, inverseErrors } from './inverseErrors.ts'
import { kroneckerFactors } from './kFac.ts'

/** Largest deviation, relative to the largest expected entry. */
function deviation(actual: Float64Array, expected: Float64Array | readonly number[]): number {
  const wanted = Float64Array.from(expected)
  expect(actual).toHaveLength(wanted.length)
  const scale = maxAbs(wanted)
  const worst = maxAbs(actual.map((value, i) => value - wanted[i]))
  return scale === 0 ? worst : worst / scale
}

test('every case is there', () => {
  expect(fixtureCases).toHaveLength(18)
})

describe.each(engines().map(({ name }) => ({ engine: name })))('on $engine', ({ engine }) => {
  beforeAll(() => chooseEngine(engine))
  afterAll(() => chooseEngine(engines()[0].name))

  describe.each(fixtureCases.map((one) => ({ name: one.name, one })))('$name', ({ one }) => {
    const problem = problemOf(one)
    const { network } = problem
    const { W, expected } = one
    const evaluate = (id: MethodId, parameters: Readonly<Record<string, number>> = {}): Matrix =>
      finish(methodNamed(id).evaluate(problem, parameters)).matrix
    const H: Matrix = { rows: W, columns: W, data: unpack(expected.hessian, W) }
    const outer: Matrix = { rows: W, columns: W, data: unpack(expected.ggn, W) }

    test('size', () => expect(network.W).toBe(W))

    test('energy', () => {
      expect(Math.abs(energy(problem) / expected.energy - 1)).toBeLessThanOrEqual(1e-11)
      expect(energyAndGradient(problem).energy).toBe(energy(problem))
    })

    test('gradient', () => {
      const { gradient } = energyAndGradient(problem)
      const tolerance = one.trained ? 1e-9 : 1e-11
      gradient.forEach((value, i) => {
        const wanted = expected.gradient[i]
        expect(Math.abs(value - wanted) / Math.max(1, Math.abs(wanted))).toBeLessThanOrEqual(tolerance)
      })
    })

    test('outputs', () => {
      const y = outputs(network, problem.w, problem.x, problem.N)
      expect(deviation(y, expected.outputs.flat())).toBeLessThanOrEqual(1e-11)
    })

    test('exact', () => expect(deviation(evaluate('exact').data, H.data)).toBeLessThanOrEqual(1e-11))

    test('r-operator', () =>
      expect(deviation(evaluate('r-operator').data, H.data)).toBeLessThanOrEqual(1e-11))

    test('outer-product', () =>
      expect(deviation(evaluate('outer-product').data, outer.data)).toBeLessThanOrEqual(1e-11))

    test('diagonal', () => {
      const { data } = evaluate('diagonal')
      const diagonal = new Float64Array(W)
      for (let i = 0; i < W; i++) {
        diagonal[i] = data[i * (W + 1)]
        data[i * (W + 1)] = 0
      }
      expect(deviation(diagonal, expected.diagonal)).toBeLessThanOrEqual(1e-11)
      expect(maxAbs(data)).toBe(0)
      expect(diagonalIsExact(network)).toBe(expected.diagonalIsExact)
      if (expected.diagonalIsExact) {
        const exact = Float64Array.from({ length: W }, (_, i) => H.data[i * (W + 1)])
        expect(deviation(diagonal, exact)).toBeLessThanOrEqual(1e-11)
      }
    })

    test('products with vectors', () => {
      expected.v.forEach((numbers, i) => {
        const v = Float64Array.from(numbers)
        expect(deviation(hessianVectorProduct(problem, v), expected.Hv[i])).toBeLessThanOrEqual(1e-11)
        expect(deviation(gaussNewtonVectorProduct(problem, v), expected.GGNv[i])).toBeLessThanOrEqual(1e-11)
      })
    })

    test('sequential-inverse', () => {
      expect(one.weightDecay + expected.damping).toBeCloseTo(expected.seqAlpha, 12)
      const P = evaluate('sequential-inverse', { damping: expected.damping })
      expect(deviation(P.data, unpack(expected.sequentialInverse, W))).toBeLessThanOrEqual(1e-9)
    })

    test('eigenvalues', () => {
      const eigenvalues = finish(symmetricEigenvalues(evaluate('exact')))
      expect(deviation(eigenvalues, expected.eigenvalues)).toBeLessThanOrEqual(1e-10)
      expect(countNegative(eigenvalues)).toBe(expected.negEig)
    })

    const measure = (id: MethodId, wanted: FixtureMeasures): void => {
      const exact = evaluate('exact')
      const A = evaluate(id)
      const entries = entryErrors(A, exact)
      const spectral = finish(spectralErrors(A, exact, finish(symmetricEigenvalues(exact))))
      const near = (actual: number | null, value: number): void =>
        expect(Math.abs((actual ?? NaN) - value)).toBeLessThanOrEqual(1e-9)
      near(entries.relativeFrobenius, wanted.relFrobenius)
      near(entries.cosine, wanted.cosine)
      near(entries.diagonalRelative, wanted.diagRel)
      near(spectral.relativeSpectral, wanted.relSpectral)
      // Where the two matrices are equal the expected number is itself round-off.
      const scale = maxAbs(exact.data)
      const slack = Math.max(1e-9 * wanted.maxAbs, 1e-14 * scale)
      expect(Math.abs(entries.maxAbs - wanted.maxAbs)).toBeLessThanOrEqual(slack)
      if (!wanted.negEigAmbiguous) expect(spectral.negativeEigenvalues).toBe(wanted.negEig)
    }

    test('measures of outer-product', () => measure('outer-product', expected.metrics.ggn))

    test('measures of diagonal', () => measure('diagonal', expected.metrics.diagonal))

    test('measures of sequential-inverse', () => {
      const lambda = expected.damping
      const P = evaluate('sequential-inverse', { damping: lambda })
      const exact = finish(damped(evaluate('exact'), lambda))
      const outerProduct = finish(damped(evaluate('outer-product'), lambda))
      const errors = finish(inverseErrors(P, exact, outerProduct))
      const wanted = expected.inverseMetrics
      expect(Math.abs(errors.residualExact - wanted.residualExact)).toBeLessThanOrEqual(1e-9)
      expect(Math.abs((errors.relativeExact ?? NaN) - wanted.relErrorExact)).toBeLessThanOrEqual(1e-9)
      expect(errors.residualOuterProduct).toBeLessThan(1e-9)
      expect(errors.relativeOuterProduct).toBeLessThan(1e-9)
      if (!expected.dampedExactInverse) throw new Error('the damped exact inverse is missing')
      expect(exact.inverse).not.toBeNull()
      expect(
        deviation(exact.inverse?.data ?? new Float64Array(0), unpack(expected.dampedExactInverse, W)),
      ).toBeLessThanOrEqual(1e-9)
    })

    test('block-diagonal', () => {
      const wanted = H.data.map((value, at) =>
        placeOf(network, Math.floor(at / W)).l === placeOf(network, at % W).l ? value : 0,
      )
      expect(deviation(evaluate('block-diagonal').data, wanted)).toBeLessThanOrEqual(1e-11)
    })

    test('measures of block-diagonal', () => measure('block-diagonal', expected.metrics.blockDiagonal))

    test('factors of k-fac', () => {
      const { gamma, A } = finish(kroneckerFactors(problem))
      for (let l = 1; l <= network.L; l++) {
        expect(deviation(gamma[l], expected.kfac.gamma[l - 1].flat())).toBeLessThanOrEqual(1e-11)
        expect(deviation(A[l], expected.kfac.a[l - 1].flat())).toBeLessThanOrEqual(1e-11)
      }
    })

    test('measures of k-fac', () => measure('k-fac', expected.metrics.kfac))

    test('empirical-fisher', () => {
      const wanted = unpack(expected.empiricalFisher, W)
      expect(deviation(evaluate('empirical-fisher').data, wanted)).toBeLessThanOrEqual(1e-11)
    })

    test('measures of empirical-fisher', () => measure('empirical-fisher', expected.metrics.empiricalFisher))

    test('low-rank', () => {
      const { r, relFrobenius, relSpectral } = expected.lowRank
      const A = evaluate('low-rank', { rank: r })
      const error = entryErrors(A, H).relativeFrobenius ?? NaN
      const spectral = finish(spectralErrors(A, H, Float64Array.from(expected.eigenvalues)))
      expect(Math.abs(error - relFrobenius)).toBeLessThanOrEqual(1e-9)
      expect(Math.abs((spectral.relativeSpectral ?? NaN) - relSpectral)).toBeLessThanOrEqual(1e-9)
    })

    test('hutchinson-diagonal, with the probes given', () => {
      const { probes, estimate } = expected.hutchinson
      const own = finish(estimateDiagonal(problem, probes.length, (n) => Float64Array.from(probes[n])))
      const decayed = own.map((value) => value + problem.weightDecay)
      expect(deviation(decayed, estimate)).toBeLessThanOrEqual(1e-11)
    })

    // Then E is piecewise of degree two in each weight, there is no truncation error, and both rows are round-off.
    const polynomial = one.error === 'sse' && (one.activation === 'identity' || one.activation === 'relu')

    const differences = (id: MethodId, rows: readonly FixtureDifferences[]): void => {
      rows.forEach(({ eps, relFrobenius, maxAbs: largest }, row) => {
        const A = evaluate(id, { epsilon: eps })
        const error = A.data.map((value, i) => value - H.data[i])
        if (row === 0 && !polynomial) {
          expect(frobenius(error) / frobenius(H.data) / relFrobenius).toBeCloseTo(1, 1)
          expect(maxAbs(error) / largest).toBeCloseTo(1, 1)
        } else {
          expect(frobenius(error) / frobenius(H.data)).toBeLessThanOrEqual(10 * relFrobenius)
          expect(maxAbs(error)).toBeLessThanOrEqual(10 * largest)
        }
      })
    }

    test('gradient-differences', () => {
      expect(expected.fdGradient.length).toBeGreaterThan(0)
      differences('gradient-differences', expected.fdGradient)
    })

    test('energy-differences', () => {
      expect(expected.fdEnergy.length).toBeGreaterThan(0)
      differences('energy-differences', expected.fdEnergy)
    })
  })
})
