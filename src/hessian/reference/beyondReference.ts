import { symmetricEigenvectors } from '../../linalg/eigenvalues.ts'
import { createRandom } from '../../linalg/random.ts'
import { finish } from '../../linalg/steps.ts'
import { range, zeros } from './arithmetic.ts'
import { mirrored, Reference, square, transposed } from './reference.ts'

/** The methods beyond the text, spec §11, as slow and obvious as the others. */
export class BeyondReference extends Reference {
  /** Whether a method that may end early, or leave something out, did neither. */
  complete = true

  blockDiagonal(): number[][] {
    const { N, network } = this.problem
    const H = square(network.W)
    for (let n = 0; n < N; n++) {
      const passes = this.passes(n)
      const Q = this.curvatures(n, passes)
      for (let l = 1; l <= network.L; l++) this.addSameLayer(H, l, Q[l], passes.z[l - 1])
    }
    return this.withDecay(mirrored(H))
  }

  kFac(): number[][] {
    const { N, w, network } = this.problem
    const { L, K, layers } = network
    const gamma = layers.map(square)
    const A = network.columns.map(square)
    for (let n = 0; n < N; n++) {
      const { a, z } = this.forward(n)
      const y = this.outputs(a[L])
      let G = range(K).map((k) => range(K).map((j): number => (j === k ? 1 : 0)))
      for (let l = L; l >= 1; l--) {
        for (const row of this.timesFactor(G, n, y)) this.addSquare(gamma[l], row)
        this.addSquare(A[l], z[l - 1])
        if (l === 1) break
        G = G.map((above) =>
          a[l - 1].map((value, j) => {
            let sum = 0
            for (let i = 0; i < layers[l]; i++) sum = this.multiplyAdd(sum, above[i], w[this.v(l, i, j)])
            return this.multiply(sum, this.first(l - 1, value))
          }),
        )
      }
    }
    return this.kronecker(gamma, A)
  }

  kfra(): number[][] {
    const { N, network } = this.problem
    const { L, layers } = network
    const Q = layers.map(square)
    const slopes = layers.map(square)
    const A = network.columns.map(square)
    for (let n = 0; n < N; n++) {
      const { a, z } = this.forward(n)
      const M = this.curvature(this.outputs(a[L]), n)
      M.forEach((row, k) => {
        for (let j = k; j < row.length; j++) Q[L][k][j] = this.add(Q[L][k][j], row[j])
      })
      for (let l = 1; l <= L; l++) {
        this.addSquare(A[l], z[l - 1])
        if (l < L)
          this.addSquare(
            slopes[l],
            a[l].map((value) => this.first(l, value)),
          )
      }
    }
    mirrored(Q[L])
    for (let l = L - 1; l >= 1; l--) {
      mirrored(slopes[l])
      const V = this.V(l + 1)
      Q[l] = this.times(transposed(V), this.times(Q[l + 1], V)).map((row, j) =>
        row.map((value, k) => this.divide(this.multiply(value, slopes[l][j][k]), N)),
      )
    }
    return this.kronecker(Q, A)
  }

  levenbergMarquardtDiagonal(): number[][] {
    const { N, w, network } = this.problem
    const { W, L, layers } = network
    const H = square(W)
    const squares = [...w]
    this.eachInner((index) => (squares[index] = this.multiply(w[index], w[index])))
    for (let n = 0; n < N; n++) {
      const { a, z } = this.forward(n)
      let q = this.curvature(this.outputs(a[L]), n).map((row, k) => row[k])
      for (let l = L; l >= 1; l--) {
        const z2 = z[l - 1].map((value) => this.multiply(value, value))
        for (let j = 0; j < layers[l]; j++) {
          this.eachColumn(l, (i) => this.accumulate(H, this.u(l, j, i), this.u(l, j, i), q[j], z2[i]))
        }
        if (l === 1) break
        const above = q
        q = a[l - 1].map((value, j) => {
          let sum = 0
          for (let k = 0; k < layers[l]; k++) sum = this.multiplyAdd(sum, squares[this.v(l, k, j)], above[k])
          const first = this.first(l - 1, value)
          return this.multiply(this.multiply(first, first), sum)
        })
      }
    }
    return this.withDecay(H)
  }

