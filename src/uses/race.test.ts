import { describe, expect, test } from 'vitest'
import { diagonal } from '../hessian/diagonal.ts'
import { exact } from '../hessian/exact.ts'
import { exactCost, forwardCost, gradientCost } from '../hessian/operationCounts.ts'
import { outerProduct } from '../hessian/outerProduct.ts'
import { finish } from '../linalg/steps.ts'
import { dot, timesVector } from '../linalg/vector.ts'
import { energyAndGradient } from '../network/backward.ts'
import { energy } from '../network/forward.ts'
import { gaussNewtonVectorProduct, hessianVectorProduct } from '../network/rOperator.ts'
import { randomProblem } from '../network/randomProblem.ts'
import type { Problem } from '../network/network.ts'
import { hessianFreeDirection } from './hessianFree.ts'
import { dampingAfter, race } from './race.ts'
import type { RaceEnd, RaceRule, RaceStep } from './race.ts'
import { matrixBy, trained, xorAtZero } from './testUses.ts'

const settings = { learningRate: 0.02, momentum: 0.8 }
const newton = { kind: 'matrix', method: exact, diagonal: false, damping: 0, adaptive: false } as const
const rules = {
  'gradient descent': { kind: 'training', optimizer: 'gradient-descent', settings },
  momentum: { kind: 'training', optimizer: 'momentum', settings },
  'L-BFGS': { kind: 'training', optimizer: 'l-bfgs', settings },
  'damped Newton': { ...newton, damping: 1, adaptive: true },
  'Levenberg–Marquardt': { ...newton, method: outerProduct, damping: 1, adaptive: true },
  'diagonal-scaled': { ...newton, method: diagonal, diagonal: true, damping: 1, adaptive: true },
  'Hessian-free': { kind: 'hessian-free', gaussNewton: false, damping: 0 },
  'Hessian-free, Gauss–Newton': { kind: 'hessian-free', gaussNewton: true, damping: 0.1 },
} as const satisfies Readonly<Record<string, RaceRule>>

function run(problem: Problem, rule: RaceRule, steps: number): { taken: RaceStep[]; end: RaceEnd } {
  const taken: RaceStep[] = []
  for (const going = race(problem, rule, steps); ;) {
    const next = going.next()
    if (next.done) return { taken, end: next.value }
    if (typeof next.value !== 'number') taken.push(next.value)
  }
}

const problem = randomProblem({ layers: [2, 3, 1], N: 20, weightDecay: 0.1, seed: 7 })

describe.each(Object.entries(rules))('%s', (_, rule) => {
  const { taken, end } = run(problem, rule, 60)

  test('lowers E, and tells of every step what it cost and gave', () => {
    expect(taken.length).toBe(end.step)
    expect(taken[taken.length - 1].energy).toBeLessThan(0.9 * energy(problem))
    let before = energy(problem)
    let operations = 0
    for (const step of taken) {
      expect(step.energy).toBe(energy({ ...problem, w: step.w }))
      expect(step.actual).toBe(before - step.energy)
      expect(step.operations).toBeGreaterThan(operations)
      if (step.predicted !== null) expect(step.gainRatio).toBe(step.actual / step.predicted)
      before = step.energy
      operations = step.operations
    }
  })

  test('is the same each time', () => expect(run(problem, rule, 60)).toEqual({ taken, end }))
})

test('those of second order converge, and no step of theirs raises E', () => {
  for (const name of ['damped Newton', 'Levenberg–Marquardt', 'Hessian-free'] as const) {
    const { taken, end } = run(problem, rules[name], 500)
    expect(end).toMatchObject({ code: 'converged', values: { negativeEigenvalues: 0 } })
    for (const { actual } of taken) expect(actual).toBeGreaterThanOrEqual(-1e-12)
  }
})

