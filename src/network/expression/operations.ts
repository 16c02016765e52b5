import { erfc } from '../activations/erfc.ts'
import { logOnePlusExp, sigma } from '../activations/logistic.ts'

/** An operator or function an expression may use. */
export interface Operation {
  readonly operands: 1 | 2 | 3
  /** Called with three numbers whatever it needs: it must not look at more than its operands. */
  readonly evaluate: (p: number, q: number, r: number) => number
  /**
   * Its derivatives by p and by q as expressions in p and q; 'library' where mathjs knows them, 'piece' where the
   * operation picks one of its operands and the derivative is that of the one picked, 'none' where it is constant
   * between jumps. A jump's Dirac mass is dropped, as at the kink of relu (spec §1.3).
   */
  readonly derivative: readonly string[] | 'library' | 'piece' | 'none'
}

function one(evaluate: (p: number) => number, derivative: Operation['derivative'] = 'library'): Operation {
  return { operands: 1, evaluate, derivative }
}

function two(
  evaluate: (p: number, q: number) => number,
  derivative: Operation['derivative'] = 'library',
): Operation {
  return { operands: 2, evaluate, derivative }
}

/** 1 − erfc, but near 0, where that would lose the digits, by the first terms of its series. */
function erf(p: number): number {
  return Math.abs(p) < 1e-4 ? (2 / Math.sqrt(Math.PI)) * (p - p ** 3 / 3) : 1 - erfc(p)
}

const truth = (holds: boolean): number => (holds ? 1 : 0)

/**
 * NaN in a comparison stays NaN rather than turning into "no": a point where the expression has no value is reported
 * as one.
 */
const compared = (holds: (p: number, q: number) => boolean): Operation =>
  two((p, q) => (p !== p || q !== q ? NaN : truth(holds(p, q))), 'none')

/** Everything that is allowed; what is not here is refused. Comparisons give 1 or 0. */
export const operations = {
  add: two((p, q) => p + q),
  subtract: two((p, q) => p - q),
  multiply: two((p, q) => p * q),
  divide: two((p, q) => p / q),
  power: two(Math.pow),
  negate: one((p) => -p),
  less: compared((p, q) => p < q),
  lessOrEqual: compared((p, q) => p <= q),
  greater: compared((p, q) => p > q),
  greaterOrEqual: compared((p, q) => p >= q),
  equal: compared((p, q) => p === q),
  unequal: compared((p, q) => p !== q),
  and: compared((p, q) => p !== 0 && q !== 0),
  or: compared((p, q) => p !== 0 || q !== 0),
  not: one((p) => (p !== p ? NaN : truth(p === 0)), 'none'),
  choose: { operands: 3, evaluate: (p, q, r) => (p !== p ? NaN : p !== 0 ? q : r), derivative: 'piece' },
  max: two((p, q) => Math.max(p, q), 'piece'),
  min: two((p, q) => Math.min(p, q), 'piece'),

  abs: one(Math.abs, ['sign(p)']),
  sign: one(Math.sign, 'none'),
  floor: one(Math.floor, 'none'),
  ceil: one(Math.ceil, 'none'),
  round: one(Math.round, 'none'),

  sqrt: one(Math.sqrt),
  // The library's 1/(3 p^(2/3)) has no value left of 0.
  cbrt: one(Math.cbrt, ['1 / (3 * cbrt(p)^2)']),
  exp: one(Math.exp),
  expm1: one(Math.expm1, ['exp(p)']),
  log: one(Math.log),
  log1p: one(Math.log1p, ['1 / (1 + p)']),
  log2: one(Math.log2, ['1 / (p * log(2))']),
  log10: one(Math.log10),

  sin: one(Math.sin),
  cos: one(Math.cos),
  tan: one(Math.tan),
  sec: one((p) => 1 / Math.cos(p)),
  csc: one((p) => 1 / Math.sin(p)),
  cot: one((p) => 1 / Math.tan(p)),
  asin: one(Math.asin),
  acos: one(Math.acos),
  atan: one(Math.atan),

  sinh: one(Math.sinh),
  cosh: one(Math.cosh),
  tanh: one(Math.tanh),
  sech: one((p) => 1 / Math.cosh(p)),
  csch: one((p) => 1 / Math.sinh(p)),
  coth: one((p) => 1 / Math.tanh(p)),
  asinh: one(Math.asinh),
  acosh: one(Math.acosh),
  atanh: one(Math.atanh),

  // Of a neural network's own, each with a derivative that keeps its digits far out.
  sigmoid: one(sigma, ['sigmoid(p) * sigmoid(-p)']),
  softplus: one(logOnePlusExp, ['sigmoid(p)']),
  relu: one((p) => (p > 0 ? p : p === p ? 0 : p), ['p > 0 ? 1 : 0']),
  erf: one(erf, ['2 * exp(-p^2) / sqrt(pi)']),
} as const satisfies Record<string, Operation>

export type OperationName = keyof typeof operations

/** Other names of functions on the list. */
const aliases: Readonly<Record<string, OperationName>> = { ln: 'log' }

/** Operators of the grammar, which are no functions to be called by name. */
const operators: readonly OperationName[] = [
  ...(['add', 'subtract', 'multiply', 'divide', 'power', 'negate', 'choose'] as const),
  ...(['less', 'lessOrEqual', 'greater', 'greaterOrEqual', 'equal', 'unequal', 'and', 'or', 'not'] as const),
]

/** The functions an expression may call by name. */
export const functionNames: readonly string[] = [
  ...Object.keys(operations).filter((name) => !operators.includes(name as OperationName)),
  ...Object.keys(aliases),
]

/** The operation of a function called by this name, or null. */
export function functionNamed(name: string): OperationName | null {
  if (!functionNames.includes(name)) return null
  return Object.hasOwn(aliases, name) ? aliases[name] : (name as OperationName)
}
