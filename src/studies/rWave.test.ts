import { describe, expect, it } from 'vitest'
import { wavesOf } from '../hessian/explain/waves.ts'
import { evaluate, relative } from '../hessian/testEvaluation.ts'
import { factOf, partsOf, pointsOf, subjectOf } from './testSubject.ts'

describe('the R-wave', () => {
  const { problem } = subjectOf()
  const networkOf = (parts: ReturnType<typeof partsOf>, picture: string) => {
    const found = parts.find((part) => part.kind === 'network' && part.picture === picture)
    if (found?.kind !== 'network' || !found.units) throw new Error(`no picture ${picture}`)
    return { ...found, units: found.units }
  }

  it('has the values of the waves at every unit', () => {
    const parts = partsOf('r-wave', { index: 6, point: 3 })
    const { layers } = wavesOf(problem, 0, 5, 2)
    const [forward, backward] = [networkOf(parts, 'forward').units, networkOf(parts, 'backward').units]
    for (let j = 0; j < 4; j++) {
      expect(forward[1][j]).toEqual([layers[1].z[j], layers[1].rZ[j]])
      expect(backward[1][j]).toEqual([layers[1].delta[j], layers[1].rDelta[j]])
    }
    expect(forward[2][0]).toEqual([layers[2].a[0], layers[2].rA[0]])
  })

  it.each(['unit', 'gradient', 'random', 'eigenvector'])('multiplies H with a %s', (vector) => {
    const parts = partsOf('r-wave', { vector, index: 2 })
    expect(factOf(parts, 'error')).toBeLessThan(1e-12)
    const v = networkOf(parts, 'forward').w
    const product = networkOf(parts, 'backward').w
    const H = evaluate('exact', problem)
    const W = v.length
    product.forEach((value, i) => {
      let sum = 0
      for (let j = 0; j < W; j++) sum += H.data[i * W + j] * v[j]
      expect(Math.abs(value - sum)).toBeLessThan(1e-11)
    })
  })

  it('builds H column by column', () => {
    const parts = partsOf('r-wave')
    const missing = pointsOf(parts, 'columns', 'missing').filter(([, value]) => Number.isFinite(value))
    for (let k = 1; k < missing.length; k++) expect(missing[k][1]).toBeLessThanOrEqual(missing[k - 1][1])
    const built = parts.filter((part) => part.kind === 'matrix').at(-1)
    const H = evaluate('exact', problem)
    expect(relative({ ...H, data: built?.matrix ?? new Float64Array(0) }, H)).toBeLessThan(1e-13)
  })
})
