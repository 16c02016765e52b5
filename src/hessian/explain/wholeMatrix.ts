import { methodNamed } from '../index.ts'
import type { MethodId } from '../index.ts'

/** Whether the method's account of an entry takes its whole matrix. */
export function needsWholeMatrix(id: MethodId): boolean {
  const { target, group } = methodNamed(id)
  return target === 'inverse' || group !== 'book'
}
