import type { Matrix } from '../../linalg/matrix.ts'
import { zeros } from '../../linalg/matrix.ts'
import { frobenius } from '../../linalg/norms.ts'
import type { Network } from '../../network/network.ts'
import { diagonalIsExact, diagonalOutputs } from '../diagonal.ts'
import { ratio, subtract } from '../errorMeasures.ts'

/** H = H_outer + residual, the weight decay in H and H_outer. */
export interface OuterSplit {
  readonly residual: Matrix
  /** Frobenius norms. */
  readonly norms: { readonly exact: number; readonly outer: number; readonly residual: number }
  /**
   * Shares of ‖H‖_F²: ‖H_outer‖², ‖residual‖² and 2⟨H_outer, residual⟩ over it, which add up to 1; the last is
   * negative where the two parts cancel. null for H = 0.
   */
  readonly shares: { readonly outer: number; readonly residual: number; readonly both: number } | null
}

/** H split into the outer product and what that drops. W² operations. */
export function splitOuterProduct(H: Matrix, outer: Matrix): OuterSplit {
  const residual = subtract(H, outer)
  const norms = {
    exact: frobenius(H.data),
    outer: frobenius(outer.data),
    residual: frobenius(residual.data),
  }
  const { exact } = norms
  if (exact === 0) return { residual, norms, shares: null }
  let product = 0
  for (let at = 0; at < H.data.length; at++) product += (outer.data[at] / exact) * (residual.data[at] / exact)
  return {
    residual,
    norms,
    shares: {
      outer: (norms.outer / exact) ** 2,
      residual: (norms.residual / exact) ** 2,
      both: 2 * product,
    },
  }
}

/** Why the recursion of the diagonal approximation drops nothing for this network, whatever its weights (spec §4). */
export type NothingDropped =
  /** Nothing is propagated. */
  | 'one-layer'
  /** Two layers, and ∂²E_n/∂a_k∂a_k′ of the outputs is diagonal. */
  | 'two-layers-diagonal-curvature'
  /** Every layer that is propagated back from has one unit. */
  | 'single-units'
  /** The same, but for the outputs, whose ∂²E_n/∂a_k∂a_k′ is diagonal. */
  | 'single-units-diagonal-curvature'

/** What the recursion drops: off-diagonal elements of ∂²E_n/∂a_k∂a_k′. */
export type SomethingDropped =
  /** Those of the softmax outputs. */
  | 'softmax-outputs'
  /** Those of a hidden layer of more than one unit, above the first. */
  | 'hidden-layers'
  | 'softmax-outputs-and-hidden-layers'

export type RecursionLoss =
  | { readonly drops: false; readonly why: NothingDropped }
  | { readonly drops: true; readonly what: SomethingDropped }

/** Whether the diagonal approximation's recursion drops anything, and why, or what (spec §4). */
export function recursionLoss(network: Network): RecursionLoss {
  const { L, layers, K } = network
  if (diagonalIsExact(network)) {
    if (L === 1) return { drops: false, why: 'one-layer' }
    if (L === 2) return { drops: false, why: 'two-layers-diagonal-curvature' }
    return { drops: false, why: K === 1 ? 'single-units' : 'single-units-diagonal-curvature' }
  }
  const hidden = layers.slice(2, L).some((J) => J > 1)
  if (diagonalOutputs(network)) return { drops: true, what: 'hidden-layers' }
  return { drops: true, what: hidden ? 'softmax-outputs-and-hidden-layers' : 'softmax-outputs' }
}

/** H − diagonal approximation as the two things that are wrong with it. */
export interface DiagonalSplit {
  /** H without its diagonal: neglected by every diagonal approximation. */
  readonly neglected: Matrix
  /** diag(H) − the approximation: dropped inside the recursion. */
  readonly dropped: Matrix
  /** Frobenius norms; `error` is that of both together, √(neglected² + dropped²). */
  readonly norms: {
    readonly exact: number
    readonly kept: number
    readonly neglected: number
    readonly dropped: number
    readonly error: number
  }
  /** ‖dropped‖ / ‖diag H‖ and ‖neglected‖ / ‖H‖; null where the divisor is 0. */
  readonly relativeDropped: number | null
  readonly relativeNeglected: number | null
  readonly recursion: RecursionLoss
}

/** The error of the diagonal approximation in its two parts. W² operations. */
export function splitDiagonal(H: Matrix, diagonal: Matrix, network: Network): DiagonalSplit {
  const size = H.rows
  const neglected: Matrix = { ...H, data: H.data.slice() }
  const dropped = zeros(size, size)
  const ownDiagonal = new Float64Array(size)
  for (let i = 0, at = 0; i < size; i++, at += size + 1) {
    neglected.data[at] = 0
    ownDiagonal[i] = H.data[at]
    dropped.data[at] = H.data[at] - diagonal.data[at]
  }
  const norms = {
    exact: frobenius(H.data),
    kept: frobenius(diagonal.data),
    neglected: frobenius(neglected.data),
    dropped: frobenius(dropped.data),
  }
  return {
    neglected,
    dropped,
    norms: { ...norms, error: Math.hypot(norms.neglected, norms.dropped) },
    relativeDropped: ratio(norms.dropped, frobenius(ownDiagonal)),
    relativeNeglected: ratio(norms.neglected, norms.exact),
    recursion: recursionLoss(network),
  }
}
