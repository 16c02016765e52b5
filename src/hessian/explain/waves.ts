import { placeOf, splitPatterns } from '../../network/network.ts'
import type { Network, Problem } from '../../network/network.ts'
import { createProductWorkspace, hessianVectorProduct } from '../../network/rOperator.ts'
import { loadPatterns } from '../../network/workspace.ts'
import { productPatterns } from '../rOperator.ts'
import { columnOf } from './entry.ts'
import { patternOf } from './responses.ts'

/** The units of a layer under both waves, J_l numbers each; empty where a layer has none. */
export interface LayerWave {
  /** 0 … L. */
  readonly l: number
  /** z^(l) without the bias: the inputs for l = 0, the outputs y for l = L. */
  readonly z: Float64Array
  /** R{z^(l)}, l < L: the forward wave. 0 for the inputs. */
  readonly rZ: Float64Array
  /** a^(l) and R{a^(l)}, l ≥ 1. */
  readonly a: Float64Array
  readonly rA: Float64Array
  /** δ^(l) and R{δ^(l)}, l ≥ 1: the backward wave. */
  readonly delta: Float64Array
  readonly rDelta: Float64Array
}

/**
 * The waves of the R-operator for v = e_column through one pattern, and how they make its part of H_row,column:
 * R{δ_j^(l)} z̃_i^(l−1) + δ_j^(l) R{z̃_i^(l−1)} for the row's weight w_ji^(l) (spec §8).
 */
export interface Waves {
  /** From 0. */
  readonly pattern: number
  readonly layers: readonly LayerWave[]
  readonly rDelta: number
  readonly z: number
  readonly delta: number
  readonly rZ: number
  /** The sum of the two products: the pattern's part of the entry, without weight decay. */
  readonly value: number
}

/** The waves through pattern n, from 0, of H e_column, and what they are at the weight of the row. O(W). */
export function wavesOf(problem: Problem, row: number, column: number, n: number): Waves {
  const { network } = problem
  const pattern = patternOf(problem, n)
  const workspace = createProductWorkspace(network, pattern.x, 1)
  hessianVectorProduct(pattern, unitVector(network, column), workspace)
  const { passes, rA, rZ, rDelta } = workspace
  const b = network.bias ? 1 : 0
  const layers = network.layers.map((_, l): LayerWave => ({
    l,
    z: l === network.L ? passes.y : passes.z[l].subarray(b),
    rZ: l === network.L ? new Float64Array(0) : rZ[l].subarray(b),
    a: passes.a[l],
    rA: rA[l],
    delta: passes.delta[l],
    rDelta: rDelta[l],
  }))
  const place = placeOf(network, row)
  const { l } = place
  const i = columnOf(network, place)
  const factors = {
    rDelta: rDelta[l][place.j - 1],
    z: passes.z[l - 1][i],
    delta: passes.delta[l][place.j - 1],
    rZ: rZ[l - 1][i],
  }
  const value = factors.rDelta * factors.z + factors.delta * factors.rZ
  return { pattern: n, layers, ...factors, value }
}

/** H_row,column by the R-operator's own arithmetic, to the last bit: the mean of (H e_column)_row and (H e_row)_column. */
export function productEntry(problem: Problem, row: number, column: number): number {
  const one = productComponent(problem, row, column)
  return row === column ? one : (one + productComponent(problem, column, row)) / 2
}

function productComponent(problem: Problem, of: number, column: number): number {
  const { network } = problem
  const v = unitVector(network, column)
  const parts = splitPatterns(problem, productPatterns(network))
  const workspace = createProductWorkspace(network, parts[0].x, parts[0].N)
  let sum = 0
  for (const part of parts) {
    loadPatterns(workspace.passes, part.x, part.N)
    sum += hessianVectorProduct(part, v, workspace)[of]
  }
  return sum
}

function unitVector({ W }: Network, index: number): Float64Array {
  const v = new Float64Array(W)
  v[index] = 1
  return v
}
