import { countNegative } from '../hessian/errorMeasures.ts'
import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { exact } from '../hessian/exact.ts'
import { defaultParameters } from '../hessian/index.ts'
import type { HessianMethod, ParameterValues } from '../hessian/method.ts'
import { forwardCost, gradientCost, productCost } from '../hessian/operationCounts.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import { allFinite, frobenius } from '../linalg/norms.ts'
import { inverseByLu } from '../linalg/lu.ts'
import type { Steps } from '../linalg/steps.ts'
import { dot, sumOf } from '../linalg/vector.ts'
import { gradientInto } from '../network/backward.ts'
import { energy, energyOf } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import {
  createProductWorkspace,
  gaussNewtonVectorProduct,
  hessianVectorProduct,
} from '../network/rOperator.ts'
import { createWorkspace } from '../network/workspace.ts'
import { searchAlong } from '../training/lineSearch.ts'
import { optimizerNamed } from '../training/optimizers.ts'
import type { OptimizerName } from '../training/optimizers.ts'
import type { OptimizerSettings, Point } from '../training/optimizer.ts'
import { stopAt } from '../training/stopping.ts'
import type { FailureCode } from './attempt.ts'
import { hessianFreeDirection } from './hessianFree.ts'
import type { HessianFreeDirection } from './hessianFree.ts'
import { scaledStep, secondOrderStep } from './secondOrderStep.ts'

/** How one competitor goes from weights to weights. */
export type RaceRule =
  /** An optimiser of training: gradient descent, momentum, L-BFGS, … */
  | { readonly kind: 'training'; readonly optimizer: OptimizerName; readonly settings: OptimizerSettings }
  /**
   * −(A + λ I)^{-1} g with A by any method, or the inverse of what it gives where it targets that: Newton's (exact, λ = 0, fixed), damped Newton's
   * (exact, adaptive), Levenberg and Marquardt's (outer product, adaptive). `diagonal`: scaled by |A_ii| + λ instead.
   * `adaptive`: λ follows the gain ratio and a step that raises E is taken back; else every step is taken.
   */
  | {
      readonly kind: 'matrix'
      readonly method: HessianMethod
      /** Of the method; those left out at their defaults. */
      readonly parameters?: ParameterValues
      readonly diagonal: boolean
      readonly damping: number
      readonly adaptive: boolean
    }
  /** Conjugate gradients on products H v, or H_outer v, and a search along the direction. */
  | { readonly kind: 'hessian-free'; readonly gaussNewton: boolean; readonly damping: number }

/** The weights after a step, and what can be said of it; null where the rule has no such thing. */
export interface RaceStep {
  /** 1, 2, … */
  readonly step: number
  /** (W,) */
  readonly w: Float64Array
  readonly energy: number
  /** What the quadratic model promised, and what came of it: decreases of E. */
  readonly predicted: number | null
  readonly actual: number
  /** ρ, actual by predicted decrease. */
  readonly gainRatio: number | null
  /** λ of the step. */
  readonly damping: number | null
  /** Steps tried, those taken back included. */
  readonly attempts: number
  /** Why conjugate gradients ended. */
  readonly exit: HessianFreeDirection['exit'] | null
  /**
   * Operations so far: passes, products and matrices by their counts (spec §12), W³/3 for each linear system.
   * What is only shown does not count.
   */
  readonly operations: number
}

/** Why a race is over. */
export interface RaceEnd {
  /**
   * ∇E is 0 to working precision, at a saddle if the exact Hessian has negative eigenvalues there. values:
   * gradientNorm, bound, negativeEigenvalues, and flatDirections, in which there is no curvature.
   */
  readonly code: 'converged' | 'saddle' | 'steps' | FailureCode
  /** Steps made. */
  readonly step: number
  readonly values: Readonly<Record<string, number>>
}

/** λ after a step of gain ratio ρ (spec §10.1). */
export function dampingAfter(lambda: number, gainRatio: number): number {
  if (gainRatio > 3 / 4) return lambda / 3
  return gainRatio < 1 / 4 ? 2 * lambda : lambda
}

/** A race counts as diverged where E exceeds this many times 1 + |E at its start|. */
const RUNAWAY = 1e9
/** Curvatures up to so many times the bound of ‖∇E‖ are none. */
const flatness = 100
/** Attempts at one step: damping grows fourfold each time. */
const mostAttempts = 60
/** Products of conjugate gradients for one step, at most. */
const mostProducts = 250

