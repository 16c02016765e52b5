import { countUp, padded } from '../linalg/kernels/kernels.ts'
import type { Allocator, Columns, Kernels } from '../linalg/kernels/kernels.ts'
import type { ColumnPasses } from '../network/columnPasses.ts'
import { fillFirstCurvature } from './curvature.ts'
import type { Curvature } from './curvature.ts'

/**
 * A sum over patterns Σ_n X[n, r] Y[n, c] that a block of H consists of, entry (r, c) of which belongs at one place
 * of H or a few.
 */
export interface Block {
  /** Columns of X and of Y. */
  readonly rows: number
  readonly columns: number
  /** Makes the panels of Y for the patterns loaded, and the columns of X, in `room` if they are not there already. */
  readonly prepare: (kernels: Kernels, room: Float64Array, Y: Float64Array) => Float64Array
  /** Of X where it is too large to be there all at once. */
  readonly parts?: {
    /** Puts the columns from `from` on in the place of X; returns the one after the last. */
    readonly fill: (kernels: Kernels, from: number) => number
    /** Multiply–adds for a column and a pattern. */
    readonly work: number
  }
  /** Columns, in whole panels, that none of the four rows from r on has entries in before; none by default. */
  readonly skip?: (r: number) => number
  /** Adds row r of the sum, which starts at `from` in `sums`, to the upper triangle of H. */
  readonly scatter: (H: Float64Array, r: number, sums: Float64Array, from: number) => void
}

/** Columns that blocks make themselves, of X, and columns of Y, both in whole panels. */
export interface BlockSizes {
  readonly rows: number
  readonly columns: number
}

/** Those of the largest blocks. */
export function blockSizes(layers: readonly number[], columns: readonly number[]): BlockSizes {
  let { rows, columns: widest } = sameLayerSizes(layers, columns)
  for (let l = 1; l < layers.length; l++) {
    for (let m = l + 1; m < layers.length; m++) {
      rows = Math.max(rows, layers[m] * (m === l + 1 ? layers[l] : columns[l]))
      widest = Math.max(widest, columns[l] * columns[m])
      if (m >= l + 2) widest = Math.max(widest, layers[m - 1] * layers[l])
    }
  }
  return { rows: padded(rows), columns: padded(widest) }
}

/** Those of the largest blocks of one layer. */
export function sameLayerSizes(layers: readonly number[], columns: readonly number[]): BlockSizes {
  let rows = 0
  let widest = 0
  for (let l = 1; l < layers.length; l++) {
    const few = isFew(layers, l)
    if (few) rows = Math.max(rows, (columns[l] * layers[l] * (layers[l] + 1)) / 2)
    widest = Math.max(widest, few ? columns[l] : (columns[l] * (columns[l] + 1)) / 2)
  }
  return { rows: padded(rows), columns: padded(widest) }
}

/**
 * Output layers of so few units have fewer products Q_jk z̃_i than products z̃_i z̃_p, of which there are too many to be
 * kept for a wide layer below.
 */
function isFew(layers: readonly number[], l: number): boolean {
  return l === layers.length - 1 && layers[l] <= 3
}

/** The blocks the Hessian's upper triangle is made of (spec §3). */
export function createBlocks(
  passes: ColumnPasses,
  curvature: Curvature,
  allocate: Allocator,
): readonly Block[] {
  const blocks: Block[] = []
  const { L } = passes.network
  for (let l = 1; l <= L; l++) {
    blocks.push(sameLayer(passes, curvature, l, allocate))
    for (let m = l + 1; m <= L; m++) {
      blocks.push(crossLayer(passes, curvature, l, m, allocate))
      blocks.push(
        m === l + 1
          ? adjacentResidual(passes, l, allocate)
          : distantResidual(passes, curvature, l, m, allocate),
      )
    }
  }
  return blocks
}

/** `length` columns of `data`, `fill` telling which, to be packed. */
function columnsOf(
  data: Float64Array,
  { stride }: ColumnPasses,
  length: number,
  fill: (index: Int32Array) => void,
  allocate: Allocator,
): Columns {
  return { data, stride, index: allocate.indices(length, fill) }
}

