import { gradientInto } from '../../network/backward.ts'
import { energy } from '../../network/forward.ts'
import { splitPatterns } from '../../network/network.ts'
import type { Problem } from '../../network/network.ts'
import { createWorkspace, loadPatterns } from '../../network/workspace.ts'
import { energyPatterns } from '../energyDifferences.ts'
import { gradientPatterns } from '../gradientDifferences.ts'

/** E at weights moved by so many ε, w_row and w_column; on the diagonal both name the one weight's step. */
export interface MovedEnergy {
  readonly rowStep: -2 | -1 | 0 | 1 | 2
  readonly columnStep: -2 | -1 | 0 | 1 | 2
  readonly energy: number
}

/** An entry by differences of energies, equation (5.90). */
export interface EnergyDifference {
  /** The method's entry, to the last bit. */
  readonly value: number
  readonly epsilon: number
  /** ++, +−, −+, −− of the weight of the smaller index first; on the diagonal +2ε, 0, −2ε (spec §7). */
  readonly energies: readonly MovedEnergy[]
  /** What is left of them, to be divided by 4ε²: E₊₊ − E₊₋ − E₋₊ + E₋₋, or E₊ − 2 E + E₋. */
  readonly difference: number
  readonly digitsLost: number
}

/** ∂E/∂w_of at w_moved ± ε, equation (5.91). */
export interface GradientDifference {
  /** Index of the component of the gradient. */
  readonly of: number
  /** Index of the weight that is moved. */
  readonly moved: number
  readonly plus: number
  readonly minus: number
  readonly difference: number
  /** The difference over 2ε: an estimate of the entry before symmetrising. */
  readonly quotient: number
  readonly digitsLost: number
}

/** An entry by differences of gradients, each of its two weights moved in turn. */
export interface GradientDifferencePair {
  /** The method's entry, to the last bit: the mean of the quotients. */
  readonly value: number
  readonly epsilon: number
  /** Component of the row at moved column, and the other way round; one on the diagonal. */
  readonly differences: readonly GradientDifference[]
}

/** Decimal digits that a float64 holds: log10 2⁵³. */
const digitsHeld = 53 * Math.log10(2)

/**
 * How many of the 15.95 decimal digits numbers of size `size` hold are gone from their difference: the digits at the
 * front that they share. log10(size / |difference|), at least 0; all of them where nothing is left.
 */
export function digitsLost(size: number, difference: number): number {
  if (difference === 0) return size === 0 ? 0 : digitsHeld
  return Math.min(digitsHeld, Math.max(0, Math.log10(size / Math.abs(difference))))
}

/**
 * H_row,column by energies with the four (on the diagonal three) energies it is made of, by the method's own
 * arithmetic. Where patterns are taken in several parts the method divides the difference of each part, and `energies`
 * and `difference` are sums over the parts. At most four forward passes.
 */
export function energyDifferenceAt(
  problem: Problem,
  row: number,
  column: number,
  epsilon: number,
): EnergyDifference {
  const { network, w } = problem
  const i = Math.min(row, column)
  const j = Math.max(row, column)
  const steps = i === j ? diagonalSteps : offDiagonalSteps
  const sums = new Float64Array(steps.length)
  let value = 0
  const parts = splitPatterns({ ...problem, w: w.slice() }, energyPatterns(network))
  const moved = parts[0].w
  const workspace = createWorkspace(network, parts[0].x, parts[0].N)
  for (const part of parts) {
    loadPatterns(workspace, part.x, part.N)
    const E = steps.map(([stepI, stepJ]) => {
      if (i === j) {
        // Twice ε one after the other, as the method does it: w + 2ε need not be the same number.
        moved[i] += (stepI / 2) * epsilon
        moved[i] += (stepI / 2) * epsilon
      } else {
        moved[i] += stepI * epsilon
        moved[j] += stepJ * epsilon
      }
      const here = energy(part, workspace)
      moved[i] = w[i]
      moved[j] = w[j]
      return here
    })
    E.forEach((one, at) => (sums[at] += one))
    value += secondDifference(E) / (4 * epsilon * epsilon)
  }
  const difference = secondDifference([...sums])
  return {
    value,
    epsilon,
    energies: steps.map(([stepI, stepJ], at) => ({
      rowStep: row === i ? stepI : stepJ,
      columnStep: row === i ? stepJ : stepI,
      energy: sums[at],
    })),
    difference,
    digitsLost: digitsLost(Math.max(...sums.map(Math.abs)), difference),
  }
}

const offDiagonalSteps = [
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const

const diagonalSteps = [
  [2, 2],
  [0, 0],
  [-2, -2],
] as const

/** Neighbouring energies are subtracted first, as in the method. */
function secondDifference(E: readonly number[]): number {
  return E.length === 3 ? E[0] - E[1] - (E[1] - E[2]) : E[0] - E[1] - (E[2] - E[3])
}

/**
 * H_row,column by gradients with the components it is made of, by the method's own arithmetic; as for energies the
 * components are sums over the parts that patterns are taken in. At most four back-propagations.
 */
export function gradientDifferenceAt(
  problem: Problem,
  row: number,
  column: number,
  epsilon: number,
): GradientDifferencePair {
  const differences = [gradientDifference(problem, row, column, epsilon)]
  if (row !== column) differences.push(gradientDifference(problem, column, row, epsilon))
  const quotients = differences.map(({ quotient }) => quotient)
  return {
    value: row === column ? quotients[0] : (quotients[0] + quotients[1]) / 2,
    epsilon,
    differences,
  }
}

function gradientDifference(
  problem: Problem,
  of: number,
  movedIndex: number,
  epsilon: number,
): GradientDifference {
  const { network, w } = problem
  const parts = splitPatterns({ ...problem, w: w.slice() }, gradientPatterns(network))
  const moved = parts[0].w
  const workspace = createWorkspace(network, parts[0].x, parts[0].N)
  const gradient = new Float64Array(network.W)
  const sums = { plus: 0, minus: 0, quotient: 0 }
  for (const part of parts) {
    loadPatterns(workspace, part.x, part.N)
    const componentAt = (step: number): number => {
      moved[movedIndex] = w[movedIndex] + step
      gradientInto(part, workspace, gradient)
      return gradient[of]
    }
    const plus = componentAt(epsilon)
    const minus = componentAt(-epsilon)
    sums.plus += plus
    sums.minus += minus
    sums.quotient += (plus - minus) / (2 * epsilon)
  }
  const difference = sums.plus - sums.minus
  return {
    of,
    moved: movedIndex,
    ...sums,
    difference,
    digitsLost: digitsLost(Math.max(Math.abs(sums.plus), Math.abs(sums.minus)), difference),
  }
}
