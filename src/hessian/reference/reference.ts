import { range, zeros } from './arithmetic.ts'
import { ReferencePasses } from './passes.ts'

/**
 * A slow and obvious implementation of every method, one pattern and one number at a time, straight from the formulas
 * of the specification. All its arithmetic goes through a counter, by the rules of spec §12: an operation 1, a
 * multiply–add 2, evaluations of h, h′, h″, f, M and S free, weight decay free. Tests hold the fast methods to its
 * values and their operation counts to its counts.
 */
export class Reference extends ReferencePasses {
  exact(): number[][] {
    const { N, network } = this.problem
    const H = square(network.W)
    for (let n = 0; n < N; n++) this.addExact(H, n)
    return this.withDecay(mirrored(H))
  }

  outerProduct(): number[][] {
    const { N, network } = this.problem
    const { W } = network
    const H = square(W)
    for (let n = 0; n < N; n++) {
      for (const u of this.factors(n)) {
        for (let i = 0; i < W; i++)
          for (let j = i; j < W; j++) H[i][j] = this.multiplyAdd(H[i][j], u[i], u[j])
      }
    }
    return this.withDecay(mirrored(H))
  }

  diagonal(): number[][] {
    const { N, w, network } = this.problem
    const { W, L, layers, columns, offsets } = network
    const H = square(W)
    const squares = [...w]
    this.eachInner((index) => (squares[index] = this.multiply(w[index], w[index])))
    for (let n = 0; n < N; n++) {
      const { a, z, s, y } = this.passes(n)
      const M = this.curvature(y, n)
      let q = M.map((row, k) => row[k])
      for (let l = L; l >= 1; l--) {
        const z2 = z[l - 1].map((value) => this.multiply(value, value))
        for (let j = 0; j < layers[l]; j++) {
          for (let i = 0; i < columns[l]; i++) {
            const at = offsets[l] + j * columns[l] + i
            H[at][at] = this.multiplyAdd(H[at][at], q[j], z2[i])
          }
        }
        if (l === 1) break
        const below = q
        q = Array.from({ length: layers[l - 1] }, (_, j) => {
          let sum = 0
          for (let k = 0; k < layers[l]; k++) sum = this.multiplyAdd(sum, squares[this.v(l, k, j)], below[k])
          const first = this.first(l - 1, a[l - 1][j])
          const kept = this.multiply(this.multiply(first, first), sum)
          return this.add(kept, this.multiply(this.second(l - 1, a[l - 1][j]), s[l - 1][j]))
        })
      }
    }
    return this.withDecay(H)
  }

  energyDifferences(epsilon: number): number[][] {
    const { W } = this.problem.network
    const H = square(W)
    const centre = this.energy([])
    for (let i = 0; i < W; i++) {
      for (let j = i; j < W; j++) {
        const E = (x: number, y: number): number =>
          x + y === 0 && i === j
            ? centre
            : this.energy([
                [i, x * epsilon],
                [j, y * epsilon],
              ])
        H[i][j] = (E(1, 1) - E(1, -1) - E(-1, 1) + E(-1, -1)) / (4 * epsilon * epsilon)
      }
    }
    return mirrored(H)
  }

  gradientDifferences(epsilon: number): number[][] {
    const { W } = this.problem.network
    const C = square(W)
    for (let j = 0; j < W; j++) {
      const plus = this.gradient(j, epsilon)
      const minus = this.gradient(j, -epsilon)
      for (let i = 0; i < W; i++) C[i][j] = this.divide(this.subtract(plus[i], minus[i]), 2 * epsilon)
    }
    for (let i = 0; i < W; i++) {
      for (let j = i + 1; j < W; j++) C[i][j] = C[j][i] = this.divide(this.add(C[i][j], C[j][i]), 2)
    }
    return C
  }

  rOperator(): number[][] {
    const { W } = this.problem.network
    const H = square(W)
    for (let i = 0; i < W; i++) {
      const v = Array.from({ length: W }, (_, j) => (j === i ? 1 : 0))
      this.product(v).forEach((value, j) => (H[j][i] = value))
    }
    return H
  }

