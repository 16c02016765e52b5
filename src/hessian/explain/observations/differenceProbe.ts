import type { Matrix } from '../../../linalg/matrix.ts'
import type { Steps } from '../../../linalg/steps.ts'
import { propagate } from '../../../network/forward.ts'
import type { Problem } from '../../../network/network.ts'
import { createWorkspace } from '../../../network/workspace.ts'
import { explainEntry } from '../entry.ts'
import type { PatternSurvey } from './survey.ts'

/** The methods whose error depends on ε. */
export type DifferenceMethod = 'energy-differences' | 'gradient-differences'

/** What the error of a difference method consists of at the entry where it is largest. */
export interface DifferenceProbe {
  /** The entry, from 0, row ≤ column. */
  readonly row: number
  readonly column: number
  /** Approximation − exact there. */
  readonly error: number
  /**
   * The leading truncation term there, c ε² (spec §7) from fourth derivatives of E; null where they could not be
   * had: two step sizes disagree.
   */
  readonly truncation: number | null
  /** Size of round-off to be expected: u E/ε² for energies, u Σ_n ‖∇E_n‖/ε for gradients (spec §7). */
  readonly roundOff: number
  /** Whether some activation is on another side of a kink at a point of the difference than at w. */
  readonly kinkCrossed: boolean
  /** The ε at which truncation and round-off balance there; null without a truncation term. */
  readonly predictedEpsilon: number | null
}

/** 2⁻⁵³. */
const unitRoundOff = 2 ** -53

/** Steps of w for second differences of an entry of H, whose own round-off is u/step². */
const probeSteps = [1e-2, 5e-3] as const

/**
 * The probe of a method's matrix, which was made with this ε; null where there is no error. The leading term is
 * (ε²/6)(E_iiij + E_ijjj) for energies, half of that for symmetrised gradients, and on the diagonal (ε²/3) E_iiii and
 * (ε²/6) E_iiii; the derivatives are second differences of the exact entry. At most nine times O(W) a pattern.
 */
export function* probeDifferences(
  id: DifferenceMethod,
  problem: Problem,
  survey: PatternSurvey,
  matrix: Matrix,
  exact: Matrix,
  epsilon: number,
): Steps<DifferenceProbe | null> {
  const { row, column, error } = largestError(matrix, exact)
  if (error === 0 || !Number.isFinite(error)) return null
  const energies = id === 'energy-differences'
  const diagonal = row === column
  let derivatives: number | null = 0
  const directions = diagonal ? [row] : [row, column]
  for (const [at, direction] of directions.entries()) {
    const one: number | null = yield* secondDerivative(problem, row, column, direction)
    derivatives = derivatives === null || one === null ? null : derivatives + one
    yield (at + 1) / (directions.length + 1)
  }
  const factor = (diagonal ? 1 / 3 : 1 / 6) / (energies ? 1 : 2)
  const scale = unitRoundOff * (energies ? survey.energy : survey.pull)
  const coefficient = derivatives === null ? null : factor * derivatives
  return {
    row,
    column,
    error,
    truncation: coefficient === null ? null : coefficient * epsilon * epsilon,
    roundOff: scale / (energies ? epsilon * epsilon : epsilon),
    kinkCrossed: crossesKink(energies, problem, row, column, epsilon),
    predictedEpsilon: coefficient === null ? null : balance(Math.abs(coefficient), scale, energies),
  }
}

/** Where c ε² + r/ε² or c ε² + r/ε is least. */
function balance(c: number, r: number, energies: boolean): number | null {
  if (c === 0 || r === 0) return null
  return energies ? (r / c) ** (1 / 4) : (r / (2 * c)) ** (1 / 3)
}

function largestError(A: Matrix, H: Matrix): { row: number; column: number; error: number } {
  let largest = { row: 0, column: 0, error: 0 }
  for (let row = 0; row < H.rows; row++) {
    for (let column = row; column < H.columns; column++) {
      const error = A.data[row * H.columns + column] - H.data[row * H.columns + column]
      if (Math.abs(error) > Math.abs(largest.error)) largest = { row, column, error }
    }
  }
  return largest
}

/** ∂²H_row,column/∂w²; null if two steps disagree by more than a tenth and by more than their round-off. */
function* secondDerivative(
  problem: Problem,
  row: number,
  column: number,
  direction: number,
): Steps<number | null> {
  const w = problem.w.slice()
  const here = explainEntry(problem, row, column)
  const size = here.outer.reduce((sum, value, n) => sum + Math.abs(value) + Math.abs(here.residual[n]), 0)
  const found: number[] = []
  for (const step of probeSteps) {
    let sum = -2 * (here.sums.entry - here.decay)
    for (const sign of [1, -1]) {
      w[direction] = problem.w[direction] + sign * step
      const moved = explainEntry({ ...problem, w }, row, column)
      sum += moved.sums.entry - moved.decay
      yield 0
    }
    w[direction] = problem.w[direction]
    found.push(sum / (step * step))
  }
  const [coarse, fine] = found
  const noise = (64 * unitRoundOff * size) / probeSteps[1] ** 2
  return Math.abs(coarse - fine) <= 0.1 * Math.abs(fine) + noise ? fine : null
}

/** Whether a point that the difference evaluates has an activation on another side of a kink than w has. */
function crossesKink(
  energies: boolean,
  problem: Problem,
  row: number,
  column: number,
  epsilon: number,
): boolean {
  const { network, w, x, N } = problem
  if (network.activations.every(({ kinks }) => kinks.length === 0)) return false
  const workspace = createWorkspace(network, x, N)
  const sidesAt = (stepRow: number, stepColumn: number): readonly boolean[] => {
    const moved = w.slice()
    moved[row] += stepRow * epsilon
    moved[column] += stepColumn * epsilon
    propagate(workspace, moved)
    return network.activations.flatMap(({ kinks }, l) =>
      kinks.flatMap((kink) => Array.from(workspace.a[l + 1], (a) => a > kink)),
    )
  }
  const here = sidesAt(0, 0)
  const corners = energies ? energyCorners : gradientCorners
  return corners.some(([stepRow, stepColumn]) =>
    sidesAt(stepRow, stepColumn).some((side, at) => side !== here[at]),
  )
}

/** Steps of both weights in ε. On the diagonal they are one weight, which moves by 2 ε for energies. */
const energyCorners = [
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const

const gradientCorners = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const
