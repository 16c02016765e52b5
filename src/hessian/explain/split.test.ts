import { describe, expect, test } from 'vitest'
import { zeros } from '../../linalg/matrix.ts'
import { frobenius } from '../../linalg/norms.ts'
import { randomProblem } from '../../network/randomProblem.ts'
import type { RandomProblem } from '../../network/randomProblem.ts'
import { diagonalIsExact } from '../diagonal.ts'
import { subtract } from '../errorMeasures.ts'
import { evaluate } from '../testEvaluation.ts'
import { recursionLoss, splitDiagonal, splitOuterProduct } from './split.ts'

const shapes: readonly RandomProblem[] = [
  { layers: [2, 3], output: 'softmax' },
  { layers: [2, 3, 2], weightDecay: 0.5 },
  { layers: [2, 3, 4, 2], output: 'softmax', activation: 'gelu' },
]

test.each(shapes)('$layers: outer product and residual add up, and so do the shares', (shape) => {
  const problem = randomProblem(shape)
  const H = evaluate('exact', problem)
  const outer = evaluate('outer-product', problem)
  const { residual, norms, shares } = splitOuterProduct(H, outer)
  residual.data.forEach((value, at) => expect(outer.data[at] + value).toBeCloseTo(H.data[at], 12))
  expect(norms.residual).toBe(frobenius(subtract(H, outer).data))
  if (!shares) throw new Error('H is not 0')
  expect(shares.outer + shares.residual + shares.both).toBeCloseTo(1, 12)
  expect(shares.outer).toBeCloseTo((norms.outer / norms.exact) ** 2, 12)
})

test.each(shapes)('$layers: the two parts of the diagonal error add up to it', (shape) => {
  const problem = randomProblem(shape)
  const H = evaluate('exact', problem)
  const diagonal = evaluate('diagonal', problem)
  const { neglected, dropped, norms } = splitDiagonal(H, diagonal, problem.network)
  const error = subtract(H, diagonal)
  error.data.forEach((value, at) => expect(neglected.data[at] + dropped.data[at]).toBe(value))
  expect(norms.error / frobenius(error.data)).toBeCloseTo(1, 12)
})

test('nothing has no shares', () => {
  const nothing = zeros(2, 2)
  expect(splitOuterProduct(nothing, nothing).shares).toBeNull()
  const { network } = randomProblem({ layers: [2, 1], bias: false })
  const { relativeDropped, relativeNeglected } = splitDiagonal(nothing, nothing, network)
  expect([relativeDropped, relativeNeglected]).toEqual([null, null])
})

describe('the recursion of the diagonal', () => {
  test.each([
    [{ layers: [2, 3], output: 'softmax' }, 'one-layer'],
    [{ layers: [2, 4, 3] }, 'two-layers-diagonal-curvature'],
    [{ layers: [2, 4, 1], output: 'sigmoid' }, 'two-layers-diagonal-curvature'],
    [{ layers: [2, 3, 1, 1] }, 'single-units'],
    [{ layers: [2, 3, 1, 4] }, 'single-units-diagonal-curvature'],
    [{ layers: [2, 4, 3], output: 'softmax' }, 'softmax-outputs'],
    [{ layers: [2, 1, 1, 4], output: 'softmax' }, 'softmax-outputs'],
    [{ layers: [2, 3, 2, 1] }, 'hidden-layers'],
    [{ layers: [2, 3, 2, 3], output: 'softmax' }, 'softmax-outputs-and-hidden-layers'],
  ] satisfies readonly (readonly [RandomProblem, string])[])('of %o: %s', (shape, code) => {
    const problem = randomProblem(shape)
    const loss = recursionLoss(problem.network)
    expect(loss.drops ? loss.what : loss.why).toBe(code)
    expect(loss.drops).toBe(!diagonalIsExact(problem.network))
    const { relativeDropped } = splitDiagonal(
      evaluate('exact', problem),
      evaluate('diagonal', problem),
      problem.network,
    )
    if (loss.drops) expect(relativeDropped).toBeGreaterThan(1e-6)
    else expect(relativeDropped).toBeLessThan(1e-13)
  })
})
