import { describe, expect, test } from 'vitest'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { frobenius, maxAbs } from '../linalg/norms.ts'
import { finish } from '../linalg/steps.ts'
import { energyAndGradient } from '../network/backward.ts'
import { outputs } from '../network/forward.ts'
import { placeOf } from '../network/network.ts'
import type { Problem } from '../network/network.ts'
import { randomProblem } from '../network/randomProblem.ts'
import type { RandomProblem } from '../network/randomProblem.ts'
import { bfgs } from './bfgs.ts'
import { diagonalIsExact } from './diagonal.ts'
import { empiricalFisher } from './empiricalFisher.ts'
import { estimateDiagonal } from './hutchinsonDiagonal.ts'
import { lanczos } from './lanczos.ts'
import { diagonalOf, evaluate, relative, slope } from './testEvaluation.ts'

/** The matrix with its entries across layers set to zero, or with the blocks of one layer alone. */
function blocksOf({ data, ...size }: Matrix, { network }: Problem, layer?: number): Matrix {
  const l = (index: number): number => placeOf(network, index).l
  const isKept = (row: number, column: number): boolean =>
    l(row) === l(column) && (layer === undefined || l(row) === layer)
  return {
    ...size,
    data: data.map((value, at) => (isKept(Math.floor(at / network.W), at % network.W) ? value : 0)),
  }
}

function expectNoNegativeEigenvalues(A: Matrix): void {
  const eigenvalues = finish(symmetricEigenvalues(A))
  expect(eigenvalues[0]).toBeGreaterThanOrEqual(-1e-12 * maxAbs(eigenvalues))
}

const shapes: readonly RandomProblem[] = [
  { layers: [2, 4, 3], N: 6 },
  { layers: [2, 4, 2], output: 'sigmoid', activation: 'gelu', N: 6 },
  { layers: [2, 3, 3, 3], output: 'softmax', activation: ['tanh', 'sin'], N: 6 },
  { layers: [3, 2, 2, 2, 1], bias: false, activation: ['softplus', 'tanh', 'swish'], N: 6 },
]

