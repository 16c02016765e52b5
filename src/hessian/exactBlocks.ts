import { packColumns, packProducts, padded } from '../linalg/panels.ts'
import type { Columns } from '../linalg/panels.ts'
import type { Workspace } from '../network/workspace.ts'
import type { Curvature } from './curvature.ts'

/**
 * A sum over patterns Σ_n X[n, r] Y[n, c] that a block of H consists of, entry (r, c) of which belongs at one place
 * of H or a few.
 */
export interface Block {
  /** Columns of X and of Y, in whole panels. */
  readonly rows: number
  readonly columns: number
  /** Σ_n XᵀY, rows × columns. */
  readonly sum: Float64Array
  /** Multiply–adds a pattern. */
  readonly work: number
  /** Packs the patterns loaded, N of them. */
  readonly pack: (N: number, X: Float64Array, Y: Float64Array) => void
  /** Adds the sum to the upper triangle of H. */
  readonly scatter: (H: Float64Array) => void
}

/** Columns of a pattern's record from a list of indices, padded to whole panels by index 0. */
function columnsOf(data: Float64Array, stride: number, indices: readonly number[]): Columns {
  const index = new Int32Array(padded(indices.length))
  index.set(indices)
  return { data, stride, index }
}

/** The blocks the Hessian's upper triangle is made of (spec §3). */
export function createBlocks(workspace: Workspace, curvature: Curvature): readonly Block[] {
  const blocks: Block[] = []
  for (let l = 1; l <= workspace.network.L; l++) {
    blocks.push(sameLayer(workspace, curvature, l))
    for (let m = l + 1; m <= workspace.network.L; m++) {
      blocks.push(crossLayer(workspace, curvature, l, m))
      blocks.push(m === l + 1 ? adjacentResidual(workspace, l) : distantResidual(workspace, curvature, l, m))
    }
  }
  return blocks
}

function block(
  rows: number,
  columns: number,
  pack: Block['pack'],
  scatter: (H: Float64Array, sum: Float64Array, stride: number) => void,
): Block {
  const sum = new Float64Array(padded(rows) * padded(columns))
  return {
    rows: padded(rows),
    columns: padded(columns),
    sum,
    work: padded(rows) * padded(columns),
    pack,
    scatter: (H) => scatter(H, sum, padded(columns)),
  }
}

/** H = Q^(l)_jk z̃_i z̃_p; both factors are symmetric, so j ≤ k and i ≤ p are a quarter of the work. */
function sameLayer({ network, z }: Workspace, { Q }: Curvature, l: number): Block {
  const { layers, columns, offsets, W } = network
  const J = layers[l]
  const I = columns[l]
  const units: number[] = []
  for (let j = 0; j < J; j++) for (let k = j; k < J; k++) units.push(j * J + k)
  const left: number[] = []
  const right: number[] = []
  for (let i = 0; i < I; i++) {
    for (let p = i; p < I; p++) {
      left.push(i)
      right.push(p)
    }
  }
  const curvature = columnsOf(Q[l], J * J, units)
  const zi = columnsOf(z[l - 1], I, left)
  const zp = columnsOf(z[l - 1], I, right)
  return block(
    units.length,
    left.length,
    (N, X, Y) => {
      packColumns(curvature, N, X)
      packProducts(zi, zp, N, Y)
    },
    (H, sum, stride) => {
      let row = 0
      for (let j = 0; j < J; j++) {
        for (let k = j; k < J; k++, row += stride) {
          const corner = (offsets[l] + j * I) * W + offsets[l] + k * I
          let at = row
          for (let i = 0; i < I; i++) {
            for (let p = i; p < I; p++) {
              const value = sum[at++]
              H[corner + i * W + p] = value
              if (j !== k) H[corner + p * W + i] = value
            }
          }
        }
      }
    },
  )
}

