import { describe, expect, it } from 'vitest'
import { useExamples } from '../config/useExamples.ts'
import { withProblem } from '../config/examples.ts'
import { defaultConfiguration } from '../config/defaults.ts'
import type { StudyPart } from './study.ts'
import { factOf, partsOf, pointsOf, subjectOf } from './testSubject.ts'

const claimOf = (parts: readonly StudyPart[]) => {
  const found = parts.findLast((part) => part.kind === 'claim')
  if (!found) throw new RangeError('nothing is claimed')
  return found
}
const failuresOf = (parts: readonly StudyPart[]) => parts.filter((part) => part.kind === 'failure')
const ofExample = (name: (typeof useExamples)[number]['name'], more = {}) => {
  const example = useExamples.find((one) => one.name === name)
  if (!example) throw new RangeError(name)
  return partsOf('retraining', { ...example.parameters, ...more }, subjectOf(example.configuration.problem))
}
const wordsIn = (parts: readonly StudyPart[], series: string) =>
  parts.flatMap((part) =>
    part.kind === 'point' && part.plot === 'data' && part.series === series ? [part.word] : [],
  )
const flat = (layers: readonly number[], weightDecay = 0) =>
  subjectOf(
    withProblem({ network: { layers, activations: ['tanh'], output: 'identity', bias: true }, weightDecay })
      .problem,
  )

