/**
 * Expressions come out of links and files, so they are held to these limits before anything is read: a parser's
 * recursion overflows on nested parentheses, and what is differentiated grows with what is typed.
 */
export const expressionLimits = {
  /** Characters. */
  length: 500,
  /** Levels of nesting, of parentheses and of what is parsed. */
  depth: 32,
  /** Nodes of what is parsed. */
  nodes: 400,
  /** Arguments of one function. */
  arguments: 8,
} as const

/** Why an expression is not taken: a catalogue key. */
export type ExpressionCode =
  /** Nothing but spaces. */
  | 'empty'
  /** values: length, limit. */
  | 'too-long'
  /** values: depth, limit. */
  | 'too-deep'
  /** values: nodes, limit. */
  | 'too-many-nodes'
  /** A character that no expression needs, such as a quote or a bracket. values: character, at (from 1). */
  | 'character'
  /** Cannot be read. values: at (from 1), where the parser stopped. */
  | 'syntax'
  /** values: name, allowed (separated by commas). */
  | 'unknown-name'
  /** A function that is not on the list. values: name. */
  | 'unknown-function'
  /** values: name, expected, found. */
  | 'argument-count'
  /** An operator or a construct that is not on the list, such as an assignment. values: construct. */
  | 'not-allowed'
  /** A number beyond the largest one. values: number. */
  | 'number-too-large'
  /** Not finite anywhere where it was tried. values: from, to. */
  | 'nowhere-finite'

/** A refusal is a value; the sentence is the catalogue's. */
export interface ExpressionRefusal {
  readonly code: ExpressionCode
  readonly values: Readonly<Record<string, number | string>>
}

export function refusalOf(code: ExpressionCode, values: ExpressionRefusal['values'] = {}): ExpressionRefusal {
  return { code, values }
}

/** What people paste from books and word processors, as the parser wants it. */
const spellings: ReadonlyMap<string, string> = new Map([
  ['−', '-'],
  ['–', '-'],
  ['·', '*'],
  ['×', '*'],
  ['⋅', '*'],
  ['÷', '/'],
  ['π', 'pi'],
  ['²', '^2'],
  ['³', '^3'],
  ['≤', '<='],
  ['≥', '>='],
  ['\u00a0', ' '],
  ['\u2009', ' '],
])

/** The text in the parser's characters, or why it cannot be an expression: judged without reading it. */
export function plainText(
  text: string,
): { readonly plain: string } | { readonly refusal: ExpressionRefusal } {
  const { length } = text
  if (length > expressionLimits.length)
    return { refusal: refusalOf('too-long', { length, limit: expressionLimits.length }) }
  if (text.trim() === '') return { refusal: refusalOf('empty') }
  let plain = ''
  let depth = 0
  let deepest = 0
  for (let at = 0; at < length; at++) {
    const character = text[at]
    const letter = spellings.get(character) ?? character
    if (!/^[\w+\-*/^().,<>=!?: ]+$/.test(letter))
      return { refusal: refusalOf('character', { character, at: at + 1 }) }
    if (letter === '(') deepest = Math.max(deepest, ++depth)
    if (letter === ')' && --depth < 0) return { refusal: refusalOf('syntax', { at: at + 1 }) }
    plain += letter
  }
  if (deepest > expressionLimits.depth)
    return { refusal: refusalOf('too-deep', { depth: deepest, limit: expressionLimits.depth }) }
  if (depth > 0) return { refusal: refusalOf('syntax', { at: length }) }
  return { plain: plain.replaceAll('**', '^') }
}
