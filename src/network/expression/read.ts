import type {
  ConditionalNode,
  ConstantNode,
  FunctionNode,
  MathNode,
  OperatorNode,
  ParenthesisNode,
  RelationalNode,
  SymbolNode,
} from 'mathjs/number'
import { parsed } from './library.ts'
import { functionNamed, functionNames, operations } from './operations.ts'
import type { Operation, OperationName } from './operations.ts'
import { expressionLimits, plainText, refusalOf } from './refusal.ts'
import type { ExpressionCode, ExpressionRefusal } from './refusal.ts'
import { call, constants, number } from './term.ts'
import type { ConstantName, Term } from './term.ts'

export type Reading =
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'refused'; readonly refusal: ExpressionRefusal }

/** The library's operators that are allowed. */
const operatorNames: Readonly<Record<string, OperationName>> = {
  add: 'add',
  subtract: 'subtract',
  multiply: 'multiply',
  divide: 'divide',
  pow: 'power',
  unaryMinus: 'negate',
  smaller: 'less',
  smallerEq: 'lessOrEqual',
  larger: 'greater',
  largerEq: 'greaterOrEqual',
  equal: 'equal',
  unequal: 'unequal',
  and: 'and',
  or: 'or',
  not: 'not',
}

/** Carries a refusal out of the recursion; never leaves this file. */
class Refused extends Error {
  constructor(readonly refusal: ExpressionRefusal) {
    super(refusal.code)
  }
}

function refuse(code: ExpressionCode, values: ExpressionRefusal['values'] = {}): never {
  throw new Refused(refusalOf(code, values))
}

const LONGEST_NAME = 40

/**
 * The term an expression in these variables stands for, or why it is refused. The limits are kept before the
 * library reads anything; then every node, operator, function and name must be on the list. Variables of other
 * names, such as x beside x1, are given as further entries of the map.
 */
export function readExpression(text: string, variables: ReadonlyMap<string, number>): Reading {
  const judged = plainText(text)
  if ('refusal' in judged) return { kind: 'refused', refusal: judged.refusal }
  let node: MathNode
  try {
    node = parsed(judged.plain)
  } catch (error) {
    // Its stack can overflow too, on nested signs or powers; both mean that the text cannot be read.
    const { char } = error as { readonly char?: number }
    return { kind: 'refused', refusal: refusalOf('syntax', { at: char ?? text.length }) }
  }
  try {
    return { kind: 'term', term: new Reader(variables).termOf(node, 1) }
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', refusal: error.refusal }
    throw error
  }
}

/** The term of a node of the library's that may hold nothing but what is allowed; throws otherwise. */
export function termOfNode(node: MathNode, variables: ReadonlyMap<string, number>): Term {
  return new Reader(variables).termOf(node, 1)
}

class Reader {
  #nodes = 0

  constructor(private readonly variables: ReadonlyMap<string, number>) {}

  termOf(node: MathNode, depth: number): Term {
    const { depth: deepest, nodes } = expressionLimits
    if (depth > deepest) refuse('too-deep', { depth, limit: deepest })
    if (++this.#nodes > nodes) refuse('too-many-nodes', { nodes: this.#nodes, limit: nodes })
    const part = (child: MathNode) => this.termOf(child, depth + 1)
    switch (node.type) {
      case 'ConstantNode':
        return this.#number((node as ConstantNode).value)
      case 'SymbolNode':
        return this.#symbol((node as SymbolNode).name)
      case 'ParenthesisNode':
        return part((node as ParenthesisNode).content)
      case 'OperatorNode':
        return this.#operator(node as OperatorNode, part)
      case 'FunctionNode':
        return this.#function(node as FunctionNode, part)
      case 'ConditionalNode': {
        const { condition, trueExpr, falseExpr } = node as ConditionalNode
        return call('choose', part(condition), part(trueExpr), part(falseExpr))
      }
      case 'RelationalNode':
        return this.#relation(node as RelationalNode, part)
      default:
        return refuse('not-allowed', { construct: node.type })
    }
  }

  #number(value: unknown): Term {
    if (typeof value !== 'number') return refuse('not-allowed', { construct: 'ConstantNode' })
    if (!Number.isFinite(value)) return refuse('number-too-large', { number: String(value) })
    return number(value)
  }

  #symbol(name: string): Term {
    const index = this.variables.get(name)
    if (index !== undefined) return { kind: 'variable', index }
    if (Object.hasOwn(constants, name)) return { kind: 'constant', name: name as ConstantName }
    const allowed = [...this.variables.keys(), ...Object.keys(constants)].join(', ')
    // A name of a function without its parentheses is the likelier mistake than a new variable.
    if (functionNames.includes(name))
      return refuse('argument-count', { name, expected: this.#arity(name), found: 0 })
    return refuse('unknown-name', { name: name.slice(0, LONGEST_NAME), allowed })
  }

  #operator({ fn, args }: OperatorNode, part: (child: MathNode) => Term): Term {
    const name = fn as string
    if (name === 'unaryPlus') return part(args[0])
    if (!Object.hasOwn(operatorNames, name)) return refuse('not-allowed', { construct: name })
    // a and b and c may come as one node of three.
    const [first, ...rest] = args.map(part)
    const operation = operatorNames[name]
    return rest.length === 0
      ? call(operation, first)
      : rest.reduce((left, right) => call(operation, left, right), first)
  }

  #arity(name: string): number {
    const operation = functionNamed(name)
    return operation ? operations[operation].operands : 0
  }

  #function({ fn, args }: FunctionNode, part: (child: MathNode) => Term): Term {
    // fn may be any node: (a.b)(c) calls a property.
    const called = fn as unknown as MathNode
    if (called.type !== 'SymbolNode') return refuse('not-allowed', { construct: called.type })
    const { name } = called as SymbolNode
    if (this.variables.has(name) && args.length === 1)
      // x(1 + x) is read as a call, and meant as a product.
      return call('multiply', this.#symbol(name), part(args[0]))
    const operation = functionNamed(name)
    if (!operation) return refuse('unknown-function', { name: name.slice(0, LONGEST_NAME) })
    const { operands }: Operation = operations[operation]
    const found = args.length
    const several = operation === 'max' || operation === 'min'
    if (found < operands || found > (several ? expressionLimits.arguments : operands))
      return refuse('argument-count', { name, expected: operands, found })
    const [first, ...rest] = args.map(part)
    return several
      ? rest.reduce((left, right) => call(operation, left, right), first)
      : call(operation, first, ...rest)
  }

  /** −1 < x < 1 holds where every part of the chain does. */
  #relation({ conditionals, params }: RelationalNode, part: (child: MathNode) => Term): Term {
    const { arguments: limit } = expressionLimits
    if (params.length > limit) refuse('too-deep', { depth: params.length, limit })
    const terms = params.map(part)
    return conditionals
      .map((relation, i) => {
        if (!Object.hasOwn(operatorNames, relation)) return refuse('not-allowed', { construct: relation })
        return call(operatorNames[relation], terms[i], terms[i + 1])
      })
      .reduce((left, right) => call('and', left, right))
  }
}
