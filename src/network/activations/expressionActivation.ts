import { compileExpression } from '../expression/index.ts'
import type { Expression, ExpressionRefusal, Variables } from '../expression/index.ts'
import type { Activation } from './activation.ts'
import { differencesCheck } from './differencesCheck.ts'
import type { DifferencesCheck } from './differencesCheck.ts'
import { finiteSomewhere, irregularitiesOf, scanned } from './irregularities.ts'
import type { Irregularities } from './irregularities.ts'

/** z = h(a) as it was typed, with h′ and h″ derived from it, and what was found of it. */
export interface ExpressionActivation extends Activation {
  /** As it was typed. */
  readonly expression: string
  /** Kinks, jumps, poles and gaps among the activations that were looked at. */
  readonly irregularities: Irregularities
  /** h′ and h″ beside central differences of h and h′. */
  readonly check: DifferencesCheck
}

export type ReadActivation =
  | { readonly kind: 'activation'; readonly activation: ExpressionActivation }
  | { readonly kind: 'refused'; readonly refusal: ExpressionRefusal }

/** h is typed as a function of a. */
const activationVariables: Variables = { names: [['a', 0]], tex: ['a'] }

/** Networks are made again and again with the same few activations; these are the latest ones. */
const known = new Map<string, ReadActivation>()
const remembered = 16

/**
 * The activation h(a) of this text, or why it is refused; `prepareExpressions` must have been waited for. Equal
 * texts give the same object, as long as not too many others were read in between.
 */
export function expressionActivation(text: string): ReadActivation {
  const before = known.get(text)
  if (before) return before
  const found = read(text)
  if (known.size >= remembered) known.delete(known.keys().next().value ?? '')
  known.set(text, found)
  return found
}

function read(text: string): ReadActivation {
  const h = compileExpression(text, activationVariables)
  if (h.kind === 'refused') return h
  const first = h.derivative(0)
  const second = first.derivative(0)
  const functions = { h: h.evaluate, first: first.evaluate, second: second.evaluate }
  if (!finiteSomewhere(functions))
    return {
      kind: 'refused',
      refusal: { code: 'nowhere-finite', values: { from: scanned.from, to: scanned.to } },
    }
  // Looked for when somebody asks: whoever only evaluates the network need not wait for it.
  let irregularities: Irregularities | null = null
  let check: DifferencesCheck | null = null
  return {
    kind: 'activation',
    activation: {
      ...functions,
      name: text,
      expression: text,
      formulas: { h: shown(h, 'h(a)'), first: shown(first, "h'(a)"), second: shown(second, "h''(a)") },
      get kinks() {
        return this.irregularities.found.flatMap(({ from, to }) => (from === to ? [from] : [from, to]))
      },
      get irregularities() {
        return (irregularities ??= irregularitiesOf(functions))
      },
      get check() {
        return (check ??= differencesCheck(functions, this.irregularities))
      },
    },
  }
}

/** The formula, or its name where it would be too long to be read. */
function shown({ tex }: Expression, name: string): string {
  return tex ?? name
}
