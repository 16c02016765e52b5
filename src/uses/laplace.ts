import { inverseFromCholesky, logDeterminant, solveUpper } from '../linalg/cholesky.ts'
import type { Cholesky } from '../linalg/cholesky.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { allFinite } from '../linalg/norms.ts'
import type { Random } from '../linalg/random.ts'
import { part } from '../linalg/steps.ts'
import type { Steps } from '../linalg/steps.ts'
import { addToDiagonal } from '../linalg/symmetric.ts'
import { dot, sumOf, timesVector } from '../linalg/vector.ts'
import { sigma } from '../network/activations/logistic.ts'
import { energy, propagate, fillOutputs } from '../network/forward.ts'
import { activationJacobian } from '../network/jacobian.ts'
import type { Problem } from '../network/network.ts'
import { createWorkspace } from '../network/workspace.ts'
import { done, failed } from './attempt.ts'
import type { Attempt } from './attempt.ts'
import { factorPositiveDefinite } from './definiteness.ts'

/** The precisions of prior and noise. */
export interface Precisions {
  /** α of the prior N(w | 0, α^{-1} I), in place of the problem's weight decay. */
  readonly alpha: number
  /** β of the noise for a sum of squares; 1 for the other error functions. */
  readonly beta: number
}

/** N(w | w_MAP, A^{-1}), PRML (5.167), with A = β H_D + α I. */
export interface Posterior extends Precisions {
  readonly factor: Cholesky
  /** A^{-1}, W × W. */
  readonly covariance: Matrix
  /** ln |A|. */
  readonly logDeterminant: number
  /** Eigenvalues of β H_D, ascending. */
  readonly eigenvalues: Float64Array
  /** γ = Σ λ_i/(λ_i + α), the number of well-determined parameters, PRML (3.91). */
  readonly gamma: number
}

/**
 * The Laplace approximation of the posterior around the problem's w (spec §10.4). `dataHessian`: the Hessian of the
 * data error E_D alone, W × W without weight decay, by any method; the outer product keeps A positive definite.
 * Fails with `no-prior`, `not-finite`, or `indefinite` or `singular` and the eigenvalues of A that are to blame.
 */
export function* laplace(dataHessian: Matrix, { alpha, beta }: Precisions): Steps<Attempt<Posterior>> {
  if (!(alpha > 0) || !(beta > 0)) return failed('no-prior', { alpha, beta })
  const scaled: Matrix = { ...dataHessian, data: dataHessian.data.map((value) => beta * value) }
  const A: Matrix = { ...scaled, data: scaled.data.slice() }
  addToDiagonal(A.data, A.rows, alpha)
  const factored = yield* part(factorPositiveDefinite(A), 0, 0.4)
  if (factored.kind === 'failed') return factored
  const factor = factored.value
  const covariance = yield* part(inverseFromCholesky(factor), 0.4, 0.6)
  const eigenvalues = yield* part(symmetricEigenvalues(scaled), 0.6, 1)
  const gamma = eigenvalues.reduce((sum, value) => sum + value / (value + alpha), 0)
  return done({ alpha, beta, factor, covariance, logDeterminant: logDeterminant(factor), eigenvalues, gamma })
}

/** E_D = Σ_n E_n, the error function without weight decay, in the units of the table of spec §1.2. */
function dataEnergy(problem: Problem): number {
  return energy({ ...problem, weightDecay: 0 })
}

/**
 * ln p(D) ≈ −β E_D − (α/2) wᵀw − ½ ln |A| + (W/2) ln α, for a sum of squares + (N K/2) ln β − (N K/2) ln 2π (PRML
 * (5.175), with w taken for w_MAP). Equivalent modes are not counted.
 */
export function logEvidence(problem: Problem, { alpha, beta, logDeterminant: lnA }: Posterior): number {
  const { network, N, w } = problem
  const { W, K, error } = network
  const fit = -beta * dataEnergy(problem) - (alpha / 2) * dot(w, w)
  const noise = error.output === 'identity' ? ((N * K) / 2) * Math.log(beta / (2 * Math.PI)) : 0
  return fit - lnA / 2 + (W / 2) * Math.log(alpha) + noise
}

