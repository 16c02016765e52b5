import { Matrix as Oracle } from 'ml-matrix'
import { describe, expect, test } from 'vitest'
import { frobenius, maxAbs } from './norms.ts'
import { multiplyInto } from './product.ts'
import { createRandom } from './random.ts'
import { addToDiagonal, mirrorUpper, symmetrise } from './symmetric.ts'
import { randomSymmetric } from './testMatrices.ts'

function randomNumbers(count: number, seed: number): Float64Array {
  const random = createRandom(seed)
  return Float64Array.from({ length: count }, () => random.normal())
}

function expectNear(actual: Float64Array, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length)
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 12))
}

const shapes = [
  [1, 1, 1],
  [2, 3, 4],
  [3, 1, 5],
  [5, 7, 3],
  [4, 2, 8],
  [7, 9, 11],
] as const

describe.each(shapes)('multiplyInto, %i × %i times %i columns', (rows, inner, columns) => {
  const A = randomNumbers(rows * inner, 1)
  const B = randomNumbers(inner * columns, 2)
  const wanted = Oracle.from1DArray(rows, inner, A)
    .mmul(Oracle.from1DArray(inner, columns, B))
    .to1DArray()
  const transposeOf = (data: Float64Array, r: number, c: number): Float64Array =>
    Float64Array.from({ length: r * c }, (_, at) => data[(at % r) * c + Math.floor(at / r)])

  test.each([
    ['both as they are', false, false],
    ['the first transposed', true, false],
    ['the second transposed', false, true],
    ['both transposed', true, true],
  ])('%s', (_name, first, second) => {
    const out = new Float64Array(rows * columns + 2)
    const a = first ? transposeOf(A, rows, inner) : A
    const b = second ? transposeOf(B, inner, columns) : B
    const [aRow, aColumn] = first ? [1, rows] : [inner, 1]
    const [bRow, bColumn] = second ? [1, inner] : [columns, 1]
    multiplyInto(a, 0, aRow, aColumn, b, 0, bRow, bColumn, rows, inner, columns, out, 1, columns, false)
    expectNear(out, [0, ...wanted, 0])
    multiplyInto(a, 0, aRow, aColumn, b, 0, bRow, bColumn, rows, inner, columns, out, 1, columns, true)
    expectNear(out, [0, ...wanted.map((value) => 2 * value), 0])
  })
})

describe('symmetric matrices', () => {
  test.each([1, 2, 31, 32, 33, 70])('mirrorUpper, size %i', (size) => {
    const { data } = randomSymmetric(size, size)
    const upper = data.map((value, at) => (Math.floor(at / size) > at % size ? NaN : value))
    mirrorUpper(upper, size)
    expect(upper).toEqual(data)
  })

  test('addToDiagonal', () => {
    const data = Float64Array.of(1, 2, 3, 4)
    addToDiagonal(data, 2, 10)
    expect([...data]).toEqual([11, 2, 3, 14])
  })

  test('symmetrise gives the mean and what it mended', () => {
    const data = Float64Array.of(1, 2, 4, 5)
    expect(symmetrise(data, 2)).toBeCloseTo(Math.sqrt(8 / 46), 14)
    expect([...data]).toEqual([1, 3, 3, 5])
    expect(symmetrise(data, 2)).toBe(0)
    expect(symmetrise(new Float64Array(4), 2)).toBe(0)
  })
})

describe('norms', () => {
  test('maxAbs', () => {
    expect(maxAbs(Float64Array.of(1, -3, 2))).toBe(3)
    expect(maxAbs(new Float64Array(0))).toBe(0)
    expect(maxAbs(Float64Array.of(1, NaN, 5))).toBeNaN()
    expect(maxAbs(Float64Array.of(-Infinity, 5))).toBe(Infinity)
  })

  test('frobenius', () => {
    expect(frobenius(Float64Array.of(3, -4))).toBe(5)
    expect(frobenius(new Float64Array(3))).toBe(0)
    expect(frobenius(Float64Array.of(3e200, 4e200)) / 5e200).toBeCloseTo(1, 14)
    expect(frobenius(Float64Array.of(3e-200, 4e-200)) / 5e-200).toBeCloseTo(1, 14)
    expect(frobenius(Float64Array.of(Infinity, 1))).toBe(Infinity)
    expect(frobenius(Float64Array.of(NaN, 1))).toBeNaN()
  })
})
