import type { OperationName } from './operations.ts'

/** What an expression says, read and checked: a tree whose parts may be shared. */
export type Term =
  | { readonly kind: 'number'; readonly value: number }
  /** π or e, which keep their names when they are shown. */
  | { readonly kind: 'constant'; readonly name: ConstantName }
  /** The variable at this index of the list the expression was read with. */
  | { readonly kind: 'variable'; readonly index: number }
  | { readonly kind: 'call'; readonly name: OperationName; readonly operands: readonly Term[] }

export const constants = { pi: Math.PI, e: Math.E } as const
export type ConstantName = keyof typeof constants

export function number(value: number): Term {
  return { kind: 'number', value }
}

/** An operation exactly as it is written. */
export function call(name: OperationName, ...operands: readonly Term[]): Term {
  return { kind: 'call', name, operands }
}

/** The nodes of a term written out; parts that are shared count as often as they would be written. */
export function sizeOf(term: Term): number {
  const known = new Map<Term, number>()
  const size = (part: Term): number => {
    if (part.kind !== 'call') return 1
    const before = known.get(part)
    if (before !== undefined) return before
    const own = part.operands.reduce((total, operand) => total + size(operand), 1)
    known.set(part, own)
    return own
  }
  return size(term)
}
