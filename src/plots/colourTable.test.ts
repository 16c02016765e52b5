import { rgb } from 'd3'
import { describe, expect, it } from 'vitest'
import { createScale, positionOf, type DivergingScale } from './colourScale.ts'
import { colourTable, indexValues, luminance, pack } from './colourTable.ts'

const zero = 512

const indexOn = (scale: DivergingScale) => (value: number) => {
  const indices = new Int16Array(1)
  indexValues(scale, Float64Array.of(value), 0, 1, indices)
  return indices[0]
}
const bytesOf = (word: number) => new Uint8Array(Uint32Array.of(word).buffer)

describe.each(['light', 'dark'] as const)('%s table', (theme) => {
  const table = colourTable(theme)
  const luminances = Array.from(table.entries, (word) => {
    const [r, g, b] = bytesOf(word)
    return luminance(rgb(r, g, b).formatHex())
  })
  it('is opaque, with the bytes in the order of an ImageData', () => {
    expect([...bytesOf(pack('#123456'))]).toEqual([0x12, 0x34, 0x56, 255])
    for (const word of table.entries) expect(bytesOf(word)[3]).toBe(255)
  })
  it('changes its luminance monotonically away from zero', () => {
    const direction = theme === 'light' ? -1 : 1
    // Eight-bit colours go in steps: compare sixteen entries apart.
    for (let i = zero; i + 16 < luminances.length; i += 16)
      expect(direction * (luminances[i + 16] - luminances[i])).toBeGreaterThan(0)
    for (let i = zero; i - 16 >= 0; i -= 16)
      expect(direction * (luminances[i - 16] - luminances[i])).toBeGreaterThan(0)
  })
  it('is blue below and red above zero', () => {
    for (const distance of [96, 160, 256, 384, 512]) {
      const [r0, , b0] = bytesOf(table.entries[zero - distance])
      const [r1, , b1] = bytesOf(table.entries[zero + distance])
      expect(b0).toBeGreaterThan(r0)
      expect(r1).toBeGreaterThan(b1)
    }
  })
  it('does not contain the greys of what is not finite', () => {
    for (const grey of table.notFinite) expect(table.entries.includes(grey)).toBe(false)
  })
  it('gives ink with a contrast of 4.5 : 1 or nearly so', () => {
    luminances.forEach((value, i) => {
      const contrast = table.darkInk[i] ? (value + 0.05) / 0.056 : 1.05 / (value + 0.05)
      expect(contrast).toBeGreaterThan(4)
    })
  })
})

describe.each(['linear', 'symlog'] as const)('index on a %s scale', (kind) => {
  it('is the rounded position, from the bits of the number', () => {
    for (const limit of [1e-200, 0.37, 24, 1e200]) {
      const scale = createScale(kind, limit)
      const index = indexOn(scale)
      for (let t = -1.2; t < 1.2; t += 0.00317)
        for (const value of [t * limit, t ** 9 * limit]) {
          const exact = zero + zero * positionOf(scale, value)
          expect(Math.abs(index(value) - exact)).toBeLessThanOrEqual(0.8)
        }
    }
  })
  it('is the middle for zero and the ends for the limits', () => {
    const index = indexOn(createScale(kind, 3.3))
    expect([index(0), index(-0), index(3.3), index(-3.3), index(99), index(-99)]).toEqual([
      512, 512, 1024, 0, 1024, 0,
    ])
  })
  it('is −1 for what is not finite, whatever the limit', () => {
    for (const limit of [0, 1]) {
      const index = indexOn(createScale(kind, limit))
      expect([NaN, Infinity, -Infinity].map(index)).toEqual([-1, -1, -1])
    }
  })
})
