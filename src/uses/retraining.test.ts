import { describe, expect, test } from 'vitest'
import { exact } from '../hessian/exact.ts'
import { outerProduct } from '../hessian/outerProduct.ts'
import { frobenius, maxAbs } from '../linalg/norms.ts'
import { finish } from '../linalg/steps.ts'
import { sumOf } from '../linalg/vector.ts'
import { energyAndGradient } from '../network/backward.ts'
import { energy } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { randomProblem } from '../network/randomProblem.ts'
import { done, failed } from './attempt.ts'
import {
  backtrack,
  changedProblem,
  influence,
  leaveOneOut,
  leaveOneOutByNewton,
  removal,
  retrainingStep,
} from './retraining.ts'
import type { DataChange } from './retraining.ts'
import { matrixBy, succeeded, trained } from './testUses.ts'

const one = { x: Float64Array.of(0.5, -1), t: Float64Array.of(0.5) }
const nothing = { x: new Float64Array(0), t: new Float64Array(0) }

const afterStep = (changed: Problem, lambda = 0): Problem => {
  const step = succeeded(finish(retrainingStep(changed, matrixBy(exact, changed), lambda)))
  return { ...changed, w: sumOf(changed.w, step.deltaW) }
}

describe.each<[string, DataChange]>([
  ['removal', removal(0, 3)],
  ['addition', { remove: [], add: one }],
  ['change', { remove: [2], add: one }],
])('%s of patterns', (_, change) => {
  test('is exact in one step for one layer and a sum of squares', () => {
    const problem = trained(randomProblem({ layers: [2, 1], N: 9, weightDecay: 0.1, seed: 4 }))
    const changed = succeeded(changedProblem(problem, change))
    expect(changed.N).toBe(9 - change.remove.length + change.add.t.length)
    const before = frobenius(energyAndGradient(changed).gradient)
    expect(before).toBeGreaterThan(1e-3)
    expect(frobenius(energyAndGradient(afterStep(changed)).gradient)).toBeLessThan(1e-12 * before)
  })
})

test('for a network a target that moves a little is followed, but for terms of second order', () => {
  const problem = trained(randomProblem({ layers: [2, 2, 1], N: 40, weightDecay: 0.5, seed: 4 }))
  const follow = (by: number) => {
    const add = { x: problem.x.slice(4, 6), t: problem.t.slice(2, 3).map((t) => t + by) }
    const change: DataChange = { remove: [2], add }
    const changed = succeeded(changedProblem(problem, change))
    const truth = trained(changed)
    const distance = (w: Float64Array) => frobenius(sumOf(w, truth.w, -1))
    const first = succeeded(finish(influence(problem, change, matrixBy(exact, problem), 0)))
    return {
      moved: distance(problem.w),
      newton: distance(afterStep(changed).w),
      influence: distance(sumOf(problem.w, first.deltaW)),
    }
  }
  const [small, large] = [follow(0.005), follow(0.01)]
  expect(large.moved).toBeGreaterThan(1.8 * small.moved)
  for (const way of ['newton', 'influence'] as const) {
    expect(large[way]).toBeLessThan(0.1 * large.moved)
    expect(large[way]).toBeGreaterThan(3 * small[way])
  }
})

test('the influence function is the derivative by the weight of a pattern', () => {
  // The pattern counts 1 − ε: it is removed, and added with √(1 − ε) of its input, bias and target.
  const shape = { layers: [2, 1], bias: false, N: 9, weightDecay: 0.2, seed: 6 }
  const problem = trained(randomProblem(shape))
  const epsilon = 1e-3
  const scale = Math.sqrt(1 - epsilon)
  const less = succeeded(
    changedProblem(problem, {
      remove: [0],
      add: { x: problem.x.slice(0, 2).map((x) => scale * x), t: problem.t.slice(0, 1).map((t) => scale * t) },
    }),
  )
  const slope = sumOf(trained(less).w, problem.w, -1).map((value) => value / epsilon)
  const { deltaW } = succeeded(finish(influence(problem, removal(0), matrixBy(exact, problem), 0)))
  expect(maxAbs(sumOf(slope, deltaW, -1))).toBeLessThan(1e-2 * maxAbs(deltaW))
})

