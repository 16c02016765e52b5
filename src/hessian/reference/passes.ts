import type { Problem } from '../../network/network.ts'
import { Arithmetic, zeros } from './arithmetic.ts'

/** A weight's index and by how much it is moved. */
type Move = readonly [number, number]

interface Passes {
  readonly a: number[][]
  readonly z: number[][]
  readonly y: number[]
  readonly s: number[][]
  readonly delta: number[][]
}

/** Forward and backward passes, energy and gradient of one pattern at a time, spec §2, counted. */
export class ReferencePasses extends Arithmetic {
  constructor(protected readonly problem: Problem) {
    super()
  }

  protected forward(n: number, moves: readonly Move[] = []): { a: number[][]; z: number[][] } {
    const { network, x } = this.problem
    const { L, D, layers, bias } = network
    const w = this.moved(moves)
    const first = Array.from(x.subarray(n * D, (n + 1) * D))
    const z: number[][] = [bias ? [1, ...first] : first]
    const a: number[][] = [[]]
    for (let l = 1; l <= L; l++) {
      const al: number[] = []
      for (let j = 0; j < layers[l]; j++) {
        let sum = 0
        this.eachColumn(l, (i) => (sum = this.multiplyAdd(sum, w[this.u(l, j, i)], z[l - 1][i])))
        al.push(sum)
      }
      a.push(al)
      if (l === L) break
      const zl = al.map(network.activations[l - 1].h)
      z.push(bias ? [1, ...zl] : zl)
    }
    return { a, z }
  }

  protected passes(n: number, moves: readonly Move[] = []): Passes {
    const { network, t } = this.problem
    const { L, K } = network
    const { a, z } = this.forward(n, moves)
    const y = this.outputs(a[L])
    return { a, z, y, ...this.backward(a, y, Array.from(t.subarray(n * K, (n + 1) * K)), this.moved(moves)) }
  }

  /** s and δ of one pattern with these targets. */
  protected backward(
    a: readonly number[][],
    y: readonly number[],
    t: readonly number[],
    w: readonly number[],
  ): Pick<Passes, 's' | 'delta'> {
    const { network } = this.problem
    const { L, layers } = network
    const scale = network.error.output === 'softmax' ? t.reduce((sum, value) => sum + value, 0) : 1
    const delta: number[][] = []
    const s: number[][] = []
    delta[L] = y.map((value, k) => this.subtract(scale * value, t[k]))
    for (let l = L - 1; l >= 1; l--) {
      s[l] = a[l].map((_, j) => {
        let sum = 0
        for (let k = 0; k < layers[l + 1]; k++)
          sum = this.multiplyAdd(sum, w[this.v(l + 1, k, j)], delta[l + 1][k])
        return sum
      })
      delta[l] = s[l].map((value, j) => this.multiply(this.first(l, a[l][j]), value))
    }
    return { s, delta }
  }

  protected energy(moves: readonly Move[]): number {
    const { N, network, t, weightDecay } = this.problem
    const { L, K, error } = network
    let E = 0
    for (let n = 0; n < N; n++) {
      const { a } = this.forward(n, moves)
      E += error.energy(Float64Array.from(a[L]), t.slice(n * K, (n + 1) * K), 0, K)
    }
    return E + (weightDecay / 2) * this.moved(moves).reduce((sum, value) => sum + value * value, 0)
  }

  protected gradient(j: number, step: number): number[] {
    const { N, network, weightDecay } = this.problem
    const { L, layers } = network
    const moves: readonly Move[] = [[j, step]]
    const g = zeros(network.W)
    for (let n = 0; n < N; n++) {
      const { z, delta } = this.passes(n, moves)
      for (let l = 1; l <= L; l++) {
        for (let k = 0; k < layers[l]; k++) {
          this.eachColumn(l, (i) => {
            const at = this.u(l, k, i)
            g[at] = this.multiplyAdd(g[at], delta[l][k], z[l - 1][i])
          })
        }
      }
    }
    const w = this.moved(moves)
    return g.map((value, i) => value + weightDecay * w[i])
  }

  protected outputs(a: readonly number[]): number[] {
    const y = new Float64Array(a.length)
    this.problem.network.error.outputs(Float64Array.from(a), y, 0, a.length)
    return [...y]
  }

  protected curvature(y: readonly number[], n: number): number[][] {
    const { network, t } = this.problem
    const { K, error } = network
    const M = new Float64Array(K * K)
    error.curvature(Float64Array.from(y), t.slice(n * K, (n + 1) * K), 0, K, M, 0)
    return Array.from({ length: K }, (_, k) => Array.from(M.subarray(k * K, (k + 1) * K)))
  }

  /** R{δ} = M R{a}. */
  protected outputProduct(y: readonly number[], rA: readonly number[], n: number): number[] {
    const { network, t } = this.problem
    const { K, error } = network
    if (error.output === 'identity') return [...rA]
    if (error.output === 'sigmoid') {
      return rA.map((value, k) => this.multiply(this.multiply(y[k], this.subtract(1, y[k])), value))
    }
    const total = t.slice(n * K, (n + 1) * K).reduce((sum, value) => sum + value, 0)
    const mean = rA.reduce((sum, value, k) => this.multiplyAdd(sum, y[k], value), 0)
    return rA.map((value, k) => this.multiply(total * y[k], this.subtract(value, mean)))
  }

  protected moved(moves: readonly Move[]): number[] {
    const w = [...this.problem.w]
    for (const [i, step] of moves) w[i] += step
    return w
  }

  protected first(l: number, a: number): number {
    return this.problem.network.activations[l - 1].first(a)
  }

  protected second(l: number, a: number): number {
    return this.problem.network.activations[l - 1].second(a)
  }

  /** Index of the weight to unit j from column i of layer l. */
  protected u(l: number, j: number, i: number): number {
    const { offsets, columns } = this.problem.network
    return offsets[l] + j * columns[l] + i
  }

  /** Index of the weight to unit j from unit i (from 0) of layer l − 1. */
  protected v(l: number, j: number, i: number): number {
    return this.u(l, j, i + (this.problem.network.bias ? 1 : 0))
  }

  protected eachColumn(l: number, visit: (i: number) => void): void {
    for (let i = 0; i < this.problem.network.columns[l]; i++) visit(i)
  }

  protected eachInner(visit: (index: number) => void): void {
    const { L, layers } = this.problem.network
    for (let l = 2; l <= L; l++) {
      for (let k = 0; k < layers[l]; k++) for (let j = 0; j < layers[l - 1]; j++) visit(this.v(l, k, j))
    }
  }
}
