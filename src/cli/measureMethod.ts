import { defaultParameters, methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import { chooseEngine } from '../linalg/kernels/engines.ts'
import type { EngineName } from '../linalg/kernels/kernels.ts'
import { recycle } from '../linalg/matrix.ts'
import { finish } from '../linalg/steps.ts'
import type { Problem } from '../network/network.ts'
import { benchProblem } from './benchProblems.ts'
import type { BenchNetwork } from './benchProblems.ts'
import { measure, median, standardSettings } from './measure.ts'
import type { Measurement } from './measure.ts'

/*
 * What is measured, wherever it is measured: nothing here knows of Node or of a page, and the clock is handed in.
 */

/** Computes the method's matrix and gives its memory back, as whoever computes one after another does. */
function evaluateOnce(id: MethodId, problem: Problem): void {
  const method = methodNamed(id)
  recycle(finish(method.evaluate(problem, defaultParameters(method))).matrix)
}

/** The time of one method on a network with N patterns. */
export function measureMethod(
  engine: EngineName,
  id: MethodId,
  network: BenchNetwork,
  N: number,
  now: () => number,
): Measurement {
  chooseEngine(engine)
  const problem = benchProblem(network, N)
  return measure(() => evaluateOnce(id, problem), standardSettings, now)
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
