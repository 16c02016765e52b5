import { describe, expect, it } from 'vitest'
import { useExamples } from '../config/useExamples.ts'
import { finish } from '../linalg/steps.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import { matrixOf } from './matrixOf.ts'
import { otherMatrices, racerNames } from './racers.ts'
import type { StudyPart, StudyValues } from './study.ts'
import { factOf, partsOf, pointsOf, subjectOf } from './testSubject.ts'

const claimOf = (parts: readonly StudyPart[]) => parts.findLast((part) => part.kind === 'claim')
const failuresOf = (parts: readonly StudyPart[]) => parts.filter((part) => part.kind === 'failure')
const runWith = (values: StudyValues, subject = subjectOf()) => partsOf('optimisation', values, subject)

function example(name: (typeof useExamples)[number]['name']) {
  const found = useExamples.find((one) => one.name === name)
  if (!found) throw new RangeError(name)
  const subject = subjectOf(found.configuration.problem)
  return { subject, parts: runWith(found.parameters, subject), values: found.parameters }
}

describe('on the page as it opens', () => {
  const parts = runWith({ of: 'damped-newton' })

  it('undamped Newton raises E and comes to rest far above the others', () => {
    expect(factOf(parts, 'reached', 'newton')).toBeGreaterThan(6)
    for (const id of ['damped-newton', 'levenberg-marquardt', 'k-fac', 'l-bfgs', 'hessian-free'])
      expect(factOf(parts, 'reached', id)).toBeLessThan(0.2)
    expect(claimOf(parts)).toMatchObject({
      code: 'newton-plateau',
      methods: { winner: 'levenberg-marquardt' },
    })
    expect(claimOf(parts)?.values.raised).toBeGreaterThan(4)
  })

  it('all start from the same E, and move on together', () => {
    const steps = parts.filter((part) => part.kind === 'point').filter(({ plot }) => plot === 'steps')
    const starts = steps.slice(0, 7)
    expect(new Set(starts.map(({ series }) => series)).size).toBe(7)
    expect(new Set(starts.map(({ y }) => y)).size).toBe(1)
    const newest = new Map<string, number>()
    for (const { series, x } of steps.slice(0, 7 * 15)) {
      newest.set(series, x)
      expect(Math.max(...newest.values()) - Math.min(...newest.values())).toBeLessThanOrEqual(1)
    }
  })

  it('costs grow along the way', () => {
    for (const plot of ['operations', 'time']) {
      const points = parts.filter(
        (part) => part.kind === 'point' && part.plot === plot && part.series === 'newton',
      )
      const costs = points.map((part) => (part.kind === 'point' ? part.x : NaN))
      for (let k = 1; k < costs.length; k++) expect(costs[k]).toBeGreaterThan(costs[k - 1])
    }
  })

  it('the quadratic model touches E at the start of a step, and its decrease is the one predicted', () => {
    const [, predicted] = pointsOf(parts, 'decrease', 'predicted')[0]
    const [, actual] = pointsOf(parts, 'decrease', 'actual')[0]
    const [, gain] = pointsOf(parts, 'gain', 'gain')[0]
    expect(gain).toBeCloseTo(actual / predicted, 12)
    const first = (series: string, s: number) => {
      const found = parts.find(
        (part) =>
          part.kind === 'point' &&
          part.plot === 'model' &&
          part.series === series &&
          part.at === 1 &&
          part.x === s,
      )
      return found?.kind === 'point' ? (found.y ?? NaN) : NaN
    }
    expect(first('exact-model', 0)).toBe(first('function', 0))
    expect(first('function', 0) - first('function', 1)).toBeCloseTo(actual, 10)
    expect(first('exact-model', 0) - first('exact-model', 1)).toBeCloseTo(predicted, 10)
  })

  it('damping is told at every step, and negative eigenvalues at every place', () => {
    const steps = factOf(parts, 'steps', 'damped-newton')
    for (const [, damping] of pointsOf(parts, 'damping', 'damping')) expect(damping).toBeGreaterThan(0)
    expect(pointsOf(parts, 'damping', 'damping')).toHaveLength(steps)
    expect(pointsOf(parts, 'negative', 'negative')).toHaveLength(steps + 1)
    expect(pointsOf(parts, 'negative', 'negative')[0][1]).toBeGreaterThan(0)
  })

  it('ways begin in the middle of the plane, where the ground has E of the start', () => {
    const ground = parts.find((part) => part.kind === 'surface')
    expect(ground?.x[0]).toBeLessThan(0)
    expect(ground?.y[1]).toBeGreaterThan(0)
    for (const value of ground?.values ?? []) expect(Number.isFinite(value)).toBe(true)
    const path = parts.filter((part) => part.kind === 'point').filter(({ plot }) => plot === 'path')
    expect(path.find(({ series }) => series === 'newton')).toMatchObject({ x: 0, y: 0 })
  })
})

