import { expect, test } from 'vitest'
import { exact } from '../hessian/exact.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { finish } from '../linalg/steps.ts'
import { dot, timesVector } from '../linalg/vector.ts'
import { directionDown } from './saddle.ts'
import { matrixBy, xorAtZero } from './testUses.ts'

test('the direction in which a saddle is left curves down most', () => {
  const H = matrixBy(exact, xorAtZero)
  const v = finish(directionDown(H))
  if (!v) throw new Error('the Hessian is indefinite there')
  expect(dot(v, v)).toBeCloseTo(1, 12)
  // −√6 is its smallest eigenvalue, twice.
  expect(dot(v, timesVector(H, v))).toBeCloseTo(-Math.sqrt(6), 8)
})

test('where nothing curves down there is none', () => {
  const diagonal = (...entries: number[]): Matrix => ({
    rows: 2,
    columns: 2,
    data: Float64Array.of(entries[0], 0, 0, entries[1]),
  })
  expect(finish(directionDown(diagonal(2, 1)))).toBeNull()
  expect(finish(directionDown(diagonal(2, 0)))).toBeNull()
  expect(finish(directionDown(diagonal(2, -1e-14)))).toBeNull()
})
