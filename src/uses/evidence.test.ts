import { expect, test } from 'vitest'
import { outerProduct } from '../hessian/outerProduct.ts'
import { exact } from '../hessian/exact.ts'
import type { HessianMethod } from '../hessian/method.ts'
import { sumOf } from '../linalg/vector.ts'
import { outputs } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { randomProblem } from '../network/randomProblem.ts'
import type { Failure } from './attempt.ts'
import { done, failed } from './attempt.ts'
import { maximiseEvidence } from './evidence.ts'
import type { EvidenceRound } from './evidence.ts'
import { trained, xorAtZero } from './testUses.ts'

function rounds(problem: Problem, method: HessianMethod, alpha = 1, beta = 1) {
  const matrixOf = function* (of: Problem) {
    return done((yield* method.evaluate(of, {})).matrix)
  }
  // oxlint-disable-next-line require-yield
  const toMinimum = function* (of: Problem) {
    return Number.isFinite(of.w[0]) ? done(trained(of, 500)) : failed('not-finite')
  }
  const found: EvidenceRound[] = []
  let end: Failure | null = null
  for (const going = maximiseEvidence(problem, { alpha, beta }, matrixOf, toMinimum, 200); ;) {
    const next = going.next()
    if (next.done) {
      end = next.value
      break
    }
    if (typeof next.value !== 'number') found.push(next.value)
  }
  return { found, end }
}

test('the evidence grows to where α and β stay as they are, for one layer of squares from anywhere', () => {
  const { t: noise, ...drawn } = randomProblem({ layers: [2, 1], N: 30, seed: 5 })
  const signal = outputs(drawn.network, Float64Array.of(1, -2, 0.5), drawn.x, drawn.N)
  const problem = { ...drawn, t: sumOf(signal, noise, 0.3) }
  const results = [rounds(problem, exact, 1, 1), rounds(problem, exact, 0.1, 5)]
  for (const { found, end } of results) {
    expect(end).toBeNull()
    expect(found.length).toBeLessThan(200)
    expect(found[found.length - 1].logEvidence).toBeGreaterThan(found[0].logEvidence)
  }
  const [first, second] = results.map(({ found }) => found[found.length - 1])
  expect(first.logEvidence).toBeCloseTo(second.logEvidence, 6)
  expect(first.alpha / second.alpha).toBeCloseTo(1, 3)
  expect(first.gamma).toBeLessThan(3)
})

test('a network with the outer product; β stays 1 where there is no noise to estimate', () => {
  const problem = randomProblem({ layers: [2, 2, 1], output: 'sigmoid', N: 40, seed: 5 })
  const { found } = rounds(problem, outerProduct)
  expect(found.length).toBeGreaterThan(1)
  for (const { beta } of found) expect(beta).toBe(1)
})

test('what stands against it is named', () => {
  expect(rounds(xorAtZero, exact, 0).end).toMatchObject({ code: 'no-prior' })
  expect(rounds({ ...xorAtZero, t: new Float64Array(4) }, outerProduct).end).toMatchObject({
    code: 'diverging',
  })
  const broken = { ...xorAtZero, w: xorAtZero.w.map(() => NaN) }
  expect(rounds(broken, exact)).toMatchObject({ found: [], end: { code: 'not-finite' } })
})
