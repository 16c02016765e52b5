import { describe, expect, test } from 'vitest'
import { exact } from '../hessian/exact.ts'
import { fixtureCases, problemOf } from '../hessian/fixtures/cases.ts'
import { outerProduct } from '../hessian/outerProduct.ts'
import { finish } from '../linalg/steps.ts'
import { sumOf } from '../linalg/vector.ts'
import { energyAndGradient } from '../network/backward.ts'
import { energy } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { randomProblem } from '../network/randomProblem.ts'
import type { Failure } from './attempt.ts'
import { done, failed } from './attempt.ts'
import {
  dampedInverse,
  magnitudes,
  obdSaliencies,
  obsSaliencies,
  obsUpdate,
  prune,
  smallest,
  surgeonUpdate,
} from './pruning.ts'
import type { PruningRule, Removal } from './pruning.ts'
import { retrainLeft } from './retrainLeft.ts'
import { matrixBy, succeeded, trained, xorAtZero } from './testUses.ts'

const exactOf = function* (problem: Problem) {
  return done((yield* exact.evaluate(problem)).matrix)
}
const outerOf = function* (problem: Problem) {
  return done((yield* outerProduct.evaluate(problem)).matrix)
}

function all(run: Generator<number | Removal, Failure, void>): { removals: Removal[]; end: Failure } {
  const removals: Removal[] = []
  for (;;) {
    const step = run.next()
    if (step.done) return { removals, end: step.value }
    if (typeof step.value !== 'number') removals.push(step.value)
  }
}

const rule: PruningRule = { criterion: 'obs', compensated: true, recomputed: true, damping: 0 }

describe('for one layer of squares at its minimum', () => {
  const problem = trained(randomProblem({ layers: [3, 2], N: 20, weightDecay: 0.2, seed: 8 }))
  const H = matrixBy(exact, problem)
  const P = succeeded(finish(dampedInverse(H, 0)))
  const E = energy(problem)

  test('both saliencies are the actual change of E', () => {
    const obs = obsSaliencies(P, problem.w)
    obdSaliencies(H, problem.w).forEach((saliency, q) => {
      const without = problem.w.map((value, i) => (i === q ? 0 : value))
      expect(energy({ ...problem, w: without }) - E).toBeCloseTo(saliency, 8)
      const adjusted = sumOf(problem.w, obsUpdate(P, problem.w, q))
      expect(adjusted[q]).toBe(0)
      expect(energy({ ...problem, w: adjusted }) - E).toBeCloseTo(obs[q], 8)
    })
  })

  test('weights removed one after another change E by what was promised, H computed anew or not', () => {
    for (const recomputed of [true, false]) {
      const { removals, end } = all(prune(problem, { ...rule, recomputed }, exactOf))
      expect(end.code).toBe('no-weights')
      expect(new Set(removals.map(({ removed }) => removed)).size).toBe(8)
      for (const { saliency, before, after } of removals) expect(after - before).toBeCloseTo(saliency, 8)
      removals.forEach(({ w }, i) => {
        for (const { removed } of removals.slice(0, i + 1)) expect(w[removed]).toBe(0)
      })
    }
  })
})

test.each(
  fixtureCases.filter(({ expected }) => expected.eigenvalues[0] > 1e-6).map((one) => [one.name, one]),
)('%s: the surgeon’s saliency is at most the damage’s, H being positive definite', (_, one) => {
  if (typeof one === 'string') throw new Error('a case was expected')
  const problem = problemOf(one)
  const H = matrixBy(exact, problem)
  const obd = obdSaliencies(H, problem.w)
  const P = succeeded(finish(dampedInverse(H, 0)))
  obsSaliencies(P, problem.w).forEach((value, i) => expect(value).toBeLessThanOrEqual(obd[i] * (1 + 1e-9)))
})

describe('for a trained network', () => {
  const problem = trained(randomProblem({ layers: [2, 3, 1], N: 25, weightDecay: 0.1, seed: 3 }))

  test('the order follows the criterion, and compensation helps', () => {
    const first = (criterion: PruningRule['criterion'], compensated: boolean) =>
      all(prune(problem, { ...rule, criterion, compensated, damping: 0.1 }, outerOf)).removals[0]
    const { w } = problem
    expect(first('magnitude', false).removed).toBe(smallest(magnitudes(w)))
    expect(first('obd', false).removed).toBe(smallest(obdSaliencies(matrixBy(outerProduct, problem), w)))
    const P = succeeded(finish(dampedInverse(matrixBy(outerProduct, problem), 0.1)))
    expect(first('obs', true).removed).toBe(smallest(obsSaliencies(P, w)))
    expect(first('obd', true).after).toBeLessThan(first('obd', false).after)
  })

  test('re-training works on the weights left', () => {
    const halved = function* (reduced: Problem, left: readonly number[]) {
      yield 0
      return reduced.w.map((value, i) => (left.includes(i) ? value / 2 : value))
    }
    const { removals } = all(
      prune(problem, { ...rule, criterion: 'magnitude', compensated: false }, exactOf, halved),
    )
    expect(removals).toHaveLength(problem.network.W)
    for (const { w, retrained } of removals) expect(energy({ ...problem, w })).toBe(retrained)
  })
})

