import { describe, expect, it } from 'vitest'
import { defaultConfiguration } from '../config/defaults.ts'
import { dataOf, networkOf } from '../config/build.ts'
import { entryErrors } from '../hessian/errorMeasures.ts'
import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { methodNamed, methods } from '../hessian/index.ts'
import { damped } from '../hessian/inverseErrors.ts'
import { finish } from '../linalg/steps.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { initialWeights } from '../training/index.ts'
import type { TimelineInput, TimelinePart } from './protocol.ts'
import { timeline } from './timelineTask.ts'

const { problem, comparison } = defaultConfiguration
const network = networkOf(problem.network)
const { N, x, t } = dataOf(problem.data, problem.network.output)
const all = methods
  .filter(({ id }) => id !== 'exact')
  .map(({ id }) => ({ id, parameters: comparison.parameters[id] }))

function input(requests: TimelineInput['requests']): TimelineInput {
  const w = initialWeights(network, 1)
  return {
    problem: { network: problem.network, weightDecay: 0.01, N, x, t, w },
    damping: comparison.parameters['sequential-inverse'].damping,
    requests,
  }
}

function partsOf(of: TimelineInput): readonly TimelinePart[] {
  return [...timeline(of)].flatMap((step) => ('part' in step ? [step.part] : []))
}

describe('measures along the timeline', () => {
  it('are those of the same weights evaluated by themselves, in the order asked for', () => {
    const requests = [7, 3].map((step) => ({
      step,
      w: initialWeights(network, step),
      path: [initialWeights(network, step + 100)],
      eigenvalues: true,
      methods: all,
    }))
    const parts = partsOf(input(requests))
    expect(parts.map(({ step }) => step)).toEqual([7, 3])
    for (const { step, errors, eigenvalues } of parts) {
      const w = initialWeights(network, step)
      const matrixOf = (id: (typeof methods)[number]['id']): Matrix => {
        const path = [initialWeights(network, step + 100)]
        const of = { network, weightDecay: 0.01, N, x, t, w, path }
        const outcome = finish(evaluateChecked(methodNamed(id), of, comparison.parameters[id]))
        if (outcome.kind === 'refused') throw new Error(outcome.refusal.code)
        return outcome.evaluation.matrix
      }
      const H = matrixOf('exact')
      const { inverse } = finish(damped(H, comparison.parameters['sequential-inverse'].damping))
      for (const { id } of all) {
        const reference = methodNamed(id).target === 'inverse' ? (inverse ?? H) : H
        expect(errors[id], id).toBe(entryErrors(matrixOf(id), reference).relativeFrobenius)
      }
      expect(eigenvalues?.min).toBeLessThan(eigenvalues?.max ?? NaN)
    }
  })

  it('are no more than was asked for', () => {
    const w = initialWeights(network, 5)
    const [spectrum, one] = partsOf(
      input([
        { step: 1, w, eigenvalues: true, methods: [] },
        { step: 2, w, eigenvalues: false, methods: all.filter(({ id }) => id === 'diagonal') },
      ]),
    )
    expect(spectrum.errors).toEqual({})
    expect(one.eigenvalues).toBeUndefined()
    expect(Object.keys(one.errors)).toEqual(['diagonal'])
  })

  it('are null where matrices overflow', () => {
    const w = new Float64Array(network.W).fill(1e200)
    const [part] = partsOf(input([{ step: 1, w, eigenvalues: true, methods: all }]))
    expect(part.eigenvalues).toBeNull()
    expect(Object.values(part.errors).every((error) => error === null)).toBe(true)
  })
})
