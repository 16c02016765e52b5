import { EigenvalueDecomposition, Matrix as Oracle } from 'ml-matrix'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { symmetricEigenvalues, symmetricEigenvectors } from './eigenvalues.ts'
import { chooseEngine, engines } from './kernels/engines.ts'
import type { Matrix } from './matrix.ts'
import { frobenius, maxAbs } from './norms.ts'
import { finish } from './steps.ts'
import { matrixOf, randomSymmetric, symmetricWithEigenvalues } from './testMatrices.ts'

const eigenvalues = (A: Matrix): Float64Array => finish(symmetricEigenvalues(A))

function expectNear(actual: Float64Array, expected: readonly number[], tolerance = 1e-13): void {
  const wanted = Float64Array.from(expected).sort()
  expect(actual).toHaveLength(wanted.length)
  const scale = Math.max(maxAbs(wanted), Number.MIN_VALUE)
  actual.forEach((value, i) => expect(Math.abs(value - wanted[i])).toBeLessThanOrEqual(tolerance * scale))
}

describe.each(engines().map(({ name }) => ({ engine: name })))('on $engine', ({ engine }) => {
  beforeAll(() => chooseEngine(engine))
  afterAll(() => chooseEngine(engines()[0].name))

  describe('symmetricEigenvalues', () => {
    test.each([1, 2, 3, 4, 7, 20, 61, 130])('agrees with the oracle at size %i', (size) => {
      const A = randomSymmetric(size, size)
      const oracle = new EigenvalueDecomposition(Oracle.from1DArray(size, size, A.data), {
        assumeSymmetric: true,
      })
      expectNear(eigenvalues(A), oracle.realEigenvalues)
    })

    test('finds given eigenvalues, multiple and zero ones too', () => {
      const given = [-3, -3, -1e-3, 0, 0, 0, 0, 2, 2, 2, 5, 1e4]
      expectNear(eigenvalues(symmetricWithEigenvalues(given, 3)), given)
    })

    test('a diagonal matrix, a zero one and a constant one', () => {
      expect([
        ...eigenvalues(
          matrixOf([
            [3, 0, 0],
            [0, -1, 0],
            [0, 0, 2],
          ]),
        ),
      ]).toEqual([-1, 2, 3])
      expect([
        ...eigenvalues(
          matrixOf([
            [0, 0],
            [0, 0],
          ]),
        ),
      ]).toEqual([0, 0])
      const ones = matrixOf(Array.from({ length: 6 }, () => [1, 1, 1, 1, 1, 1]))
      expectNear(eigenvalues(ones), [0, 0, 0, 0, 0, 6])
    })

    test('a tridiagonal matrix with known eigenvalues', () => {
      const size = 40
      const A = matrixOf(
        Array.from({ length: size }, (_, i) =>
          Array.from({ length: size }, (__, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)),
        ),
      )
      expectNear(
        eigenvalues(A),
        Array.from({ length: size }, (_, k) => 2 - 2 * Math.cos(((k + 1) * Math.PI) / (size + 1))),
      )
    })

    test.each([1e-200, 1e200])('entries of the order of %f neither overflow nor vanish', (scale) => {
      const A = randomSymmetric(9, 5)
      const scaled = { ...A, data: A.data.map((value) => value * scale) }
      expectNear(
        eigenvalues(scaled),
        [...eigenvalues(A)].map((value) => value * scale),
      )
    })

    test('strongly graded entries', () => {
      const given = [1, 1e-5, 1e-10, 1e-15, 1e-20]
      expectNear(eigenvalues(symmetricWithEigenvalues(given, 8)), given)
    })

    test('what is not finite gives NaN, not an endless loop', () => {
      expect(
        eigenvalues(
          matrixOf([
            [1, NaN],
            [NaN, 1],
          ]),
        ).every(Number.isNaN),
      ).toBe(true)
      expect(
        eigenvalues(
          matrixOf([
            [Infinity, 0],
            [0, 1],
          ]),
        ).every(Number.isNaN),
      ).toBe(true)
    })

    test('the matrix is left as it was', () => {
      const A = randomSymmetric(10, 1)
      const before = A.data.slice()
      eigenvalues(A)
      expect(A.data).toEqual(before)
    })

    test('pauses on the way, its progress rising', () => {
      const progress = [...symmetricEigenvalues(randomSymmetric(300, 1))]
      expect(progress.length).toBeGreaterThan(1)
      progress.forEach((value, i) => {
        expect(value).toBeGreaterThan(i === 0 ? 0 : progress[i - 1])
        expect(value).toBeLessThanOrEqual(1)
      })
    })
  })

  describe('symmetricEigenvectors', () => {
    const residuals = (A: Matrix): { readonly equation: number; readonly orthonormality: number } => {
      const size = A.rows
      const { values, vectors } = finish(symmetricEigenvectors(A))
      const equation = new Float64Array(size * size)
      const orthonormality = new Float64Array(size * size)
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) {
          let sum = -values[i] * vectors.data[i * size + j]
          let dot = i === j ? -1 : 0
          for (let k = 0; k < size; k++) {
            sum += A.data[j * size + k] * vectors.data[i * size + k]
            dot += vectors.data[i * size + k] * vectors.data[j * size + k]
          }
          equation[i * size + j] = sum
          orthonormality[i * size + j] = dot
        }
      }
      expectNear(values, [...eigenvalues(A)])
      return { equation: maxAbs(equation), orthonormality: maxAbs(orthonormality) }
    }

    test.each([1, 2, 3, 4, 7, 8, 9, 20, 61, 130])('A v = λ v, orthonormal, size %i', (size) => {
      const A = randomSymmetric(size, size)
      const { equation, orthonormality } = residuals(A)
      expect(equation).toBeLessThan(1e-14 * size * frobenius(A.data))
      expect(orthonormality).toBeLessThan(1e-13)
    })

    test('multiple eigenvalues, a diagonal matrix and a zero one', () => {
      const given = [-3, -3, -1e-3, 0, 0, 0, 0, 2, 2, 2, 5, 1e4]
      for (const A of [
        symmetricWithEigenvalues(given, 3),
        matrixOf(given.map((value, i) => given.map((_, j) => (i === j ? value : 0)))),
        matrixOf(given.map(() => given.map(() => 0))),
      ]) {
        const { equation, orthonormality } = residuals(A)
        expect(equation).toBeLessThan(1e-10)
        expect(orthonormality).toBeLessThan(1e-13)
      }
    })

    test('what is not finite gives NaN; the matrix is left as it was; it pauses on the way', () => {
      const { values, vectors } = finish(symmetricEigenvectors(matrixOf([[NaN]])))
      expect([...values, ...vectors.data]).toEqual([NaN, NaN])
      const A = randomSymmetric(150, 1)
      const before = A.data.slice()
      const progress = [...symmetricEigenvectors(A)]
      expect(A.data).toEqual(before)
      expect(progress.length).toBeGreaterThan(1)
      progress.forEach((value, i) => {
        expect(value).toBeGreaterThanOrEqual(i === 0 ? 0 : progress[i - 1])
        expect(value).toBeLessThanOrEqual(1)
      })
    })
  })
})
