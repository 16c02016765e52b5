import { expect, it } from 'vitest'
import { evaluate } from '../hessian/testEvaluation.ts'
import { finish } from '../linalg/steps.ts'
import { matrixOf } from './matrixOf.ts'
import { subjectOf } from './testSubject.ts'

const { problem, parameters } = subjectOf()

it('gives the matrix whose inverse a method computes', () => {
  const found = finish(matrixOf('sequential-inverse', problem, parameters))
  if (found.kind === 'failed') throw new Error(found.failure.code)
  const { data, columns } = evaluate('outer-product', problem)
  const { damping } = parameters['sequential-inverse']
  found.value.data.forEach((value, k) =>
    expect(value).toBeCloseTo(data[k] + (k % (columns + 1) === 0 ? damping : 0), 9),
  )
})

it('names what a method gives no matrix for', () => {
  const overflowing = { ...problem, w: problem.w.map(() => 1e200) }
  expect(finish(matrixOf('exact', overflowing, parameters))).toMatchObject({
    failure: { code: 'not-finite' },
  })
})
