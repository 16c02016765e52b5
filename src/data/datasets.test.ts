import { describe, expect, it } from 'vitest'
import { createRandom } from '../linalg/random.ts'
import { datasetNamed, datasets, fits, patternsOf, targetsFor } from './index.ts'
import { xor } from './xor.ts'

const outputs = ['identity', 'sigmoid', 'softmax'] as const

describe.each(datasets)('data set $name', (dataset) => {
  it.each([1, 2, 3, 7, 2000])('gives %i finite points, the same for the same seed', (points) => {
    for (const output of outputs.filter((each) => !fits(dataset, each))) {
      const first = patternsOf(dataset, points, 0.3, 5, output)
      expect(first.x).toHaveLength(points * first.D)
      expect(first.t).toHaveLength(points * first.K)
      expect([...first.x, ...first.t].every(Number.isFinite)).toBe(true)
      expect(patternsOf(dataset, points, 0.3, 5, output)).toEqual(first)
    }
  })

  it('lies in [−1, 1] without noise', () => {
    const { x } = dataset.generate(500, 0, createRandom(3))
    expect(Math.max(...x)).toBeLessThanOrEqual(1)
    expect(Math.min(...x)).toBeGreaterThanOrEqual(-1)
  })

  it('moves every number in proportion to the noise', () => {
    const numbers = (noise: number) => {
      const sample = dataset.generate(30, noise, createRandom(3))
      return [...sample.x, ...('t' in sample ? sample.t : [])]
    }
    const still = numbers(0)
    const near = numbers(0.1)
    const far = numbers(0.2)
    far.forEach((value, i) => expect(value - still[i]).toBeCloseTo(2 * (near[i] - still[i]), 12))
    expect(near).not.toEqual(still)
  })

  it('has defaults that suit it', () => {
    expect(fits(dataset, dataset.suggestedOutput)).toBeNull()
    expect(datasetNamed(dataset.name)).toBe(dataset)
  })
})

describe('targets', () => {
  it('are 0 and 1 for two classes, one-hot with softmax', () => {
    const binary = patternsOf(datasetNamed('xor'), 4, 0, 1, 'sigmoid')
    expect([...binary.x]).toEqual([0, 0, 0, 1, 1, 0, 1, 1])
    expect([...binary.t]).toEqual([0, 1, 1, 0])
    expect(patternsOf(datasetNamed('xor'), 4, 0, 1, 'identity').t).toEqual(binary.t)
    expect([...targetsFor(xor, Uint8Array.of(0, 1, 1), 'softmax')]).toEqual([1, 0, 0, 1, 0, 1])
  })

  it('are one-hot for three classes with every output', () => {
    for (const output of outputs)
      expect([...patternsOf(datasetNamed('three-gaussians'), 3, 0, 1, output).t]).toEqual([
        1, 0, 0, 0, 1, 0, 0, 0, 1,
      ])
  })

  it('of a regression are refused by σ and softmax, with a reason', () => {
    expect(fits(datasetNamed('sinusoid'), 'sigmoid')).toBe('regression-needs-identity')
    expect(() => patternsOf(datasetNamed('line'), 5, 0, 1, 'softmax')).toThrow(RangeError)
  })

  it('of the sinusoid are one period, evenly spaced', () => {
    const { x, t } = patternsOf(datasetNamed('sinusoid'), 5, 0, 1, 'identity')
    expect([...x]).toEqual([-1, -0.5, 0, 0.5, 1])
    ;[0, -1, 0, 1, 0].forEach((value, n) => expect(t[n]).toBeCloseTo(value, 15))
  })
})
