import { describe, expect, it } from 'vitest'
import { withProblem } from '../config/examples.ts'
import { useExamples } from '../config/useExamples.ts'
import type { ProblemConfiguration } from '../config/configuration.ts'
import { factOf, partsOf, pointsOf, subjectOf } from './testSubject.ts'
import type { StudyPart, StudyValues } from './study.ts'

function laplaceOf(problem: Partial<ProblemConfiguration> = {}, values: StudyValues = {}) {
  return partsOf('laplace', { widest: 1, repeats: 1, ...values }, subjectOf(withProblem(problem).problem))
}

function exampleNamed(name: (typeof useExamples)[number]['name']) {
  const found = useExamples.find((one) => one.name === name)
  if (!found) throw new RangeError(name)
  return partsOf('laplace', found.parameters, subjectOf(found.configuration.problem))
}

const claimOf = (parts: readonly StudyPart[]) => parts.findLast((part) => part.kind === 'claim')
const numbersOf = (parts: readonly StudyPart[]) => claimOf(parts)?.values ?? {}
const failuresOf = (parts: readonly StudyPart[]) => parts.filter((part) => part.kind === 'failure')
const bandsOf = (parts: readonly StudyPart[], series: string) =>
  parts.filter((part) => part.kind === 'band').filter((part) => part.series === series)
const surfaceOf = (parts: readonly StudyPart[], picture: string) =>
  parts.filter((part) => part.kind === 'surface').find((part) => part.picture === picture)

const line: Partial<ProblemConfiguration> = {
  network: { layers: [1, 1], activations: [], output: 'identity', bias: true },
  data: { preset: 'line', points: 20, noise: 0.2, seed: 7 },
  step: 0,
}
const classes = (layers: number[], output: 'sigmoid' | 'softmax'): Partial<ProblemConfiguration> => ({
  network: { layers, activations: ['tanh'], output, bias: true },
  data:
    output === 'sigmoid'
      ? { preset: 'two-gaussians', points: 30, noise: 0.3, seed: 7 }
      : { preset: 'three-gaussians', points: 30, noise: 0.3, seed: 7 },
  step: 0,
})

describe('one input and a sum of squares', () => {
  const parts = laplaceOf({}, { samples: 3 })

  it('goes to the minimum, re-estimates α and β and concludes', () => {
    expect(factOf(parts, 'gradient')).toBeLessThan(1e-5)
    const rounds = pointsOf(parts, 'trace', 'evidence')
    expect(rounds.length).toBe(factOf(parts, 'rounds'))
    expect(rounds[rounds.length - 1][1]).toBeGreaterThan(rounds[0][1])
    // The noise has the standard deviation 0.15.
    expect(factOf(parts, 'beta')).toBeGreaterThan(20)
    expect(factOf(parts, 'beta')).toBeLessThan(90)
    expect(claimOf(parts)?.code).toBe('beyond')
    expect(failuresOf(parts)).toEqual([])
  })

  it('bands are nested about the mean, and grow beyond the data', () => {
    const [one, two] = [bandsOf(parts, 'one'), bandsOf(parts, 'two')]
    const mean = pointsOf(parts, 'predictive', 'mean')
    expect(one).toHaveLength(mean.length)
    const noise = 1 / Math.sqrt(factOf(parts, 'beta'))
    one.forEach(({ x, low, high }, k) => {
      expect(x).toBe(mean[k][0])
      expect((low + high) / 2).toBeCloseTo(mean[k][1], 9)
      expect(high - low).toBeGreaterThan(2 * noise)
      expect(two[k].high - two[k].low).toBeCloseTo(2 * (high - low), 9)
    })
    const { there, data } = numbersOf(parts)
    expect(there).toBeGreaterThan(3 * data)
  })

  it('draws functions one after another with gaps between', () => {
    const drawn = parts.filter((part) => part.kind === 'point').filter(({ series }) => series === 'samples')
    expect(drawn.filter(({ y }) => y === null)).toHaveLength(3)
    expect(laplaceOf({}, { samples: 3, drawn: 'network' })).not.toEqual(parts)
  })

  it('each method has its evidence, its γ and a standard deviation for every weight', () => {
    for (const method of ['exact', 'outer-product', 'diagonal', 'k-fac']) {
      expect(factOf(parts, 'evidence', method)).toBeLessThan(0)
      expect(factOf(parts, 'gamma', method)).toBeLessThan(13)
      expect(pointsOf(parts, 'deviations', method)).toHaveLength(13)
    }
  })

  it('correlations have ones on the diagonal and nothing beyond', () => {
    const matrix = parts.find((part) => part.kind === 'matrix')?.matrix ?? new Float64Array(0)
    for (let i = 0; i < 13; i++) expect(matrix[14 * i]).toBeCloseTo(1, 12)
    for (const value of matrix) expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-12)
  })
})

it('for one layer of squares the evidence is the marginal likelihood', () => {
  for (const precisions of ['evidence', 'given']) {
    const parts = laplaceOf(line, { precisions, of: 'exact', methods: '' })
    const fact = parts.filter((part) => part.kind === 'fact').find((part) => part.fact === 'evidence')
    expect(fact?.expected).not.toBeNull()
    expect(fact?.value).toBeCloseTo(fact?.expected ?? NaN, 8)
  }
})

