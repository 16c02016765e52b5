import { exact } from './exact.ts'
import type { HessianMethod } from './method.ts'
import { outerProduct } from './outerProduct.ts'

/** Every method, in the order it is shown. */
export const methods = [exact, outerProduct] as const

export type MethodId = (typeof methods)[number]['id']

const byId: ReadonlyMap<string, HessianMethod> = new Map(methods.map((one) => [one.id, one]))

/** The method of this id. */
export function methodNamed(id: MethodId): HessianMethod {
  const found = byId.get(id)
  if (!found) throw new RangeError(`no method has the id ${id}`)
  return found
}
