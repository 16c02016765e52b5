import { bfgs } from './bfgs.ts'
import { blockDiagonal } from './blockDiagonal.ts'
import { diagonal } from './diagonal.ts'
import { empiricalFisher } from './empiricalFisher.ts'
import { energyDifferences } from './energyDifferences.ts'
import { exact } from './exact.ts'
import { gradientDifferences } from './gradientDifferences.ts'
import { hutchinsonDiagonal } from './hutchinsonDiagonal.ts'
import { kFac } from './kFac.ts'
import { kfra } from './kfra.ts'
import { lanczos } from './lanczos.ts'
import { levenbergMarquardtDiagonal } from './levenbergMarquardtDiagonal.ts'
import { lowRank } from './lowRank.ts'
import type { HessianMethod, ParameterValues } from './method.ts'
import { monteCarloFisher } from './monteCarloFisher.ts'
import { outerProduct } from './outerProduct.ts'
import { rOperator } from './rOperator.ts'
import { sequentialInverse } from './sequentialInverse.ts'

/** Every method, in the order it is shown: group by group (`methodGroups`). */
export const methods = [
  exact,
  outerProduct,
  diagonal,
  energyDifferences,
  gradientDifferences,
  rOperator,
  sequentialInverse,
  blockDiagonal,
  kFac,
  kfra,
  levenbergMarquardtDiagonal,
  lowRank,
  lanczos,
  empiricalFisher,
  monteCarloFisher,
  hutchinsonDiagonal,
  bfgs,
] as const

export type MethodId = (typeof methods)[number]['id']

/** The seven of PRML 5.4. */
export type BookMethodId = Extract<(typeof methods)[number], { group: 'book' }>['id']

/** Every parameter that a method takes. */
export type ParameterName = (typeof methods)[number]['parameters'][number]['name']

const byId: ReadonlyMap<string, HessianMethod> = new Map(methods.map((one) => [one.id, one]))

/** The method of this id. */
export function methodNamed(id: MethodId): HessianMethod {
  const found = byId.get(id)
  if (!found) throw new RangeError(`no method has the id ${id}`)
  return found
}

/** The method's parameters at their defaults. */
export function defaultParameters(method: HessianMethod): ParameterValues {
  return Object.fromEntries(method.parameters.map((one) => [one.name, one.default]))
}

/** The ids of the methods of PRML 5.4, in order. */
export const bookMethods = methods.filter(({ group }) => group === 'book').map(({ id }) => id as BookMethodId)
