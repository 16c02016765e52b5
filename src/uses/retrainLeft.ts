import { frobenius } from '../linalg/norms.ts'
import type { Matrix } from '../linalg/matrix.ts'
import type { Steps } from '../linalg/steps.ts'
import { submatrix } from '../linalg/submatrix.ts'
import { energyAndGradient } from '../network/backward.ts'
import { energy } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import type { Attempt } from './attempt.ts'
import { dampingAfter } from './race.ts'
import { secondOrderStep } from './secondOrderStep.ts'

/** λ at which no step is worth looking for. */
const mostDamping = 1e12

/**
 * The weights after up to `steps` steps −(A + λ I)^{-1} g of those in `left` (indices), all others staying as they
 * are: re-training of a pruned network. A: the rows and columns of `matrixOf`'s matrix that belong to them; λ starts
 * at `damping` > 0 and follows the gain ratio. E never rises; ends early where it cannot fall, or without a matrix.
 */
export function* retrainLeft(
  problem: Problem,
  left: readonly number[],
  matrixOf: (problem: Problem) => Steps<Attempt<Matrix>>,
  damping: number,
  steps: number,
): Steps<Float64Array> {
  let { w } = problem
  let lambda = damping
  for (let step = 0; step < steps; step++) {
    const at: Problem = { ...problem, w }
    const { energy: E, gradient } = energyAndGradient(at)
    const own = Float64Array.from(left, (i) => gradient[i])
    if (frobenius(own) <= 1e-8 * (1 + Math.abs(E))) return w
    const whole = yield* matrixOf(at)
    if (whole.kind === 'failed') return w
    const A = submatrix(whole.value, left)
    for (;;) {
      const tried = yield* secondOrderStep(A, own, lambda)
      if (tried.kind === 'failed' && tried.failure.code !== 'singular') return w
      if (tried.kind === 'done' && tried.value.positiveDefinite) {
        const { deltaW, predicted } = tried.value
        const next = w.slice()
        left.forEach((i, k) => (next[i] += deltaW[k]))
        const gainRatio = (E - energy({ ...problem, w: next })) / predicted
        if (gainRatio > 0) {
          w = next
          lambda = dampingAfter(lambda, gainRatio)
          break
        }
      }
      lambda *= 4
      if (!(lambda < mostDamping)) return w
    }
    yield (step + 1) / steps
  }
  return w
}