describe('re-training', () => {
  it('predicts without a click what the most influential point does', () => {
    const parts = partsOf('retraining')
    const { code, values } = claimOf(parts)
    expect(code).toBe('near')
    expect(wordsIn(parts, 'removed')).toEqual([String(values.point)])
    expect(wordsIn(parts, 'influential')).toHaveLength(3)
    expect(values.missed).toBeLessThan(0.1)
    expect(values.gained).toBeGreaterThan(0.9)
    // The plots hold what the findings say.
    const truth = pointsOf(parts, 'predictions', 'newton:exact')
    const off = Math.max(...truth.map(([x, y]) => Math.abs(x - y)))
    expect((100 * off) / values.change).toBeCloseTo(factOf(parts, 'missed', 'newton:exact'), 9)
    const steps = pointsOf(parts, 'weights', 'newton:exact')
    expect(Math.hypot(...steps.map(([x, y]) => x - y))).toBeCloseTo(
      factOf(parts, 'weights', 'newton:exact'),
      12,
    )
  })

  it('is exact for one layer and a sum of squares, where the influence function is not', () => {
    const parts = ofExample('line-outlier')
    expect(claimOf(parts)).toMatchObject({ code: 'exact', values: { point: 12 } })
    expect(factOf(parts, 'missed', 'newton:exact')).toBeLessThan(1e-9)
    expect(factOf(parts, 'missed', 'influence:exact')).toBeGreaterThan(10)
    for (const [x, y] of pointsOf(parts, 'leave-one-out', 'newton:exact')) expect(y).toBeCloseTo(x, 8)
  })

  it('finds the outlier, and the wrong label that the influence function hardly sees', () => {
    const outlier = ofExample('outlier')
    expect(claimOf(outlier)).toMatchObject({ code: 'near', values: { point: 8 } })
    expect(claimOf(outlier).values.missed).toBeLessThan(0.1)
    const label = ofExample('mislabelled')
    expect(claimOf(label)).toMatchObject({ code: 'near', values: { point: 31, kind: 0 } })
    expect(factOf(label, 'missed', 'newton:exact')).toBeLessThan(5)
    expect(factOf(label, 'missed', 'influence:exact')).toBeGreaterThan(80)
    const ground = label.find((part) => part.kind === 'surface')
    expect(ground?.values.every((p) => p >= 0 && p <= 1)).toBe(true)
    expect(wordsIn(label, 'class:1')).toHaveLength(16)
  })

  it('says where the step makes it worse, and offers what helps', () => {
    const parts = ofExample('too-far')
    const { code, values, offers } = claimOf(parts)
    expect(code).toBe('worse')
    expect(values.worse).toBeGreaterThan(values.before)
    expect(values.least).toBeLessThan(0)
    expect(offers.map(({ name }) => name)).toEqual(['damping', 'line-search'])
    for (const { set } of offers) {
      const better = ofExample('too-far', set)
      expect(factOf(better, 'before')).toBe(values.before)
      expect(factOf(better, 'after', 'newton:exact')).toBeLessThan(values.before)
    }
    const searched = ofExample('too-far', offers[1].set)
    expect(factOf(searched, 'fraction', 'newton:exact')).toBeLessThan(1)
  })

  it('takes points away, moves them and adds some', () => {
    const parts = partsOf('retraining', {
      change: 'chosen',
      removed: '3,5',
      edits: '5:0:0,7:0.1:0.2,7:0.2:0.3,+:-0.5:1e-1,99:0:0',
    })
    expect(claimOf(parts).values).toMatchObject({ removed: 2, moved: 1, added: 1 })
    expect(pointsOf(parts, 'data', 'changed')).toEqual([
      [-0.5, 0.1],
      [0.2, 0.3],
    ])
    expect(wordsIn(parts, 'changed')).toEqual(['7', '+:-0.5:1e-1'])
    expect(wordsIn(parts, 'removed')).toEqual(['3', '5'])
    expect(pointsOf(parts, 'predictions', 'newton:exact')).toHaveLength(22)
    // A point back at its place changes nothing.
    const { x, t } = subjectOf().problem
    const still = partsOf('retraining', { change: 'chosen', edits: `4:${x[3]}:${t[3]}` })
    expect(claimOf(still).values.change).toBeLessThan(1e-6)
    expect(failuresOf(still)).toEqual([])
  })

  it('keeps classes classes where a point of one input moves', () => {
    const subject = subjectOf(
      withProblem({
        network: { layers: [1, 1], activations: [], output: 'sigmoid', bias: true },
        data: { x: [[-1], [0], [1], [2]], t: [[0], [0], [1], [1]] },
        step: 0,
      }).problem,
    )
    const parts = partsOf('retraining', { change: 'chosen', edits: '2:0.3:0.8' }, subject)
    const same = partsOf('retraining', { change: 'chosen', edits: '2:0.3:1' }, subject)
    expect(factOf(parts, 'retrained')).toBe(factOf(same, 'retrained'))
  })

  it('waits where nothing is changed', () => {
    const parts = partsOf('retraining', { change: 'chosen' })
    expect(claimOf(parts).code).toBe('nothing')
    expect(pointsOf(parts, 'leave-one-out', 'newton:exact')).toHaveLength(20)
  })

  it('names what stands against it', () => {
    const { points } = { points: 20 }
    const all = Array.from({ length: points }, (_, n) => n + 1).join(',')
    expect(failuresOf(partsOf('retraining', { change: 'chosen', removed: all }))).toMatchObject([
      { failure: { code: 'no-data' }, offers: [{ name: 'restore' }] },
    ])
    // No weight decay, far more weights than points: no inverse.
    const singular = partsOf('retraining', { start: 'present', methods: 'outer-product' }, flat([1, 20, 1]))
    expect(
      failuresOf(singular).every(({ failure, offers }) => failure.code === 'singular' && offers.length > 0),
    ).toBe(true)
    const none = partsOf('retraining', { methods: '' })
    expect(claimOf(none).code).toBe('none')
    // Numbers out of bounds.
    const { problem } = defaultConfiguration
    const broken = partsOf(
      'retraining',
      { start: 'present' },
      subjectOf({ ...problem, step: 0, weights: new Float64Array(13).fill(1e300) }),
    )
    expect(failuresOf(broken)).toMatchObject([{ failure: { code: 'not-finite' } }])
    // One point alone is the most influential there is.
    const one = subjectOf(withProblem({ data: { x: [[0.5]], t: [[1]] }, step: 0 }).problem)
    expect(failuresOf(partsOf('retraining', {}, one))).toMatchObject([{ failure: { code: 'no-data' } }])
  })
})
