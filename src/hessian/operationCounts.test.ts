import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseEngine, engines } from '../linalg/kernels/engines.ts'
import { finish } from '../linalg/steps.ts'
import { randomProblem } from '../network/randomProblem.ts'
import type { RandomProblem } from '../network/randomProblem.ts'
import { defaultParameters, methods } from './index.ts'
import type { MethodId } from './index.ts'
import type { ParameterValues } from './method.ts'
import { BeyondReference } from './reference/beyondReference.ts'

const shapes: readonly RandomProblem[] = [
  { layers: [2, 3] },
  { layers: [3, 1], bias: false, output: 'sigmoid' },
  { layers: [2, 3], output: 'softmax' },
  { layers: [1, 3, 1] },
  { layers: [2, 3, 2], output: 'sigmoid', activation: 'swish', weightDecay: 0.3 },
  { layers: [2, 4, 3], output: 'softmax', bias: false },
  { layers: [2, 3, 2, 2], activation: ['tanh', 'gelu'] },
  { layers: [1, 2, 3, 1], output: 'sigmoid', bias: false, activation: 'softplus' },
  { layers: [2, 2, 3, 3], output: 'softmax', activation: 'sigmoid', weightDecay: 0.1 },
  { layers: [2, 2, 3, 2, 1], activation: ['tanh', 'sin', 'sigmoid'] },
  { layers: [1, 2, 1, 2, 2], output: 'sigmoid', bias: false },
  { layers: [2, 3, 2, 2, 3], output: 'softmax', activation: ['relu', 'tanh', 'identity'] },
]

type ByReference = (reference: BeyondReference, parameters: ParameterValues) => number[][]

const byReference: Readonly<Record<MethodId, ByReference>> = {
  exact: (reference) => reference.exact(),
  'outer-product': (reference) => reference.outerProduct(),
  diagonal: (reference) => reference.diagonal(),
  'energy-differences': (reference, { epsilon }) => reference.energyDifferences(epsilon),
  'gradient-differences': (reference, { epsilon }) => reference.gradientDifferences(epsilon),
  'r-operator': (reference) => reference.rOperator(),
  'sequential-inverse': (reference, { damping }) => reference.sequentialInverse(damping),
  'block-diagonal': (reference) => reference.blockDiagonal(),
  'k-fac': (reference) => reference.kFac(),
  kfra: (reference) => reference.kfra(),
  'levenberg-marquardt-diagonal': (reference) => reference.levenbergMarquardtDiagonal(),
  'low-rank': (reference, { rank }) => reference.lowRank(rank),
  lanczos: (reference, { rank, seed }) => reference.lanczos(rank, seed),
  'empirical-fisher': (reference) => reference.empiricalFisher(),
  'monte-carlo-fisher': (reference, { samples, seed }) => reference.monteCarloFisher(samples, seed),
  'hutchinson-diagonal': (reference, { probes, seed }) => reference.hutchinsonDiagonal(probes, seed),
  bfgs: (reference, { pairs }) => reference.bfgs(pairs),
}

/** How far the fast method may be from the reference, relative to the largest entry: round-off, seldom in phase. */
const tolerance: Readonly<Record<MethodId, number>> = {
  exact: 1e-13,
  'outer-product': 1e-13,
  diagonal: 1e-13,
  'energy-differences': 1e-6,
  'gradient-differences': 1e-9,
  'r-operator': 1e-13,
  'sequential-inverse': 1e-12,
  'block-diagonal': 1e-13,
  'k-fac': 1e-13,
  kfra: 1e-13,
  'levenberg-marquardt-diagonal': 1e-13,
  'low-rank': 1e-12,
  lanczos: 1e-10,
  'empirical-fisher': 1e-13,
  'monte-carlo-fisher': 1e-13,
  'hutchinson-diagonal': 1e-13,
  bfgs: 1e-10,
}

describe.each(engines().map(({ name }) => ({ engine: name })))('on $engine', ({ engine }) => {
  beforeAll(() => chooseEngine(engine))
  afterAll(() => chooseEngine(engines()[0].name))

  describe.each(methods.map((method) => ({ id: method.id, method })))('$id', ({ id, method }) => {
    const parameters = { ...defaultParameters(method), ...(id === 'bfgs' ? { pairs: 6 } : {}) }
    let complete = 0

    test.each(shapes.map((shape, i) => ({ ...shape, seed: i + 1, N: 1 + (i % 4) })))(
      'values and operations of $layers, output $output, bias $bias',
      (shape) => {
        const problem = randomProblem(shape)
        const { W } = problem.network
        const reference = new BeyondReference(problem)
        const slow = byReference[id](reference, parameters).flat()
        const fast = finish(method.evaluate(problem, parameters)).matrix.data
        const scale = Math.max(...slow.map(Math.abs))
        expect(fast).toHaveLength(W * W)
        fast.forEach((value, i) =>
          expect(Math.abs(value - slow[i])).toBeLessThanOrEqual(tolerance[id] * scale),
        )
        const operations = method.operations(problem.network, problem.N, parameters)
        if (reference.complete) {
          complete++
          expect(reference.count).toBe(operations)
        } else expect(reference.count).toBeLessThan(operations)
      },
    )

    test('operations were counted to the last in most cases', () => {
      expect(complete).toBeGreaterThan(shapes.length / 3)
    })
  })
})

test('the exact Hessian is several times cheaper than W products of the R-operator', () => {
  for (const layers of [
    [4, 20, 20, 3],
    [2, 16, 8, 1],
    [8, 40, 3],
    [1, 19, 1],
  ]) {
    const { network } = randomProblem({ layers })
    const [exact, , , , , rOperator] = methods
    const ratio = rOperator.operations(network, 1) / exact.operations(network, 1)
    expect(ratio).toBeGreaterThan(4)
  }
})
