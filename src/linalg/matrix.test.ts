import { describe, expect, test } from 'vitest'
import { recycle, zeros } from './matrix.ts'

describe('recycled memory', () => {
  test('comes back as zeros, to one matrix at a time', () => {
    const first = zeros(200, 300)
    first.data.fill(7)
    recycle(first)
    recycle(first)
    const second = zeros(300, 200)
    expect(second.data).toBe(first.data)
    expect(second.data.every((value) => value === 0)).toBe(true)
    expect(zeros(300, 200).data).not.toBe(second.data)
  })

  test('is never memory that went elsewhere, nor too much of it', () => {
    const gone = zeros(200, 200)
    structuredClone(gone.data, { transfer: [gone.data.buffer] })
    recycle(gone)
    expect(zeros(200, 200).data).toHaveLength(40_000)
    const many = Array.from({ length: 6 }, () => zeros(200, 200))
    many.forEach(recycle)
    const again = new Set(Array.from({ length: 6 }, () => zeros(200, 200).data))
    expect(many.filter(({ data }) => again.has(data))).toHaveLength(4)
  })
})
