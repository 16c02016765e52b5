/**
 * An output activation together with the error function that is canonical for it (spec §1.2), so that
 * δ = ∂E_n/∂a = y − t (times Σt for softmax) and M = ∂²E_n/∂a∂aᵀ is positive semidefinite.
 * All functions work on K numbers of one pattern, found at `offset` in arrays that hold many patterns.
 */
export interface ErrorFunction {
  /** The output's URL word and catalogue key: identity, sigmoid or softmax. */
  readonly output: string
  /** Operations of M times a vector beyond the vector's own, c_M of spec §12 (per unit of K W). */
  readonly curvatureCost: number
  /** Operations of R{δ} = M R{a} for K outputs, c_R of spec §12. */
  readonly productCost: (K: number) => number
  /** E_n from the output activations a (not y), in a form that cannot overflow for finite a. */
  readonly energy: (a: Float64Array, t: Float64Array, offset: number, K: number) => number
  /** Writes y = f(a). */
  readonly outputs: (a: Float64Array, y: Float64Array, offset: number, K: number) => void
  /** Writes δ = ∂E_n/∂a, given y. */
  readonly delta: (y: Float64Array, t: Float64Array, delta: Float64Array, offset: number, K: number) => void
  /** Writes M (K × K, row-major, at `to` in `M`), given y and t at `offset`. */
  readonly curvature: (
    y: Float64Array,
    t: Float64Array,
    offset: number,
    K: number,
    M: Float64Array,
    to: number,
  ) => void
  /** Writes M v for v at `offset`, given y and t at `offset`: R{δ} = M R{a} (spec §8). */
  readonly curvatureProduct: (
    y: Float64Array,
    t: Float64Array,
    v: Float64Array,
    product: Float64Array,
    offset: number,
    K: number,
  ) => void
  /** Writes S (K × K, row-major, at `to` in `S`) with M = S Sᵀ, given y and t at `offset`. */
  readonly factor: (
    y: Float64Array,
    t: Float64Array,
    offset: number,
    K: number,
    S: Float64Array,
    to: number,
  ) => void
}
