import { multiplyInto } from '../linalg/product.ts'
import type { Problem } from '../network/network.ts'
import type { Workspace } from '../network/workspace.ts'

/**
 * What the exact Hessian needs of some patterns in the space of activations (spec §3); a pattern a slot, slots one
 * after another.
 */
export interface Curvature {
  /** Number of slots. */
  readonly capacity: number
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
  return { capacity, Q, T, P, R }
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
 * Fills slots from … to−1 with the curvature of the patterns first + from … first + to − 1, by back-propagating
 * Q^(l) = D V^(l+1)ᵀ Q^(l+1) V^(l+1) D + diag(h″ ∘ s^(l)) and propagating G forwards (spec §3). The workspace
 * holds the passes of all patterns, second derivatives included.
 */
export function fillCurvature(
  { Q, T, P, R }: Curvature,
  workspace: Workspace,
  problem: Problem,
  first: number,
  from: number,
  to: number,
): void {
  const { network, y } = workspace
  const { L, K, layers, columns, offsets, error, bias } = network
  const { w, t } = problem
  const b = bias ? 1 : 0
  for (let n = from; n < to; n++) error.curvature(y, t, (first + n) * K, K, Q[L], n * K * K)
  for (let l = L - 1; l >= 1; l--) {
    const J = layers[l]
    const next = layers[l + 1]
    const V = offsets[l + 1] + b
    const row = columns[l + 1]
    // All patterns share V, so the rows of their Q's are one tall matrix.
    multiplyInto(
      Q[l + 1],
      from * next * next,
      next,
      1,
      w,
      V,
      row,
      (to - from) * next,
      next,
      J,
      T[l + 1],
      from * next * J,
    )
    for (let n = from; n < to; n++) {
      multiplyInto(w, V, 1, row, T[l + 1], n * next * J, J, J, next, J, Q[l], n * J * J)
      addActivation(Q[l], n * J * J, J, workspace, l, (first + n) * J)
    }
  }
  for (let l = 1; l <= L - 2; l++) {
    const J = layers[l]
    for (let m = l + 2; m <= L; m++) {
      const middle = layers[m - 1]
      const before = layers[m - 2]
      const D = workspace.first[m - 1]
      for (let n = from; n < to; n++) {
        const at = n * middle * J
        if (m === l + 2) {
          scaledRows(
            w,
            offsets[m - 1] + b,
            columns[m - 1],
            workspace.first[l],
            (first + n) * J,
            middle,
            J,
            P[l][m],
            at,
          )
        } else {
          multiplyInto(
            w,
            offsets[m - 1] + b,
            columns[m - 1],
            1,
            P[l][m - 1],
            n * before * J,
            J,
            middle,
            before,
            J,
            P[l][m],
            at,
          )
        }
        for (let k = 0, p = at; k < middle; k++) {
          const d = D[(first + n) * middle + k]
          for (let j = 0; j < J; j++) P[l][m][p++] *= d
        }
        multiplyInto(
          T[m],
          n * layers[m] * middle,
          middle,
          1,
          P[l][m],
          at,
          J,
          layers[m],
          middle,
          J,
          R[l][m],
          n * layers[m] * J,
        )
      }
    }
  }
}

/** Turns VᵀQV at `at` into D VᵀQV D + diag(h″ ∘ s), the lower triangle taken from the upper. */
function addActivation(
  Q: Float64Array,
  at: number,
  J: number,
  { first, second, s }: Workspace,
  l: number,
  units: number,
): void {
  const D = first[l]
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

/** Writes G^(l,l+1) = V D^(l), rows × J, for one pattern. */
function scaledRows(
  w: Float64Array,
  V: number,
  row: number,
  D: Float64Array,
  units: number,
  rows: number,
  J: number,
  out: Float64Array,
  at: number,
): void {
  for (let k = 0; k < rows; k++) {
    for (let j = 0; j < J; j++) out[at++] = w[V + k * row + j] * D[units + j]
  }
}
