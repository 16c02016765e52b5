import { describe, expect, test } from 'vitest'
import { createRandom } from '../random.ts'
import { chooseEngine, engine, engines, enginesOf } from './engines.ts'
import { padded } from './kernels.ts'
import type { Allocator, Engine, EngineName } from './kernels.ts'
import type { Platform } from './webAssembly.ts'

const names = (list: readonly Engine[]): EngineName[] => list.map(({ name }) => name)

describe('the choice', () => {
  test('is the fastest engine there is', () => {
    expect(names(engines())).toEqual(['simd-fma', 'simd', 'typescript'])
    expect(engine()).toBe(engines()[0])
  })

  test('can be forced', () => {
    for (const { name } of engines()) {
      chooseEngine(name)
      expect(engine().name).toBe(name)
    }
    expect(() => chooseEngine('none' as EngineName)).toThrow(RangeError)
    chooseEngine(engines()[0].name)
  })

  const { WebAssembly, atob } = globalThis
  const namesWith = (changes: object): EngineName[] => {
    const { validate, Module, Instance, Memory } = WebAssembly
    const platform: unknown = { atob, WebAssembly: { validate, Module, Instance, Memory, ...changes } }
    return names(enginesOf(platform as Platform))
  }

  test('falls back where something is missing', () => {
    expect(names(enginesOf({}))).toEqual(['typescript'])
    expect(names(enginesOf({ atob }))).toEqual(['typescript'])
    expect(namesWith({})).toEqual(['simd-fma', 'simd', 'typescript'])
    expect(namesWith({ validate: () => false })).toEqual(['typescript'])
    let asked = 0
    expect(namesWith({ validate: () => asked++ > 0 })).toEqual(['simd', 'typescript'])
  })

  test('falls back where a policy forbids to compile', () => {
    const Module = function refuse() {
      throw new Error('refused')
    }
    expect(namesWith({ Module })).toEqual(['typescript'])
  })
})

const [plain] = engines().filter(({ name }) => name === 'typescript')

describe.each(engines().map((one) => ({ name: one.name, one })))('$name', ({ name, one }) => {
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

  test('names itself', () => {
    const room = one.open(() => null)
    expect(room.kernels.engine).toBe(name)
    room.close()
  })

  test('arrays are zeros, however often rooms are opened, and do not overlap', () => {
    for (const length of [5, 100_000, 3, 0]) {
      const { arrays, close } = one.open((allocate) => [
        allocate.numbers(length),
        allocate.indices(3, (index) => index.set([7, 8, 9])),
        allocate.numbers(length),
      ])
      const [a, index, b] = arrays
      expect(index).toEqual(Int32Array.of(7, 8, 9, 0))
      expect(a).toEqual(new Float64Array(length))
      expect(b).toEqual(new Float64Array(length))
      a.fill(1)
      expect(b.every((value) => value === 0)).toBe(true)
      b.fill(2)
      expect(index).toEqual(Int32Array.of(7, 8, 9, 0))
      close()
      close()
    }
  })

  test('two rooms open at a time have memories of their own', () => {
    const first = one.open((allocate) => allocate.numbers(10))
    const second = one.open((allocate) => allocate.numbers(300_000))
    first.arrays.fill(1)
    second.arrays.fill(2)
    second.close()
    const third = one.open((allocate) => allocate.numbers(300_000))
    third.arrays.fill(3)
    expect(first.arrays).toEqual(new Float64Array(10).fill(1))
    first.close()
    third.close()
  })

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
})
