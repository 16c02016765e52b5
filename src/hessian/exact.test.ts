import { afterAll, describe, expect, test } from 'vitest'
import { chooseEngine, engines } from '../linalg/kernels/engines.ts'
import { createRandom } from '../linalg/random.ts'
import { finish } from '../linalg/steps.ts'
import { activationNamed } from '../network/activations/index.ts'
import { errorFunctionNamed } from '../network/errors/index.ts'
import { createNetwork } from '../network/network.ts'
import type { Problem } from '../network/network.ts'
import { entryErrors } from './errorMeasures.ts'
import { exact } from './exact.ts'
import { blockDiagonal } from './blockDiagonal.ts'
import { rOperator } from './rOperator.ts'

/** Q^(1) in several parts, from few and many units above, and few and many outputs. */
const wide = [
  { layers: [2, 70, 1], output: 'identity' },
  { layers: [1, 37, 2], output: 'softmax' },
  { layers: [2, 35, 3], output: 'softmax' },
  { layers: [2, 34, 5], output: 'softmax' },
  { layers: [1, 33, 6, 2], output: 'softmax' },
] as const

/** Seven patterns; softmax's targets are the last class. */
function problemOf({ layers, output }: (typeof wide)[number]): Problem {
  const N = 7
  const tanh = layers.slice(1, -1).map(() => activationNamed('tanh'))
  const network = createNetwork(layers, tanh, errorFunctionNamed(output), true)
  const random = createRandom(1)
  const normal = (length: number) => Float64Array.from({ length }, () => 0.3 * random.normal())
  const t = Float64Array.from({ length: N * network.K }, (_, k) => ((k + 1) % network.K === 0 ? 1 : 0))
  return { network, weightDecay: 0.01, N, x: normal(N * network.D), t, w: normal(network.W) }
}

describe.each(engines().map(({ name }) => name))('wide layers with %s', (name) => {
  afterAll(() => chooseEngine(engines()[0].name))

  test.each(wide)('$layers: exact equals the columns of the R-operator', (shape) => {
    chooseEngine(name)
    const problem = problemOf(shape)
    const { matrix } = finish(exact.evaluate(problem))
    const columns = finish(rOperator.evaluate(problem)).matrix
    expect(entryErrors(matrix, columns).relativeFrobenius).toBeLessThan(1e-13)
    const { offsets } = problem.network
    const blocks = finish(blockDiagonal.evaluate(problem)).matrix
    for (let l = 1; l < shape.layers.length; l++) {
      const [from, to] = [offsets[l], offsets[l + 1] ?? problem.network.W]
      for (let i = from; i < to; i++)
        expect(blocks.data.slice(i * blocks.columns + from, i * blocks.columns + to)).toEqual(
          matrix.data.slice(i * matrix.columns + from, i * matrix.columns + to),
        )
    }
  })
})
