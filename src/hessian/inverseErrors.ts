import { inverseOfSymmetric } from '../linalg/inverse.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { frobenius } from '../linalg/norms.ts'
import { inverseResidual } from '../linalg/residual.ts'
import { part } from '../linalg/steps.ts'
import type { Steps } from '../linalg/steps.ts'
import { plusIdentity } from '../linalg/symmetric.ts'
import { ratio, subtract } from './errorMeasures.ts'

/** A + λ I with its inverse. */
export interface Damped {
  readonly matrix: Matrix
  /** null if A + λ I is singular to working precision. */
  readonly inverse: Matrix | null
  readonly positiveDefinite: boolean
}

/** A + λ I, A symmetric with the weight decay in it, and its inverse. */
export function* damped(A: Matrix, lambda: number): Steps<Damped> {
  const matrix = plusIdentity(A, lambda)
  const result = yield* inverseOfSymmetric(matrix)
  return result.kind === 'inverse'
    ? { matrix, inverse: result.matrix, positiveDefinite: result.positiveDefinite }
    : { matrix, inverse: null, positiveDefinite: false }
}

/**
 * How far an inverse P is from the inverses of H + λ I and H_outer + λ I (spec §9); null where there is no inverse.
 * Against the outer product the sequential inverse is exact to round-off; against the exact Hessian its error is the
 * outer-product approximation's own, and means little where H + λ I is indefinite or nearly singular.
 */
export interface InverseErrors {
  /** ‖P (H + λ I) − I‖_F / √W. */
  readonly residualExact: number
  /** ‖P − (H + λ I)^{-1}‖_F / ‖(H + λ I)^{-1}‖_F. */
  readonly relativeExact: number | null
  readonly residualOuterProduct: number
  readonly relativeOuterProduct: number | null
}

/** The measures of P against both damped matrices; 2 W³ multiply–adds. */
export function* inverseErrors(P: Matrix, exact: Damped, outerProduct: Damped): Steps<InverseErrors> {
  const residualExact = yield* part(inverseResidual(P, exact.matrix), 0, 1 / 2)
  const residualOuterProduct = yield* part(inverseResidual(P, outerProduct.matrix), 1 / 2, 1)
  return {
    residualExact,
    relativeExact: relative(P, exact.inverse),
    residualOuterProduct,
    relativeOuterProduct: relative(P, outerProduct.inverse),
  }
}

function relative(P: Matrix, inverse: Matrix | null): number | null {
  return inverse && ratio(frobenius(subtract(P, inverse).data), frobenius(inverse.data))
}
