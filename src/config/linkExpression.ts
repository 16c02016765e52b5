import type { ExpressionRefusal } from '../network/expression/index.ts'
import { expressionsPrepared } from '../network/expression/index.ts'
import type { ActivationConfiguration, ProblemConfiguration } from './configuration.ts'
import type { LinkReader } from './linkReader.ts'

/** A typed function as a word of a link: fn(a*exp(-a^2)). */
export function writeExpression(expression: string): string {
  return `fn(${expression})`
}

/** An activation as a word of a link. */
export function writeActivation(activation: ActivationConfiguration): string {
  return typeof activation === 'string' ? activation : writeExpression(activation.expression)
}

/** The text within fn(…), or null for any other word. */
export function expressionIn(word: string): string | null {
  return word.startsWith('fn(') && word.endsWith(')') ? word.slice(3, -1) : null
}

/** The words between the commas that stand in no parentheses: a typed function may have commas of its own. */
export function splitWords(text: string): readonly string[] {
  const words: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')') depth--
    else if (text[at] === ',' && depth === 0) {
      words.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...words, text.slice(from)]
}

/** Whether a link has a typed function: then `prepareExpressions` must be waited for before it is decoded. */
export function linkHasExpressions(hash: string): boolean {
  return /fn(\(|%28)/i.test(hash)
}

/** Whether a problem has a typed function: then `prepareExpressions` must be waited for before it is built. */
export function hasExpressions({ network, data }: WithExpressions): boolean {
  return (
    network.activations.some((activation) => typeof activation !== 'string') ||
    (data !== undefined && 'expression' in data)
  )
}

interface WithExpressions {
  readonly network: Pick<ProblemConfiguration['network'], 'activations'>
  /** Where there are none, such as where the patterns are at hand, the network alone is asked. */
  readonly data?: ProblemConfiguration['data']
}

/** Whether a typed function of a link can be used; if not, that is noted. `read` reads it. */
export function readTyped(
  reader: LinkReader,
  key: string,
  expression: string,
  used: string,
  read: () => { readonly kind: string } | { readonly kind: 'refused'; readonly refusal: ExpressionRefusal },
): boolean {
  if (!expressionsPrepared()) {
    reader.note('expressions-not-loaded', key, expression, used)
    return false
  }
  const outcome = read()
  if (!('refusal' in outcome)) return true
  const { code, values } = outcome.refusal
  reader.note('expression-refused', key, expression, used, { ...values, reason: code })
  return false
}
