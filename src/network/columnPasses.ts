import { padded } from '../linalg/kernels/kernels.ts'
import type { Allocator, Kernels } from '../linalg/kernels/kernels.ts'
import type { Network, Problem } from './network.ts'

/**
 * The numbers that passes over up to `stride` patterns leave behind, like `Workspace`, but with a pattern a column
 * index: every unit has its own column of `stride` numbers, the first N of them for the patterns loaded. What lies
 * beyond never reaches a result. All patterns then go through a layer as one product of matrices.
 */
export interface ColumnPasses {
  readonly network: Network
  /** Distance of two columns: the patterns there is room for, in whole panels. */
  readonly stride: number
  /** Patterns loaded. */
  N: number
  /** W numbers. */
  readonly w: Float64Array
  /** z̃^(l) = (1, z^(l)), n_{l+1} columns, l = 0 … L−1. */
  readonly z: readonly Float64Array[]
  /** a^(l), J_l columns, l = 1 … L. */
  readonly a: readonly Float64Array[]
  /** h′(a^(l)), J_l columns, l = 1 … L−1. */
  readonly first: readonly Float64Array[]
  /** s^(l) = V^(l+1)ᵀ δ^(l+1), J_l columns, l = 1 … L−1. */
  readonly s: readonly Float64Array[]
  /** δ^(l) = ∂E_n/∂a^(l), J_l columns, l = 1 … L. */
  readonly delta: readonly Float64Array[]
  /** a^(L), f(a^(L)) and δ^(L), N × K, for the functions of a pattern's outputs. */
  readonly outputRows: Readonly<Record<'a' | 'y' | 'delta', Float64Array>>
}

/** Passes with room for `capacity` patterns, none loaded. */
export function createColumnPasses(network: Network, capacity: number, allocate: Allocator): ColumnPasses {
  const { L, K, W, layers, columns, bias } = network
  const stride = padded(capacity)
  const perLayer = (from: number, to: number, width: (l: number) => number): Float64Array[] =>
    layers.map((_, l) => allocate.numbers(l >= from && l <= to ? stride * width(l) : 0))
  const units = (l: number): number => layers[l]
  const z = perLayer(0, L - 1, (l) => columns[l + 1])
  if (bias) for (let l = 0; l < L; l++) z[l].fill(1, 0, stride)
  const rows = (): Float64Array => allocate.scratch(capacity * K)
  return {
    network,
    stride,
    N: 0,
    w: allocate.numbers(W),
    z,
    a: perLayer(1, L, units),
    first: perLayer(1, L - 1, units),
    s: perLayer(1, L - 1, units),
    delta: perLayer(1, L, units),
    outputRows: { a: rows(), y: rows(), delta: rows() },
  }
}

/** Loads the weights and the patterns of the problem, no more than there is room for. */
export function loadColumns(passes: ColumnPasses, { network, N, x, w }: Problem): void {
  passes.N = N
  passes.w.set(w)
  rowsToColumns(x, N, network.D, passes.z[0], passes.stride, network.bias ? 1 : 0)
}

/** Forward propagation of the patterns loaded: fills a^(l) and z^(l) (PRML (5.48), (5.49); spec §2). */
export function propagateColumns(kernels: Kernels, { network, stride, N, w, z, a }: ColumnPasses): void {
  const { L, layers, columns, offsets, activations, bias } = network
  for (let l = 1; l <= L; l++) {
    const I = columns[l]
    kernels.multiply(w, offsets[l], I, 1, z[l - 1], 0, stride, layers[l], I, stride, a[l], 0, stride)
    if (l < L) mapColumns(activations[l - 1].h, a[l], 0, z[l], bias ? stride : 0, layers[l], stride, N)
  }
}

/**
 * Error back-propagation after `propagateColumns`: fills y, h′, s^(l) = V^(l+1)ᵀ δ^(l+1) and
 * δ^(l) = h′(a^(l)) ∘ s^(l) (PRML (5.54), (5.56); spec §2).
 */