  lowRank(r: number): number[][] {
    const { W } = this.problem.network
    const H = this.exact()
    // An eigen-decomposition counts what the textbooks say.
    this.count += 9 * W ** 3
    const data = Float64Array.from(H.flat())
    const { values, vectors } = finish(symmetricEigenvectors({ rows: W, columns: W, data }))
    const component = (i: number, a: number): number => vectors.data[i * W + a]
    const largest = range(W)
      .sort((i, j) => Math.abs(values[j]) - Math.abs(values[i]))
      .slice(0, r)
    return H.map((row, a) =>
      row.map((_, b) => largest.reduce((sum, i) => sum + values[i] * component(i, a) * component(i, b), 0)),
    )
  }

  lanczos(rank: number, seed: number): number[][] {
    const { W } = this.problem.network
    const r = Math.min(rank, W)
    const random = createRandom(seed)
    const start = range(W).map(() => random.normal())
    const length = Math.hypot(...start)
    const basis = [start.map((value) => value / length)]
    const T = square(r)
    let largest = 0
    for (let i = 0; ; i++) {
      let p = this.product(basis[i])
      T[i][i] = this.dot(basis[i], p)
      largest = Math.max(largest, Math.abs(T[i][i]))
      if (i === r - 1) break
      for (let pass = 0; pass < 2; pass++) {
        for (const v of basis) {
          const share = this.dot(v, p)
          p = p.map((value, at) => this.multiplyAdd(value, -share, v[at]))
        }
      }
      const beta = Math.sqrt(this.dot(p, p))
      if (beta <= 1e-12 * largest) {
        this.complete = false
        break
      }
      largest = Math.max(largest, beta)
      T[i][i + 1] = T[i + 1][i] = beta
      basis.push(p.map((value) => this.divide(value, beta)))
    }
    return range(W).map((a) =>
      range(W).map((b) =>
        basis.reduce((sum, u, i) => sum + basis.reduce((inner, v, j) => inner + u[a] * T[i][j] * v[b], 0), 0),
      ),
    )
  }

  empiricalFisher(): number[][] {
    const { N, network } = this.problem
    const H = square(network.W)
    for (let n = 0; n < N; n++) {
      const { z, delta } = this.passes(n)
      this.addSquare(H, this.gradientOf(z, delta))
    }
    return this.withDecay(mirrored(H))
  }

  monteCarloFisher(samples: number, seed: number): number[][] {
    const { N, w, t, network } = this.problem
    const { W, L, K, error } = network
    const random = createRandom(seed)
    const H = square(W)
    for (let n = 0; n < N; n++) {
      const { a, z } = this.forward(n)
      const y = this.outputs(a[L])
      const total = t.slice(n * K, (n + 1) * K).reduce((sum, value) => sum + value, 0)
      for (let s = 0; s < samples; s++) {
        let drawn: number[]
        if (error.output === 'softmax') {
          const u = random.uniform()
          const upTo = range(K).map((k) => y.slice(0, k + 1).reduce((sum, value) => sum + value, 0))
          const chosen = Math.min(K - 1, upTo.filter((value) => value <= u).length)
          drawn = y.map((_, k) => (k === chosen ? Math.sqrt(total) : 0))
        } else {
          drawn = y.map((value) =>
            error.output === 'identity' ? value + random.normal() : random.uniform() < value ? 1 : 0,
          )
        }
        const { delta } = this.backward(a, y, drawn, [...w])
        this.addSquare(H, this.gradientOf(z, delta))
      }
    }
    for (let i = 0; i < W; i++) for (let j = i; j < W; j++) H[i][j] = this.divide(H[i][j], samples)
    return this.withDecay(mirrored(H))
  }