describe.each(shapes)('$layers, output $output', (shape) => {
  const problem = randomProblem(shape)
  const exact = evaluate('exact', problem)
  const outer = evaluate('outer-product', problem)

  test('block-diagonal: the exact blocks and nothing else', () => {
    const A = evaluate('block-diagonal', problem)
    const wanted = blocksOf(exact, problem)
    expect(relative(A, wanted)).toBeLessThan(1e-14)
    expect(A.data.every((value, at) => wanted.data[at] !== 0 || value === 0)).toBe(true)
  })

  test.each(['k-fac', 'kfra'] as const)('%s of one pattern: the blocks of the outer product', (id) => {
    const one = randomProblem({ ...shape, N: 1 })
    const wanted = blocksOf(evaluate('outer-product', one), one)
    expect(relative(evaluate(id, one), wanted)).toBeLessThan(1e-13)
    expect(relative(evaluate(id, problem), blocksOf(outer, problem))).toBeGreaterThan(1e-3)
  })

  test('matrices that are sums of squares have no negative eigenvalues', () => {
    for (const id of ['k-fac', 'kfra', 'empirical-fisher', 'monte-carlo-fisher', 'bfgs'] as const)
      expectNoNegativeEigenvalues(evaluate(id, problem))
    const diagonal = diagonalOf(evaluate('levenberg-marquardt-diagonal', problem))
    expect(diagonal.every((value) => value >= 0)).toBe(true)
  })

  test('levenberg-marquardt-diagonal: that of the outer product where the recursion drops nothing', () => {
    const A = diagonalOf(evaluate('levenberg-marquardt-diagonal', problem))
    const wanted = diagonalOf(outer)
    const error = frobenius(A.map((value, i) => value - wanted[i])) / frobenius(wanted)
    if (diagonalIsExact(problem.network)) expect(error).toBeLessThan(1e-14)
    else expect(error).toBeGreaterThan(1e-6)
  })

  test('the empirical Fisher vanishes where the targets are met, the outer product does not', () => {
    const t = outputs(problem.network, problem.w, problem.x, problem.N)
    const fitted = { ...problem, t }
    expect(maxAbs(evaluate('empirical-fisher', fitted).data)).toBeLessThan(1e-28)
    expect(maxAbs(evaluate('outer-product', fitted).data)).toBeGreaterThan(1e-3)
  })

  test('the scale of the empirical Fisher is its trace beside that of the outer product', () => {
    const { matrix, facts } = finish(empiricalFisher.evaluate({ ...problem, weightDecay: 0 }))
    const trace = (A: Matrix): number => diagonalOf(A).reduce((sum, value) => sum + value, 0)
    expect(facts.scale).toBeCloseTo(trace(matrix) / trace(outer), 12)
    const decayed = finish(empiricalFisher.evaluate({ ...problem, weightDecay: 3 }))
    expect(decayed.facts.scale).toBe(facts.scale)
  })

  test('the Fisher matrix by samples tends to the outer product as 1/√S', () => {
    const seeds = [1, 2, 3, 4, 5, 6]
    const errors = [4, 16, 64, 256].map((samples): readonly [number, number] => {
      const each = seeds.map((seed) =>
        relative(evaluate('monte-carlo-fisher', problem, { samples, seed }), outer),
      )
      return [samples, each.reduce((sum, value) => sum + value, 0) / seeds.length]
    })
    expect(slope(errors)).toBeGreaterThan(-0.65)
    expect(slope(errors)).toBeLessThan(-0.35)
  })

  test('the error of a low rank is made of the eigenvalues left out', () => {
    const { W } = problem.network
    const sizes = finish(symmetricEigenvalues(exact))
      .map(Math.abs)
      .toSorted((a, b) => b - a)
    for (const rank of [1, 3, W - 1, W, W + 5]) {
      const A = evaluate('low-rank', problem, { rank })
      const error = frobenius(A.data.map((value, at) => value - exact.data[at]))
      expect(Math.abs(error - Math.hypot(...sizes.slice(rank)))).toBeLessThan(1e-12 * sizes[0])
    }
  })

  test('as many Lanczos steps as weights give the exact Hessian, unless eigenvalues are multiple', () => {
    const { W } = problem.network
    const { matrix, facts } = finish(lanczos.evaluate(problem, { rank: W, seed: 3 }))
    if (shape.output === 'softmax') expect(facts.products).toBeLessThan(W)
    else expect(relative(matrix, exact)).toBeLessThan(1e-10)
  })

  test('Lanczos finds the largest eigenvalues first', () => {
    const largest = maxAbs(finish(symmetricEigenvalues(exact)))
    const found = [3, 6, 12].map(
      (rank) =>
        maxAbs(finish(symmetricEigenvalues(evaluate('lanczos', problem, { rank, seed: 1 })))) / largest,
    )
    found.forEach((share, n) => {
      expect(share).toBeLessThan(1 + 1e-12)
      expect(share).toBeGreaterThanOrEqual(n === 0 ? 0 : found[n - 1] - 1e-12)
    })
    expect(found[2]).toBeGreaterThan(1 - 1e-4)
  })

  test('the estimated diagonal tends to the exact one as 1/√m, with the variance that theory gives', () => {
    const { W } = problem.network
    const wanted = diagonalOf(exact)
    const squared = (probes: number): number => {
      const each = Array.from({ length: 40 }, (_, seed) => {
        const own = diagonalOf(evaluate('hutchinson-diagonal', problem, { probes, seed }))
        return own.reduce((sum, value, i) => sum + (value - wanted[i]) ** 2, 0)
      })
      return each.reduce((sum, value) => sum + value, 0) / each.length
    }
    const variance = exact.data.reduce(
      (sum, value, at) => (at % (W + 1) === 0 ? sum : sum + value * value),
      0,
    )
    for (const probes of [2, 10]) {
      expect((squared(probes) * probes) / variance).toBeGreaterThan(0.7)
      expect((squared(probes) * probes) / variance).toBeLessThan(1.4)
    }
  })

  test('rows of a Hadamard matrix as probes give the diagonal exactly', () => {
    const { W } = problem.network
    const bits = (value: number): number => [...value.toString(2)].filter((bit) => bit === '1').length
    const probe = (n: number): Float64Array =>
      Float64Array.from({ length: W }, (_, i) => (bits(n & i) % 2 === 0 ? 1 : -1))
    const own = finish(estimateDiagonal(problem, 64, probe))
    expect(W).toBeLessThanOrEqual(64)
    const wanted = diagonalOf(exact)
    expect(maxAbs(own.map((value, i) => value - wanted[i]))).toBeLessThan(1e-13 * maxAbs(exact.data))
  })

  test('chance comes from the seed alone', () => {
    for (const id of ['monte-carlo-fisher', 'hutchinson-diagonal', 'lanczos'] as const) {
      const of = (seed: number): Float64Array => evaluate(id, problem, { seed }).data
      expect(of(7)).toEqual(of(7))
      expect(of(7)).not.toEqual(of(8))
    }
  })

  test('the matrix of BFGS maps the last step to the change of the gradient', () => {
    const { w, path = [] } = problem
    const { matrix, facts } = finish(bfgs.evaluate(problem, { pairs: 4 }))
    expect(facts.pairs).toBe(4)
    expect(facts.used).toBeLessThanOrEqual(4)
    const before = path[path.length - 1]
    const s = w.map((value, i) => value - before[i])
    const gradient = (at: Float64Array): Float64Array => energyAndGradient({ ...problem, w: at }).gradient
    const y = gradient(w).map((value, i) => value - gradient(before)[i])
    const product = s.map((_, i) =>
      s.reduce((sum, value, j) => sum + matrix.data[i * s.length + j] * value, 0),
    )
    const curvesUpwards = s.reduce((sum, value, i) => sum + value * y[i], 0) > 0
    if (curvesUpwards)
      expect(frobenius(product.map((value, i) => value - y[i])) / frobenius(y)).toBeLessThan(1e-9)
    else expect(facts.used).toBeLessThan(4)
  })
})

