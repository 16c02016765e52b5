import type { Allocator, Kernels } from '../linalg/kernels/kernels.ts'
import { padded } from '../linalg/kernels/kernels.ts'
import type { Pace } from '../linalg/pace.ts'
import type { Steps } from '../linalg/steps.ts'
import { backThroughLayer, fillDerivative } from '../network/columnPasses.ts'
import type { ColumnPasses } from '../network/columnPasses.ts'
import type { Problem } from '../network/network.ts'

/**
 * What the exact Hessian needs of some patterns in the space of activations (spec §3), in columns as in
 * `ColumnPasses`: the entry of a row and a column of a matrix is one column of numbers, one of each pattern.
 */
export interface Curvature {
  /**
   * Q^(l) = ∂²E_n/∂a^(l)∂a^(l)ᵀ, entry j ≤ k as column k (k + 1)/2 + j, at index l = 1 … L. Of a hidden first layer's, by
   * far the most where the layer is wide, there is a part at a time (`fillFirstCurvature`): nothing else needs it.
   */
  readonly Q: readonly Float64Array[]
  /** The same, all J_l × J_l entries, at index l = 2 … L. */
  readonly square: readonly Float64Array[]
  /** R^(l,m) = ∂δ^(m)/∂a^(l), J_m × J_l, at [l][m] for m > l. */
  readonly R: readonly (readonly Float64Array[])[]
  /** P^(l,m−1) = ∂z^(m−1)/∂a^(l), J_{m−1} × J_l, at [l][m] for m ≥ l + 2. (For m = l + 1 it is D^(l).) */
  readonly P: readonly (readonly Float64Array[])[]
  /** h″(a^(l)), J_l columns of the layer worked on. */
  readonly second: Float64Array
  /** M of one pattern, K × K. */
  readonly M: Float64Array
}

/**
 * Room for the curvature of as many patterns as the passes have. A `reach` of 1 is enough for Q alone: R and P are
 * there for m ≤ l + reach.
 */
export function createCurvature(
  { network, stride }: ColumnPasses,
  allocate: Allocator,
  reach: number = network.L,
): Curvature {
  const { layers, L } = network
  const columns = (count: number): Float64Array => allocate.scratch(stride * padded(count))
  const each = (has: (l: number) => boolean, count: (l: number) => number): Float64Array[] =>
    layers.map((_, l) => columns(has(l) ? count(l) : 0))
  return {
    Q: each(
      (l) => l >= 1,
      (l) => (l === 1 && L > 1 ? firstColumns(layers[1]) : (layers[l] * (layers[l] + 1)) / 2),
    ),
    square: each(
      (l) => l >= 2,
      (l) => layers[l] * layers[l],
    ),
    R: layers.map((J, l) =>
      each(
        (m) => l >= 1 && m > l && m <= l + reach,
        (m) => layers[m] * J,
      ),
    ),
    P: layers.map((J, l) =>
      each(
        (m) => l >= 1 && m >= l + 2 && m <= l + reach,
        (m) => layers[m - 1] * J,
      ),
    ),
    second: columns(Math.max(0, ...layers.slice(1, L))),
    M: allocate.scratch(layers[L] * layers[L]),
  }
}

/** Columns of Q^(1) that are there at a time, at most: those of so many patterns stay in the cache. */
const mostFirstColumns = 512

/** The columns of Q^(1) of J units that there is room for: at least those of one k. */
function firstColumns(J: number): number {
  return Math.min((J * (J + 1)) / 2, Math.max(J, mostFirstColumns))
}

/** Columns of numbers that the curvature of a network has. */
export function curvatureColumns(layers: readonly number[], reach = layers.length): number {
  const L = layers.length - 1
  let columns = 0
  for (let l = 1; l <= L; l++) {
    const J = layers[l]
    if (l === 1 && L > 1) columns += firstColumns(J)
    else columns += 1.5 * J * (J + 1)
    for (let m = l + 1; m <= Math.min(L, l + reach); m++)
      columns += (layers[m] + (m >= l + 2 ? layers[m - 1] : 0)) * J
  }
  return columns
}

/** Multiply–adds of `fillCurvature` for one pattern, for dividing its work into steps. */
export function curvatureWork(layers: readonly number[], reach = layers.length): number {
  const L = layers.length - 1
  let work = layers[L] * layers[L]
  for (let l = 1; l < L; l++) {
    work += (layers[l + 1] * layers[l] * (layers[l] + 1)) / 2
    const last = Math.min(L, l + reach)
    for (let m = l + 1; m <= last; m++) work += layers[m] * layers[l + 1] * layers[l]
    for (let m = l + 2; m <= last; m++) work += layers[m - 1] * layers[l] * layers[m - 2]
  }
  return work
}

/**
 * Fills in the curvature of the patterns loaded, both passes done (spec §3). All derivatives go back a layer by
 * V^(l+1) D^(l): R^(m,m) = Q^(m), R^(l,m) = R^(l+1,m) V^(l+1) D^(l), and
 * Q^(l) = D^(l) V^(l+1)ᵀ R^(l,l+1) + diag(h″ ∘ s^(l)); that of a hidden first layer is left to `fillFirstCurvature`.
 * R and P only for m ≤ l + `reach`.
 */
