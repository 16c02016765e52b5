import type { OperationName } from './operations.ts'
import { call, number } from './term.ts'
import type { Term } from './term.ts'

function is(term: Term, value: number): boolean {
  return term.kind === 'number' && term.value === value
}

/** The operand of −u, or null. */
function negated(term: Term): Term | null {
  return term.kind === 'call' && term.name === 'negate' ? term.operands[0] : null
}

/** Whether two terms are written alike, as far as can be told by looking at a few dozen nodes. */
function alike(u: Term, v: Term): boolean {
  let looks = 64
  const same = (p: Term, q: Term): boolean => {
    if (p === q) return true
    if (--looks < 0) return false
    if (p.kind === 'number') return is(q, p.value)
    if (p.kind === 'constant') return q.kind === 'constant' && p.name === q.name
    if (p.kind === 'variable') return q.kind === 'variable' && p.index === q.index
    return (
      q.kind === 'call' && p.name === q.name && p.operands.every((operand, i) => same(operand, q.operands[i]))
    )
  }
  return same(u, v)
}

/** A term as a number times the rest, which is null where the rest is 1. */
function factored(term: Term): { readonly factor: number; readonly rest: Term | null } {
  if (term.kind === 'number') return { factor: term.value, rest: null }
  const minus = negated(term)
  if (minus) {
    const { factor, rest } = factored(minus)
    return { factor: -factor, rest }
  }
  if (term.kind === 'call' && term.name === 'multiply' && term.operands[0].kind === 'number')
    return { factor: term.operands[0].value, rest: term.operands[1] }
  return { factor: 1, rest: term }
}

function negative(u: Term): Term {
  if (u.kind === 'number') return number(u.value === 0 ? 0 : -u.value)
  if (u.kind === 'call' && u.name === 'subtract') return difference(u.operands[1], u.operands[0])
  return negated(u) ?? call('negate', u)
}

function sum(u: Term, v: Term): Term {
  if (is(u, 0)) return v
  if (is(v, 0)) return u
  if (u.kind === 'number' && v.kind === 'number') return number(u.value + v.value)
  const minus = negated(v)
  if (minus) return difference(u, minus)
  const before = negated(u)
  if (before) return difference(v, before)
  return alike(u, v) ? product(number(2), u) : call('add', u, v)
}

function difference(u: Term, v: Term): Term {
  if (is(v, 0)) return u
  if (is(u, 0)) return negative(v)
  if (u.kind === 'number' && v.kind === 'number') return number(u.value - v.value)
  const plus = negated(v)
  if (plus) return sum(u, plus)
  const before = u.kind === 'call' && u.name === 'subtract' ? u.operands : null
  return before && before[1].kind === 'number' && v.kind === 'number'
    ? difference(before[0], number(before[1].value + v.value))
    : call('subtract', u, v)
}

/** Numbers and signs in front, as people write them; u u as u², (p/q) v as (p v)/q. */
function product(u: Term, v: Term): Term {
  const first = factored(u)
  const second = factored(v)
  const factor = first.factor * second.factor
  if (factor === 0) return number(0)
  if (factor < 0) return negative(product(scaled(-factor, first.rest), scaled(1, second.rest)))
  if (!first.rest || !second.rest) return scaled(factor, first.rest ?? second.rest)
  return scaled(factor, plainProduct(first.rest, second.rest))
}

function scaled(factor: number, rest: Term | null): Term {
  if (!rest) return number(factor)
  if (factor === 1) return rest
  if (rest.kind === 'call' && rest.name === 'divide')
    return quotient(product(number(factor), rest.operands[0]), rest.operands[1])
  return rest.kind === 'call' && rest.name === 'multiply' && rest.operands[0].kind === 'number'
    ? scaled(factor * rest.operands[0].value, rest.operands[1])
    : call('multiply', number(factor), rest)
}

/** u v without numbers in front: fractions become one, and a factor that stands several times becomes a power. */
function plainProduct(u: Term, v: Term): Term {
  if (u.kind === 'call' && u.name === 'divide') return quotient(product(u.operands[0], v), u.operands[1])
  if (v.kind === 'call' && v.name === 'divide') return quotient(product(u, v.operands[0]), v.operands[1])
  const factors = powersIn(u, v)
  return factors ? joined(factors) : call('multiply', u, v)
}

/** A factor of a product with its exponent, a whole number > 0. */
interface Power {
  readonly base: Term
  readonly exponent: number
}

/** Products of more factors are left as they are, shared with whatever else they stand in. */
const mostFactors = 8

/** The factors of a product of these terms, null where they are too many to be compared with each other. */
function powersIn(...terms: readonly Term[]): readonly Power[] | null {
  const found: Power[] = []
  const add = (term: Term): boolean => {
    if (term.kind === 'call' && term.name === 'multiply') return term.operands.every(add)
    if (term.kind === 'call' && term.name === 'power') {
      const [base, exponent] = term.operands
      if (exponent.kind === 'number' && Number.isInteger(exponent.value) && exponent.value > 0)
        return found.push({ base, exponent: exponent.value }) <= mostFactors
    }
    return found.push({ base: term, exponent: 1 }) <= mostFactors
  }
  return terms.every(add) ? found : null
}

/** The product of these factors, equal ones as powers; variables go in front of what is made of them. */
function joined(factors: readonly Power[]): Term {
  const powers: Power[] = []
  for (const { base, exponent } of factors) {
    const at = powers.findIndex((one) => alike(one.base, base))
    if (at < 0) powers.push({ base, exponent })
    else powers[at] = { base, exponent: isTruth(base) ? 1 : powers[at].exponent + exponent }
  }
  const rank = ({ base }: Power) => (base.kind === 'call' ? 1 : 0)
  const [first, ...rest] = powers
    .sort((one, other) => rank(one) - rank(other))
    .map(({ base, exponent }) => power(base, number(exponent)))
  return rest.reduce((left, right) => call('multiply', left, right), first)
}

