import { describe, expect, test } from 'vitest'
import { createRandom } from '../random.ts'
import { engines } from './engines.ts'
import { padded } from './kernels.ts'
import type { Allocator, Engine } from './kernels.ts'

const [plain] = engines().filter(({ name }) => name === 'typescript')

describe.each(engines().map((one) => ({ name: one.name, one })))('$name', ({ one }) => {
  /** Agreement of what `run` leaves in an array, to 1e-13 of the largest entry; the same bits at every call. */
  function expectTwin(run: (engineToRun: Engine) => Float64Array) {
    const actual = run(one)
    const wanted = run(plain)
    const scale = Math.max(...wanted.map(Math.abs), Number.MIN_VALUE)
    expect(actual).toHaveLength(wanted.length)
    actual.forEach((value, i) => expect(Math.abs(value - wanted[i])).toBeLessThanOrEqual(1e-13 * scale))
    expect(run(one)).toEqual(actual)
  }

  function filled(allocate: Allocator, length: number, seed: number): Float64Array {
    const random = createRandom(seed)
    const array = allocate.numbers(length)
    for (let i = 0; i < array.length; i++) array[i] = random.normal()
    return array
  }

  test.each([
    [1, 1, 4],
    [4, 3, 8],
    [7, 5, 12],
    [9, 0, 4],
    [0, 3, 4],
    [3, 2, 0],
    [6, 11, 40],
  ])('multiply, %i × %i times %i columns', (rows, inner, width) => {
    for (const transposed of [false, true]) {
      expectTwin(({ open }) => {
        const { kernels, arrays, close } = open((allocate) => ({
          A: filled(allocate, rows * inner + 1, 1),
          B: filled(allocate, inner * (width + 4) + 3, 2),
          out: allocate.numbers(2 + rows * (width + 1)),
        }))
        const { A, B, out } = arrays
        const [aRow, aColumn] = transposed ? [1, rows] : [inner, 1]
        kernels.multiply(A, 1, aRow, aColumn, B, 3, width + 4, rows, inner, width, out, 2, width + 1)
        for (let r = 0; r < rows; r++) {
          for (let c = 0; c < width; c++) {
            let sum = 0
            for (let k = 0; k < inner; k++) sum += A[1 + r * aRow + k * aColumn] * B[3 + k * (width + 4) + c]
            expect(out[2 + r * (width + 1) + c]).toBeCloseTo(sum, 12)
          }
        }
        const result = out.slice()
        close()
        return result
      })
    }
  })

  test.each([
    [0, 2],
    [1, 3],
    [2, 1],
    [7, 4],
    [8, 0],
  ])('multiplyColumns of length %i, %i of them', (length, count) => {
    expectTwin(({ open }) => {
      const { kernels, arrays, close } = open((allocate) => ({
        a: filled(allocate, length + 1, 1),
        b: filled(allocate, count * (length + 2) + 1, 2),
        out: allocate.numbers(count * (length + 3) + 2),
      }))
      const { a, b, out } = arrays
      kernels.multiplyColumns(a, 1, b, 1, length + 2, length, count, out, 2, length + 3)
      const wanted = new Float64Array(out.length)
      for (let c = 0; c < count; c++) {
        for (let n = 0; n < length; n++)
          wanted[2 + c * (length + 3) + n] = a[1 + n] * b[1 + c * (length + 2) + n]
      }
      expect(out).toEqual(wanted)
      const result = out.slice()
      close()
      return result
    })
  })

  test.each([
    [1, 1, 1],
    [2, 3, 4],
    [5, 7, 3],
    [4, 2, 8],
    [7, 9, 11],
    [0, 3, 3],
    [33, 6, 21],
  ])('columns, %i rows, %i and %i columns', (inner, p, q) => {
    const stride = inner + 3
    for (const squared of [false, true]) {
      expectTwin(({ open }) => {
        const { kernels, arrays, close } = open((allocate) => ({
          X: filled(allocate, padded(p) * stride, 1),
          data: filled(allocate, q * stride, 2),
          index: allocate.indices(q, (index) => index.forEach((_, i) => (index[i] = Math.max(0, q - 1 - i)))),
          Y: allocate.scratch(padded(q) * inner),
          after: allocate.numbers(4),
          out: allocate.numbers(4 * padded(q)),
        }))
        const { X, data, Y, out } = arrays
        const y = { data, stride, index: arrays.index }
        if (squared) kernels.packProducts(y, y, inner, Y)
        else kernels.packColumns(y, inner, Y)
        expect(arrays.after.every((value) => value === 0)).toBe(true)
        const result = new Float64Array(p * q)
        for (let r = 0; r < p; r += 4) {
          kernels.columnProducts(X, r * stride, stride, Y, 0, padded(q), inner, out)
          for (let i = r; i < Math.min(r + 4, p); i++)
            result.set(out.subarray((i - r) * padded(q), (i - r) * padded(q) + q), i * q)
        }
        for (let i = 0; i < p; i++) {
          for (let j = 0; j < q; j++) {
            let sum = 0
            for (let n = 0; n < inner; n++) {
              const value = data[(q - 1 - j) * stride + n]
              sum += X[i * stride + n] * (squared ? value * value : value)
            }
            expect(result[i * q + j]).toBeCloseTo(sum, 12)
          }
        }
        close()
        return result
      })
    }
  })

  test.each([
    [0, 5, 0, 0],
    [1, 1, 0, 0],
    [3, 8, 0, 0],
    [3, 14, 1, -1],
    [4, 4, 0, 1],
    [2, 9, 1, 0],
  ])('subtractRows, %i groups of length %i, advance %i, extend %i', (groups, length, advance, extend) => {
    for (const column of [false, true]) {
      expectTwin(({ open }) => {
        const stride = 40
        const { kernels, arrays, close } = open((allocate) => ({
          out: filled(allocate, stride, 1),
          rows: filled(allocate, 4 * groups * stride, 2),
          factors: filled(allocate, 100, 3),
        }))
        const { out, rows, factors } = arrays
        const wanted = out.slice()
        for (let k = 0; k < 4 * groups; k++) {
          const shift = (k & ~3) * advance
          for (let c = 0; c < length + (k & ~3) * extend; c++)
            wanted[3 + shift + c] -= factors[1 + k * (column ? 5 : 1)] * rows[k * stride + 2 + shift + c]
        }
        kernels.subtractRows(
          ...([out, 3, rows, 2, stride, factors, 1, column ? 5 : 1] as const),
          ...([groups, length, advance, extend] as const),
        )
        out.forEach((value, c) => expect(value).toBeCloseTo(wanted[c], 12))
        const result = out.slice()
        close()
        return result
      })
    }
  })

  test.each([0, 1, 2, 3, 4, 7, 8, 33])('updateAndMultiply and reduceAndMultiply, size %i', (size) => {
    const stride = size + 3
    const symmetric = (data: Float64Array, row: number, lower: boolean) => (i: number, j: number) =>
      lower === i > j ? data[i * row + j] : data[j * row + i]
    expectTwin(({ open }) => {
      const { kernels, arrays, close } = open((allocate) => ({
        P: filled(allocate, size * size, 1),
        A: filled(allocate, size * stride, 2),
        u: filled(allocate, size, 3),
        q: filled(allocate, size, 4),
        v: filled(allocate, size, 5),
        p: filled(allocate, size, 6),
        s: filled(allocate, size, 7),
      }))
      const { P, A, u, q, v, p, s } = arrays
      const oldP = symmetric(P.slice(), size, false)
      const oldA = symmetric(A.slice(), stride, true)
      kernels.updateAndMultiply(P, size, q, 0.3, u, p)
      kernels.reduceAndMultiply(A, stride, size, u, q, v, s)
      for (let i = 0; i < size; i++) {
        let wantedP = 0
        let wantedA = 0
        for (let j = 0; j < size; j++) {
          const entryP = oldP(i, j) - 0.3 * q[i] * q[j]
          const entryA = oldA(i, j) - u[i] * q[j] - q[i] * u[j]
          if (j >= i) expect(P[i * size + j]).toBeCloseTo(entryP, 13)
          if (j <= i) expect(A[i * stride + j]).toBeCloseTo(entryA, 13)
          wantedP += entryP * u[j]
          wantedA += entryA * v[j]
        }
        expect(p[i]).toBeCloseTo(wantedP, 12)
        expect(s[i]).toBeCloseTo(wantedA, 12)
      }
      const result = Float64Array.of(...P, ...A, ...p, ...s)
      close()
      return result
    })
  })

  test.each([
    [0, 0],
    [4, 2],
    [8, 6],
    [12, 12],
  ])('reflectRows, %i rows of %i entries', (rows, length) => {
    const stride = length + 3
    expectTwin(({ open }) => {
      const { kernels, arrays, close } = open((allocate) => ({
        M: filled(allocate, rows * stride, 1),
        v: filled(allocate, length, 2),
      }))
      const { M, v } = arrays
      const wanted = M.map((value, at) => {
        const row = Math.floor(at / stride)
        const column = at % stride
        if (column >= length) return value
        let dot = 0
        for (let c = 0; c < length; c++) dot += v[c] * M[row * stride + c]
        return value - 0.7 * dot * v[column]
      })
      kernels.reflectRows(M, stride, rows, length, v, 0.7)
      M.forEach((value, at) => expect(value).toBeCloseTo(wanted[at], 12))
      const result = M.slice()
      close()
      return result
    })
  })

  test.each([
    [0, 0, 8],
    [0, 1, 8],
    [1, 4, 16],
    [0, 5, 24],
    [2, 2, 8],
  ])('rotateRows from %i to %i, width %i', (from, to, width) => {
    const stride = width + 1
    const angles = [0.3, -2, 1, 5, 0.1]
    expectTwin(({ open }) => {
      const { kernels, arrays, close } = open((allocate) => ({
        M: filled(allocate, 6 * stride, 1),
        cosines: filled(allocate, 5, 2),
        sines: filled(allocate, 5, 3),
      }))
      const { M, cosines, sines } = arrays
      angles.forEach((angle, i) => {
        cosines[i] = Math.cos(angle)
        sines[i] = Math.sin(angle)
      })
      const wanted = M.slice()
      for (let i = to - 1; i >= from; i--) {
        for (let c = 0; c < width; c++) {
          const [m, h] = [wanted[i * stride + c], wanted[(i + 1) * stride + c]]
          wanted[(i + 1) * stride + c] = Math.sin(angles[i]) * m + Math.cos(angles[i]) * h
          wanted[i * stride + c] = Math.cos(angles[i]) * m - Math.sin(angles[i]) * h
        }
      }
      kernels.rotateRows(M, stride, width, from, to, cosines, sines)
      M.forEach((value, at) => expect(value).toBeCloseTo(wanted[at], 12))
      const result = M.slice()
      close()
      return result
    })
  })
})
