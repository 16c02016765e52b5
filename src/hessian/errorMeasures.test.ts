import { describe, expect, test } from 'vitest'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { finish } from '../linalg/steps.ts'
import { matrixOf, randomSymmetric } from '../linalg/testMatrices.ts'
import { countNegative, entryErrors, spectralErrors } from './errorMeasures.ts'
import { damped, inverseErrors } from './inverseErrors.ts'

const spectral = (A: Matrix, H: Matrix) => finish(spectralErrors(A, H, finish(symmetricEigenvalues(H))))

const zero = matrixOf([
  [0, 0],
  [0, 0],
])
const H = matrixOf([
  [3, 4],
  [4, -3],
])

describe('entryErrors', () => {
  test('by hand', () => {
    const errors = entryErrors(
      matrixOf([
        [3, 0],
        [0, -3],
      ]),
      H,
    )
    expect(errors.relativeFrobenius).toBeCloseTo(Math.sqrt(32 / 50), 14)
    expect(errors.maxAbs).toBe(4)
    expect(errors.cosine).toBeCloseTo(18 / Math.sqrt(18 * 50), 14)
    expect(errors.diagonalRelative).toBe(0)
  })

  test('a multiple has cosine 1 or −1', () => {
    expect(entryErrors({ ...H, data: H.data.map((value) => 5 * value) }, H).cosine).toBeCloseTo(1, 14)
    expect(entryErrors({ ...H, data: H.data.map((value) => -5 * value) }, H).cosine).toBeCloseTo(-1, 14)
  })

  test('null, not NaN, where a norm is 0', () => {
    expect(entryErrors(H, zero)).toEqual({
      relativeFrobenius: null,
      maxAbs: 4,
      cosine: null,
      diagonalRelative: null,
    })
    expect(entryErrors(zero, H)).toEqual({
      relativeFrobenius: 1,
      maxAbs: 4,
      cosine: null,
      diagonalRelative: 1,
    })
    expect(
      entryErrors(
        H,
        matrixOf([
          [0, 1],
          [1, 0],
        ]),
      ).diagonalRelative,
    ).toBeNull()
  })

  test('entries whose squares overflow', () => {
    const large = { ...H, data: H.data.map((value) => value * 1e200) }
    expect(entryErrors(large, large)).toEqual({
      relativeFrobenius: 0,
      maxAbs: 0,
      cosine: expect.closeTo(1, 14),
      diagonalRelative: 0,
    })
  })
})

describe('spectralErrors', () => {
  test('by hand: H has eigenvalues ±5, what the diagonal leaves out ±4', () => {
    const errors = spectral(
      matrixOf([
        [3, 0],
        [0, -3],
      ]),
      H,
    )
    expect(errors.relativeSpectral).toBeCloseTo(4 / 5, 14)
    expect(errors.negativeEigenvalues).toBe(1)
  })

  test('the exact matrix against itself takes nothing anew', () => {
    expect(spectralErrors(H, H, Float64Array.of(-5, 5)).next()).toEqual({
      done: true,
      value: { relativeSpectral: 0, negativeEigenvalues: 1 },
    })
  })

  test('null where ‖H‖ is 0', () => {
    expect(spectral(H, zero)).toEqual({ relativeSpectral: null, negativeEigenvalues: 1 })
    expect(spectral(zero, zero)).toEqual({ relativeSpectral: null, negativeEigenvalues: 0 })
  })

  test('signs of round-off do not count as negative', () => {
    expect(countNegative(Float64Array.of(-1e-9, -2e-11, -1e-17, 1))).toBe(1)
    expect(countNegative(Float64Array.of(0, 0))).toBe(0)
  })

  test('progress never falls', () => {
    const A = randomSymmetric(360, 1)
    const B = randomSymmetric(360, 2)
    const progress = [...spectralErrors(A, B, Float64Array.of(1))]
    expect(progress.length).toBeGreaterThan(2)
    progress.forEach((value, i) => expect(value).toBeGreaterThanOrEqual(i === 0 ? 0 : progress[i - 1]))
  })
})

describe('inverses', () => {
  test('A + λ I with its inverse, A left alone', () => {
    const A = matrixOf([
      [1, 0],
      [0, 3],
    ])
    const result = finish(damped(A, 1))
    expect([...result.matrix.data]).toEqual([2, 0, 0, 4])
    const inverse = [0.5, 0, 0, 0.25].map((value) => expect.closeTo(value, 15) as number)
    expect([...(result.inverse?.data ?? [])]).toEqual(inverse)
    expect(result.positiveDefinite).toBe(true)
    expect([...A.data]).toEqual([1, 0, 0, 3])
  })

  test('no inverse of a singular matrix: null, and the residual all the same', () => {
    const singular = finish(damped(H, 5))
    expect(singular.inverse).toBeNull()
    const regular = finish(damped(H, 0))
    expect(regular.positiveDefinite).toBe(false)
    if (!regular.inverse) throw new Error('regular')
    const errors = finish(inverseErrors(regular.inverse, singular, regular))
    expect(errors.residualOuterProduct).toBeLessThan(1e-15)
    expect(errors.relativeOuterProduct).toBe(0)
    expect(errors.relativeExact).toBeNull()
    // P (H + 5 I) − I = 5 P, and P² = I/25.
    expect(errors.residualExact).toBeCloseTo(1, 14)
  })
})
