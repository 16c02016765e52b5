import { describe, expect, test } from 'vitest'
import { createRandom } from '../../linalg/random.ts'
import type { ErrorFunction } from './errorFunction.ts'
import { errorFunctionNamed, errorFunctions } from './index.ts'
import type { OutputName } from './index.ts'

const K = 3
/** Everything is done for a pattern that is not the first. */
const offset = K

interface Sample {
  readonly a: Float64Array
  readonly t: Float64Array
}

function sample(output: OutputName, seed: number): Sample {
  const random = createRandom(seed)
  const a = Float64Array.from({ length: 2 * K }, () => 2 * random.normal())
  const t = Float64Array.from({ length: 2 * K }, () =>
    output === 'identity' ? random.normal() : random.uniform(),
  )
  return { a, t }
}

describe.each(
  errorFunctions.map((one): { name: OutputName; one: ErrorFunction } => ({ name: one.output, one })),
)('$name', ({ name, one }) => {
  const outputs = (a: Float64Array): Float64Array => {
    const y = new Float64Array(2 * K)
    one.outputs(a, y, offset, K)
    return y
  }
  const delta = ({ a, t }: Sample): Float64Array => {
    const out = new Float64Array(2 * K)
    one.delta(outputs(a), t, out, offset, K)
    return out
  }
  const moved = (a: Float64Array, k: number, step: number): Float64Array =>
    a.map((value, i) => (i === offset + k ? value + step : value))
  const curvature = ({ a, t }: Sample): Float64Array => {
    const M = new Float64Array(K * K + 1)
    one.curvature(outputs(a), t, offset, K, M, 1)
    return M.slice(1)
  }

  test('is found by its output', () => expect(errorFunctionNamed(name)).toBe(one))

  test.each([1, 2, 3])('δ is the gradient of E_n, targets that sum to anything (seed %i)', (seed) => {
    const { a, t } = sample(name, seed)
    for (let k = 0; k < K; k++) {
      const step = 1e-5
      const plus = one.energy(moved(a, k, step), t, offset, K)
      const minus = one.energy(moved(a, k, -step), t, offset, K)
      expect((plus - minus) / (2 * step)).toBeCloseTo(delta({ a, t })[offset + k], 8)
    }
  })

  test.each([1, 2, 3])('M is the gradient of δ and symmetric to the last bit (seed %i)', (seed) => {
    const { a, t } = sample(name, seed)
    const M = curvature({ a, t })
    for (let k = 0; k < K; k++) {
      const step = 1e-5
      const plus = delta({ a: moved(a, k, step), t })
      const minus = delta({ a: moved(a, k, -step), t })
      for (let j = 0; j < K; j++) {
        expect((plus[offset + j] - minus[offset + j]) / (2 * step)).toBeCloseTo(M[j * K + k], 8)
        expect(M[j * K + k]).toBe(M[k * K + j])
      }
    }
  })

  test.each([1, 2, 3])('M = S Sᵀ, and M v is the product (seed %i)', (seed) => {
    const { a, t } = sample(name, seed)
    const M = curvature({ a, t })
    const S = new Float64Array(K * K)
    one.factor(outputs(a), t, offset, K, S, 0)
    const v = sample('identity', seed + 10).a
    const product = new Float64Array(2 * K)
    one.curvatureProduct(outputs(a), t, v, product, offset, K)
    for (let k = 0; k < K; k++) {
      let sum = 0
      for (let j = 0; j < K; j++) {
        let entry = 0
        for (let i = 0; i < K; i++) entry += S[k * K + i] * S[j * K + i]
        expect(entry).toBeCloseTo(M[k * K + j], 13)
        sum += M[k * K + j] * v[offset + j]
      }
      expect(product[offset + k]).toBeCloseTo(sum, 12)
    }
  })

  test('E_n does not overflow for large activations', () => {
    const t = Float64Array.of(0, 0, 0, 1, 0, 0)
    const a = Float64Array.of(0, 0, 0, -1e100, 1e100, 0)
    expect(Number.isFinite(one.energy(a, t, offset, K))).toBe(true)
    expect(outputs(a).every(Number.isFinite)).toBe(true)
  })
})

test('softmax with one target per class keeps small errors: no cancellation at large activations', () => {
  const a = Float64Array.of(1e8, 1e8 - 30)
  const E = errorFunctionNamed('softmax').energy(a, Float64Array.of(1, 0), 0, 2)
  expect(E / Math.exp(-30)).toBeCloseTo(1, 6)
})
