import { engine } from './kernels/engines.ts'
import type { Kernels } from './kernels/kernels.ts'
import type { Matrix } from './matrix.ts'
import { maxAbs } from './norms.ts'
import { Pace } from './pace.ts'
import type { Steps } from './steps.ts'

/**
 * The eigenvalues of a symmetric matrix (its lower triangle is read), ascending; all NaN if an entry is not finite.
 * Householder's reduction to tridiagonal form, n³ · 2/3 multiply–adds, then implicit Q L iterations, n². Errors are
 * of the order of 2^−53 times the largest |eigenvalue|.
 */
export function* symmetricEigenvalues({ rows: size, data }: Matrix): Steps<Float64Array> {
  const scale = maxAbs(data)
  if (!Number.isFinite(scale)) return new Float64Array(size).fill(NaN)
  const diagonal = new Float64Array(size)
  if (scale === 0) return diagonal
  const beside = new Float64Array(size)
  const { kernels, arrays, close } = engine().open((allocate) => ({
    A: allocate.scratch(size * size),
    v: allocate.numbers(size),
    p: allocate.numbers(size),
    lastV: allocate.numbers(size),
    lastQ: allocate.numbers(size),
  }))
  try {
    for (let at = 0; at < size * size; at++) arrays.A[at] = data[at] / scale
    yield* tridiagonalise(kernels, arrays, size, diagonal, beside)
  } finally {
    close()
  }
  implicitQl(diagonal, beside)
  for (let i = 0; i < size; i++) diagonal[i] *= scale
  return diagonal.sort()
}

/**
 * Reduces A (its lower triangle is used, and destroyed) to tridiagonal form: `diagonal`, and `beside[i]` between
 * i − 1 and i. From the last row up, so that the row to be reduced and all others are contiguous.
 */
function* tridiagonalise(
  kernels: Kernels,
  { A, v, p, lastV, lastQ }: Readonly<Record<'A' | 'v' | 'p' | 'lastV' | 'lastQ', Float64Array>>,
  size: number,
  diagonal: Float64Array,
  beside: Float64Array,
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
      if (pending) kernels.reduceAndMultiply(A, size, i, lastV, lastQ, v.fill(0), p)
      pending = false
      continue
    }
    const norm = edge > 0 ? -Math.sqrt(tail + edge * edge) : Math.sqrt(tail + edge * edge)
    beside[i] = norm
    for (let j = 0; j < i - 1; j++) v[j] = A[row + j]
    v[i - 1] = edge - norm
    // H = I − v vᵀ/h with h = |v|²/2.
    const h = norm * (norm - edge)
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
 * Turns the tridiagonal matrix into its eigenvalues, in `d`, unsorted; `e[i]` is between i − 1 and i and destroyed.
 * Implicit Q L with Wilkinson's shift (EISPACK's imtql1).
 */
function implicitQl(d: Float64Array, e: Float64Array): void {
  const n = d.length
  for (let i = 1; i < n; i++) e[i - 1] = e[i]
  e[n - 1] = 0
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
      }
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
