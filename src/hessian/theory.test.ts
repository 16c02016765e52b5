import { describe, expect, test } from 'vitest'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import { frobenius, maxAbs } from '../linalg/norms.ts'
import { finish } from '../linalg/steps.ts'
import { outputs } from '../network/forward.ts'
import { placeOf } from '../network/network.ts'
import { randomProblem } from '../network/randomProblem.ts'
import type { RandomProblem } from '../network/randomProblem.ts'
import { gaussNewtonVectorProduct, hessianVectorProduct } from '../network/rOperator.ts'
import { diagonalIsExact } from './diagonal.ts'
import { subtract } from './errorMeasures.ts'
import { defaultParameters, methodNamed, methods } from './index.ts'
import { diagonalOf, evaluate, relative } from './testEvaluation.ts'

/** Without relu, whose units may all be dead at random; it has its own test. */
const activations = ['tanh', 'sigmoid', 'softplus', 'identity', 'sin', 'gelu', 'swish'] as const
const outputNames = ['identity', 'sigmoid', 'softmax'] as const

const networks: readonly RandomProblem[] = outputNames.flatMap((output, o) =>
  [
    [2, 3],
    [2, 4, 3],
    [1, 3, 2, 2],
    [2, 2, 3, 2, 3],
  ].flatMap((layers, l) =>
    [true, false].map((bias, b) => ({
      layers,
      output,
      bias,
      activation: activations[(3 * o + 2 * l + b) % activations.length],
      seed: 100 + 10 * o + l,
      N: 6,
    })),
  ),
)

describe.each(networks)('$layers, $activation, output $output, bias $bias', (shape) => {
  const problem = randomProblem(shape)
  const { network } = problem
  const { W, L } = network
  const exact = evaluate('exact', problem)
  const outer = evaluate('outer-product', problem)

  test('the outer product is positive semidefinite, its rank at most N K, or N (K − 1) for softmax', () => {
    const eigenvalues = finish(symmetricEigenvalues(outer))
    const largest = maxAbs(eigenvalues)
    expect(eigenvalues[0]).toBeGreaterThanOrEqual(-1e-13 * largest)
    const few = { ...problem, N: 1 }
    const spectrum = finish(symmetricEigenvalues(evaluate('outer-product', few)))
    const rank = spectrum.filter((value) => value > 1e-12 * maxAbs(spectrum)).length
    expect(rank).toBeLessThanOrEqual(shape.output === 'softmax' ? network.K - 1 : network.K)
  })

  test('it equals the exact Hessian for one layer, and else not', () => {
    if (L === 1) expect(relative(outer, exact)).toBeLessThan(1e-14)
    else expect(relative(outer, exact)).toBeGreaterThan(1e-6)
  })

  test('it equals the exact Hessian where the residuals are zero', () => {
    const t = outputs(network, problem.w, problem.x, problem.N)
    const fitted = { ...problem, t }
    expect(relative(evaluate('outer-product', fitted), evaluate('exact', fitted))).toBeLessThan(1e-13)
  })

  test('it equals the exact Hessian in the block of the last layer', () => {
    for (let i = network.offsets[L]; i < W; i++) {
      for (let j = network.offsets[L]; j < W; j++) {
        expect(Math.abs(outer.data[i * W + j] - exact.data[i * W + j])).toBeLessThan(
          1e-13 * maxAbs(exact.data),
        )
      }
    }
  })

  test('its product with a vector is that of its matrix, and so is the exact one', () => {
    const v = Float64Array.from({ length: W }, (_, i) => Math.cos(i * i))
    const decayed = { ...problem, weightDecay: 0.7 }
    for (const [product, matrix] of [
      [gaussNewtonVectorProduct(decayed, v), outer],
      [hessianVectorProduct(decayed, v), exact],
    ] as const) {
      const scale = maxAbs(product)
      for (let i = 0; i < W; i++) {
        const sum = v.reduce((total, value, j) => total + matrix.data[i * W + j] * value, 0.7 * v[i])
        expect(Math.abs(product[i] - sum)).toBeLessThan(1e-12 * scale)
      }
    }
  })

  test('the R-operator on unit vectors gives the exact Hessian', () => {
    const { matrix, asymmetry } = finish(methodNamed('r-operator').evaluate(problem, {}))
    expect(relative(matrix, exact)).toBeLessThan(1e-14)
    expect(asymmetry).toBeLessThan(1e-14)
  })

  test('the diagonal is exact where the specification says so, and only there', () => {
    const diagonal = diagonalOf(evaluate('diagonal', problem))
    const wanted = diagonalOf(exact)
    const error = frobenius(diagonal.map((value, i) => value - wanted[i])) / frobenius(wanted)
    if (diagonalIsExact(network)) expect(error).toBeLessThan(1e-14)
    else expect(error).toBeGreaterThan(1e-6)
    // Always in the last layer.
    for (let i = network.offsets[L]; i < W; i++) {
      expect(Math.abs(diagonal[i] - wanted[i])).toBeLessThan(1e-13 * maxAbs(wanted))
    }
  })

  test('methods whose error vanishes for this network give the exact Hessian', () => {
    for (const method of methods) {
      const { id, error } = method
      if (error.kind === 'model' && error.vanishes(network, defaultParameters(method))) {
        expect(relative(evaluate(id, problem), exact)).toBeLessThan(1e-13)
      }
    }
  })

  test('weight decay is α I once, in every Hessian', () => {
    const decayed = { ...problem, weightDecay: 0.5 }
    for (const id of ['exact', 'outer-product', 'diagonal', 'r-operator'] as const) {
      const difference = subtract(evaluate(id, decayed), evaluate(id, problem))
      difference.data.forEach((value, at) => expect(value).toBeCloseTo(at % (W + 1) === 0 ? 0.5 : 0, 12))
    }
  })
})

