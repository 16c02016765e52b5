import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import { limits } from './limits.ts'

/** How many maps these methods take: an inverse stands beside the one it is held against. */
function mapCount(ids: readonly MethodId[]): number {
  return ids.reduce((sum, id) => sum + (methodNamed(id).target === 'inverse' ? 2 : 1), 0)
}

/** Whether another method's maps fit beside those of the methods shown. */
export function fitsBeside(shown: readonly MethodId[], id: MethodId): boolean {
  return mapCount([...shown, id]) <= limits.maps.max
}

/** The first of these methods, as many as have room. */
export function firstFitting(ids: readonly MethodId[]): readonly MethodId[] {
  const count = ids.findIndex((_, n) => mapCount(ids.slice(0, n + 1)) > limits.maps.max)
  return count < 0 ? ids : ids.slice(0, count)
}