test('several weights at once are removed as by one update after another, or where the error is least', () => {
  const problem = trained(randomProblem({ layers: [2, 3, 1], N: 25, weightDecay: 0.1, seed: 3 }))
  const H = matrixBy(exact, problem)
  const P = succeeded(finish(dampedInverse(H, 0)))
  const one = obsUpdate(P, problem.w, 4)
  succeeded(finish(surgeonUpdate(H, problem.w, [4], 0))).forEach((value, i) =>
    expect(value).toBeCloseTo(one[i], 10),
  )
  // Of the quadratic model the curve of removals that reduces one matrix goes the same way.
  const { removals } = all(prune(problem, { ...rule, recomputed: false }, exactOf))
  const gone = removals.slice(0, 4).map(({ removed }) => removed)
  const joint = succeeded(finish(surgeonUpdate(H, problem.w, gone, 0)))
  sumOf(problem.w, joint).forEach((value, i) => expect(value).toBeCloseTo(removals[3].w[i], 8))
  expect(finish(surgeonUpdate(matrixBy(exact, xorAtZero), xorAtZero.w, [0], 0))).toMatchObject({
    failure: { code: 'indefinite' },
  })
  expect(succeeded(finish(surgeonUpdate(H, problem.w, [...problem.w.keys()], 0)))).toEqual(
    problem.w.map((value) => -value),
  )
})

test('re-training lowers E on the weights left alone, to where their gradient vanishes', () => {
  const problem = trained(randomProblem({ layers: [2, 3, 1], N: 25, weightDecay: 0.1, seed: 3 }))
  const options = { ...rule, criterion: 'magnitude', compensated: false } as const
  const again = (reduced: Problem, left: readonly number[]) => retrainLeft(reduced, left, outerOf, 0.1, 200)
  const { removals } = all(prune(problem, options, outerOf, again))
  const gone: number[] = []
  for (const { removed, after, retrained, w } of removals) {
    gone.push(removed)
    expect(retrained).toBeLessThanOrEqual(after)
    for (const i of gone) expect(w[i]).toBe(0)
    const { energy: E, gradient } = energyAndGradient({ ...problem, w })
    gradient.forEach((g, i) => expect(gone.includes(i) || Math.abs(g) <= 1e-7 * (1 + E)).toBe(true))
  }
  const plain = all(prune(problem, options, outerOf)).removals
  expect(removals[5].retrained).toBeLessThan(plain[5].after)
  const failing = function* () {
    yield 0
    return failed('not-finite')
  }
  expect(
    finish(retrainLeft({ ...problem, w: removals[0].w.map((x) => x + 0.1) }, [0], failing, 1, 5)),
  ).toHaveLength(13)
})

test('what stands against it is named', () => {
  expect(all(prune(xorAtZero, rule, exactOf))).toMatchObject({ removals: [], end: { code: 'indefinite' } })
  expect(all(prune(xorAtZero, rule, exactOf)).end.eigenvalues).toHaveLength(2)
  expect(all(prune(xorAtZero, rule, outerOf)).end.code).toBe('singular')
  const broken = { ...xorAtZero, w: xorAtZero.w.map(() => NaN) }
  expect(all(prune(broken, rule, exactOf)).end.code).toBe('not-finite')
  const magnitude: PruningRule = { ...rule, criterion: 'magnitude', compensated: false }
  expect(all(prune(broken, magnitude, exactOf))).toMatchObject({ removals: [], end: { code: 'not-finite' } })
  expect(smallest(new Float64Array(0))).toBe(-1)
  const H = matrixBy(exact, xorAtZero)
  expect(finish(dampedInverse(H, 0))).toMatchObject({ failure: { code: 'singular' } })
  expect(finish(dampedInverse({ ...H, data: H.data.map(() => NaN) }, 0))).toMatchObject({
    failure: { code: 'not-finite' },
  })
})
