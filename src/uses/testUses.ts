import { activationNamed } from '../network/activations/index.ts'
import { errorFunctionNamed } from '../network/errors/index.ts'
import { createNetwork } from '../network/network.ts'
import { train } from '../training/index.ts'
import type { HessianMethod, ParameterValues } from '../hessian/method.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { finish } from '../linalg/steps.ts'
import type { Problem } from '../network/network.ts'
import type { Attempt } from './attempt.ts'

/** The method's matrix; for tests. */
export function matrixBy(method: HessianMethod, problem: Problem, parameters: ParameterValues = {}): Matrix {
  return finish(method.evaluate(problem, parameters)).matrix
}

/** The result of an attempt that has to succeed; throws its failure. */
export function succeeded<T>(attempt: Attempt<T>): T {
  if (attempt.kind === 'failed') throw new Error(JSON.stringify(attempt.failure))
  return attempt.value
}

/** The four points of XOR, targets 0 and 1, and a 2-2-1 tanh network with a sum of squares at w = 0. */
export const xorAtZero: Problem = {
  network: createNetwork([2, 2, 1], [activationNamed('tanh')], errorFunctionNamed('identity'), true),
  weightDecay: 0,
  N: 4,
  x: Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1),
  t: Float64Array.of(0, 1, 1, 0),
  w: new Float64Array(9),
}

/** The problem at a minimum, reached by L-BFGS; for tests. */
export function trained(problem: Problem, steps = 2000): Problem {
  const run = finish(
    train(problem, { optimizer: 'l-bfgs', learningRate: 0, momentum: 0 }, 0, steps, null, { stopping: true }),
  )
  return { ...problem, w: run.w }
}
