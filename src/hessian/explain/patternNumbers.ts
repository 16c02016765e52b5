import type { Network, Problem } from '../../network/network.ts'
import type { Workspace } from '../../network/workspace.ts'
import { diagonalOutputs } from '../diagonal.ts'
import type { EntryPlaces } from './entry.ts'
import * as tex from './notation.ts'
import { passesOf, patternOf, responsesOf } from './responses.ts'

/** Numbers to be multiplied: `value` is the product of the factors' values, from the first on. */
export interface Product {
  readonly factors: readonly Factor[]
  readonly value: number
}

/** A factor: its letter as TeX, its number, and where it is a sum, what it is the sum of. */
export interface Factor {
  readonly tex: string
  readonly value: number
  /** The products that add up to `value`; null for a plain number, and for more of them than `longestSum`. */
  readonly sum: readonly Product[] | null
}

/** Sums of more products are given by their value alone: nobody reads them one by one. */
export const longestSum = 400

/** A product of these factors. */
export function productOf(factors: readonly Factor[]): Product {
  return { factors, value: factors.reduce((value, factor) => value * factor.value, 1) }
}

/** A number with no parts. */
export function plain(letter: string, value: number): Factor {
  return { tex: letter, value, sum: null }
}

function sumOf(letter: string, products: readonly Product[]): Factor {
  const value = products.reduce((sum, one) => sum + one.value, 0)
  return { tex: letter, value, sum: products.length > longestSum ? null : products }
}

/** 1 … count. */
function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at + 1)
}

/**
 * The letters of an entry's formula with the numbers of one pattern. Units count from 1, as in the book; unit 0 of a
 * layer is its bias.
 */
export class PatternNumbers {
  readonly network: Network
  private readonly w: Float64Array
  private readonly passes: Workspace
  /** ∂a^(q)/∂a_j^(l) and ∂a^(q)/∂a_k^(m). */
  private readonly g: readonly Float64Array[]
  private readonly gamma: readonly Float64Array[]
  private readonly M: Float64Array

  /** The numbers of pattern n, from 0, for the entry at these places. */
  constructor(
    problem: Problem,
    n: number,
    private readonly places: EntryPlaces,
  ) {
    const { network, w } = problem
    const { K, error } = network
    const { first, second } = places
    const pattern = patternOf(problem, n)
    this.network = network
    this.w = w
    this.passes = passesOf(pattern)
    this.g = responsesOf(this.passes, w, first.l, first.j - 1)
    this.gamma = responsesOf(this.passes, w, second.l, second.j - 1)
    this.M = new Float64Array(K * K)
    error.curvature(this.passes.y, pattern.t, 0, K, this.M, 0)
  }

  /** z̃_i^(l): x_i for l = 0. */
  input(l: number, i: number): Factor {
    return plain(tex.unitValue(this.network, l, i), this.passes.z[l][this.network.bias ? i : i - 1])
  }

  weight(l: number, j: number, i: number): Factor {
    const { offsets, columns, bias } = this.network
    const at = offsets[l] + (j - 1) * columns[l] + (bias ? i : i - 1)
    return plain(tex.weight(l, j, i), this.w[at])
  }

  /** h′(a_j^(l)). */
  slope(l: number, j: number): Factor {
    return plain(tex.slope(l, j), this.passes.first[l][j - 1])
  }

  /** h″(a_j^(l)). */
  bend(l: number, j: number): Factor {
    return plain(tex.bend(l, j), this.passes.second[l][j - 1])
  }

  delta(l: number, k: number): Factor {
    return plain(tex.delta(l, k), this.passes.delta[l][k - 1])
  }

  /** M_kk′. */
  outputCurvature(k: number, other: number): Factor {
    return plain(tex.outputCurvature(k, other), this.M[(k - 1) * this.network.K + other - 1])
  }

  /** s_j^(l) = Σ_k w_kj^(l+1) δ_k^(l+1), under that name or another. */
  backSum(l: number, j: number, letter = tex.backSum(l, j)): Factor {
    const above = upTo(this.network.layers[l + 1])
    return sumOf(
      letter,
      above.map((k) => productOf([this.weight(l + 1, k, j), this.delta(l + 1, k)])),
    )
  }

  /** ∂a_u^(q)/∂a_j^(l) for the lower of the two weights' units. */
  response(q: number, u: number): Factor {
    const { l, j } = this.places.first
    return plain(tex.response(q, u, l, j), this.g[q][u - 1])
  }

  /** ∂a_u^(q)/∂a_k^(m) for the other's. */
  upperResponse(q: number, u: number): Factor {
    const { l, j } = this.places.second
    return plain(tex.response(q, u, l, j), this.gamma[q][u - 1])
  }

  /** Σ_k Σ_k′ left_k right_k′ M_kk′, without the pairs that a diagonal M makes 0. */
  doubleSum(letter: string, left: (k: number) => Factor, right: (k: number) => Factor): Factor {
    const outputs = upTo(this.network.K)
    const pairs = diagonalOutputs(this.network)
      ? outputs.map((k) => [k, k] as const)
      : outputs.flatMap((k) => outputs.map((other) => [k, other] as const))
    return sumOf(
      letter,
      pairs.map(([k, other]) => productOf([left(k), right(other), this.outputCurvature(k, other)])),
    )
  }

  /** Σ_k′ right_k′ M_kk′ for one k. */
  rowSum(letter: string, k: number, right: (k: number) => Factor): Factor {
    const outputs = diagonalOutputs(this.network) ? [k] : upTo(this.network.K)
    return sumOf(
      letter,
      outputs.map((other) => productOf([right(other), this.outputCurvature(k, other)])),
    )
  }

  /** Γ_jk^(l) or Γ_kj^(l,m), the outer-product part of Q or R: G^(m,L)ᵀ M G^(l,L). */
  outerPart(): Factor {
    const { first, second } = this.places
    const { L } = this.network
    const letter = tex.outerCurvature(first.l, first.j, second.l, second.j)
    const lower = (k: number): Factor => this.response(L, k)
    if (second.l === L) return this.rowSum(letter, second.j, lower)
    return this.doubleSum(letter, (k) => this.upperResponse(L, k), lower)
  }

  /**
   * (Q − Γ)_jk^(l) or (R − Γ)_kj^(l,m), what the h″ of layers m … L−1 add:
   * Σ_q Σ_u h″(a_u) s_u ∂a_u/∂a_j ∂a_u/∂a_k; of layer m only unit k can have a part in it.
   */
  residualPart(): Factor {
    const { first, second } = this.places
    const { L, layers } = this.network
    const products: Product[] = []
    for (let q = second.l; q < L; q++) {
      for (const u of q === second.l ? [second.j] : upTo(layers[q])) {
        if (q === first.l && u !== first.j) continue
        const responses = [
          ...(q === first.l ? [] : [this.response(q, u)]),
          ...(q === second.l ? [] : [this.upperResponse(q, u)]),
        ]
        products.push(productOf([this.bend(q, u), this.backSum(q, u), ...responses]))
      }
    }
    const place = [first.l, first.j, second.l, second.j] as const
    return sumOf(`\\bigl(${tex.curvature(...place)} - ${tex.outerCurvature(...place)}\\bigr)`, products)
  }
}
