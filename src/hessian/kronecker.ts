import { zeros } from '../linalg/matrix.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { multiplyInto } from '../linalg/product.ts'
import { addToDiagonal, mirrorUpper } from '../linalg/symmetric.ts'
import type { Network, Problem } from '../network/network.ts'
import type { Workspace } from '../network/workspace.ts'

/** What a block of layer l is the Kronecker product of, both at index l = 1 … L. */
export interface KroneckerFactors {
  /** Σ_n of a matrix of the units' activations, J_l × J_l. */
  readonly gamma: readonly Float64Array[]
  /** Σ_n z̃_n z̃_nᵀ of what comes in, n_l × n_l. */
  readonly A: readonly Float64Array[]
}

/** Factors of zeros. */
export function createFactors({ layers, columns }: Network): KroneckerFactors {
  const squares = (sizes: readonly number[]): Float64Array[] =>
    sizes.map((size, l) => new Float64Array(l === 0 ? 0 : size * size))
  return { gamma: squares(layers), A: squares(columns) }
}

/** Adds Σ_n z̃_n z̃_nᵀ of the patterns that a workspace holds after `propagate`. */
export function addInputs({ A }: KroneckerFactors, { network, N, z }: Workspace): void {
  const { L, columns } = network
  for (let l = 1; l <= L; l++) addSquares(z[l - 1], columns[l], N, A[l])
}

/** Adds Xᵀ X for X of rows × size. */
export function addSquares(X: Float64Array, size: number, rows: number, out: Float64Array): void {
  multiplyInto(X, 0, 1, size, X, 0, size, 1, size, rows, size, out, 0, size, true)
}

/**
 * The matrix (W × W) whose block of layer l is Γ ⊗ A / N, entry (j, i), (k, p) being Γ_jk A_ip / N because w is in
 * row-major order (spec §11), with the weight decay. Across layers it is zero.
 */
export function kroneckerMatrix(
  { gamma, A }: KroneckerFactors,
  { network, N, weightDecay }: Problem,
): Matrix {
  const { W, L, layers, columns, offsets } = network
  const matrix = zeros(W, W)
  for (let l = 1; l <= L; l++) {
    const J = layers[l]
    const I = columns[l]
    for (let j = 0; j < J; j++) {
      for (let i = 0; i < I; i++) {
        const row = (offsets[l] + j * I + i) * W + offsets[l]
        for (let k = j; k < J; k++) {
          for (let p = 0; p < I; p++)
            matrix.data[row + k * I + p] = (gamma[l][j * J + k] * A[l][i * I + p]) / N
        }
      }
    }
  }
  mirrorUpper(matrix.data, W)
  addToDiagonal(matrix.data, W, weightDecay)
  return matrix
}