  hutchinsonDiagonal(probes: number, seed: number): number[][] {
    const { W } = this.problem.network
    const random = createRandom(seed)
    let sums = zeros(W)
    for (let n = 0; n < probes; n++) {
      const z = range(W).map(() => (random.uniform() < 0.5 ? -1 : 1))
      const product = this.product(z)
      sums = sums.map((sum, i) => this.multiplyAdd(sum, z[i], product[i]))
    }
    return sums.map((sum, i) => {
      const row = zeros(W)
      row[i] = this.divide(sum, probes)
      return row
    })
  }

  bfgs(pairs: number): number[][] {
    const { network, path = [], w } = this.problem
    const { W } = network
    const points = [...path.slice(-pairs), w]
    const gradients = points.map((at) => {
      const there = new BeyondReference({ ...this.problem, w: at })
      const gradient = there.gradient(0, 0)
      this.count += there.count
      return gradient
    })
    let B: number[][] | null = null
    for (let k = 1; k < points.length; k++) {
      const s = range(W).map((i) => this.subtract(points[k][i], points[k - 1][i]))
      const y = range(W).map((i) => this.subtract(gradients[k][i], gradients[k - 1][i]))
      const [sy, ss, yy] = [this.dot(s, y), this.dot(s, s), this.dot(y, y)]
      if (sy <= 1e-8 * Math.sqrt(ss * yy)) {
        this.complete = false
        continue
      }
      const before: number[][] = B ?? scaledIdentity(W, this.divide(yy, sy))
      const Bs = before.map((row) => this.dot(row, s))
      const sBs = this.dot(s, Bs)
      const gained = y.map((value) => this.divide(value, sy))
      const lost = Bs.map((value) => this.divide(value, sBs))
      B = before.map((row) => [...row])
      for (let i = 0; i < W; i++) {
        for (let j = i; j < W; j++) {
          const more = this.multiplyAdd(B[i][j], gained[i], y[j])
          B[i][j] = B[j][i] = this.multiplyAdd(more, -lost[i], Bs[j])
        }
      }
    }
    return B ?? scaledIdentity(W, NaN)
  }

  private gradientOf(z: readonly number[][], delta: readonly number[][]): number[] {
    const { W, L, layers } = this.problem.network
    const g = zeros(W)
    for (let l = 1; l <= L; l++) {
      for (let j = 0; j < layers[l]; j++)
        this.eachColumn(l, (i) => (g[this.u(l, j, i)] = this.multiply(delta[l][j], z[l - 1][i])))
    }
    return g
  }

  private dot(u: readonly number[], v: readonly number[]): number {
    return u.reduce((sum, value, i) => this.multiplyAdd(sum, value, v[i]), 0)
  }

  /** Adds the upper triangle of u uᵀ. */
  private addSquare(H: number[][], u: readonly number[]): void {
    for (let i = 0; i < u.length; i++) for (let j = i; j < u.length; j++) this.accumulate(H, i, j, u[i], u[j])
  }

  /** Γ ⊗ A / N in the block of every layer, of factors whose upper triangles are there. */
  private kronecker(gamma: number[][][], A: number[][][]): number[][] {
    const { N, network } = this.problem
    const { W, L, layers } = network
    const H = square(W)
    for (let l = 1; l <= L; l++) {
      mirrored(gamma[l])
      mirrored(A[l])
      for (let j = 0; j < layers[l]; j++) {
        for (let k = 0; k < layers[l]; k++) {
          this.eachColumn(l, (i) =>
            this.eachColumn(l, (p) => {
              H[this.u(l, j, i)][this.u(l, k, p)] = (gamma[l][j][k] * A[l][i][p]) / N
            }),
          )
        }
      }
    }
    return this.withDecay(H)
  }
}

function scaledIdentity(size: number, scale: number): number[][] {
  return range(size).map((i) => range(size).map((j) => (i === j ? scale : 0)))
}
