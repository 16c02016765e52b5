import type { Allocator, Kernels } from './kernels/kernels.ts'
import { Pace } from './pace.ts'
import type { Steps } from './steps.ts'

/** What the reduction works on. */
export interface Reduction {
  readonly A: Float64Array
  readonly v: Float64Array
  readonly p: Float64Array
  readonly lastV: Float64Array
  readonly lastQ: Float64Array
}

/** Room to reduce a size × size matrix, `A` row-major. */
export function createReduction(size: number, allocate: Allocator): Reduction {
  return {
    A: allocate.scratch(size * size),
    v: allocate.numbers(size),
    p: allocate.numbers(size),
    lastV: allocate.numbers(size),
    lastQ: allocate.numbers(size),
  }
}

/**
 * Reduces A (its lower triangle is used, and destroyed) to the tridiagonal T = H_1 … H_{n−1} A H_{n−1} … H_1:
 * `diagonal`, and `beside[i]` between i − 1 and i. H_i = I − scales[i] v vᵀ, v being what is left in row i of A before
 * the diagonal; scales[i] is 0 where nothing was to be done. From the last row up, so that the row to be reduced and
 * all others are contiguous.
 */
export function* tridiagonalise(
  kernels: Kernels,
  { A, v, p, lastV, lastQ }: Reduction,
  size: number,
  diagonal: Float64Array,
  beside: Float64Array,
  scales: Float64Array,
): Steps<void> {
  const pace = new Pace((2 / 3) * size * size * size)
  // The update A ← A − v qᵀ − q vᵀ of a row waits for the next row's product with A, to go through A once, not twice.
  let pending = false
  for (let i = size - 1; i >= 1; i--) {
    const row = i * size
    if (pending) {
      for (let j = 0; j <= i; j++) A[row + j] -= lastV[i] * lastQ[j] + lastQ[i] * lastV[j]
    }
    diagonal[i] = A[row + i]
    let tail = 0
    for (let j = 0; j < i - 1; j++) tail += A[row + j] * A[row + j]
    const edge = A[row + i - 1]
    if (tail < Number.MIN_VALUE / Number.EPSILON) {
      beside[i] = edge
      scales[i] = 0
      if (pending) kernels.reduceAndMultiply(A, size, i, lastV, lastQ, v.fill(0), p)
      pending = false
      continue
    }
    const norm = edge > 0 ? -Math.sqrt(tail + edge * edge) : Math.sqrt(tail + edge * edge)
    beside[i] = norm
    for (let j = 0; j < i - 1; j++) v[j] = A[row + j]
    v[i - 1] = A[row + i - 1] = edge - norm
    // H = I − v vᵀ/h with h = |v|²/2.
    const h = norm * (norm - edge)
    scales[i] = 1 / h
    if (!pending) {
      lastV.fill(0)
      lastQ.fill(0)
    }
    kernels.reduceAndMultiply(A, size, i, lastV, lastQ, v, p)
    let overlap = 0
    for (let j = 0; j < i; j++) overlap += v[j] * p[j]
    const shift = overlap / (2 * h)
    for (let j = 0; j < i; j++) {
      lastQ[j] = (p[j] - shift * v[j]) / h
      lastV[j] = v[j]
    }
    pending = true
    if (pace.due(2 * i * i)) yield pace.fraction
  }
  if (pending) A[0] -= 2 * lastV[0] * lastQ[0]
  diagonal[0] = A[0]
}

/**
 * The rotations of one sweep, in the order i = to − 1 … from: of coordinates i and i + 1 by the angle whose cosine and
 * sine are at index i.
 */
export interface Rotations {
  readonly cosines: Float64Array
  readonly sines: Float64Array
  readonly apply: (from: number, to: number) => void
}

/**
 * Turns the tridiagonal matrix into its eigenvalues, in `d`, unsorted; `e[i]` is between i − 1 and i and destroyed.
 * Implicit Q L with Wilkinson's shift (EISPACK's imtql1, and imtql2 where rotations are wanted). Yields the
 * fraction of eigenvalues found.
 */
export function* implicitQl(d: Float64Array, e: Float64Array, rotations?: Rotations): Steps<void> {
  const n = d.length
  for (let i = 1; i < n; i++) e[i - 1] = e[i]
  e[n - 1] = 0
  const pace = new Pace(0)
  for (let l = 0; l < n; l++) {
    // Some 1.7 iterations an eigenvalue are usual; the bound only keeps a defect from running for ever.
    for (let iteration = 0; iteration < 60; iteration++) {
      let m = l
      for (; m < n - 1; m++) {
        const size = Math.abs(d[m]) + Math.abs(d[m + 1])
        if (Math.abs(e[m]) <= Number.EPSILON * size) break
      }
      if (m === l) break
      let g = (d[l + 1] - d[l]) / (2 * e[l])
      let r = Math.hypot(g, 1)
      g = d[m] - d[l] + e[l] / (g >= 0 ? g + r : g - r)
      let s = 1
      let c = 1
      let p = 0
      let i = m - 1
      for (; i >= l; i--) {
        const f = s * e[i]
        const b = c * e[i]
        r = Math.sqrt(f * f + g * g)
        e[i + 1] = r
        if (r === 0) break
        s = f / r
        c = g / r
        g = d[i + 1] - p
        r = (d[i] - g) * s + 2 * c * b
        p = s * r
        d[i + 1] = g + p
        g = c * r - b
        if (rotations) {
          rotations.cosines[i] = c
          rotations.sines[i] = s
        }
      }
      rotations?.apply(i + 1, m)
      // A root and two divisions take the time of some twenty multiply–adds.
      if (pace.due((rotations ? 4 * n : 20) * (m - l))) yield l / n
      if (i >= l) {
        d[i + 1] -= p
        e[m] = 0
        continue
      }
      d[l] -= p
      e[l] = g
      e[m] = 0
    }
  }
}
