import { describe, expect, test } from 'vitest'
import { copyOf, recycle, zeros } from './matrix.ts'

describe('recycled memory', () => {
  test('comes back as zeros, to one matrix at a time', () => {
    const first = zeros(200, 300)
    first.data.fill(7)
    recycle(first.data)
    recycle(first.data)
    const second = zeros(300, 200)
    expect(second.data).toBe(first.data)
    expect(second.data.every((value) => value === 0)).toBe(true)
    expect(zeros(300, 200).data).not.toBe(second.data)
  })

  test('serves copies too, of matrices of its size alone', () => {
    const used = zeros(200, 200).data
    recycle(used)
    expect(copyOf(new Float64Array(30_000).fill(2))).toHaveLength(30_000)
    const copy = copyOf(new Float64Array(40_000).fill(3))
    expect(copy).toBe(used)
    expect(copy.every((value) => value === 3)).toBe(true)
  })

  test('is never memory that went elsewhere, nor too much of it', () => {
    const gone = zeros(200, 200)
    structuredClone(gone.data, { transfer: [gone.data.buffer] })
    recycle(gone.data)
    expect(zeros(200, 200).data).toHaveLength(40_000)
    const many = Array.from({ length: 6 }, () => zeros(1200, 1200).data)
    many.forEach(recycle)
    const again = new Set(Array.from({ length: 6 }, () => zeros(1200, 1200).data))
    expect(many.filter((data) => again.has(data))).toHaveLength(5)
  })
})
