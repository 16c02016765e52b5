import type { Pace } from '../linalg/pace.ts'
import type { Steps } from '../linalg/steps.ts'
import { splitPatterns } from '../network/network.ts'
import type { Problem } from '../network/network.ts'
import { createProductWorkspace, hessianVectorProduct } from '../network/rOperator.ts'
import { loadPatterns } from '../network/workspace.ts'
import { passWork } from './passWork.ts'
import { productPatterns } from './rOperator.ts'

/** Products of one problem's Hessian with any number of vectors. */
export interface VectorProducts {
  /** Multiply–adds of a product, for dividing work into steps. */
  readonly work: number
  /** Writes H v, weight decay included, into `out`. */
  readonly into: (out: Float64Array, v: Float64Array, pace: Pace) => Steps<void>
}

export function createVectorProducts(problem: Problem): VectorProducts {
  const { network, N } = problem
  const work = 4 * passWork(network)
  const parts = splitPatterns(problem, productPatterns(network))
  const workspace = createProductWorkspace(network, parts[0].x, parts[0].N)
  const product = new Float64Array(network.W)
  return {
    work: N * work,
    into: function* (out, v, pace) {
      out.fill(0)
      for (const part of parts) {
        if (parts.length > 1) loadPatterns(workspace.passes, part.x, part.N)
        hessianVectorProduct(part, v, workspace, product)
        for (let i = 0; i < out.length; i++) out[i] += product[i]
        if (pace.due(part.N * work)) yield pace.fraction
      }
    },
  }
}
