import { describe, expect, it } from 'vitest'
import { defaultConfiguration } from '../config/defaults.ts'
import { useExamples } from '../config/useExamples.ts'
import type { StudyPart } from './study.ts'
import { factOf, partsOf, pointsOf, subjectOf } from './testSubject.ts'

const claimOf = (parts: readonly StudyPart[]) => parts.filter((part) => part.kind === 'claim').at(-1)
const failuresOf = (parts: readonly StudyPart[]) => parts.filter((part) => part.kind === 'failure')

describe('pruning on the problem the page opens with', () => {
  const parts = partsOf('pruning')

  it('goes to a minimum, where the surgeon is far cheaper than deleting', () => {
    expect(factOf(parts, 'gradient')).toBeLessThan(1e-6)
    expect(factOf(parts, 'actual', 'obs:exact')).toBeLessThan(factOf(parts, 'actual', 'obd:exact') / 50)
    expect(claimOf(parts)).toMatchObject({ code: 'surgeon' })
  })

  it('deletes what the user chose and judges the others from there', () => {
    const chosen = partsOf('pruning', { removed: '5,9' })
    const judged = chosen.flatMap((part) =>
      part.kind === 'cell' && part.column === 'deleted' ? [part.row] : [],
    )
    expect(judged).toEqual(['1', '2', '3', '4', '6', '7', '8', '10', '11', '12', '13'])
    const network = chosen.find((part) => part.kind === 'network')
    expect([network?.w[4], network?.w[8]]).toEqual([0, 0])
    const curve = pointsOf(chosen, 'removal', 'yours')
    expect(curve.map(([count]) => count)).toEqual([1, 2])
    expect(curve[1][1]).toBeCloseTo(factOf(chosen, 'yours'), 12)
    // What the others take over, they do not where they stay.
    const left = partsOf('pruning', { removed: '5,9', others: 'stay' })
    expect(factOf(left, 'yours')).toBeGreaterThan(10 * factOf(chosen, 'yours'))
  })

  it('re-trains after each removal, which never makes E larger', () => {
    const plain = pointsOf(parts, 'removal', 'obd:exact')
    const again = pointsOf(partsOf('pruning', { retrained: 'yes' }), 'removal', 'obd:exact')
    expect(again[0][1]).toBeLessThan(plain[0][1])
  })

  it('refuses an indefinite matrix with its eigenvalues, and offers a minimum and damping', () => {
    const present = partsOf('pruning', { start: 'present' })
    const failure = failuresOf(present).find(({ series }) => series === 'obs:exact')
    expect(failure?.failure.code).toBe('indefinite')
    expect(failure?.failure.eigenvalues?.every((value) => value < 0)).toBe(true)
    expect(failure?.offers.map(({ name }) => name)).toEqual(['minimum', 'more-damping'])
    const [offer] = failure?.offers ?? []
    expect(failuresOf(partsOf('pruning', { start: 'present', ...offer.set }))).toEqual([])
  })

  it('says so when nothing is left, and survives weights that overflow', () => {
    const all = Array.from({ length: 13 }, (_, i) => i + 1).join(',')
    expect(failuresOf(partsOf('pruning', { removed: all })).at(-1)?.failure.code).toBe('no-weights')
    const subject = subjectOf()
    const broken = { ...subject, problem: { ...subject.problem, w: subject.problem.w.map(() => 1e200) } }
    expect(failuresOf(partsOf('pruning', { start: 'present' }, broken))[0].failure.code).toBe('not-finite')
  })
})

describe('of two inputs that say the same', () => {
  const { configuration, parameters } = useExamples.find(({ name }) => name === 'twins') ?? useExamples[0]
  const parts = partsOf(
    'pruning',
    parameters,
    subjectOf({ ...defaultConfiguration.problem, ...configuration.problem }),
  )

  it('magnitude and OBD choose one weight, the surgeon a better one', () => {
    const first = (series: string) => factOf(parts, 'first', series)
    expect(first('magnitude')).toBe(first('obd:exact'))
    expect(first('obs:exact')).not.toBe(first('obd:exact'))
    expect(factOf(parts, 'actual', 'obs:exact')).toBeLessThan(factOf(parts, 'actual', 'obd:exact') / 3)
    // One layer of squares: every promise is kept.
    expect(factOf(parts, 'actual', 'obs:exact')).toBeCloseTo(factOf(parts, 'promised', 'obs:exact'), 5)
  })
})