describe('the examples', () => {
  it('saddle: w = 0 is one, Newton ends in such a place, and Hessian-free leaves it', () => {
    const { subject, parts } = example('saddle')
    const atZero = { ...subject.problem, w: new Float64Array(9) }
    const H = finish(matrixOf('exact', atZero, subject.parameters))
    const eigenvalues = H.kind === 'done' ? finish(symmetricEigenvalues(H.value)) : []
    const expected = [-Math.sqrt(6), -Math.sqrt(6), 0, 0, 0, 0, Math.sqrt(6), Math.sqrt(6), 4]
    for (const [k, value] of [...eigenvalues].entries()) expect(value).toBeCloseTo(expected[k], 3)
    expect(claimOf(parts)).toMatchObject({ code: 'newton-saddle', values: { negative: 2, newton: 2 } })
    expect(factOf(parts, 'reached', 'hessian-free')).toBeLessThan(1e-6)
  })

  it('valley: Newton needs one step, gradient descent goes to and fro', () => {
    const { parts } = example('valley')
    expect(claimOf(parts)).toMatchObject({ code: 'newton-minimum', values: { newtonSteps: 1, raised: 0 } })
    const path = parts.filter((part) => part.kind === 'point').filter(({ plot }) => plot === 'path')
    const across = path.filter(({ series }) => series === 'gradient-descent').map(({ x, y }) => x + (y ?? 0))
    const turns = across.slice(2).filter((at, k) => (at - across[k + 1]) * (across[k + 1] - across[k]) < 0)
    expect(turns.length).toBeGreaterThan(20)
  })

  it('to the saddle: Newton finds one with three negative eigenvalues, damped Newton a minimum', () => {
    const { parts } = example('to-the-saddle')
    expect(claimOf(parts)).toMatchObject({ code: 'newton-saddle', values: { negative: 3 } })
    expect(factOf(parts, 'negative', 'damped-newton')).toBe(0)
    expect(factOf(parts, 'reached', 'damped-newton')).toBeLessThan(1.4)
  })

  it('overshoot: Newton raises E without bounds, where damping saves it', () => {
    const { parts } = example('overshoot')
    expect(claimOf(parts)?.code).toBe('newton-diverged')
    expect(claimOf(parts)?.values.highest).toBeGreaterThan(1000)
    expect(factOf(parts, 'reached', 'damped-newton')).toBeLessThan(4.4)
    expect(failuresOf(parts)).toMatchObject([
      { series: 'newton', failure: { code: 'diverging' }, offers: [{ name: 'damped-newton' }] },
    ])
  })
})

describe('what cannot be raced', () => {
  it('at rest: nobody moves, and a start near by is offered', () => {
    const { subject } = example('saddle')
    const parts = runWith({ start: 'zero' }, subject)
    expect(failuresOf(parts)).toMatchObject([
      {
        series: null,
        failure: { code: 'at-rest', values: { negativeEigenvalues: 2 } },
        offers: [{ set: { start: 'near-zero' } }],
      },
    ])
    expect(claimOf(parts)).toMatchObject({ code: 'at-rest', values: { negative: 2 } })
  })

  it('a learning rate that is too large is named, with a smaller one', () => {
    const parts = runWith({ rate: 10 })
    expect(failuresOf(parts)).toContainEqual(
      expect.objectContaining({
        series: 'gradient-descent',
        failure: expect.objectContaining({ code: 'diverging' }) as unknown,
        offers: [{ name: 'smaller-rate', set: { rate: 1 } }],
      }),
    )
  })

  it('weights that are no numbers', () => {
    const { problem, ...rest } = subjectOf()
    const parts = runWith({}, { ...rest, problem: { ...problem, w: problem.w.map(() => NaN) } })
    expect(failuresOf(parts)).toMatchObject([
      { failure: { code: 'not-finite' }, offers: [{ name: 'fresh' }] },
    ])
    expect(claimOf(parts)).toMatchObject({ code: 'broken' })
  })

  it('without a racer', () => {
    expect(claimOf(runWith({ racers: '', matrices: '' }))).toMatchObject({ code: 'nobody' })
  })

  it('a time that is over', () => {
    let now = 0
    const parts = runWith({}, { ...subjectOf(), clock: () => (now += 5000) })
    expect(claimOf(parts)).toMatchObject({ code: 'time' })
  })
})

it('every racer and every matrix races, on planes of any kind', () => {
  for (const plane of ['start', 'end', 'weights']) {
    const parts = runWith({
      racers: racerNames.join(','),
      matrices: otherMatrices.join(','),
      steps: 5,
      plane,
      first: 2,
      second: 2,
    })
    for (const id of [...racerNames, ...otherMatrices])
      if (id !== 'newton')
        expect(factOf(parts, 'reached', id)).toBeLessThan(pointsOf(parts, 'steps', id)[0][1])
  }
})