export function* fillCurvature(
  kernels: Kernels,
  curvature: Curvature,
  passes: ColumnPasses,
  problem: Problem,
  pace: Pace,
  reach: number = passes.network.L,
): Steps<void> {
  const { Q, square, R } = curvature
  const { layers, L } = passes.network
  const { N } = passes
  fillOutputCurvature(curvature, passes, problem)
  for (let m = L; m >= 1; m--) {
    if (m < L) fillDerivative(passes, m, 'second', curvature.second)
    if (m < L && m >= 2) {
      for (let k = 0; k < layers[m]; k++) {
        fillHiddenCurvature(kernels, curvature, passes, m, k, (k * (k + 1)) / 2)
        if (pace.due(N * (k + 1) * layers[m + 1])) yield pace.fraction
      }
    }
    if (m >= 2) fillSquare(Q[m], layers[m], passes.stride, square[m])
    for (let l = m - 1; l >= Math.max(1, m - reach); l--) {
      const above = l === m - 1 ? square[m] : R[l + 1][m]
      backThroughLayer(kernels, passes, l, layers[m], above, R[l][m])
      if (pace.due(N * layers[m] * layers[l + 1] * layers[l])) yield pace.fraction
    }
  }
  for (let l = 1; l <= L - 2; l++) {
    for (let m = l + 2; m <= Math.min(L, l + reach); m++) {
      fillPropagation(kernels, curvature, passes, l, m)
      if (pace.due(N * layers[m - 1] * layers[l] * layers[m - 2])) yield pace.fraction
    }
  }
}

/** Q^(L) = M. */
function fillOutputCurvature({ Q: all, M }: Curvature, passes: ColumnPasses, { t }: Problem): void {
  const { network, stride, N, outputRows } = passes
  const { K, L, error } = network
  const Q = all[L]
  for (let n = 0; n < N; n++) {
    error.curvature(outputRows.y, t, n * K, K, M, 0)
    for (let k = 0, to = n; k < K; k++) {
      for (let j = 0; j <= k; j++, to += stride) Q[to] = M[j * K + k]
    }
  }
}

/**
 * Fills in Q^(1) of a hidden layer, after `fillCurvature`, from the entries of the k whose first column is `from` on, as
 * far as there is room: column `from` comes first. Returns the column after the last.
 */
export function fillFirstCurvature(
  kernels: Kernels,
  curvature: Curvature,
  passes: ColumnPasses,
  from: number,
): number {
  const J = passes.network.layers[1]
  const end = from + firstColumns(J)
  let column = from
  for (let k = Math.round((Math.sqrt(8 * from + 1) - 1) / 2); k < J && column + k + 1 <= end; k++) {
    fillHiddenCurvature(kernels, curvature, passes, 1, k, column - from)
    column += k + 1
  }
  return column
}

/**
 * Entries j ≤ k of Q^(l) = D^(l) V^(l+1)ᵀ R^(l,l+1) + diag(h″ ∘ s^(l)) for l < L, as columns from `to` on; h″ is there
 * already.
 */
function fillHiddenCurvature(
  kernels: Kernels,
  { Q, R, second }: Curvature,
  passes: ColumnPasses,
  l: number,
  k: number,
  to: number,
): void {
  const { network, stride, N, w, first, s } = passes
  const { layers, columns, offsets, bias } = network
  const next = layers[l + 1]
  const I = columns[l + 1]
  const V = offsets[l + 1] + (bias ? 1 : 0)
  const here = Q[l]
  const at = to * stride
  const row = layers[l] * stride
  kernels.multiply(w, V, 1, I, R[l][l + 1], k * stride, row, k + 1, next, stride, here, at, stride)
  kernels.multiplyColumns(first[l], 0, here, at, 0, (k + 1) * stride, 1, here, at, 0)
  const own = at + k * stride
  for (let n = 0, from = k * stride; n < N; n++, from++) here[own + n] += second[from] * s[l][from]
}

function fillSquare(Q: Float64Array, J: number, stride: number, square: Float64Array): void {
  for (let k = 0, at = 0; k < J; k++) {
    square.set(Q.subarray(at, at + (k + 1) * stride), k * J * stride)
    for (let j = 0; j < k; j++, at += stride) square.set(Q.subarray(at, at + stride), (j * J + k) * stride)
    at += stride
  }
}

/** P^(l,m−1) = D^(m−1) V^(m−1) P^(l,m−2) for m ≥ l + 2, where P^(l,l) = D^(l). */
function fillPropagation(
  kernels: Kernels,
  { P }: Curvature,
  { network, stride, N, w, first }: ColumnPasses,
  l: number,
  m: number,
): void {
  const { layers, columns, offsets, bias } = network
  const J = layers[l]
  const I = columns[m - 1]
  const V = offsets[m - 1] + (bias ? 1 : 0)
  const here = P[l][m]
  const row = J * stride
  if (m > l + 2) {
    kernels.multiply(w, V, I, 1, P[l][m - 1], 0, row, layers[m - 1], layers[m - 2], row, here, 0, row)
  } else {
    for (let k = 0; k < layers[m - 1]; k++) {
      for (let j = 0; j < J; j++) {
        const weight = w[V + k * I + j]
        const to = k * row + j * stride
        for (let n = 0, from = j * stride; n < N; n++, from++) here[to + n] = weight * first[l][from]
      }
    }
  }
  for (let k = 0; k < layers[m - 1]; k++)
    kernels.multiplyColumns(first[m - 1], k * stride, here, k * row, stride, stride, J, here, k * row, stride)
}
