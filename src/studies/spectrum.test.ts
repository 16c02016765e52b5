import { describe, expect, it } from 'vitest'
import { evaluate } from '../hessian/testEvaluation.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import { finish } from '../linalg/steps.ts'
import { randomProblem } from '../network/randomProblem.ts'
import { factOf, partsOf, pointsOf, subjectOf } from './testSubject.ts'

describe('the spectrum', () => {
  const parts = partsOf('spectrum')

  it('has the eigenvalues of every method that is shown and targets H', () => {
    const { problem, methods, parameters } = subjectOf()
    for (const id of methods.filter((one) => one !== 'sequential-inverse')) {
      const values = finish(symmetricEigenvalues(evaluate(id, problem, parameters[id])))
      const points = pointsOf(parts, 'sorted', id)
      expect(points.map(([k]) => k)).toEqual(Array.from(values, (_, k) => k + 1))
      const scale = Math.max(...values.map(Math.abs))
      points.forEach(([, value], k) => expect(Math.abs(value - values[k])).toBeLessThan(1e-12 * scale))
    }
    expect(pointsOf(parts, 'sorted', 'sequential-inverse')).toEqual([])
    expect(factOf(parts, 'negative', 'exact')).toBeGreaterThan(0)
    expect(factOf(parts, 'negative', 'outer-product')).toBe(0)
  })

  it('has densities whose integral is 1', () => {
    for (const id of ['exact', 'outer-product']) {
      const points = pointsOf(parts, 'density', id)
      const width = points[1][0] - points[0][0]
      const integral = points.reduce((sum, [, value]) => sum + value * width, 0)
      expect(integral).toBeCloseTo(1, 2)
    }
  })

  it('has E along an eigenvector touch its parabola', () => {
    for (const eigenvector of [1, 7, 13]) {
      const near = partsOf('spectrum', { eigenvector, reach: 0.01 })
      const energy = pointsOf(near, 'along', 'energy')
      const parabola = pointsOf(near, 'along', 'parabola')
      energy.forEach(([, value], k) => expect(Math.abs(value - parabola[k][1])).toBeLessThan(1e-4))
      const [first, middle, last] = [0, 20, 40].map((k) => energy[k][1])
      // The second difference is the eigenvalue.
      const lambda = pointsOf(near, 'sorted', 'exact')[eigenvector - 1][1]
      expect(Math.abs((first - 2 * middle + last) / 0.01 ** 2 - lambda)).toBeLessThan(
        0.01 * Math.max(1, Math.abs(lambda)),
      )
    }
  })

  it('shows the present weights in the middle of the plane, and the way to them', () => {
    const subject = subjectOf()
    const { problem } = subject
    const before = problem.w.map((value) => value * 0.9)
    const plane = partsOf(
      'spectrum',
      {},
      { ...subject, path: [{ step: 0, w: before }, ...subject.path] },
    ).find((part) => part.kind === 'surface')
    if (plane?.kind !== 'surface') throw new Error('no plane')
    expect(plane.path).toHaveLength(2)
    expect(plane.path[1].slice(0, 2)).toEqual([0, 0])
    const middle = plane.values[(plane.resolution ** 2 - 1) / 2]
    expect(middle).toBeCloseTo(plane.path[1][2], 12)
  })

  it('is of the problem asked about, also after another one', () => {
    const problem = randomProblem({ layers: [2, 3, 1], N: 8 })
    const other = partsOf('spectrum', {}, { ...subjectOf(), problem, path: [] })
    expect(pointsOf(other, 'sorted', 'exact')).toHaveLength(problem.network.W)
    expect(partsOf('spectrum')).toEqual(parts)
  })
})
