import { diagonal } from './diagonal.ts'
import { energyDifferences } from './energyDifferences.ts'
import { exact } from './exact.ts'
import { gradientDifferences } from './gradientDifferences.ts'
import type { HessianMethod, ParameterValues } from './method.ts'
import { outerProduct } from './outerProduct.ts'
import { rOperator } from './rOperator.ts'
import { sequentialInverse } from './sequentialInverse.ts'

/** Every method, in the order it is shown. */
export const methods = [
  exact,
  outerProduct,
  diagonal,
  energyDifferences,
  gradientDifferences,
  rOperator,
  sequentialInverse,
] as const

export type MethodId = (typeof methods)[number]['id']

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
