import { differentiate } from './differentiate.ts'
import { evaluatorOf } from './evaluator.ts'
import { readExpression } from './read.ts'
import type { ExpressionRefusal } from './refusal.ts'
import type { Term } from './term.ts'
import { texOf } from './tex.ts'

/** The names an expression may use for its variables, with the place of each and how it is written as TeX. */
export interface Variables {
  readonly names: readonly (readonly [name: string, index: number])[]
  readonly tex: readonly string[]
}

/** A function of one or two variables that was typed. */
export interface Expression {
  readonly kind: 'expression'
  /** As it was typed. */
  readonly text: string
  /** Its value, not finite where it has none; never throws. */
  readonly evaluate: (first: number, second?: number) => number
  /** TeX, or null where it would be too long to be read. */
  readonly tex: string | null
  /** Its derivative by the variable of this index, between kinks and jumps. */
  readonly derivative: (by: number) => Expression
}

export type Compiled = Expression | { readonly kind: 'refused'; readonly refusal: ExpressionRefusal }

/**
 * The function a text stands for, or why it is refused. Takes some milliseconds at most, whatever the text is, and
 * nothing in it can reach beyond the list of operations: what the library reads is checked node by node and then
 * evaluated here.
 */
export function compile(text: string, variables: Variables): Compiled {
  const reading = readExpression(text, new Map(variables.names))
  return reading.kind === 'term' ? expressionOf(reading.term, text, variables.tex) : reading
}

function expressionOf(term: Term, text: string, variables: readonly string[]): Expression {
  return {
    kind: 'expression',
    text,
    evaluate: evaluatorOf(term),
    tex: texOf(term, variables),
    derivative: (by) => expressionOf(differentiate(term, by), text, variables),
  }
}
