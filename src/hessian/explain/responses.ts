import { multiplyInto } from '../../linalg/product.ts'
import { backPropagate, secondDerivatives } from '../../network/backward.ts'
import { propagate } from '../../network/forward.ts'
import type { Problem } from '../../network/network.ts'
import { createWorkspace } from '../../network/workspace.ts'
import type { Workspace } from '../../network/workspace.ts'

/** Both passes over all patterns of the problem with h″, which is all that one entry of H is made of (spec §3). */
export function passesOf(problem: Problem): Workspace {
  const workspace = createWorkspace(problem.network, problem.x, problem.N)
  fillPasses(workspace, problem)
  return workspace
}

/** The same over the patterns that a workspace has loaded, which are the problem's. */
export function fillPasses(workspace: Workspace, problem: Problem): void {
  propagate(workspace, problem.w)
  backPropagate(workspace, problem)
  secondDerivatives(workspace)
}

/** Pattern n alone, without the weight decay, which belongs to no pattern. n counts from 0. */
export function patternOf(problem: Problem, n: number): Problem {
  const { D, K } = problem.network
  return {
    ...problem,
    weightDecay: 0,
    N: 1,
    x: problem.x.subarray(n * D, (n + 1) * D),
    t: problem.t.subarray(n * K, (n + 1) * K),
  }
}

/**
 * How the activations above answer to one: column `unit` (from 0) of G^(l,q) = ∂a^(q)/∂a^(l) for every pattern,
 * N × J_q at index q = l … L, where G^(l,l) = I and G^(l,q) = V^(q) D^(q−1) G^(l,q−1) (spec §3). O(W) a pattern.
 */
export function responsesOf(
  { network, N, first }: Workspace,
  w: Float64Array,
  l: number,
  unit: number,
): readonly Float64Array[] {
  const { L, layers, columns, offsets, bias } = network
  const b = bias ? 1 : 0
  const G: Float64Array[] = []
  for (let q = 0; q <= L; q++) G.push(new Float64Array(q < l ? 0 : N * layers[q]))
  for (let n = 0; n < N; n++) G[l][n * layers[l] + unit] = 1
  for (let q = l; q < L; q++) {
    const J = layers[q]
    const next = layers[q + 1]
    const width = columns[q + 1]
    const V = offsets[q + 1] + b
    if (q === l) {
      // One unit is the source of all, so that one column of V is the whole product.
      for (let n = 0, to = 0; n < N; n++) {
        const d = first[q][n * J + unit]
        for (let u = 0, from = V + unit; u < next; u++, from += width) G[q + 1][to++] = w[from] * d
      }
      continue
    }
    const P = new Float64Array(N * J)
    for (let at = 0; at < P.length; at++) P[at] = first[q][at] * G[q][at]
    multiplyInto(P, 0, J, 1, w, V, 1, width, N, J, next, G[q + 1], 0, next, false)
  }
  return G
}
