import { describe, expect, test } from 'vitest'
import { exact } from '../hessian/exact.ts'
import { outerProduct } from '../hessian/outerProduct.ts'
import { factorCholesky, logDeterminant, solveByCholesky } from '../linalg/cholesky.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { createRandom } from '../linalg/random.ts'
import { finish } from '../linalg/steps.ts'
import { dot, sumOf } from '../linalg/vector.ts'
import { outputs } from '../network/forward.ts'
import { activationJacobian } from '../network/jacobian.ts'
import { randomProblem } from '../network/randomProblem.ts'
import { laplace, logEvidence, predict, reestimate, sampleWeights } from './laplace.ts'
import { matrixBy, succeeded, trained, xorAtZero } from './testUses.ts'

describe('one layer, one output and a sum of squares: t is Gaussian with C = I/β + ΦΦᵀ/α', () => {
  const [alpha, beta, N] = [0.7, 3, 10]
  const problem = trained(randomProblem({ layers: [2, 1], N, weightDecay: alpha / beta, seed: 5 }))
  const { network, w, x, t } = problem
  const posterior = succeeded(
    finish(laplace(matrixBy(exact, { ...problem, weightDecay: 0 }), { alpha, beta })),
  )
  const features = (at: Float64Array, count: number) => activationJacobian(network, w, at, count)
  const Phi = features(x, N)
  const row = (J: Matrix, n: number) => J.data.subarray(n * J.columns, (n + 1) * J.columns)
  const C: Matrix = { rows: N, columns: N, data: new Float64Array(N * N) }
  for (let n = 0; n < N; n++)
    for (let m = 0; m < N; m++)
      C.data[n * N + m] = dot(row(Phi, n), row(Phi, m)) / alpha + (n === m ? 1 / beta : 0)
  const factor = finish(factorCholesky(C))
  if (!factor) throw new Error('C is positive definite')

  test('the evidence is the marginal likelihood', () => {
    const fit = dot(t, solveByCholesky(factor, t))
    const marginal = -(fit + logDeterminant(factor) + N * Math.log(2 * Math.PI)) / 2
    expect(logEvidence(problem, posterior)).toBeCloseTo(marginal, 10)
  })

  test('mean and variance of a new point are those of the marginal, given the data', () => {
    const query = Float64Array.of(0.4, -1.3)
    const phi = row(features(query, 1), 0)
    const k = Float64Array.from({ length: N }, (_, n) => dot(row(Phi, n), phi) / alpha)
    const variance = dot(phi, phi) / alpha + 1 / beta - dot(k, solveByCholesky(factor, k))
    const predicted = succeeded(finish(predict(problem, posterior, query, 1)))
    expect(predicted.variance[0] + predicted.noiseVariance).toBeCloseTo(variance, 12)
    expect(predicted.outputs[0]).toBeCloseTo(dot(k, solveByCholesky(factor, t)), 7)
    expect(predicted.moderated).toBeNull()
  })

  test('samples have the covariance A⁻¹', () => {
    const random = createRandom(1)
    const count = 20_000
    const { covariance } = posterior
    const sums = new Float64Array(9)
    for (let s = 0; s < count; s++) {
      const off = sumOf(sampleWeights(w, posterior, random), w, -1)
      sums.forEach((_, at) => (sums[at] += (off[Math.floor(at / 3)] * off[at % 3]) / count))
    }
    const scale = Math.max(...covariance.data)
    sums.forEach((value, at) => expect(Math.abs(value - covariance.data[at])).toBeLessThan(0.05 * scale))
  })

  test('re-estimation has its fixed point where the evidence is largest', () => {
    let now = { alpha, beta }
    const at = (precisions: typeof now) => {
      const moved = trained({ ...problem, weightDecay: precisions.alpha / precisions.beta })
      const H = matrixBy(exact, { ...moved, weightDecay: 0 })
      const found = succeeded(finish(laplace(H, precisions)))
      return { evidence: logEvidence(moved, found), next: succeeded(reestimate(moved, found)), found }
    }
    const start = at(now).evidence
    for (let i = 0; i < 60; i++) now = at(now).next
    const best = at(now)
    expect(best.evidence).toBeGreaterThan(start)
    expect(best.found.gamma).toBeGreaterThan(0)
    expect(best.found.gamma).toBeLessThan(3)
    for (const times of [0.8, 1.25]) {
      expect(at({ ...now, alpha: times * now.alpha }).evidence).toBeLessThan(best.evidence)
      expect(at({ ...now, beta: times * now.beta }).evidence).toBeLessThan(best.evidence)
    }
  })
})

