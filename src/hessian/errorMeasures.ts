import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { frobenius, maxAbs } from '../linalg/norms.ts'
import { part } from '../linalg/steps.ts'
import type { Steps } from '../linalg/steps.ts'

/** How far A is from the exact H entry by entry (spec §9); null where a norm to be divided by is 0. */
export interface EntryErrors {
  /** ‖A − H‖_F / ‖H‖_F. */
  readonly relativeFrobenius: number | null
  /** max |A_ij − H_ij|, in units of H. */
  readonly maxAbs: number
  /** ⟨A, H⟩_F / (‖A‖_F ‖H‖_F), blind to scale. */
  readonly cosine: number | null
  /** ‖diag A − diag H‖ / ‖diag H‖. */
  readonly diagonalRelative: number | null
}

/** How far A is from the exact H as an operator (spec §9). */
export interface SpectralErrors {
  /** ‖A − H‖_2 / ‖H‖_2, the largest |eigenvalue| of each. */
  readonly relativeSpectral: number | null
  /** Number of eigenvalues of A below −10^−10 max |λ|: the sign of smaller ones is noise. */
  readonly negativeEigenvalues: number
}

export type HessianErrors = EntryErrors & SpectralErrors

/** The measures that need no eigenvalues; W² operations. A and H are of one size, weight decay in both. */
export function entryErrors(A: Matrix, H: Matrix): EntryErrors {
  return quickErrors(A.data, H.data, H.rows) ?? carefulErrors(A, H)
}

/** Sums of squares between these are neither too large nor made of squares that have vanished. */
const [leastSum, mostSum] = [1e-280, 1e280]

/** Whether a sum of squares, of numbers of at most the size `largest`, can be trusted. */
function isSound(sum: number, largest: number): boolean {
  return largest === 0 ? sum === 0 : sum > leastSum && sum < mostSum
}

/**
 * The same in one pass over the upper triangles, for both matrices are symmetric; null where a sum of squares leaves
 * the range in which it can be trusted.
 */
function quickErrors(A: Float64Array, H: Float64Array, size: number): EntryErrors | null {
  let [diagonalSquaresA, diagonalSquaresH, diagonalSquares, diagonalProduct, diagonalLargest] = [
    0, 0, 0, 0, 0,
  ]
  let [upperA, upperH, upper, upperProduct, upperLargest] = [0, 0, 0, 0, 0]
  for (let row = 0, at = 0; row < size; row++) {
    const own = A[at]
    const exact = H[at]
    const off = own - exact
    diagonalSquaresA += own * own
    diagonalSquaresH += exact * exact
    diagonalSquares += off * off
    diagonalProduct += own * exact
    diagonalLargest = Math.max(diagonalLargest, Math.abs(off))
    const end = (row + 1) * size
    for (at++; at < end; at++) {
      const a = A[at]
      const h = H[at]
      const d = a - h
      upperA += a * a
      upperH += h * h
      upper += d * d
      upperProduct += a * h
      if (d > upperLargest) upperLargest = d
      else if (-d > upperLargest) upperLargest = -d
    }
    at += row + 1
  }
  const squaresA = diagonalSquaresA + 2 * upperA
  const squaresH = diagonalSquaresH + 2 * upperH
  const squares = diagonalSquares + 2 * upper
  const product = diagonalProduct + 2 * upperProduct
  const largest = Math.max(diagonalLargest, upperLargest)
  // Norms that are divided by must not be 0 either.
  if (![squaresA, squaresH, diagonalSquaresH].every((sum) => isSound(sum, Infinity))) return null
  if (!isSound(squares, largest) || !isSound(diagonalSquares, diagonalLargest)) return null
  const normH = Math.sqrt(squaresH)
  return {
    relativeFrobenius: Math.sqrt(squares) / normH,
    maxAbs: largest,
    cosine: Math.max(-1, Math.min(1, product / (Math.sqrt(squaresA) * normH))),
    diagonalRelative: Math.sqrt(diagonalSquares / diagonalSquaresH),
  }
}

/** The measures by norms that neither over- nor underflow. */
function carefulErrors(A: Matrix, H: Matrix): EntryErrors {
  const size = H.rows
  const difference = subtract(A, H)
  const normA = frobenius(A.data)
  const normH = frobenius(H.data)
  const diagonalH = diagonalOf(H.data, size)
  return {
    relativeFrobenius: ratio(frobenius(difference.data), normH),
    maxAbs: maxAbs(difference.data),
    cosine: normA === 0 || normH === 0 ? null : cosineOf(A.data, normA, H.data, normH),
    diagonalRelative: ratio(frobenius(diagonalOf(difference.data, size)), frobenius(diagonalH)),
  }
}

/**
 * The measures that need eigenvalues; W³ operations. The exact matrix's own, from `symmetricEigenvalues(H)`, are
 * handed in because every method is measured against the same H.
 */
export function* spectralErrors(A: Matrix, H: Matrix, exactEigenvalues: Float64Array): Steps<SpectralErrors> {
  const normH = spectralNorm(exactEigenvalues)
  if (A === H) {
    return { relativeSpectral: ratio(0, normH), negativeEigenvalues: countNegative(exactEigenvalues) }
  }
  const own = yield* part(symmetricEigenvalues(A), 0, 1 / 2)
  const deviation = yield* part(symmetricEigenvalues(subtract(A, H)), 1 / 2, 1)
  return {
    relativeSpectral: ratio(spectralNorm(deviation), normH),
    negativeEigenvalues: countNegative(own),
  }
}

/** ‖A‖_2 of a symmetric matrix from its eigenvalues: the largest |λ|. */
function spectralNorm(eigenvalues: Float64Array): number {
  return maxAbs(eigenvalues)
}

/** Number of eigenvalues below −τ, τ = 10^−10 max |λ| (spec §9). */
export function countNegative(eigenvalues: Float64Array): number {
  const threshold = -1e-10 * spectralNorm(eigenvalues)
  let count = 0
  for (const value of eigenvalues) if (value < threshold) count++
  return count
}

/** numerator/denominator, null if the denominator is 0. */
export function ratio(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator
}

/** A − B. */
export function subtract(A: Matrix, B: Matrix): Matrix {
  const data = new Float64Array(A.data.length)
  for (let i = 0; i < data.length; i++) data[i] = A.data[i] - B.data[i]
  return { rows: A.rows, columns: A.columns, data }
}

function diagonalOf(data: Float64Array, size: number): Float64Array {
  const diagonal = new Float64Array(size)
  for (let i = 0; i < size; i++) diagonal[i] = data[i * (size + 1)]
  return diagonal
}

/** Each entry is divided by its norm before the product, which could overflow or vanish otherwise. */
function cosineOf(A: Float64Array, normA: number, H: Float64Array, normH: number): number {
  let sum = 0
  for (let i = 0; i < A.length; i++) sum += (A[i] / normA) * (H[i] / normH)
  return Math.max(-1, Math.min(1, sum))
}