/**
 * α = γ/(wᵀw) and, for a sum of squares, 1/β = 2 E_D/(N K − γ), PRML (5.178)–(5.180). Fails with `no-data` where no
 * more values are known than parameters are determined, and with `diverging` where w = 0 or E_D = 0 would make a
 * precision infinite, or γ = 0 would make α vanish.
 */
export function reestimate(problem: Problem, { gamma, beta }: Posterior): Attempt<Precisions> {
  const { network, N, w } = problem
  const alpha = gamma / dot(w, w)
  if (!Number.isFinite(alpha) || !(alpha > 0)) return failed('diverging', { alpha })
  if (network.error.output !== 'identity') return done({ alpha, beta })
  const free = N * network.K - gamma
  if (!(free > 0)) return failed('no-data', { patterns: N, gamma })
  const next = free / (2 * dataEnergy(problem))
  return Number.isFinite(next) && next > 0 ? done({ alpha, beta: next }) : failed('diverging', { beta: next })
}

/** A sample of the weights from N(w, A^{-1}): w + U^{-1} z with A = UᵀU and z standard normal. W²/2 operations. */
export function sampleWeights(w: Float64Array, { factor }: Posterior, random: Random): Float64Array {
  const z = w.map(() => random.normal())
  return sumOf(w, solveUpper(factor, z))
}

/** What the posterior predicts for N patterns. */
export interface Prediction {
  /** The point estimate y(x, w), N × K. */
  readonly outputs: Float64Array
  /** J A^{-1} Jᵀ of the output activations a, N × K × K: what the uncertainty of w contributes. */
  readonly variance: Float64Array
  /** 1/β, the variance of the noise for a sum of squares, which adds to each output's; 0 for the others. */
  readonly noiseVariance: number
  /**
   * σ(κ a) with κ = (1 + π σ_a²/8)^{-1/2}, N × K, for logistic outputs (PRML (5.190), (4.154)): the probability when
   * w is uncertain. null for the others.
   */
  readonly moderated: Float64Array | null
}

/**
 * The predictive distribution of the patterns x (N × D, row-major) by linearising a in w (PRML (5.172), (5.173);
 * spec §10.4): mean y with variance 1/β + gᵀA^{-1}g for a sum of squares, moderated probabilities for logistic
 * outputs. Fails with `not-finite`.
 */
export function* predict(
  problem: Problem,
  { covariance, beta }: Posterior,
  x: Float64Array,
  N: number,
): Steps<Attempt<Prediction>> {
  const { network, w } = problem
  const { K, L, D, W, error } = network
  const workspace = createWorkspace(network, x, N)
  propagate(workspace, w)
  fillOutputs(workspace)
  const variance = new Float64Array(N * K * K)
  for (let n = 0; n < N; n++) {
    const J = activationJacobian(network, w, x.subarray(n * D, (n + 1) * D), 1)
    const rows = Array.from({ length: K }, (_, k) => J.data.subarray(k * W, (k + 1) * W))
    rows.forEach((row, k) => {
      const product = timesVector(covariance, row)
      rows.forEach((other, j) => (variance[(n * K + k) * K + j] = dot(other, product)))
    })
    yield n / N
  }
  if (!allFinite(variance) || !allFinite(workspace.y)) return failed('not-finite')
  const moderated = (at: number, activation: number): number =>
    sigma(activation / Math.sqrt(1 + (Math.PI / 8) * variance[at * K + (at % K)]))
  return done({
    outputs: workspace.y,
    variance,
    noiseVariance: error.output === 'identity' ? 1 / beta : 0,
    moderated:
      error.output === 'sigmoid'
        ? Float64Array.from(workspace.a[L], (activation, at) => moderated(at, activation))
        : null,
  })
}