test('moderated probabilities are nearer to ½ than the point estimate', () => {
  const problem = trained(randomProblem({ layers: [2, 3, 2], output: 'sigmoid', N: 12, weightDecay: 0.1 }))
  const H = matrixBy(outerProduct, { ...problem, weightDecay: 0 })
  const posterior = succeeded(finish(laplace(H, { alpha: 0.1, beta: 1 })))
  const { x, N, w, network } = problem
  const {
    moderated,
    outputs: y,
    variance,
    noiseVariance,
  } = succeeded(finish(predict(problem, posterior, x, N)))
  expect(noiseVariance).toBe(0)
  expect(y).toEqual(outputs(network, w, x, N))
  expect(variance).toHaveLength(4 * N)
  expect(moderated).toHaveLength(2 * N)
  moderated?.forEach((p, at) => {
    expect(Math.abs(p - 0.5)).toBeLessThan(Math.abs(y[at] - 0.5))
    expect(Math.sign(p - 0.5)).toBe(Math.sign(y[at] - 0.5))
  })
})

describe('what stands against it is named', () => {
  const H = matrixBy(exact, xorAtZero)

  test('an indefinite matrix with the eigenvalues to blame', () => {
    const attempt = finish(laplace(H, { alpha: 0.5, beta: 1 }))
    expect(attempt).toMatchObject({ kind: 'failed', failure: { code: 'indefinite' } })
    const eigenvalues = attempt.kind === 'failed' ? attempt.failure.eigenvalues : undefined
    expect(Array.from(eigenvalues ?? [], (value) => value.toFixed(6))).toEqual(['-1.949490', '-1.949490'])
    expect(finish(laplace(H, { alpha: Math.sqrt(6), beta: 1 }))).toMatchObject({
      failure: { code: 'singular' },
    })
    expect(finish(laplace(matrixBy(outerProduct, xorAtZero), { alpha: 0.5, beta: 1 })).kind).toBe('done')
  })

  test('no prior, no noise, NaN', () => {
    expect(finish(laplace(H, { alpha: 0, beta: 1 }))).toMatchObject({ failure: { code: 'no-prior' } })
    expect(finish(laplace(H, { alpha: 1, beta: NaN }))).toMatchObject({ failure: { code: 'no-prior' } })
    const broken = { ...H, data: H.data.map(() => NaN) }
    expect(finish(laplace(broken, { alpha: 1, beta: 1 }))).toMatchObject({ failure: { code: 'not-finite' } })
  })

  test('re-estimation without weights, or with fewer data than parameters', () => {
    const posterior = succeeded(finish(laplace(H, { alpha: 3, beta: 1 })))
    expect(reestimate(xorAtZero, posterior)).toMatchObject({ failure: { code: 'diverging' } })
    const w = xorAtZero.w.map(() => 1)
    const poor = { ...posterior, gamma: 5 }
    expect(reestimate({ ...xorAtZero, w }, poor)).toMatchObject({ failure: { code: 'no-data' } })
    const fitted = { ...xorAtZero, w, t: outputs(xorAtZero.network, w, xorAtZero.x, 4) }
    expect(reestimate(fitted, { ...posterior, gamma: 1 })).toMatchObject({ failure: { code: 'diverging' } })
    const infinite = { ...xorAtZero, w: w.map(() => NaN) }
    expect(finish(predict(infinite, posterior, xorAtZero.x, 4))).toMatchObject({
      failure: { code: 'not-finite' },
    })
  })
})
