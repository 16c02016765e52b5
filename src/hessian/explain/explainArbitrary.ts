import fc from 'fast-check'
import { activations } from '../../network/activations/index.ts'
import type { ActivationName } from '../../network/activations/index.ts'
import { errorFunctions } from '../../network/errors/index.ts'
import type { Problem } from '../../network/network.ts'
import { randomProblem } from '../../network/randomProblem.ts'

const activationNames: readonly ActivationName[] = activations.map(({ name }) => name)

/** Problems of one to four layers, every activation (another in each layer) and output, with and without biases. */
const anyProblem: fc.Arbitrary<Problem> = fc
  .record({
    layers: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 }),
    activation: fc.array(fc.constantFrom(...activationNames), { minLength: 4, maxLength: 4 }),
    output: fc.constantFrom(...errorFunctions.map(({ output }) => output)),
    bias: fc.boolean(),
    weightDecay: fc.constantFrom(0, 0.01, 2),
    N: fc.integer({ min: 1, max: 6 }),
    seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    scale: fc.constantFrom(0, 0.1, 1, 3),
  })
  .map(({ scale, ...shape }) => {
    const problem = randomProblem(shape)
    return { ...problem, w: problem.w.map((value) => value * scale) }
  })

/** A problem with an entry of its Hessian, from 0, and one of its patterns. */
export const anyEntry = anyProblem.chain((problem) => {
  const index = fc.integer({ min: 0, max: problem.network.W - 1 })
  return fc.record({
    problem: fc.constant(problem),
    row: index,
    column: index,
    pattern: fc.integer({ min: 0, max: problem.N - 1 }),
  })
})
