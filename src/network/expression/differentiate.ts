import { libraryDerivative, parsed } from './library.ts'
import { operations } from './operations.ts'
import type { Operation, OperationName } from './operations.ts'
import { termOfNode } from './read.ts'
import { call, number, sizeOf } from './term.ts'
import type { Term } from './term.ts'
import { tidy, trimmed } from './tidy.ts'

const operandNames = ['p', 'q', 'r'] as const

const operands: ReadonlyMap<string, number> = new Map(operandNames.map((name, index) => [name, index]))

/** The operations as the library reads them. */
const written: Readonly<Partial<Record<OperationName, string>>> = {
  add: 'p + q',
  subtract: 'p - q',
  multiply: 'p * q',
  divide: 'p / q',
  power: 'p ^ q',
  negate: '-p',
}

const rules = new Map<string, Term>()

/** ∂/∂p or ∂/∂q of an operation as a term in p and q, by its own rule or the library's. */
function rule(name: OperationName, by: number): Term {
  const key = `${name} ${by}`
  const known = rules.get(key)
  if (known) return known
  const { derivative }: Operation = operations[name]
  const node =
    derivative === 'library'
      ? libraryDerivative(written[name] ?? `${name}(p)`, operandNames[by])
      : parsed(derivative[by])
  const found = termOfNode(node, operands)
  rules.set(key, found)
  return found
}

type Build = typeof tidy

/** The rule with the operands put in. */
function applied(template: Term, values: readonly Term[], build: Build): Term {
  if (template.kind === 'variable') return values[template.index]
  if (template.kind !== 'call') return template
  return build(
    template.name,
    template.operands.map((operand) => applied(operand, values, build)),
  )
}

/** Nodes of a term whose derivative somebody may read; larger ones are only computed with. */
const shown = 80

/**
 * ∂u/∂x for the variable x of this index, by the chain rule over the operations: ∂f(p, q)/∂x = f_p ∂p/∂x +
 * f_q ∂q/∂x. Parts that the term shares are differentiated once and shared in the result, which therefore grows in
 * proportion to the term, whatever it is. Of a short term the derivative is tidied, to be read.
 */
export function differentiate(term: Term, by: number): Term {
  const build = sizeOf(term) <= shown ? tidy : trimmed
  const known = new Map<Term, Term>()
  const derivativeOf = (u: Term): Term => {
    if (u.kind === 'variable') return number(u.index === by ? 1 : 0)
    if (u.kind !== 'call') return number(0)
    const before = known.get(u)
    if (before) return before
    const found = chained(u.name, u.operands, derivativeOf, build)
    known.set(u, found)
    return found
  }
  return derivativeOf(term)
}

function chained(
  name: OperationName,
  values: readonly Term[],
  derivativeOf: (u: Term) => Term,
  build: Build,
): Term {
  const { derivative }: Operation = operations[name]
  if (derivative === 'none') return number(0)
  const [p, q, r] = values
  if (derivative === 'piece') {
    // A sum weighted by 0 and 1 would be 0 · ∞ where the piece not taken has no value.
    if (name === 'choose') return build('choose', [p, derivativeOf(q), derivativeOf(r)])
    const first = call(name === 'max' ? 'greaterOrEqual' : 'lessOrEqual', p, q)
    return build('choose', [first, derivativeOf(p), derivativeOf(q)])
  }
  return values.reduce<Term>((total, value, at) => {
    const inner = derivativeOf(value)
    // Also spares rules without a value, such as the logarithm of a power's negative base.
    if (inner.kind === 'number' && inner.value === 0) return total
    return build('add', [total, build('multiply', [applied(rule(name, at), values, build), inner])])
  }, number(0))
}
