import { symmetricEigenvalues } from '../../../linalg/eigenvalues.ts'
import type { Matrix } from '../../../linalg/matrix.ts'
import { finish } from '../../../linalg/steps.ts'
import type { Problem } from '../../../network/network.ts'
import { entryErrors } from '../../errorMeasures.ts'
import { defaultParameters, methodNamed } from '../../index.ts'
import type { MethodId } from '../../index.ts'
import { damped, inverseErrors } from '../../inverseErrors.ts'
import type { ParameterValues } from '../../method.ts'
import { probeDifferences } from './differenceProbe.ts'
import type { MethodFacts, Situation } from './situation.ts'
import { surveyPatterns } from './survey.ts'

export interface SituationOptions {
  readonly methods?: readonly MethodId[]
  readonly parameters?: ParameterValues
  readonly damping?: number
  readonly step?: number
}

/** The situation that comparing these methods on the problem leaves; for tests. */
export function situationOf(
  problem: Problem,
  { methods = ['exact', 'outer-product'], parameters = {}, damping = 0.1, step = 0 }: SituationOptions = {},
): Situation {
  const survey = surveyPatterns(problem)
  const exact = finish(methodNamed('exact').evaluate(problem, {})).matrix
  const outer = finish(methodNamed('outer-product').evaluate(problem, {})).matrix
  const facts = (id: MethodId): MethodFacts => {
    const method = methodNamed(id)
    const own = { ...defaultParameters(method), ...parameters }
    const { matrix, asymmetry } = finish(method.evaluate(problem, own))
    const isInverse = method.target === 'inverse'
    return {
      matrix,
      parameters: own,
      asymmetry: asymmetry ?? null,
      errors: isInverse ? null : entryErrors(matrix, exact),
      inverseErrors: isInverse ? inverseFacts(matrix, exact, outer, damping) : null,
      probe:
        id === 'energy-differences' || id === 'gradient-differences'
          ? finish(probeDifferences(id, problem, survey, matrix, exact, own.epsilon))
          : null,
    }
  }
  return {
    problem,
    survey,
    exact,
    eigenvalues: finish(symmetricEigenvalues(exact)),
    methods: Object.fromEntries(methods.map((id) => [id, facts(id)])),
    damping,
    step,
  }
}

function inverseFacts(P: Matrix, exact: Matrix, outer: Matrix, lambda: number) {
  return finish(inverseErrors(P, finish(damped(exact, lambda)), finish(damped(outer, lambda))))
}