test('K-FAC is exact for the last layer with squares, and for all layers of a deep linear network', () => {
  const tanh = randomProblem({ layers: [2, 3, 4, 2], activation: 'tanh', N: 8 })
  const last = (id: 'k-fac' | 'outer-product', problem: Problem): Matrix =>
    blocksOf(evaluate(id, problem), problem, problem.network.L)
  expect(relative(last('k-fac', tanh), last('outer-product', tanh))).toBeLessThan(1e-14)
  const linear = randomProblem({ layers: [2, 3, 4, 2], activation: 'identity', N: 8 })
  const wanted = blocksOf(evaluate('outer-product', linear), linear)
  for (const id of ['k-fac', 'kfra'] as const)
    expect(relative(evaluate(id, linear), wanted)).toBeLessThan(1e-13)
})

test('at a minimum of the sum of squares the empirical Fisher is about the variance of the residuals times the outer product', () => {
  const problem = randomProblem({ layers: [2, 1], N: 2000 })
  // The targets around the outputs, with a standard deviation of 0.3.
  const noise = randomProblem({ layers: [1, 1], N: 2000, seed: 5 }).x
  const t = outputs(problem.network, problem.w, problem.x, problem.N).map((y, n) => y + 0.3 * noise[n])
  const { facts } = finish(empiricalFisher.evaluate({ ...problem, t }))
  expect(facts.scale).toBeGreaterThan(0.08)
  expect(facts.scale).toBeLessThan(0.1)
})

test('Lanczos sees a multiple eigenvalue once', () => {
  // Three outputs that share one matrix of inputs: three eigenvalues, each three times.
  const problem = randomProblem({ layers: [2, 3] })
  const { facts } = finish(lanczos.evaluate(problem, { rank: 9, seed: 1 }))
  expect(facts.products).toBe(3)
})

describe('BFGS', () => {
  test('is refused without a path', () => {
    const { path, ...rest } = randomProblem({ layers: [1, 2, 1] })
    const refused = { code: 'no-path', values: {} }
    expect(bfgs.refuses({ ...rest, path })).toBeNull()
    expect(bfgs.refuses(rest)).toEqual(refused)
    expect(bfgs.refuses({ ...rest, path: [] })).toEqual(refused)
  })

  test('takes the last pairs of the path', () => {
    const problem = randomProblem({ layers: [1, 2, 1] })
    const short = { ...problem, path: problem.path?.slice(-2) }
    expect(evaluate('bfgs', problem, { pairs: 2 }).data).toEqual(evaluate('bfgs', short, { pairs: 200 }).data)
  })

  test('learns a quadratic E along independent steps', () => {
    // One layer and squares: E is quadratic, and steps along the eigenvectors of H are conjugate.
    const problem = randomProblem({ layers: [2, 1], N: 9, weightDecay: 0.1 })
    const H = evaluate('exact', problem)
    const axes = [0, 1, 2].map((i) => Float64Array.from({ length: 3 }, (_, j) => Number(i === j)))
    // Gram–Schmidt in the scalar product of H makes the steps conjugate.
    const times = (v: Float64Array): Float64Array =>
      v.map((_, i) => v.reduce((sum, value, j) => sum + H.data[i * 3 + j] * value, 0))
    const dot = (u: Float64Array, v: Float64Array): number =>
      u.reduce((sum, value, i) => sum + value * v[i], 0)
    const steps: Float64Array[] = []
    for (const axis of axes) {
      let step = axis
      for (const other of steps) {
        const share = dot(times(other), axis) / dot(times(other), other)
        step = step.map((value, i) => value - share * other[i])
      }
      steps.push(step)
    }
    const path = steps.map((_, k) =>
      problem.w.map((value, i) => value - steps.slice(k).reduce((sum, step) => sum + step[i], 0)),
    )
    expect(relative(evaluate('bfgs', { ...problem, path }), H)).toBeLessThan(1e-11)
  })
})