/** Where a race stands; changed in place. */
interface Runner {
  point: Point
  readonly evaluate: (point: Point) => void
  operations: number
}

type Move = Omit<RaceStep, 'step' | 'w' | 'energy' | 'actual' | 'gainRatio' | 'operations'>

type Moved =
  | { readonly kind: 'moved'; readonly move: Move }
  | { readonly kind: 'ended'; readonly end: Omit<RaceEnd, 'step'> }

/**
 * Up to `steps` steps from the problem's w by one rule: a generator of the steps (numbers between them are the
 * progress of the next), which ends with the reason. The weights of the last step yielded are finite. Ends with
 * `converged`, `saddle`, `steps`, `diverging` (values: energy), `singular` or `not-finite` where there is no step, or
 * `no-descent` where none lowers E (values: damping, gradientNorm).
 */
export function* race(
  problem: Problem,
  rule: RaceRule,
  steps: number,
): Generator<number | RaceStep, RaceEnd, void> {
  const { network, x, N } = problem
  const workspace = createWorkspace(network, x, N)
  const runner: Runner = {
    point: { w: problem.w.slice(), gradient: new Float64Array(network.W), energy: 0 },
    evaluate: (at) => {
      const here = { ...problem, w: at.w }
      gradientInto(here, workspace, at.gradient)
      at.energy = energyOf(workspace, here)
      runner.operations += N * gradientCost(network)
    },
    operations: 0,
  }
  runner.evaluate(runner.point)
  const bound = RUNAWAY * (1 + Math.abs(runner.point.energy))
  const advance = mover(problem, rule)
  for (let step = 0; ; step++) {
    const { point } = runner
    const finite = Number.isFinite(point.energy) && allFinite(point.gradient)
    if (!finite) return { code: 'not-finite', step, values: {} }
    const stop = stopAt(point, step, true, step)
    if (stop) return { ...(yield* kindOfRest({ ...problem, w: point.w }, stop.values)), step }
    if (step === steps) return { code: 'steps', step, values: {} }
    const before = { w: point.w.slice(), gradient: point.gradient.slice(), energy: point.energy }
    runner.point = { w: point.w.slice(), gradient: point.gradient.slice(), energy: point.energy }
    const moved = yield* advance(runner)
    if (moved.kind === 'ended') return { ...moved.end, step }
    const { w, energy: E } = runner.point
    if (!(E <= bound) || !allFinite(w)) return { code: 'diverging', step, values: { energy: E } }
    const actual = before.energy - E
    const { predicted } = moved.move
    yield {
      ...moved.move,
      step: step + 1,
      w: w.slice(),
      energy: E,
      actual,
      gainRatio: predicted === null ? null : actual / predicted,
      operations: runner.operations,
    }
  }
}

/** Whether ∇E = 0 at a minimum or at a saddle of the exact Hessian. */
function* kindOfRest(
  problem: Problem,
  values: RaceEnd['values'],
): Steps<{ readonly code: 'converged' | 'saddle'; readonly values: RaceEnd['values'] }> {
  const outcome = yield* evaluateChecked(exact, problem)
  if (outcome.kind === 'refused') return { code: 'converged', values }
  const eigenvalues = yield* symmetricEigenvalues(outcome.evaluation.matrix)
  // ∇E is 0 up to its bound alone, and so are eigenvalues not far above that: there E is flat.
  const flat = flatness * values.bound
  const curved = eigenvalues.filter((value) => Math.abs(value) > flat)
  const negativeEigenvalues = countNegative(curved)
  const flatDirections = eigenvalues.length - curved.length
  return {
    code: negativeEigenvalues > 0 ? 'saddle' : 'converged',
    values: { ...values, negativeEigenvalues, flatDirections },
  }
}

/** What makes the next step: leaves the runner's point at the new weights, E and ∇E filled in. */
function mover(problem: Problem, rule: RaceRule): (runner: Runner) => Steps<Moved> {
  switch (rule.kind) {
    case 'training':
      return trainingMover(problem, rule)
    case 'matrix':
      return matrixMover(problem, rule)
    case 'hessian-free':
      return hessianFreeMover(problem, rule)
  }
}