/** Lists the first, or the second, of all pairs of `count` first and `others` second indices, these running faster. */
function listPairs(count: number, others: number, which: 'first' | 'second'): (index: Int32Array) => void {
  return (index) => {
    for (let i = 0, at = 0; i < count; i++)
      for (let p = 0; p < others; p++) index[at++] = which === 'first' ? i : p
  }
}

/** The same for the pairs of `count` indices of which the first is not larger than the second. */
function listUpper(count: number, which: 'first' | 'second'): (index: Int32Array) => void {
  return (index) => {
    for (let i = 0, at = 0; i < count; i++)
      for (let p = i; p < count; p++) index[at++] = which === 'first' ? i : p
  }
}

/** H = Q^(l)_jk z̃_i z̃_p. */
export function sameLayer(passes: ColumnPasses, curvature: Curvature, l: number, allocate: Allocator): Block {
  const { layers } = passes.network
  return (isFew(layers, l) ? sameLayerOfFew : sameLayerOfMany)(passes, curvature, l, allocate)
}

/** (Q_jk z̃_i) z̃_p: the lower half is left out where j = k, where it is below the diagonal of H. */
function sameLayerOfFew(passes: ColumnPasses, { Q }: Curvature, l: number, allocate: Allocator): Block {
  const { layers, columns, offsets, W } = passes.network
  const I = columns[l]
  const pairs = (layers[l] * (layers[l] + 1)) / 2
  const zp = columnsOf(passes.z[l - 1], passes, I, countUp(I), allocate)
  /** j and k of row r, and its i. */
  const placeOf = (r: number) => {
    const pair = Math.floor(r / I)
    const k = Math.floor((Math.sqrt(8 * pair + 1) - 1) / 2)
    return { j: pair - (k * (k + 1)) / 2, k, i: r - pair * I }
  }
  return {
    rows: pairs * I,
    columns: I,
    prepare: (kernels, room, Y) => {
      multiplyPairs(kernels, Q[l], pairs, passes.z[l - 1], I, passes.stride, room)
      kernels.packColumns(zp, passes.N, Y)
      return room
    },
    skip: (r) => {
      const { j, k, i } = placeOf(r)
      return j === k && i + 4 <= I ? i & ~3 : 0
    },
    scatter: (H, r, sums, from) => {
      const { j, k, i } = placeOf(r)
      const to = (offsets[l] + j * I + i) * W + offsets[l] + k * I
      for (let p = j === k ? i : 0; p < I; p++) H[to + p] += sums[from + p]
    },
  }
}

/** Q_jk (z̃_i z̃_p): both factors are symmetric, so j ≤ k and i ≤ p are a quarter of the work. */
function sameLayerOfMany(passes: ColumnPasses, curvature: Curvature, l: number, allocate: Allocator): Block {
  const { layers, columns, offsets, L, W } = passes.network
  const I = columns[l]
  const pairs = (I * (I + 1)) / 2
  const zi = columnsOf(passes.z[l - 1], passes, pairs, listUpper(I, 'first'), allocate)
  const zp = columnsOf(passes.z[l - 1], passes, pairs, listUpper(I, 'second'), allocate)
  return {
    rows: (layers[l] * (layers[l] + 1)) / 2,
    columns: pairs,
    prepare: (kernels, _room, Y) => {
      kernels.packProducts(zi, zp, passes.N, Y)
      return curvature.Q[l]
    },
    ...(l === 1 && L > 1
      ? {
          parts: {
            fill: (kernels: Kernels, from: number) => fillFirstCurvature(kernels, curvature, passes, from),
            work: layers[2],
          },
        }
      : {}),
    scatter: (H, r, sums, from) => {
      const k = Math.floor((Math.sqrt(8 * r + 1) - 1) / 2)
      const j = r - (k * (k + 1)) / 2
      const corner = (offsets[l] + j * I) * W + offsets[l] + k * I
      let at = from
      if (j === k) {
        for (let i = 0; i < I; i++) for (let p = i; p < I; p++) H[corner + i * W + p] += sums[at++]
        return
      }
      for (let i = 0; i < I; i++) {
        H[corner + i * W + i] += sums[at++]
        let below = corner + (i + 1) * W + i
        for (let to = corner + i * W + i + 1, end = corner + i * W + I; to < end; to++, below += W) {
          const value = sums[at++]
          H[to] += value
          H[below] += value
        }
      }
    },
  }
}

