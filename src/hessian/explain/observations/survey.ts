import { frobenius, maxAbs } from '../../../linalg/norms.ts'
import { gradientOf } from '../../../network/backward.ts'
import { energyOf } from '../../../network/forward.ts'
import type { Problem } from '../../../network/network.ts'
import type { Workspace } from '../../../network/workspace.ts'
import { passesOf } from '../responses.ts'

/** A hidden unit over all patterns. Layer and unit count from 1. */
export interface UnitSurvey {
  readonly layer: number
  readonly unit: number
  /** max_n |h′(a)|. */
  readonly largestSlope: number
  /** max_n |h″(a)|. */
  readonly largestBend: number
}

/** The activation that lies nearest to a kink of h, measured by what moves it. Layer, unit and pattern from 1. */
export interface NearestKink {
  readonly layer: number
  readonly unit: number
  readonly pattern: number
  /** |a − kink|. */
  readonly distance: number
  /** max_i |z̃_i|: a step ε of the best placed of the unit's own weights moves a by ε times this. */
  readonly reach: number
}

/** What both passes over the patterns tell of a problem. */
export interface PatternSurvey {
  readonly energy: number
  /** ‖∇E‖, weight decay included. */
  readonly gradientNorm: number
  /** Σ_n ‖∇E_n‖ + α ‖w‖: what ‖∇E‖ would be if nothing cancelled. */
  readonly pull: number
  /** Root mean square of y − t. */
  readonly residual: number
  /** max |δ^(L)|. */
  readonly largestDelta: number
  /** Root mean square of t about its mean, output by output. */
  readonly spread: number
  /** max_n,k M_kk. */
  readonly outputCurvature: number
  readonly units: readonly UnitSurvey[]
  /** null where no activation has a kink, or nothing reaches one. */
  readonly kink: NearestKink | null
}

/** A survey of the problem's patterns at its weights. Some O(W) a pattern. */
export function surveyPatterns(problem: Problem): PatternSurvey {
  const { network, weightDecay, w } = problem
  const workspace = passesOf(problem)
  const gradient = new Float64Array(network.W)
  gradientOf(workspace, problem, gradient)
  return {
    energy: energyOf(workspace, problem),
    gradientNorm: frobenius(gradient),
    pull: sumOfGradientNorms(workspace) + weightDecay * frobenius(w),
    residual: rootMeanSquare(workspace.y.map((value, at) => value - problem.t[at])),
    largestDelta: maxAbs(workspace.delta[network.L]),
    spread: spreadOf(problem),
    outputCurvature: largestCurvature(workspace, problem),
    units: unitsOf(workspace),
    kink: nearestKink(workspace),
  }
}

function rootMeanSquare(v: Float64Array): number {
  return v.length === 0 ? 0 : frobenius(v) / Math.sqrt(v.length)
}

/** ‖∇E_n‖² = Σ_l ‖δ^(l)‖² ‖z̃^(l−1)‖², the gradient being an outer product in every layer. */
function sumOfGradientNorms({ network, N, z, delta }: Workspace): number {
  const { L, layers, columns } = network
  let sum = 0
  for (let n = 0; n < N; n++) {
    let square = 0
    for (let l = 1; l <= L; l++) {
      const ofDelta = frobenius(delta[l].subarray(n * layers[l], (n + 1) * layers[l]))
      const ofZ = frobenius(z[l - 1].subarray(n * columns[l], (n + 1) * columns[l]))
      square += (ofDelta * ofZ) ** 2
    }
    sum += Math.sqrt(square)
  }
  return sum
}

function spreadOf({ network, N, t }: Problem): number {
  const { K } = network
  const means = new Float64Array(K)
  t.forEach((value, at) => (means[at % K] += value / N))
  return rootMeanSquare(t.map((value, at) => value - means[at % K]))
}

function largestCurvature({ network, N, y }: Workspace, { t }: Problem): number {
  const { K, error } = network
  const M = new Float64Array(K * K)
  let largest = 0
  for (let n = 0; n < N; n++) {
    error.curvature(y, t, n * K, K, M, 0)
    for (let at = 0; at < M.length; at += K + 1) largest = Math.max(largest, M[at])
  }
  return largest
}

function unitsOf({ network, N, first, second }: Workspace): readonly UnitSurvey[] {
  const units: UnitSurvey[] = []
  for (let l = 1; l < network.L; l++) {
    const J = network.layers[l]
    for (let j = 0; j < J; j++) {
      let largestSlope = 0
      let largestBend = 0
      for (let at = j; at < N * J; at += J) {
        largestSlope = Math.max(largestSlope, Math.abs(first[l][at]))
        largestBend = Math.max(largestBend, Math.abs(second[l][at]))
      }
      units.push({ layer: l, unit: j + 1, largestSlope, largestBend })
    }
  }
  return units
}

function nearestKink({ network, N, z, a }: Workspace): NearestKink | null {
  let nearest: NearestKink | null = null
  for (let l = 1; l < network.L; l++) {
    const { kinks } = network.activations[l - 1]
    if (kinks.length === 0) continue
    const J = network.layers[l]
    const I = network.columns[l]
    for (let n = 0; n < N; n++) {
      const reach = maxAbs(z[l - 1].subarray(n * I, (n + 1) * I))
      if (reach === 0) continue
      for (let j = 0; j < J; j++) {
        const distance = Math.min(...kinks.map((kink) => Math.abs(a[l][n * J + j] - kink)))
        if (!nearest || distance * nearest.reach < nearest.distance * reach)
          nearest = { layer: l, unit: j + 1, pattern: n + 1, distance, reach }
      }
    }
  }
  return nearest
}
