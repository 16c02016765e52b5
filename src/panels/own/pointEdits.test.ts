import { describe, expect, it } from 'vitest'
import { movedPoints, withoutPoints, withPoint } from './pointEdits.ts'

const line = { x: [[0], [1]], t: [[5], [6]] }
const plane = { x: [[0, 0, 7], [1, 1, 8]], t: [[0, 1], [1, 0]] } // prettier-ignore

describe('points that are edited', () => {
  it('of one input and numbers move their target, and their input with it', () => {
    expect(movedPoints(line, [1], 0, 2, 'regression')).toEqual({ x: line.x, t: [[5], [8]] })
    expect(movedPoints(line, [1], 0, 2, 'regression').x).toBe(line.x)
    expect(movedPoints(line, [0, 1], 1, 0, 'regression')).toEqual({ x: [[1], [2]], t: line.t })
  })

  it('of several targets move the one that was taken', () => {
    const two = { x: [[0]], t: [[1, 2]] }
    expect(movedPoints(two, [0], 0, 1, 'regression', 1).t).toEqual([[1, 3]])
    expect(movedPoints(two, [0], 0, 1, 'regression').t).toEqual([[2, 3]])
  })

  it('of classes keep them and move their first two inputs', () => {
    expect(movedPoints(plane, [0], 0.5, -0.5, 'classes')).toEqual({ x: [[0.5, -0.5, 7], [1, 1, 8]], t: plane.t }) // prettier-ignore
    expect(movedPoints({ x: [[0]], t: [[1]] }, [0], 1, 1, 'binary')).toEqual({ x: [[1]], t: [[1]] })
  })

  it('are added with what the plot does not say', () => {
    const common = { label: 1, target: 9 }
    expect(withPoint(line, 3, 4, { kind: 'regression', ...common })).toEqual({
      x: [[0], [1], [3]],
      t: [[5], [6], [4]],
    })
    const added = withPoint(plane, 3, 4, { kind: 'classes', ...common })
    expect([added.x[2], added.t[2]]).toEqual([[3, 4, 0], [0, 1]]) // prettier-ignore
    const surface = withPoint({ x: [[0, 0]], t: [[1]] }, 3, 4, { kind: 'regression', ...common })
    expect(surface.t[1]).toEqual([9])
    expect(withPoint({ x: [[0]], t: [[1]] }, 3, 4, { kind: 'binary', ...common }).t[1]).toEqual([1])
  })

  it('are removed, but never all of them', () => {
    expect(withoutPoints(line, [0])).toEqual({ x: [[1]], t: [[6]] })
    expect(withoutPoints(line, [0, 1])).toBeNull()
  })
})