/** Whether the term is 1 or 0 by its form: [condition]. */
function isTruth(term: Term): boolean {
  return term.kind === 'call' && term.name === 'choose' && is(term.operands[1], 1) && is(term.operands[2], 0)
}

function quotient(u: Term, v: Term): Term {
  if (is(u, 0)) return number(0)
  if (is(v, 1)) return u
  const top = factored(u)
  const bottom = factored(v)
  if (top.factor * bottom.factor < 0) return negative(quotient(positive(top), positive(bottom)))
  const below = top.rest?.kind === 'call' && top.rest.name === 'divide' ? top.rest.operands : null
  if (below) return quotient(product(number(top.factor), below[0]), product(below[1], v))
  return (
    cancelled(Math.abs(top.factor), top.rest, Math.abs(bottom.factor), bottom.rest) ?? call('divide', u, v)
  )
}

function positive({ factor, rest }: ReturnType<typeof factored>): Term {
  return scaled(Math.abs(factor), rest)
}

/** A fraction without the whole numbers and the powers that stand above and below; null where there are none. */
function cancelled(above: number, u: Term | null, below: number, v: Term | null): Term | null {
  const [numerators, denominators] = [u, v].map((term) => (term ? powersIn(term) : []))
  if (!numerators || !denominators) return null
  const tops = [...numerators]
  const bottoms = [...denominators]
  let found = false
  for (const [i, top] of tops.entries()) {
    const k = bottoms.findIndex(({ base }) => alike(base, top.base))
    if (k < 0) continue
    found = true
    const common = Math.min(top.exponent, bottoms[k].exponent)
    tops[i] = { ...top, exponent: top.exponent - common }
    bottoms[k] = { ...bottoms[k], exponent: bottoms[k].exponent - common }
  }
  let [m, n] = [above, below]
  if (n !== 1 && Number.isSafeInteger(m) && Number.isSafeInteger(n)) {
    const divisor = commonDivisor(m, n)
    if (divisor > 1) [m, n, found] = [m / divisor, n / divisor, true]
  }
  if (!found) return null
  const rebuilt = (factor: number, powers: readonly Power[]) => {
    const left = powers.filter(({ exponent }) => exponent > 0)
    return scaled(factor, left.length > 0 ? joined(left) : null)
  }
  const [numerator, denominator] = [rebuilt(m, tops), rebuilt(n, bottoms)]
  return is(denominator, 1) ? numerator : call('divide', numerator, denominator)
}

function commonDivisor(m: number, n: number): number {
  return n === 0 ? m : commonDivisor(n, m % n)
}

function power(u: Term, v: Term): Term {
  if (is(v, 1)) return u
  if (is(v, 0)) return number(1)
  const whole = v.kind === 'number' && Number.isInteger(v.value) && v.value > 0 ? v.value : null
  if (whole && u.kind === 'call' && u.name === 'power') {
    const [{ base, exponent }] = powersIn(u) ?? []
    if (exponent > 1) return call('power', base, number(exponent * whole))
  }
  // (2 u)² as 4 u².
  if (whole && u.kind === 'call' && u.name === 'multiply' && u.operands[0].kind === 'number')
    return scaled(u.operands[0].value ** whole, power(u.operands[1], v))
  return call('power', u, v)
}

/** Relations that hold where another one does not; where an operand is NaN neither has a value. */
const opposites: Readonly<Partial<Record<OperationName, OperationName>>> = {
  less: 'greaterOrEqual',
  lessOrEqual: 'greater',
  greater: 'lessOrEqual',
  greaterOrEqual: 'less',
}

function choice(condition: Term, u: Term, v: Term): Term {
  if (alike(u, v)) return u
  const opposite = condition.kind === 'call' ? opposites[condition.name] : undefined
  if (is(u, 0) && condition.kind === 'call' && opposite)
    return call('choose', call(opposite, ...condition.operands), v, u)
  return call('choose', condition, u, v)
}

/**
 * An operation with what can be left out of it left out: + 0, · 1, · 0, powers 1 and 0, double signs, numbers that
 * meet. The rules hold wherever the operands are finite, need no search and never make a term larger.
 */
export function tidy(name: OperationName, operands: readonly Term[]): Term {
  const [u, v, w] = operands
  switch (name) {
    case 'negate':
      return negative(u)
    case 'add':
      return sum(u, v)
    case 'subtract':
      return difference(u, v)
    case 'multiply':
      return product(u, v)
    case 'divide':
      return quotient(u, v)
    case 'power':
      return power(u, v)
    case 'choose':
      return choice(u, v, w)
    default:
      return call(name, ...operands)
  }
}

/**
 * An operation with the zeros and ones left out alone: what stays is shared with whatever else it stands in, so that
 * a derivative has no more parts than a few for each part of the term, however large that is.
 */
export function trimmed(name: OperationName, operands: readonly Term[]): Term {
  const [u, v] = operands
  const zero = operands.findIndex((operand) => is(operand, 0))
  switch (name) {
    case 'add':
      return zero < 0 ? call(name, u, v) : operands[1 - zero]
    case 'subtract':
      return zero === 1 ? u : call(name, u, v)
    case 'multiply':
      if (zero >= 0) return number(0)
      return is(u, 1) ? v : is(v, 1) ? u : call(name, u, v)
    case 'power':
      return zero === 1 ? number(1) : is(v, 1) ? u : call(name, u, v)
    case 'choose':
      return operands[1] === operands[2] ? operands[1] : call(name, ...operands)
    default:
      return call(name, ...operands)
  }
}