  sequentialInverse(damping: number): number[][] {
    const { N, network, weightDecay } = this.problem
    const { W } = network
    const P = square(W)
    for (let i = 0; i < W; i++) P[i][i] = 1 / (weightDecay + damping)
    for (let n = 0; n < N; n++) {
      for (const u of this.factors(n)) {
        const p = P.map((row) => row.reduce((sum, value, j) => this.multiplyAdd(sum, value, u[j]), 0))
        const dot = p.reduce((sum, value, j) => this.multiplyAdd(sum, u[j], value), 0)
        const scale = this.divide(1, this.add(1, dot))
        const scaled = p.map((value) => this.multiply(value, scale))
        for (let i = 0; i < W; i++) {
          for (let j = i; j < W; j++) P[i][j] = P[j][i] = this.multiplyAdd(P[i][j], -scaled[i], p[j])
        }
      }
    }
    return P
  }

  /** H v + α v, spec §8. */
  product(v: readonly number[]): number[] {
    const { N, w, network, weightDecay } = this.problem
    const { L, layers } = network
    const out = v.map(() => 0)
    for (let n = 0; n < N; n++) {
      const { a, z, s, y, delta } = this.passes(n)
      const rZ: number[][] = [z[0].map(() => 0)]
      const rA: number[][] = [[]]
      for (let l = 1; l <= L; l++) {
        const rAl: number[] = []
        for (let j = 0; j < layers[l]; j++) {
          let sum = 0
          this.eachColumn(l, (i) => (sum = this.multiplyAdd(sum, v[this.u(l, j, i)], z[l - 1][i])))
          if (l > 1) {
            for (let i = 0; i < layers[l - 1]; i++) {
              sum = this.multiplyAdd(sum, w[this.v(l, j, i)], rZ[l - 1][i])
            }
          }
          rAl.push(sum)
        }
        rA.push(rAl)
        if (l < L) rZ.push(rAl.map((value, j) => this.multiply(this.first(l, a[l][j]), value)))
      }
      const rDelta: number[][] = []
      rDelta[L] = this.outputProduct(y, rA[L], n)
      for (let l = L - 1; l >= 1; l--) {
        rDelta[l] = rA[l].map((value, j) => {
          let sum = 0
          for (let k = 0; k < layers[l + 1]; k++) {
            sum = this.multiplyAdd(sum, v[this.v(l + 1, k, j)], delta[l + 1][k])
            sum = this.multiplyAdd(sum, w[this.v(l + 1, k, j)], rDelta[l + 1][k])
          }
          const bend = this.multiply(this.multiply(this.second(l, a[l][j]), value), s[l][j])
          return this.add(bend, this.multiply(this.first(l, a[l][j]), sum))
        })
      }
      for (let l = 1; l <= L; l++) {
        for (let j = 0; j < layers[l]; j++) {
          this.eachColumn(l, (i) => {
            const at = this.u(l, j, i)
            out[at] = this.multiplyAdd(out[at], rDelta[l][j], z[l - 1][i])
          })
          if (l === 1) continue
          for (let i = 0; i < layers[l - 1]; i++) {
            const at = this.v(l, j, i)
            out[at] = this.multiplyAdd(out[at], delta[l][j], rZ[l - 1][i])
          }
        }
      }
    }
    return out.map((value, i) => value + weightDecay * v[i])
  }

  /** Adds the upper triangle of pattern n's Hessian, spec §3. */
  private addExact(H: number[][], n: number): void {
    const { network } = this.problem
    const { L, layers } = network
    const { a, z, s, y, delta } = this.passes(n)
    const Q = this.curvatures(n, { a, s, y })
    for (let l = 1; l <= L; l++) {
      this.addSameLayer(H, l, Q[l], z[l - 1])
      let G: number[][] = []
      for (let m = l + 1; m <= L; m++) {
        const D = a[m - 1].map((value) => this.first(m - 1, value))
        // P^(l,l) is the diagonal matrix D^(l).
        const P =
          m === l + 1
            ? D.map((d, j) => D.map((_, k) => (j === k ? d : 0)))
            : G.map((row, k) => row.map((value) => this.multiply(D[k], value)))
        G =
          m === l + 1
            ? this.V(m).map((row) => row.map((value, j) => this.multiply(value, D[j])))
            : this.times(this.V(m), P)
        const R = this.times(Q[m], G)
        for (let j = 0; j < layers[l]; j++) {
          for (let k = 0; k < layers[m]; k++) {
            this.eachColumn(m, (p) => {
              const unit = p - (network.bias ? 1 : 0)
              let value = this.multiply(R[k][j], z[m - 1][p])
              if (unit >= 0) value = this.multiplyAdd(value, delta[m][k], P[unit][j])
              this.eachColumn(l, (i) =>
                this.accumulate(H, this.u(l, j, i), this.u(m, k, p), z[l - 1][i], value),
              )
            })
          }
        }
      }
    }
  }