/** H = z̃_i R^(l,m)_kj z̃_p. */
function crossLayer({ network, z, first: D }: Workspace, { T, R }: Curvature, l: number, m: number): Block {
  const { layers, columns, offsets, W } = network
  const J = layers[l]
  const K = layers[m]
  const I = columns[l]
  const P = columns[m]
  const all = Array.from({ length: K * J }, (_, r) => r)
  const adjacent = m === l + 1
  const response = columnsOf(adjacent ? T[m] : R[l][m], K * J, all)
  const slope = adjacent
    ? columnsOf(
        D[l],
        J,
        all.map((r) => r % J),
      )
    : null
  const pairs = Array.from({ length: I * P }, (_, c) => c)
  const zi = columnsOf(
    z[l - 1],
    I,
    pairs.map((c) => Math.floor(c / P)),
  )
  const zp = columnsOf(
    z[m - 1],
    P,
    pairs.map((c) => c % P),
  )
  return block(
    K * J,
    I * P,
    (N, X, Y) => {
      if (slope) packProducts(response, slope, N, X)
      else packColumns(response, N, X)
      packProducts(zi, zp, N, Y)
    },
    (H, sum, stride) => {
      for (let k = 0; k < K; k++) {
        for (let j = 0; j < J; j++) {
          let from = (k * J + j) * stride
          for (let i = 0; i < I; i++) {
            const to = (offsets[l] + j * I + i) * W + offsets[m] + k * P
            for (let p = 0; p < P; p++) H[to + p] += sum[from++]
          }
        }
      }
    },
  )
}

/** The δ term for m = l + 1, where P^(l,l) = D^(l): H += z̃_i δ_k h′_j at p = j. */
function adjacentResidual({ network, z, first: D, delta }: Workspace, l: number): Block {
  const { layers, columns, offsets, W, bias } = network
  const m = l + 1
  const b = bias ? 1 : 0
  const J = layers[l]
  const K = layers[m]
  const I = columns[l]
  const P = columns[m]
  const all = Array.from({ length: K * J }, (_, r) => r)
  const deltaK = columnsOf(
    delta[m],
    K,
    all.map((r) => Math.floor(r / J)),
  )
  const slope = columnsOf(
    D[l],
    J,
    all.map((r) => r % J),
  )
  const zi = columnsOf(
    z[l - 1],
    I,
    Array.from({ length: I }, (_, i) => i),
  )
  return block(
    K * J,
    I,
    (N, X, Y) => {
      packProducts(deltaK, slope, N, X)
      packColumns(zi, N, Y)
    },
    (H, sum, stride) => {
      for (let k = 0; k < K; k++) {
        for (let j = 0; j < J; j++) {
          const to = (offsets[l] + j * I) * W + offsets[m] + k * P + b + j
          for (let i = 0; i < I; i++) H[to + i * W] += sum[(k * J + j) * stride + i]
        }
      }
    },
  )
}

/** The δ term for m ≥ l + 2: H += (δ_k z̃_i) P_pj. The bias column has none: z_0 = 1 does not depend on a^(l). */
function distantResidual(
  { network, z, delta }: Workspace,
  curvature: Curvature,
  l: number,
  m: number,
): Block {
  const { layers, columns, offsets, W, bias } = network
  const b = bias ? 1 : 0
  const J = layers[l]
  const K = layers[m]
  const I = columns[l]
  const P = columns[m]
  const units = layers[m - 1]
  const pairs = Array.from({ length: K * I }, (_, r) => r)
  const deltaK = columnsOf(
    delta[m],
    K,
    pairs.map((r) => Math.floor(r / I)),
  )
  const zi = columnsOf(
    z[l - 1],
    I,
    pairs.map((r) => r % I),
  )
  const response = columnsOf(
    curvature.P[l][m],
    units * J,
    Array.from({ length: units * J }, (_, c) => c),
  )
  return block(
    K * I,
    units * J,
    (N, X, Y) => {
      packProducts(deltaK, zi, N, X)
      packColumns(response, N, Y)
    },
    (H, sum, stride) => {
      for (let k = 0; k < K; k++) {
        for (let i = 0; i < I; i++) {
          let from = (k * I + i) * stride
          for (let p = 0; p < units; p++) {
            for (let j = 0; j < J; j++)
              H[(offsets[l] + j * I + i) * W + offsets[m] + k * P + b + p] += sum[from++]
          }
        }
      }
    },
  )
}
