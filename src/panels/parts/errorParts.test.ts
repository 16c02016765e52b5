import { beforeEach, expect, test } from 'vitest'
import { methodNamed } from '../../hessian/index.ts'
import type { MethodId } from '../../hessian/index.ts'
import { finish } from '../../linalg/steps.ts'
import type { Problem } from '../../network/network.ts'
import { randomProblem } from '../../network/randomProblem.ts'
import { useStore } from '../../state/store.ts'
import { dividedMethod, divisionOf } from './errorParts.ts'
import type { DivisibleMethod } from './errorParts.ts'

const state = () => useStore.getState()

/** Hands over the matrices of the problem as a comparison does. */
function take(problem: Problem): void {
  const part = (id: MethodId) => ({
    kind: 'matrix' as const,
    id,
    target: 'hessian' as const,
    facts: {},
    matrix: finish(methodNamed(id).evaluate(problem, {})).matrix.data,
    largest: 1,
    overview: null,
    differences: null,
    milliseconds: 1,
    operations: 1,
    asymmetry: null,
    errors: null,
  })
  const context = { revision: state().revision, network: problem.network, damping: 0.1, parameters: {} }
  state().takeParts(context, new Float64Array(0), [part('exact'), part('outer-product'), part('diagonal')])
}

const division = (id: DivisibleMethod, { network }: Problem) => divisionOf(id, state().results[id], network)

beforeEach(() => useStore.setState({ results: {} }))

test.each(['outer-product', 'diagonal'] as const)('the parts of H by %s add up to it', (id) => {
  const problem = randomProblem({ layers: [2, 3, 3, 2], weightDecay: 0.3 })
  take(problem)
  const [whole, ...parts] = division(id, problem)?.parts ?? []
  expect(whole.name).toBe('exact')
  whole.matrix.forEach((value, at) => {
    const sum = parts.reduce((total, { matrix }) => total + matrix[at], 0)
    expect(Math.abs(sum - value)).toBeLessThanOrEqual(1e-12 * whole.norm)
  })
})

test('there are none before there are matrices, nor of a network of another shape', () => {
  const problem = randomProblem({ layers: [2, 3, 1] })
  expect(division('diagonal', problem)).toBeNull()
  take(problem)
  expect(division('diagonal', problem)).not.toBeNull()
  expect(division('diagonal', randomProblem({ layers: [2, 4, 1] }))).toBeNull()
})

test('parts are shown of a method that has some, is asked about and is shown', () => {
  const shown: readonly MethodId[] = ['exact', 'outer-product', 'r-operator']
  expect(dividedMethod({ details: 'outer-product', parts: true }, shown)).toBe('outer-product')
  expect(dividedMethod({ details: 'outer-product', parts: false }, shown)).toBeNull()
  expect(dividedMethod({ details: 'diagonal', parts: true }, shown)).toBeNull()
  expect(dividedMethod({ details: 'r-operator', parts: true }, shown)).toBeNull()
  expect(dividedMethod({ details: null, parts: true }, shown)).toBeNull()
})
