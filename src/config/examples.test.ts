import { describe, expect, it } from 'vitest'
import { methodNamed } from '../hessian/index.ts'
import { finish } from '../linalg/steps.ts'
import type { Problem } from '../network/network.ts'
import { build } from './build.ts'
import { defaultConfiguration } from './defaults.ts'
import { examples } from './examples.ts'
import { decodeLink, encodeLink } from './link.ts'

/** ‖H_outer − H‖_F / ‖H‖_F. */
function outerProductError(problem: Problem): number {
  const H = finish(methodNamed('exact').evaluate(problem, {})).matrix.data
  const outer = finish(methodNamed('outer-product').evaluate(problem, {})).matrix.data
  const norm = (values: Float64Array) => Math.hypot(...values)
  return norm(outer.map((value, i) => value - H[i])) / norm(H)
}

const built = (name: (typeof examples)[number]['name']) => {
  const example = examples.find((one) => one.name === name)
  if (!example) throw new Error(name)
  return finish(build(example.configuration.problem))
}

describe.each(examples)('the example $name', ({ configuration }) => {
  it('is a link that gives it back', () => {
    expect(decodeLink(encodeLink(configuration))).toEqual({ configuration, notices: [] })
  })

  it('trains without diverging to finite weights', () => {
    const { problem, run, step } = finish(build(configuration.problem))
    expect(run?.diverged).toBeNull()
    expect(step).toBe(configuration.problem.step)
    expect(problem.w.every(Number.isFinite)).toBe(true)
    expect(run?.energies.at(-1)).toBeLessThan(run?.energies[0] ?? 0)
  })
})

describe('the examples show what they are for', () => {
  it('early: the outer product is visibly off and the Hessian indefinite', () => {
    const { problem } = finish(build(defaultConfiguration.problem))
    const error = outerProductError(problem)
    expect(error).toBeGreaterThan(0.25)
    expect(error).toBeLessThan(0.45)
    const { matrix } = finish(methodNamed('exact').evaluate(problem, {}))
    // A negative entry on the diagonal is enough for a negative eigenvalue.
    expect(matrix.data.some((value, i) => i % (matrix.rows + 1) === 0 && value < 0)).toBe(true)
  })

  it('trained: the outer product has become good', () => {
    expect(outerProductError(built('sinusoid-trained').problem)).toBeLessThan(0.04)
  })

  it('relu and deep linear: h″ = 0 does not make the outer product exact', () => {
    expect(outerProductError(built('relu').problem)).toBeGreaterThan(0.1)
    expect(outerProductError(built('deep-linear').problem)).toBeGreaterThan(0.1)
  })

  it('one layer: the outer product is exact', () => {
    expect(outerProductError(built('one-layer').problem)).toBeLessThan(1e-14)
  })
})
