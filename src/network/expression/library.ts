import { create, derivativeDependencies, parseDependencies } from 'mathjs/number'
import type { MathNode } from 'mathjs/number'

/**
 * The part of mathjs that is used: it reads expressions and knows the rules of differentiation. Nothing is ever
 * evaluated by it, so that an expression can reach nothing but the list of operations.
 */
const library = create({ ...parseDependencies, ...derivativeDependencies })

/** The expression as the library reads it; throws where it cannot. */
export function parsed(plain: string): MathNode {
  return library.parse(plain)
}

/** The derivative of an expression by a variable, not simplified: simplifying can take minutes. */
export function libraryDerivative(expression: string, variable: string): MathNode {
  return library.derivative(expression, variable, { simplify: false })
}