test('where the whole step raises E, backtracking goes as far as E falls', () => {
  const problem = randomProblem({ layers: [1, 3, 1], activation: 'sin', N: 12, seed: 9 })
  const { gradient } = energyAndGradient(problem)
  const tooFar = gradient.map((value) => -100 * value)
  expect(energy({ ...problem, w: sumOf(problem.w, tooFar) })).toBeGreaterThan(energy(problem))
  const { fraction, energy: E } = backtrack(problem, tooFar)
  expect(fraction).toBeGreaterThan(0)
  expect(fraction).toBeLessThan(1)
  expect(E).toBeLessThan(energy(problem))
  expect(energy({ ...problem, w: sumOf(problem.w, tooFar, fraction) })).toBe(E)
  const uphill = gradient.slice()
  expect(
    backtrack(
      { ...problem },
      uphill.map(() => NaN),
    ),
  ).toEqual({ fraction: 0, energy: energy(problem) })
})

describe('leave-one-out', () => {
  const problem = trained(randomProblem({ layers: [2, 1], N: 8, weightDecay: 0.1, seed: 2 }))
  const without = Array.from({ length: 8 }, (_, n) => {
    const { w } = trained(succeeded(changedProblem(problem, removal(n))))
    const [D, K] = [2, 1]
    const own = { N: 1, x: problem.x.slice(n * D, n * D + D), t: problem.t.slice(n * K, n * K + K) }
    return energy({ ...problem, ...own, w, weightDecay: 0 })
  })

  test('by Newton’s step is exact for one layer of squares', () => {
    const matrixOf = function* (reduced: Problem) {
      return done((yield* exact.evaluate(reduced)).matrix)
    }
    const all = succeeded(finish(leaveOneOutByNewton(problem, matrixOf, 0)))
    all.predicted.forEach((value, n) => expect(value).toBeCloseTo(without[n], 7))
    all.energies.forEach((value, n) => expect(value).toBeLessThan(all.predicted[n]))
  })

  test('by influence lies between the error now and that without the pattern', () => {
    const all = succeeded(finish(leaveOneOut(problem, matrixBy(outerProduct, problem), 0)))
    all.predicted.forEach((value, n) => {
      expect(value).toBeGreaterThan(all.energies[n])
      expect(value).toBeLessThan(without[n])
    })
    const first = succeeded(finish(influence(problem, removal(3), matrixBy(exact, problem), 0)))
    expect(all.influences[3]).toBeCloseTo(frobenius(first.deltaW), 12)
  })

  test('what stands against it is named', () => {
    const H = matrixBy(exact, problem)
    const single = succeeded(changedProblem(problem, removal(1, 2, 3, 4, 5, 6, 7)))
    expect(finish(leaveOneOut(single, H, 0))).toMatchObject({ failure: { code: 'no-data' } })
    const flat = { ...H, data: H.data.map(() => 0) }
    expect(finish(leaveOneOut(problem, flat, 0))).toMatchObject({ failure: { code: 'singular' } })
    const broken = { ...H, data: H.data.map(() => NaN) }
    expect(finish(leaveOneOut(problem, broken, 0))).toMatchObject({ failure: { code: 'not-finite' } })
    const refusing = function* () {
      yield 0
      return failed('not-finite')
    }
    expect(finish(leaveOneOutByNewton(problem, refusing, 0))).toEqual(failed('not-finite'))
    expect(finish(leaveOneOutByNewton(single, refusing, 0))).toMatchObject({ failure: { code: 'no-data' } })
    expect(changedProblem(single, removal(0))).toMatchObject({ failure: { code: 'no-data' } })
    expect(succeeded(changedProblem(single, { remove: [0], add: one })).N).toBe(1)
    expect(succeeded(changedProblem(single, { remove: [], add: nothing }))).toEqual(single)
  })
})