  /** Q^(l) of a pattern at index l = 1 … L, spec §3. */
  protected curvatures(
    n: number,
    { a, s, y }: { readonly a: number[][]; readonly s: number[][]; readonly y: number[] },
  ): number[][][] {
    const { L, layers } = this.problem.network
    const Q: number[][][] = []
    Q[L] = this.curvature(y, n)
    for (let l = L - 1; l >= 1; l--) {
      const inner = this.times(transposed(this.V(l + 1)), this.times(Q[l + 1], this.V(l + 1)))
      const D = a[l].map((value) => this.first(l, value))
      Q[l] = inner.map((row, j) => row.map((value, k) => this.multiply(this.multiply(D[j], value), D[k])))
      for (let j = 0; j < layers[l]; j++) {
        Q[l][j][j] = this.add(Q[l][j][j], this.multiply(this.second(l, a[l][j]), s[l][j]))
      }
    }
    return Q
  }

  /** Adds the upper triangle of Q ⊗ z̃ z̃ᵀ to the block of layer l. */
  protected addSameLayer(H: number[][], l: number, Q: readonly number[][], z: readonly number[]): void {
    const { layers, columns } = this.problem.network
    const zz = z.map((zi) => z.map((zp) => this.multiply(zi, zp)))
    for (let j = 0; j < layers[l]; j++) {
      for (let k = j; k < layers[l]; k++) {
        for (let i = 0; i < columns[l]; i++) {
          for (let p = j === k ? i : 0; p < columns[l]; p++) {
            this.accumulate(H, this.u(l, j, i), this.u(l, k, p), Q[j][k], zz[i][p])
          }
        }
      }
    }
  }

  /** V^(l): J_l × J_{l−1}. */
  protected V(l: number): number[][] {
    const { w, network } = this.problem
    return range(network.layers[l]).map((k) => range(network.layers[l - 1]).map((j) => w[this.v(l, k, j)]))
  }

  /** The columns u_k of J_nᵀ S_n, spec §5 and §6. */
  private factors(n: number): number[][] {
    const { w, network } = this.problem
    const { W, L, K, layers } = network
    const { a, z } = this.forward(n)
    const y = this.outputs(a[L])
    const b = range(K).map((k) => {
      const row = zeros(W)
      let G = range(K).map((j): number => (j === k ? 1 : 0))
      for (let l = L; l >= 1; l--) {
        for (let j = 0; j < layers[l]; j++) {
          this.eachColumn(l, (i) => (row[this.u(l, j, i)] = this.multiply(G[j], z[l - 1][i])))
        }
        if (l === 1) break
        const above = G
        G = a[l - 1].map((value, j) => {
          let sum = 0
          for (let i = 0; i < layers[l]; i++) sum = this.multiplyAdd(sum, above[i], w[this.v(l, i, j)])
          return this.multiply(sum, this.first(l - 1, value))
        })
      }
      return row
    })
    return this.timesFactor(b, n, y)
  }

  /** S_nᵀ times K rows. */
  protected timesFactor(b: readonly number[][], n: number, y: readonly number[]): number[][] {
    const { network, t } = this.problem
    const { K, error } = network
    if (error.output === 'identity') return b.map((row) => [...row])
    if (error.output === 'sigmoid') {
      return b.map((row, k) => row.map((value) => this.multiply(Math.sqrt(y[k] * (1 - y[k])), value)))
    }
    const mean = zeros(b[0].length)
    b.forEach((row, k) => row.forEach((value, i) => (mean[i] = this.multiplyAdd(mean[i], y[k], value))))
    const total = t.slice(n * K, (n + 1) * K).reduce((sum, value) => sum + value, 0)
    return b.map((row, k) =>
      row.map((value, i) => this.multiply(Math.sqrt(total * y[k]), this.subtract(value, mean[i]))),
    )
  }

  protected accumulate(H: number[][], row: number, column: number, a: number, b: number): void {
    H[row][column] = this.multiplyAdd(H[row][column], a, b)
  }

  protected withDecay(H: number[][]): number[][] {
    H.forEach((row, i) => (row[i] += this.problem.weightDecay))
    return H
  }
}

export function square(size: number): number[][] {
  return Array.from({ length: size }, () => zeros(size))
}

export function mirrored(H: number[][]): number[][] {
  for (let i = 0; i < H.length; i++) for (let j = 0; j < i; j++) H[i][j] = H[j][i]
  return H
}

export function transposed(A: readonly number[][]): number[][] {
  return A[0].map((_, c) => A.map((row) => row[c]))
}
