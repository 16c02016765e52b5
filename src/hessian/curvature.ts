import { multiplyInto } from '../linalg/product.ts'
import type { Problem } from '../network/network.ts'
import type { Workspace } from '../network/workspace.ts'

/**
 * What the exact Hessian needs of some patterns in the space of activations (spec §3); a pattern a slot, slots one
 * after another.
 */
export interface Curvature {
  /** Q^(l) = ∂²E_n/∂a^(l)∂a^(l)ᵀ, J_l × J_l, symmetric to the last bit, at index l = 1 … L. */
  readonly Q: readonly Float64Array[]
  /** T^(l) = Q^(l) V^(l), J_l × J_{l−1}, at index l = 2 … L. R^(l−1,l) = T^(l) D^(l−1). */
  readonly T: readonly Float64Array[]
  /** P^(l,m−1) = ∂z^(m−1)/∂a^(l), J_{m−1} × J_l, at [l][m] for m ≥ l + 2. (For m = l + 1 it is D^(l).) */
  readonly P: readonly (readonly Float64Array[])[]
  /** R^(l,m) = ∂δ^(m)/∂a^(l) = T^(m) P^(l,m−1), J_m × J_l, at [l][m] for m ≥ l + 2. */
  readonly R: readonly (readonly Float64Array[])[]
}

const none = new Float64Array(0)

/** Room for the curvature of `capacity` patterns. */
export function createCurvature(layers: readonly number[], capacity: number): Curvature {
  const L = layers.length - 1
  const Q = [none]
  const T = [none, none]
  const P: Float64Array[][] = [[]]
  const R: Float64Array[][] = [[]]
  for (let l = 1; l <= L; l++) {
    Q.push(new Float64Array(capacity * layers[l] * layers[l]))
    if (l >= 2) T.push(new Float64Array(capacity * layers[l] * layers[l - 1]))
    const Pl: Float64Array[] = []
    const Rl: Float64Array[] = []
    for (let m = 0; m <= L; m++) {
      Pl.push(m >= l + 2 ? new Float64Array(capacity * layers[m - 1] * layers[l]) : none)
      Rl.push(m >= l + 2 ? new Float64Array(capacity * layers[m] * layers[l]) : none)
    }
    P.push(Pl)
    R.push(Rl)
  }
  return { Q, T, P, R }
}

/** Multiply–adds of `fillCurvature` for one pattern, for dividing its work into steps. */
export function curvatureWork(layers: readonly number[]): number {
  const L = layers.length - 1
  let work = layers[L] * layers[L]
  for (let l = 1; l < L; l++) {
    const next = layers[l + 1]
    work += next * layers[l] * (next + layers[l])
    for (let m = l + 2; m <= L; m++) work += layers[m - 1] * layers[l] * (layers[m - 2] + layers[m])
  }
  return work
}

/**
 * Fills slots from … to−1 with the curvature of those patterns of the workspace, which holds both passes and the
 * second derivatives: Q^(l) = D V^(l+1)ᵀ Q^(l+1) V^(l+1) D + diag(h″ ∘ s^(l)) backwards, G forwards (spec §3).
 */
export function fillCurvature(
  curvature: Curvature,
  workspace: Workspace,
  problem: Problem,
  from: number,
  to: number,
): void {
  const { Q, T } = curvature
  const { network, y } = workspace
  const { L, K, layers, columns, offsets, error, bias } = network
  const { w, t } = problem
  for (let n = from; n < to; n++) error.curvature(y, t, n * K, K, Q[L], n * K * K)
  for (let l = L - 1; l >= 1; l--) {
    const J = layers[l]
    const next = layers[l + 1]
    const V = offsets[l + 1] + (bias ? 1 : 0)
    const row = columns[l + 1]
    const above = Q[l + 1]
    const below = T[l + 1]
    // All patterns share V, so the rows of their Q's are one tall matrix.
    const rows = (to - from) * next
    multiplyInto(
      above,
      from * next * next,
      next,
      1,
      w,
      V,
      row,
      1,
      rows,
      next,
      J,
      below,
      from * next * J,
      false,
    )
    for (let n = from; n < to; n++) {
      multiplyInto(w, V, 1, row, below, n * next * J, J, 1, J, next, J, Q[l], n * J * J, false)
      addActivation(Q[l], n, J, workspace, l)
    }
  }
  for (let l = 1; l <= L - 2; l++) {
    for (let m = l + 2; m <= L; m++) fillResponse(curvature, workspace, problem, l, m, from, to)
  }
}

/** P^(l,m−1) = D^(m−1) V^(m−1) P^(l,m−2) and R^(l,m) = T^(m) P^(l,m−1), for m ≥ l + 2 once m − 1 is there. */
function fillResponse(
  { T, P, R }: Curvature,
  { network, first }: Workspace,
  { w }: Problem,
  l: number,
  m: number,
  from: number,
  to: number,
): void {
  const { layers, columns, offsets, bias } = network
  const J = layers[l]
  const K = layers[m]
  const middle = layers[m - 1]
  const before = layers[m - 2]
  const V = offsets[m - 1] + (bias ? 1 : 0)
  const row = columns[m - 1]
  const here = P[l][m]
  for (let n = from; n < to; n++) {
    const at = n * middle * J
    if (m > l + 2) {
      multiplyInto(w, V, row, 1, P[l][m - 1], n * before * J, J, 1, middle, before, J, here, at, false)
    }
    for (let k = 0, p = at; k < middle; k++) {
      const d = first[m - 1][n * middle + k]
      // The first factor is diagonal: P^(l,l) = D^(l).
      if (m > l + 2) for (let j = 0; j < J; j++) here[p++] *= d
      else for (let j = 0; j < J; j++) here[p++] = d * w[V + k * row + j] * first[l][n * J + j]
    }
    multiplyInto(T[m], n * K * middle, middle, 1, here, at, J, 1, K, middle, J, R[l][m], n * K * J, false)
  }
}

/** Turns pattern n's VᵀQV into D VᵀQV D + diag(h″ ∘ s), the lower triangle taken from the upper. */
function addActivation(
  Q: Float64Array,
  n: number,
  J: number,
  { first, second, s }: Workspace,
  l: number,
): void {
  const D = first[l]
  const units = n * J
  const at = units * J
  for (let j = 0; j < J; j++) {
    const d = D[units + j]
    const row = at + j * J
    Q[row + j] = d * Q[row + j] * d + second[l][units + j] * s[l][units + j]
    for (let k = j + 1; k < J; k++) {
      const value = d * Q[row + k] * D[units + k]
      Q[row + k] = value
      Q[at + k * J + j] = value
    }
  }
}