const noModel = { predicted: null, damping: null, attempts: 1, exit: null }

function trainingMover(
  { network }: Problem,
  { optimizer: name, settings }: RaceRule & { kind: 'training' },
): (runner: Runner) => Steps<Moved> {
  const optimizer = optimizerNamed(name)
  const memory = optimizer.start(network.W)
  return function* ({ point, evaluate }) {
    const gradientNorm = frobenius(point.gradient)
    const moved = optimizer.step(point, settings, memory, evaluate)
    yield 1
    return moved ? { kind: 'moved', move: noModel } : ended('no-descent', { gradientNorm })
  }
}

function matrixMover(
  problem: Problem,
  { method, parameters = {}, diagonal, damping, adaptive }: RaceRule & { kind: 'matrix' },
): (runner: Runner) => Steps<Moved> {
  const { network, N } = problem
  const { W } = network
  const complete = { ...defaultParameters(method), ...parameters }
  let lambda = damping
  return function* (runner) {
    const { point, evaluate } = runner
    const at: Problem = { ...problem, w: point.w.slice() }
    const outcome = yield* evaluateChecked(method, at, complete)
    if (outcome.kind === 'refused')
      return ended(outcome.refusal.code === 'not-finite' ? 'not-finite' : 'refused', {})
    const { matrix } = outcome.evaluation
    runner.operations += method.operations(network, N, complete)
    const A = method.target === 'inverse' ? yield* inverseByLu(matrix) : matrix
    if (method.target === 'inverse') runner.operations += 2 * W ** 3
    if (!A) return ended('singular', { damping: lambda })
    for (let attempts = 1; attempts <= mostAttempts; attempts++) {
      const tried = diagonal
        ? scaledStep(A, point.gradient, lambda)
        : yield* secondOrderStep(A, point.gradient, lambda)
      runner.operations += diagonal ? W : W ** 3 / 3
      if (tried.kind === 'failed' && (!adaptive || tried.failure.code !== 'singular'))
        return ended(tried.failure.code, tried.failure.values)
      if (tried.kind === 'done' && (tried.value.positiveDefinite || !adaptive)) {
        const { deltaW, predicted } = tried.value
        const w = sumOf(at.w, deltaW)
        const E = energy({ ...problem, w })
        runner.operations += N * forwardCost(network)
        const gainRatio = (point.energy - E) / predicted
        if (!adaptive || gainRatio > 0) {
          point.w.set(w)
          const used = lambda
          if (adaptive) lambda = dampingAfter(lambda, gainRatio)
          evaluate(point)
          return { kind: 'moved', move: { ...noModel, predicted, damping: used, attempts } }
        }
      }
      // Without a start to grow from, of the order of what round-off makes of A.
      lambda = Math.max(4 * lambda, Number.EPSILON * outcome.largest, Number.MIN_VALUE)
      yield attempts / mostAttempts
    }
    return ended('no-descent', { damping: lambda, gradientNorm: frobenius(point.gradient) })
  }
}

function hessianFreeMover(
  problem: Problem,
  { gaussNewton, damping }: RaceRule & { kind: 'hessian-free' },
): (runner: Runner) => Steps<Moved> {
  const { network, x, N } = problem
  const workspace = createProductWorkspace(network, x, N)
  const multiply = gaussNewton ? gaussNewtonVectorProduct : hessianVectorProduct
  return function* (runner) {
    const { point, evaluate } = runner
    const at: Problem = { ...problem, w: point.w.slice() }
    const gradient = point.gradient.slice()
    const product = (v: Float64Array) => multiply(at, v, workspace)
    const most = Math.min(mostProducts, 2 * network.W)
    const { direction, products, exit } = yield* hessianFreeDirection(product, gradient, damping, most)
    runner.operations += products * N * productCost(network)
    if (!(dot(direction, gradient) < 0) || !searchAlong(point, direction, 1, evaluate))
      return ended('no-descent', { gradientNorm: frobenius(gradient) })
    const deltaW = sumOf(point.w, at.w, -1)
    const predicted = -dot(gradient, deltaW) - dot(deltaW, product(deltaW)) / 2
    return { kind: 'moved', move: { ...noModel, predicted, damping, exit } }
  }
}

function ended(code: RaceEnd['code'], values: RaceEnd['values']): Moved {
  return { kind: 'ended', end: { code, values } }
}
