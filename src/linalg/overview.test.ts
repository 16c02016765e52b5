import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockExtrema, blockStarts, createBlockRoom, halfExtrema, halved, overviewOf } from './overview.ts'

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** The numbers whose high words these are. */
function numbersOf(words: Int32Array): number[] {
  return [...words].map((word) => {
    const view = new DataView(new ArrayBuffer(8))
    view.setInt32(littleEndian ? 4 : 0, word, littleEndian)
    return view.getFloat64(0, littleEndian)
  })
}

/** The extrema of blocks of the matrix whose rows are given. */
function extrema(
  rows: readonly (readonly number[])[],
  top: number,
  bottom: number,
  starts: readonly number[],
) {
  const words = new Int32Array(starts.length - 1)
  const entries = { data: Float64Array.from(rows.flat()), minus: null, columns: rows[0].length }
  blockExtrema(entries, top, bottom, Int32Array.from(starts), createBlockRoom(rows[0].length), words, 0)
  return numbersOf(words)
}

describe('the extremum of a block', () => {
  it('is the entry of largest absolute value, with its sign', () => {
    const row = [1, -2, 0, 0, 3]
    expect(extrema([row], 0, 1, [0, 3, 5])).toEqual([-2, 3])
    expect(extrema([row], 0, 1, [2, 4])).toEqual([0])
    expect(extrema([row, [4, 1, 0, -8, 0]], 0, 2, [0, 1, 3, 5])).toEqual([4, -2, -8])
  })
  it('is what is not finite, if there is any', () => {
    expect(extrema([[5, NaN, 7, 1e300, -Infinity, 2]], 0, 1, [0, 3, 6])).toEqual([NaN, -Infinity])
    expect(extrema([[1], [NaN]], 0, 2, [0, 1])).toEqual([NaN])
  })
  it('is what comparing all entries gives, to a millionth', () => {
    const size = fc.integer({ min: 1, max: 6 })
    const entry = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(0))
    fc.assert(
      fc.property(size, size, fc.infiniteStream(entry), (height, width, entries) => {
        const rows = Array.from({ length: height }, () => [...entries.take(width)])
        const starts = [0, ...(width > 2 ? [Math.floor(width / 2)] : []), width]
        extrema(rows, 0, height, starts).forEach((value, x) => {
          const block = rows.flatMap((row) => row.slice(starts[x], starts[x + 1]))
          const largest = Math.max(...block.map(Math.abs))
          // Numbers that small have no mantissa left in their high word.
          if (largest < 1e-290) return
          const near = (one: number) => Math.abs(one) >= largest * (1 - 2e-6)
          expect(near(value)).toBe(true)
          expect(block.some((one) => near(one) && Math.sign(one) === Math.sign(value))).toBe(true)
        })
      }),
    )
  })
})

describe('an overview', () => {
  it('has one large entry among a thousand times a thousand at its place', () => {
    const [W, size] = [1000, 137]
    const data = new Float64Array(W * W)
    data[731 * W + 280] = -4
    const numbers = numbersOf(overviewOf(data, W, size).words)
    expect(numbers.filter((value) => value !== 0)).toEqual([-4])
    expect(numbers[Math.floor(0.731 * size) * size + Math.floor(0.28 * size)]).toBe(-4)
  })
  it('of a difference is that of the matrix of differences', () => {
    const [W, size] = [50, 17]
    const data = Float64Array.from({ length: W * W }, (_, at) => Math.sin(at))
    const minus = Float64Array.from({ length: W * W }, (_, at) => Math.cos(3 * at))
    const differences = data.map((value, at) => value - minus[at])
    expect(overviewOf(data, W, size, minus)).toEqual(overviewOf(differences, W, size))
  })
  it('gives every entry to one pixel', () => {
    for (const [W, size] of [
      [7, 7],
      [100, 99],
      [1000, 137],
    ]) {
      const starts = blockStarts(W, size, 0, 1)
      expect(starts[0]).toBe(0)
      expect(starts[size]).toBe(W)
      for (let p = 0; p < size; p++) expect(starts[p + 1]).toBeGreaterThan(starts[p])
    }
  })
})

describe('a matrix at half its size', () => {
  it.each([8, 9])('has the extrema of the whole one wherever blocks begin at its places (W = %i)', (W) => {
    const data = Float64Array.from({ length: W * W }, (_, k) => ((k * 37) % 101) - 50)
    data[3 * W + 4] = NaN
    const minus = Float64Array.from({ length: W * W }, (_, k) => (k * 11) % 17)
    for (const entries of [
      { data, minus: null, columns: W },
      { data, minus, columns: W },
    ]) {
      const room = createBlockRoom(W)
      const whole = new Int32Array(3)
      const half = new Int32Array(3)
      blockExtrema(entries, 2, W, Int32Array.of(0, 2, 6, W), room, whole, 0)
      const end = Math.ceil(W / 2)
      halfExtrema(halved(entries), 1, end, Int32Array.of(0, 1, 3, end), room, half, 0)
      expect(half).toEqual(whole)
    }
  })
})