/** H = z̃_i R^(l,m)_kj z̃_p. */
function crossLayer(
  passes: ColumnPasses,
  { R }: Curvature,
  l: number,
  m: number,
  allocate: Allocator,
): Block {
  const { layers, columns, offsets, W } = passes.network
  const J = layers[l]
  const I = columns[l]
  const P = columns[m]
  const zi = columnsOf(passes.z[l - 1], passes, I * P, listPairs(I, P, 'first'), allocate)
  const zp = columnsOf(passes.z[m - 1], passes, I * P, listPairs(I, P, 'second'), allocate)
  return {
    rows: layers[m] * J,
    columns: I * P,
    prepare: (kernels, _room, Y) => {
      kernels.packProducts(zi, zp, passes.N, Y)
      return R[l][m]
    },
    scatter: (H, r, sums, from) => {
      const k = Math.floor(r / J)
      const j = r - k * J
      let at = from
      for (let i = 0; i < I; i++) {
        const start = (offsets[l] + j * I + i) * W + offsets[m] + k * P
        for (let to = start; to < start + P; to++) H[to] += sums[at++]
      }
    },
  }
}

/** The δ term for m = l + 1, where P^(l,l) = D^(l): H += z̃_i δ_k h′_j at p = j. */
function adjacentResidual(passes: ColumnPasses, l: number, allocate: Allocator): Block {
  const { network, stride, z, first, delta } = passes
  const { layers, columns, offsets, W, bias } = network
  const m = l + 1
  const b = bias ? 1 : 0
  const J = layers[l]
  const I = columns[l]
  const zi = columnsOf(z[l - 1], passes, I, countUp(I), allocate)
  return {
    rows: layers[m] * J,
    columns: I,
    prepare: (kernels, room, Y) => {
      multiplyPairs(kernels, delta[m], layers[m], first[l], J, stride, room)
      kernels.packColumns(zi, passes.N, Y)
      return room
    },
    scatter: (H, r, sums, from) => {
      const k = Math.floor(r / J)
      const j = r - k * J
      const to = (offsets[l] + j * I) * W + offsets[m] + k * columns[m] + b + j
      for (let i = 0; i < I; i++) H[to + i * W] += sums[from + i]
    },
  }
}

/** The δ term for m ≥ l + 2: H += (δ_k z̃_i) P_pj. The bias column has none: z_0 = 1 does not depend on a^(l). */
function distantResidual(
  passes: ColumnPasses,
  { P }: Curvature,
  l: number,
  m: number,
  allocate: Allocator,
): Block {
  const { network, stride, z, delta } = passes
  const { layers, columns, offsets, W, bias } = network
  const b = bias ? 1 : 0
  const J = layers[l]
  const I = columns[l]
  const units = layers[m - 1]
  const response = columnsOf(P[l][m], passes, units * J, countUp(units * J), allocate)
  return {
    rows: layers[m] * I,
    columns: units * J,
    prepare: (kernels, room, Y) => {
      multiplyPairs(kernels, delta[m], layers[m], z[l - 1], I, stride, room)
      kernels.packColumns(response, passes.N, Y)
      return room
    },
    scatter: (H, r, sums, from) => {
      const k = Math.floor(r / I)
      const i = r - k * I
      let at = from
      for (let p = 0; p < units; p++) {
        let to = (offsets[l] + i) * W + offsets[m] + k * columns[m] + b + p
        for (let j = 0; j < J; j++, to += I * W) H[to] += sums[at++]
      }
    },
  }
}

/** Writes the products of each of `count` columns a with each of `pairs` columns b, b's index running faster. */
function multiplyPairs(
  kernels: Kernels,
  a: Float64Array,
  count: number,
  b: Float64Array,
  pairs: number,
  stride: number,
  out: Float64Array,
): void {
  for (let c = 0; c < count; c++)
    kernels.multiplyColumns(a, c * stride, b, 0, stride, stride, pairs, out, c * pairs * stride, stride)
}