describe('kinds of problems', () => {
  it('two classes: the moderated probability is nearer to one half than the point estimate', () => {
    const parts = laplaceOf(classes([2, 2, 1], 'sigmoid'))
    const [estimate, moderated] = [surfaceOf(parts, 'estimate'), surfaceOf(parts, 'moderated')]
    expect(moderated?.values).toHaveLength(48 * 48)
    moderated?.values.forEach((p, k) => {
      expect(Math.abs(p - 0.5)).toBeLessThanOrEqual(Math.abs((estimate?.values[k] ?? NaN) - 0.5))
    })
    expect(claimOf(parts)?.code).toBe('moderated-plane')
    expect(parts.some((part) => part.kind === 'fact' && part.fact === 'beta')).toBe(false)
  })

  it('two classes along one input', () => {
    const x = Array.from({ length: 12 }, (_, n) => [n / 6 - 1])
    const parts = laplaceOf({
      network: { layers: [1, 2, 1], activations: ['tanh'], output: 'sigmoid', bias: true },
      data: { x, t: x.map(([at], n) => [at > 0 || n === 3 ? 1 : 0]) },
      step: 0,
    })
    expect(claimOf(parts)?.code).toBe('moderated')
    expect(pointsOf(parts, 'probability', 'moderated')).toHaveLength(161)
  })

  it('softmax and several inputs', () => {
    const softmax = laplaceOf(classes([2, 2, 3], 'softmax'))
    expect(claimOf(softmax)?.code).toBe('softmax')
    expect(surfaceOf(softmax, 'moderated')).toBeUndefined()
    expect(surfaceOf(softmax, 'deviation')).toBeDefined()
    const plane = laplaceOf({
      network: { layers: [2, 2, 1], activations: ['tanh'], output: 'identity', bias: true },
      data: { preset: 'plane', points: 20, noise: 0.1, seed: 7 },
      step: 0,
    })
    expect(claimOf(plane)?.code).toBe('plane')
    expect(surfaceOf(plane, 'deviation')).toBeDefined()
  })
})

describe('what stands against it is named', () => {
  it('an indefinite A with its eigenvalues and what helps', () => {
    const parts = laplaceOf(
      {},
      { of: 'exact', start: 'present', precisions: 'given', methods: 'outer-product' },
    )
    const [first] = failuresOf(parts)
    expect(first).toMatchObject({ series: 'exact', failure: { code: 'indefinite' } })
    expect(first.failure.eigenvalues?.[0]).toBeLessThan(0)
    expect(first.offers.map(({ name }) => name)).toEqual(['outer-product', 'minimum', 'more-prior'])
    expect(claimOf(parts)?.code).toBe('none')
    expect(factOf(parts, 'evidence', 'outer-product')).toBeLessThan(0)
    // Taking the offers up leads to a posterior.
    for (const { set } of first.offers.slice(0, 2))
      expect(
        claimOf(laplaceOf({}, { of: 'exact', start: 'present', precisions: 'given', ...set }))?.code,
      ).toBe('beyond')
  })

  it('α or β that the data do not determine, and NaN', () => {
    const nothing = laplaceOf({ data: { x: [[0], [1], [2]], t: [[0], [0], [0]] }, step: 0 })
    expect(failuresOf(nothing).length).toBeGreaterThan(0)
    const subject = subjectOf()
    const broken = { ...subject, problem: { ...subject.problem, w: subject.problem.w.map(() => NaN) } }
    const parts = partsOf('laplace', { widest: 1 }, broken)
    expect(failuresOf(parts)).toMatchObject([{ failure: { code: 'not-finite' } }])
    expect(claimOf(parts)?.code).toBe('none')
    expect(failuresOf(laplaceOf({}, { of: 'bfgs', methods: '' })).length).toBeLessThan(3)
  })
})

describe('the examples show what they are for', () => {
  it('the band in a gap is many times as wide', () => {
    const { there, data, at } = numbersOf(exampleNamed('gap'))
    expect(at).toBe(0)
    expect(there).toBeGreaterThan(8 * data)
  })

  it('beyond the data it is too', () => {
    const { there, data } = numbersOf(exampleNamed('extrapolation'))
    expect(there).toBeGreaterThan(5 * data)
  })

  it('far from two classes the point estimate stays sure and the moderated one does not', () => {
    const { estimate, moderated } = numbersOf(exampleNamed('two-classes'))
    expect(estimate).toBeLessThan(0.01)
    expect(moderated).toBeGreaterThan(0.4)
  })

  it('the evidence chooses two hidden units, whatever more of them fit', () => {
    const { best, bestEvidence, widestEvidence, bestError, leastError } = numbersOf(
      exampleNamed('hidden-units'),
    )
    expect(best).toBe(2)
    expect(bestEvidence).toBeGreaterThan(widestEvidence + 20)
    expect(leastError).toBeLessThan(bestError / 4)
  })
})
