import { frobenius } from '../linalg/norms.ts'
import type { Steps } from '../linalg/steps.ts'
import { dot } from '../linalg/vector.ts'

/** Where conjugate gradients end. */
export interface HessianFreeDirection {
  /** (W,), a direction of descent wherever g is not 0. */
  readonly direction: Float64Array
  /** Products A v it took. */
  readonly products: number
  /** `converged`: residual small enough; `limit`: as many products as allowed; or a direction that curves downwards. */
  readonly exit: 'converged' | 'negative-curvature' | 'limit'
}

/**
 * An approximate solution of (A + λ I) d = −g by conjugate gradients, from products A v alone (Nocedal and Wright,
 * algorithm 7.1), so that no matrix is ever formed: with the R-operator O(W) a product and pattern. Ends with
 * ‖residual‖ ≤ min(½, √‖g‖) ‖g‖, after `most` products, or on a direction p with pᵀ(A + λ I)p ≤ 0: then p itself, along
 * which E falls and the model has no bottom, is the direction, so that a saddle is left.
 */
export function* hessianFreeDirection(
  product: (v: Float64Array) => Float64Array,
  gradient: Float64Array,
  lambda: number,
  most: number,
): Steps<HessianFreeDirection> {
  const d = new Float64Array(gradient.length)
  const residual = gradient.slice()
  const p = gradient.map((value) => -value)
  const norm = frobenius(gradient)
  const enough = Math.min(0.5, Math.sqrt(norm)) * norm
  let squares = dot(residual, residual)
  for (let products = 0; products < most;) {
    if (Math.sqrt(squares) <= enough && products > 0) return { direction: d, products, exit: 'converged' }
    const Ap = product(p)
    products++
    const curvature = dot(p, Ap) + lambda * dot(p, p)
    if (!(curvature > 0)) return { direction: p, products, exit: 'negative-curvature' }
    const alpha = squares / curvature
    for (let i = 0; i < d.length; i++) {
      d[i] += alpha * p[i]
      residual[i] += alpha * (Ap[i] + lambda * p[i])
    }
    const before = squares
    squares = dot(residual, residual)
    for (let i = 0; i < d.length; i++) p[i] = -residual[i] + (squares / before) * p[i]
    yield products / most
  }
  return { direction: d, products: most, exit: 'limit' }
}
