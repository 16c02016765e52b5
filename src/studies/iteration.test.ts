import { describe, expect, it } from 'vitest'
import { evaluate } from '../hessian/testEvaluation.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import { finish } from '../linalg/steps.ts'
import { factOf, partsOf, pointsOf, subjectOf } from './testSubject.ts'

describe('products alone', () => {
  const parts = partsOf('iteration')
  const { problem } = subjectOf()
  const { W } = problem.network

  it('give the largest eigenvalue, to Lanczos sooner than to power iteration', () => {
    const power = factOf(parts, 'products-needed', 'power')
    const lanczos = factOf(parts, 'products-needed', 'lanczos')
    expect(lanczos).toBeLessThan(power)
    expect(lanczos).toBeLessThanOrEqual(W)
    for (const series of ['power', 'lanczos'])
      expect(pointsOf(parts, 'convergence', series).at(-1)?.[1]).toBeLessThan(1e-6)
  })

  it('end with all eigenvalues as Ritz values', () => {
    const values = finish(symmetricEigenvalues(evaluate('exact', problem)))
    const ritz = pointsOf(parts, 'ritz', 'ritz')
    const last = ritz.filter(([k]) => k === Math.max(...ritz.map(([step]) => step)))
    const found = last.map(([, value]) => value).sort((a, b) => a - b)
    expect(found).toHaveLength(W)
    const scale = Math.max(...values.map(Math.abs))
    found.forEach((value, k) => expect(Math.abs(value - values[k])).toBeLessThan(1e-9 * scale))
  })

  it.each(['hutchinson-trace', 'hutchinson-diagonal'])('give errors of %s that fall as 1/√m', (series) => {
    expect(Math.abs(factOf(parts, 'probe-slope', series) + 0.5)).toBeLessThan(0.15)
  })

  it('give the trace as exactly as expected, and by Hutch++ more exactly', () => {
    const line = parts.find((part) => part.kind === 'line' && part.name === 'expected')
    if (line?.kind !== 'line') throw new Error('no expected error')
    const errors = pointsOf(parts, 'probes', 'hutchinson-trace')
    const [m, error] = errors[errors.length - 1]
    expect(m).toBe(line.to[0])
    expect(error / line.to[1]).toBeGreaterThan(0.5)
    expect(error / line.to[1]).toBeLessThan(2)
    const projected = pointsOf(parts, 'probes', 'hutch-plus-plus')
    const [most, least] = projected[projected.length - 1]
    expect(least).toBeLessThan(0.5 * (errors.find(([count]) => count === most)?.[1] ?? 0))
  })

  it('are the same for the same seed alone', () => {
    expect(partsOf('iteration')).toEqual(parts)
    expect(pointsOf(partsOf('iteration', { seed: 2 }), 'probes', 'hutchinson-trace')).not.toEqual(
      pointsOf(parts, 'probes', 'hutchinson-trace'),
    )
  })
})