describe('the diagonal', () => {
  test.each([
    [{ layers: [2, 4, 3] }, true],
    [{ layers: [2, 4, 3], output: 'sigmoid' }, true],
    [{ layers: [2, 4, 3], output: 'softmax' }, false],
    [{ layers: [2, 3], output: 'softmax' }, true],
    [{ layers: [2, 3, 1, 4] }, true],
    [{ layers: [2, 1, 3, 4] }, false],
    [{ layers: [2, 1, 1, 4] }, true],
    [{ layers: [2, 1, 1, 4], output: 'softmax' }, false],
    [{ layers: [2, 3, 1, 1] }, true],
    [{ layers: [2, 3, 2, 1] }, false],
  ] satisfies readonly (readonly [RandomProblem, boolean])[])('of %o is exact: %s', (shape, isExact) => {
    const problem = randomProblem(shape)
    expect(diagonalIsExact(problem.network)).toBe(isExact)
    const wanted = diagonalOf(evaluate('exact', problem))
    const error = diagonalOf(evaluate('diagonal', problem)).map((value, i) => value - wanted[i])
    if (isExact) expect(frobenius(error)).toBeLessThan(1e-13 * frobenius(wanted))
    else expect(frobenius(error)).toBeGreaterThan(1e-6 * frobenius(wanted))
  })

  test('its error vanishes for one weight a unit, one layer and M diagonal', () => {
    const vanishes = (shape: RandomProblem): boolean => {
      const { error } = methodNamed('diagonal')
      return error.kind === 'model' && error.vanishes(randomProblem(shape).network, {})
    }
    expect(vanishes({ layers: [1, 3], bias: false })).toBe(true)
    expect(vanishes({ layers: [1, 3], bias: false, output: 'softmax' })).toBe(false)
    expect(vanishes({ layers: [1, 3] })).toBe(false)
    expect(vanishes({ layers: [1, 1, 1], bias: false })).toBe(false)
    const problem = randomProblem({ layers: [1, 3], bias: false })
    expect(relative(evaluate('diagonal', problem), evaluate('exact', problem))).toBeLessThan(1e-14)
  })
})

describe.each(['relu', 'identity'] as const)('with %s units, h″ = 0', (activation) => {
  const problem = randomProblem({ layers: [2, 3, 3, 2], activation, N: 5, seed: 4 })
  const { network } = problem
  const { W } = network
  const difference = subtract(evaluate('exact', problem), evaluate('outer-product', problem))
  const scale = maxAbs(evaluate('exact', problem).data)
  const block = (same: boolean): number =>
    maxAbs(
      difference.data.filter((_, at) => {
        const row = placeOf(network, Math.floor(at / W)).l
        return (row === placeOf(network, at % W).l) === same
      }),
    )

  test('blocks of one layer agree with the outer product, blocks across layers do not', () => {
    expect(block(true)).toBeLessThan(1e-13 * scale)
    expect(block(false)).toBeGreaterThan(1e-3 * scale)
  })

  test('the difference has no trace, hence both signs', () => {
    const eigenvalues = finish(symmetricEigenvalues(difference))
    expect(Math.abs(eigenvalues.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-12 * scale)
    expect(eigenvalues[0]).toBeLessThan(-1e-3 * scale)
    expect(eigenvalues[W - 1]).toBeGreaterThan(1e-3 * scale)
  })
})

test.each([[[2, 3]], [[2, 3, 4]], [[2, 2, 3, 3]]])(
  'softmax %j: one vector added to all rows of the last layer changes nothing, n_L null directions',
  (layers) => {
    const problem = randomProblem({ layers, output: 'softmax', N: 30 })
    const { K, L, W, offsets, columns } = problem.network
    for (let i = 0; i < columns[L]; i++) {
      const v = new Float64Array(W)
      for (let k = 0; k < K; k++) v[offsets[L] + k * columns[L] + i] = 1
      expect(maxAbs(hessianVectorProduct(problem, v))).toBeLessThan(1e-13)
      expect(maxAbs(gaussNewtonVectorProduct(problem, v))).toBeLessThan(1e-13)
    }
    const eigenvalues = finish(symmetricEigenvalues(evaluate('outer-product', problem)))
    const zero = eigenvalues.filter((value) => Math.abs(value) < 1e-13 * maxAbs(eigenvalues)).length
    expect(zero).toBeGreaterThanOrEqual(columns[L])
  },
)
