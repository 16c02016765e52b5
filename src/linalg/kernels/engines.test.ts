import { describe, expect, test } from 'vitest'
import { chooseEngine, engine, engines, enginesOf } from './engines.ts'
import type { Engine, EngineName } from './kernels.ts'
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

describe.each(engines().map((one) => ({ name: one.name, one })))('$name', ({ name, one }) => {
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
})
