import { exact } from '../hessian/exact.ts'
import { defaultParameters, methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import { damped } from '../hessian/inverseErrors.ts'
import { outerProduct } from '../hessian/outerProduct.ts'
import { symmetricEigenvalues, symmetricEigenvectors } from '../linalg/eigenvalues.ts'
import { chooseEngine } from '../linalg/kernels/engines.ts'
import type { EngineName } from '../linalg/kernels/kernels.ts'
import { median } from '../linalg/median.ts'
import { recycle } from '../linalg/matrix.ts'
import { finish } from '../linalg/steps.ts'
import type { Network, Problem } from '../network/network.ts'
import { benchProblem } from './benchProblems.ts'
import type { BenchNetwork } from './benchProblems.ts'
import { measure, standardSettings } from './measure.ts'
import type { Measurement } from './measure.ts'

/*
 * What is measured, wherever it is measured: nothing here knows of Node or of a page, and the clock is handed in.
 */

/** Computes the method's matrix and gives its memory back, as whoever computes one after another does. */
function evaluateOnce(id: MethodId, problem: Problem): void {
  const method = methodNamed(id)
  recycle(finish(method.evaluate(problem, defaultParameters(method))).matrix.data)
}

/** What is done with a matrix once it is there: all of exact, and the inverse of the outer product plus 0.1. */
const algebra = {
  eigenvalues: (problem) => {
    const A = finish(exact.evaluate(problem)).matrix
    return () => finish(symmetricEigenvalues(A))
  },
  eigenvectors: (problem) => {
    const A = finish(exact.evaluate(problem)).matrix
    return () => finish(symmetricEigenvectors(A))
  },
  inverse: (problem) => {
    const A = finish(outerProduct.evaluate(problem)).matrix
    return () => finish(damped(A, 0.1))
  },
} as const satisfies Record<string, (problem: Problem) => () => unknown>

export type Algebra = keyof typeof algebra

export const algebraNames = Object.keys(algebra) as readonly Algebra[]

/** What a time can be of. */
export type BenchSubject = MethodId | Algebra

function isAlgebra(subject: BenchSubject): subject is Algebra {
  return Object.hasOwn(algebra, subject)
}

/** A number that the time of a subject is about proportional to. */
export function workOf(subject: BenchSubject, network: Network, N: number): number {
  if (isAlgebra(subject)) return network.W ** 3
  const method = methodNamed(subject)
  return method.operations(network, N, defaultParameters(method))
}

/** The time of one method, or of algebra with its matrix, on a network with N patterns. */
export function measureSubject(
  engine: EngineName,
  subject: BenchSubject,
  network: BenchNetwork,
  N: number,
  now: () => number,
): Measurement {
  chooseEngine(engine)
  const problem = benchProblem(network, N)
  const work = isAlgebra(subject) ? algebra[subject](problem) : () => evaluateOnce(subject, problem)
  return measure(work, standardSettings, now)
}

/** The median ratio of the times of two methods that are run in turn, so that a busy machine slows both. */
export function measureRatio(
  engine: EngineName,
  slow: MethodId,
  fast: MethodId,
  network: BenchNetwork,
  now: () => number,
): number {
  chooseEngine(engine)
  const problem = benchProblem(network)
  const timed = (id: MethodId): number => {
    const begun = now()
    evaluateOnce(id, problem)
    return now() - begun
  }
  const warmUntil = now() + 2 * standardSettings.warmUp
  while (now() < warmUntil) timed(fast)
  timed(slow)
  const ratios = Array.from({ length: standardSettings.runs }, () => {
    const both = [timed(fast), timed(slow), timed(fast)]
    return (2 * both[1]) / (both[0] + both[2])
  })
  return median(ratios)
}
