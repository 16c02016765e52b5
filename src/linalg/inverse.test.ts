import { inverse as oracleInverse, Matrix as Oracle } from 'ml-matrix'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factorCholesky, inverseFromCholesky, logDeterminant } from './cholesky.ts'
import { inverseOfSymmetric } from './inverse.ts'
import { chooseEngine, engines } from './kernels/engines.ts'
import { inverseByLu } from './lu.ts'
import type { Matrix } from './matrix.ts'
import { frobenius } from './norms.ts'
import { inverseResidual } from './residual.ts'
import { finish } from './steps.ts'
import { matrixOf, randomSymmetric, symmetricWithEigenvalues } from './testMatrices.ts'

const sizes = [1, 2, 3, 4, 5, 8, 13, 30, 67]

function expectInverse(P: Matrix, A: Matrix): void {
  const wanted = Float64Array.from(oracleInverse(Oracle.from1DArray(A.rows, A.rows, A.data)).to1DArray())
  const error = P.data.map((value, i) => value - wanted[i])
  expect(frobenius(error) / frobenius(wanted)).toBeLessThan(1e-11)
  expectSymmetric(P)
}

function expectSymmetric({ rows, data }: Matrix): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) expect(data[i * rows + j]).toBe(data[j * rows + i])
  }
}

describe.each(engines().map(({ name }) => ({ engine: name })))('on $engine', ({ engine }) => {
  beforeAll(() => chooseEngine(engine))
  afterAll(() => chooseEngine(engines()[0].name))

  describe('Cholesky', () => {
    test.each(sizes)('U is upper triangular and UᵀU = A, its inverse that of A, size %i', (size) => {
      const A = randomSymmetric(size, size, size)
      const factor = finish(factorCholesky(A))
      if (!factor) throw new Error('positive definite')
      const U = Oracle.from1DArray(size, size, factor.U)
      const difference = U.transpose()
        .mmul(U)
        .sub(Oracle.from1DArray(size, size, A.data))
      expect(difference.norm()).toBeLessThan(1e-13 * frobenius(A.data))
      for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) expect(factor.U[i * size + j]).toBe(0)
      expectInverse(finish(inverseFromCholesky(factor)), A)
    })

    test('ln det', () => {
      const factor = finish(factorCholesky(symmetricWithEigenvalues([0.5, 2, 3, 1e-200, 1e200], 4)))
      expect(factor).toBeNull()
      const definite = finish(factorCholesky(symmetricWithEigenvalues([0.5, 2, 3, 1e-6, 10], 4)))
      if (!definite) throw new Error('positive definite')
      expect(logDeterminant(definite)).toBeCloseTo(Math.log(0.5 * 2 * 3 * 1e-6 * 10), 8)
    })

    test.each([
      [
        'indefinite',
        [
          [1, 2],
          [2, 1],
        ],
      ],
      [
        'negative',
        [
          [-1, 0],
          [0, 2],
        ],
      ],
      [
        'singular',
        [
          [1, 1],
          [1, 1],
        ],
      ],
      [
        'singular up to round-off',
        [
          [0.1, 0.3],
          [0.3, 0.9],
        ],
      ],
      [
        'zero',
        [
          [0, 0],
          [0, 0],
        ],
      ],
      [
        'not finite',
        [
          [NaN, 0],
          [0, 1],
        ],
      ],
      [
        'infinite',
        [
          [Infinity, 0],
          [0, 1],
        ],
      ],
    ])('%s: null', (_name, rows) => {
      expect(finish(factorCholesky(matrixOf(rows)))).toBeNull()
    })
  })

  describe('inverseOfSymmetric', () => {
    test.each(sizes)('positive definite, size %i', (size) => {
      const A = randomSymmetric(size, size, size)
      const result = finish(inverseOfSymmetric(A))
      if (result.kind !== 'inverse') throw new Error(result.kind)
      expect(result.positiveDefinite).toBe(true)
      expectInverse(result.matrix, A)
    })

    test.each(sizes.slice(1))('indefinite, size %i', (size) => {
      const A = randomSymmetric(size, size)
      const result = finish(inverseOfSymmetric(A))
      if (result.kind !== 'inverse') throw new Error(result.kind)
      expect(result.positiveDefinite).toBe(false)
      expectInverse(result.matrix, A)
    })

    test('a zero diagonal needs pivots from elsewhere', () => {
      const A = matrixOf([
        [0, 1, 2],
        [1, 0, 3],
        [2, 3, 0],
      ])
      const result = finish(inverseOfSymmetric(A))
      if (result.kind !== 'inverse') throw new Error(result.kind)
      expectInverse(result.matrix, A)
    })

    test.each([
      [
        'of rank one',
        [
          [1, 2],
          [2, 4],
        ],
      ],
      [
        'zero',
        [
          [0, 0],
          [0, 0],
        ],
      ],
      [
        'not finite',
        [
          [1, NaN],
          [NaN, 1],
        ],
      ],
      [
        'infinite',
        [
          [1, Infinity],
          [Infinity, 1],
        ],
      ],
    ])('%s: singular', (_name, rows) => {
      expect(finish(inverseOfSymmetric(matrixOf(rows)))).toEqual({ kind: 'singular' })
    })

    test('rank-deficient up to round-off: singular', () => {
      const A = symmetricWithEigenvalues([3, 2, 1, 0, 0, -1, 4], 2)
      expect(finish(inverseOfSymmetric(A)).kind).toBe('singular')
    })

    test('scaling the matrix scales the inverse', () => {
      const A = randomSymmetric(7, 3)
      const scaled = { ...A, data: A.data.map((value) => value * 2 ** 300) }
      const one = finish(inverseOfSymmetric(A))
      const other = finish(inverseOfSymmetric(scaled))
      if (one.kind !== 'inverse' || other.kind !== 'inverse') throw new Error('regular')
      expect(other.matrix.data.map((value) => value * 2 ** 300)).toEqual(one.matrix.data)
    })

    test('the matrix is left as it was', () => {
      const A = randomSymmetric(10, 1)
      const before = A.data.slice()
      finish(inverseOfSymmetric(A))
      expect(A.data).toEqual(before)
    })

    test('pauses on the way, its progress never falling', () => {
      const progress = [...inverseOfSymmetric(randomSymmetric(320, 1))]
      expect(progress.length).toBeGreaterThan(2)
      progress.forEach((value, i) => {
        expect(value).toBeGreaterThanOrEqual(i === 0 ? 0 : progress[i - 1])
        expect(value).toBeLessThanOrEqual(1)
      })
    })
  })

  test.each(sizes)('inverseByLu agrees with Cholesky where both serve, size %i', (size) => {
    const A = randomSymmetric(size, size, size)
    const inverse = finish(inverseByLu(A))
    if (!inverse) throw new Error('regular')
    expectInverse(inverse, A)
  })

  describe('inverseResidual', () => {
    test.each(sizes)('‖P A − I‖/√size of any two symmetric matrices, size %i', (size) => {
      const P = randomSymmetric(size, 100 + size)
      const A = randomSymmetric(size, size)
      const product = Oracle.from1DArray(size, size, P.data).mmul(Oracle.from1DArray(size, size, A.data))
      const wanted = product.sub(Oracle.eye(size)).norm() / Math.sqrt(size)
      expect(finish(inverseResidual(P, A)) / wanted).toBeCloseTo(1, 12)
    })
  })
})