test('one Newton step solves one layer of squares; its operations are counted', () => {
  const linear = randomProblem({ layers: [3, 2], N: 10, seed: 2 })
  const { taken, end } = run(linear, newton, 5)
  expect(end).toMatchObject({ code: 'converged', step: 1 })
  expect(taken[0].gainRatio).toBeCloseTo(1, 10)
  const { network, N } = linear
  const passes = 2 * gradientCost(network) + forwardCost(network) + exactCost(network)
  expect(taken[0].operations).toBeCloseTo(N * passes + 8 ** 3 / 3, 8)
})

test('Newton may run to a saddle, which is named, where damped Newton finds a minimum', () => {
  // Near w = 0, where the odd network has a saddle: the hidden units do nothing yet.
  const t = Float64Array.of(-0.5, 0.5, 0.5, -0.5)
  const x = Float64Array.of(-1, -1, -1, 1, 1, -1, 2, 1)
  const w = Float64Array.from({ length: 9 }, (_, i) => 0.01 * Math.cos(i))
  const near = { ...xorAtZero, x, t, w }
  const { taken, end } = run(near, newton, 30)
  expect(end.code).toBe('saddle')
  expect(end.values.negativeEigenvalues).toBeGreaterThan(0)
  const damped = run(near, rules['damped Newton'], 500)
  expect(damped.taken[damped.taken.length - 1].energy).toBeLessThan(0.5 * taken[taken.length - 1].energy)
})

test('the damping follows the gain ratio', () => {
  expect(dampingAfter(3, 0.9)).toBe(1)
  expect(dampingAfter(3, 0.5)).toBe(3)
  expect(dampingAfter(3, 0.1)).toBe(6)
})

describe('conjugate gradients', () => {
  test('solve what a positive definite matrix asks', () => {
    const at = trained(problem)
    const { gradient } = energyAndGradient(problem)
    const product = (v: Float64Array) => gaussNewtonVectorProduct(at, v)
    const { direction, exit } = finish(hessianFreeDirection(product, gradient, 0.5, 100))
    expect(exit).toBe('converged')
    expect(dot(direction, gradient)).toBeLessThan(0)
    expect(finish(hessianFreeDirection(product, gradient, 0, 1)).exit).toBe('limit')
  })

  test('leave on a direction of negative curvature, which descends', () => {
    const slope = Float64Array.from({ length: 9 }, (_, i) => 1e-4 * Math.sin(i + 1))
    const H = matrixBy(exact, xorAtZero)
    const product = (v: Float64Array) => hessianVectorProduct(xorAtZero, v)
    const { direction, exit } = finish(hessianFreeDirection(product, slope, 0, 100))
    expect(exit).toBe('negative-curvature')
    expect(dot(direction, timesVector(H, direction))).toBeLessThanOrEqual(0)
    expect(dot(direction, slope)).toBeLessThan(0)
  })
})

describe('what ends a race is named', () => {
  test('singular', () =>
    expect(run(xorAtZero, newton, 5).end).toEqual({ code: 'singular', step: 0, values: { damping: 0 } }))

  test('diverging', () => {
    const wild: RaceRule = { ...rules['gradient descent'], settings: { learningRate: 1e3, momentum: 0 } }
    const { taken, end } = run(problem, wild, 500)
    expect(end.code).toBe('diverging')
    for (const { energy: E } of taken) expect(Number.isFinite(E)).toBe(true)
  })

  test('NaN', () => {
    const broken = { ...problem, w: problem.w.map(() => NaN) }
    for (const rule of [newton, ...Object.values(rules)])
      expect(run(broken, rule, 5)).toMatchObject({ taken: [], end: { code: 'not-finite', step: 0 } })
  })

  test('the last step', () => expect(run(problem, newton, 0).end).toMatchObject({ code: 'steps', step: 0 }))

  test('where E is flat from the start', () => {
    const flat = { ...xorAtZero, t: new Float64Array(4) }
    expect(run(flat, newton, 5).end).toMatchObject({ code: 'converged', step: 0 })
  })
})
