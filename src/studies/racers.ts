import { methodNamed, methods } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import type { RaceRule } from '../uses/race.ts'
import type { StudySubject, StudyValues } from './study.ts'
import { numberOf, wordsOf } from './study.ts'

/** The racers with a name of their own, in the order of the menu. */
export const racerNames = [
  'gradient-descent',
  'momentum',
  'newton',
  'damped-newton',
  'levenberg-marquardt',
  'diagonal-scaled',
  'k-fac',
  'l-bfgs',
  'hessian-free',
  'hessian-free-gauss-newton',
] as const

/** Methods that race by a name of their own; BFGS learns from a way that is there before the race, as L-BFGS does. */
const named: readonly MethodId[] = ['exact', 'outer-product', 'diagonal', 'k-fac', 'bfgs']

/** The other methods, each with its damped matrix in place of H. */
export const otherMatrices: readonly MethodId[] = methods
  .map(({ id }) => id)
  .filter((id) => !named.includes(id))

export const allRacers: readonly ((typeof racerNames)[number] | MethodId)[] = [
  ...racerNames,
  ...otherMatrices,
]

export type RacerId = (typeof allRacers)[number]

/** Those chosen, in the order of the menu. */
export function chosenRacers(values: StudyValues): readonly RacerId[] {
  const words = [...wordsOf(values, 'racers'), ...wordsOf(values, 'matrices')]
  return allRacers.filter((id) => words.includes(id))
}

/** How a racer goes, with the numbers of the study and the parameters that methods have on the page. */
export function ruleOf(id: RacerId, parameters: StudySubject['parameters'], values: StudyValues): RaceRule {
  const damping = numberOf(values, 'damping')
  const settings = { learningRate: numberOf(values, 'rate'), momentum: numberOf(values, 'momentum') }
  const damped = (method: MethodId): RaceRule => ({
    kind: 'matrix',
    method: methodNamed(method),
    parameters: parameters[method],
    diagonal: false,
    damping,
    adaptive: true,
  })
  switch (id) {
    case 'gradient-descent':
    case 'momentum':
    case 'l-bfgs':
      return { kind: 'training', optimizer: id, settings }
    case 'newton':
      return { ...damped('exact'), damping: 0, adaptive: false } as RaceRule
    case 'damped-newton':
      return damped('exact')
    case 'levenberg-marquardt':
      return damped('outer-product')
    case 'diagonal-scaled':
      return { ...damped('diagonal'), diagonal: true } as RaceRule
    case 'hessian-free':
      return { kind: 'hessian-free', gaussNewton: false, damping: 0 }
    case 'hessian-free-gauss-newton':
      return { kind: 'hessian-free', gaussNewton: true, damping }
    default:
      return damped(id)
  }
}