export function backPropagateColumns(kernels: Kernels, passes: ColumnPasses, { t }: Problem): void {
  const { network, stride, N, w, a, first, s, delta, outputRows: rows } = passes
  const { L, K, layers, columns, offsets, error, bias } = network
  columnsToRows(a[L], stride, N, K, rows.a)
  for (let at = 0; at < N * K; at += K) {
    error.outputs(rows.a, rows.y, at, K)
    error.delta(rows.y, t, rows.delta, at, K)
  }
  rowsToColumns(rows.delta, N, K, delta[L], stride, 0)
  for (let l = L - 1; l >= 1; l--) {
    const J = layers[l]
    const I = columns[l + 1]
    const V = offsets[l + 1] + (bias ? 1 : 0)
    kernels.multiply(w, V, 1, I, delta[l + 1], 0, stride, J, layers[l + 1], stride, s[l], 0, stride)
    fillDerivative(passes, l, 'first', first[l])
    kernels.multiplyColumns(first[l], 0, s[l], 0, 0, J * stride, 1, delta[l], 0, 0)
  }
}

/** Writes h′ or h″ of layer l's units, J_l columns, from their values where the activation allows it. */
export function fillDerivative(
  { network, stride, N, z, a }: ColumnPasses,
  l: number,
  order: 'first' | 'second',
  out: Float64Array,
): void {
  const { fromValue, [order]: ofSum } = network.activations[l - 1]
  const J = network.layers[l]
  if (fromValue) mapColumns(fromValue[order], z[l], network.bias ? stride : 0, out, 0, J, stride, N)
  else mapColumns(ofSum, a[l], 0, out, 0, J, stride, N)
}

/**
 * Takes `count` rows of derivatives a layer back: from ∂·/∂a^(l+1), count × J_{l+1} columns, to
 * ∂·/∂a^(l) = (∂·/∂a^(l+1) V^(l+1)) D^(l), count × J_l columns, D^(l) = diag h′(a^(l)).
 */
export function backThroughLayer(
  kernels: Kernels,
  { network, stride, w, first }: ColumnPasses,
  l: number,
  count: number,
  above: Float64Array,
  below: Float64Array,
): void {
  const { layers, columns, offsets, bias } = network
  const J = layers[l]
  const next = layers[l + 1]
  const V = offsets[l + 1] + (bias ? 1 : 0)
  const I = columns[l + 1]
  const row = J * stride
  for (let c = 0; c < count; c++)
    kernels.multiply(w, V, 1, I, above, c * next * stride, stride, J, next, stride, below, c * row, stride)
  kernels.multiplyColumns(first[l], 0, below, 0, row, row, count, below, 0, row)
}

/** Writes the N × count matrix `rows` as columns, from the column of index `to` on. */
function rowsToColumns(
  rows: Float64Array,
  N: number,
  count: number,
  columns: Float64Array,
  stride: number,
  to: number,
): void {
  for (let c = 0; c < count; c++) {
    const column = (to + c) * stride
    for (let n = 0, from = c; n < N; n++, from += count) columns[column + n] = rows[from]
  }
}

/** The reverse. */
function columnsToRows(
  columns: Float64Array,
  stride: number,
  N: number,
  count: number,
  rows: Float64Array,
): void {
  for (let c = 0; c < count; c++) {
    for (let n = 0, to = c; n < N; n++, to += count) rows[to] = columns[c * stride + n]
  }
}

function mapColumns(
  f: (value: number) => number,
  from: Float64Array,
  fromAt: number,
  to: Float64Array,
  toAt: number,
  count: number,
  stride: number,
  N: number,
): void {
  for (let at = 0; at < count * stride; at += stride) {
    for (let n = at; n < at + N; n++) to[toAt + n] = f(from[fromAt + n])
  }
}
