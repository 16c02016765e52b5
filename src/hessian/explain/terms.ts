import type { Problem } from '../../network/network.ts'
import { entryPlaces } from './entry.ts'
import type { EntryPlaces } from './entry.ts'
import * as tex from './notation.ts'
import { PatternNumbers, plain, productOf } from './patternNumbers.ts'
import type { Factor, Product } from './patternNumbers.ts'

/** Which part of an entry a number or a piece of a formula belongs to. */
export type Role = 'outer' | 'residual' | 'decay'

/** A term of a pattern's entry. */
export interface Term extends Product {
  readonly role: Role
  /** The sign of `value`, for a page that writes it before the number; 1 for 0. */
  readonly sign: 1 | -1
}

/** The formula of an entry with the numbers of one pattern put in. */
export interface PatternTerms extends EntryPlaces {
  readonly row: number
  readonly column: number
  /** From 0. */
  readonly pattern: number
  /** In the order of the formula. */
  readonly terms: readonly Term[]
  /** The sum of the terms: the pattern's part of the entry, without the weight decay, which belongs to no pattern. */
  readonly value: number
}

/** A piece of a formula; pieces one after another are the formula's TeX. null: of no single part. */
export interface FormulaPart {
  readonly role: Role | null
  readonly tex: string
}

/**
 * The formula of H_row,column with the numbers of pattern n (from 0) put in, term by term. Two layers in the book's
 * form, (5.93)–(5.95) as corrected in spec §3.1; any other number by the blocks of spec §3, with Q^(l) or R^(l,m) split
 * into its outer-product part Γ and the rest. O(W) numbers, and K² for a softmax output.
 */
export function patternTerms(problem: Problem, row: number, column: number, n: number): PatternTerms {
  const { network } = problem
  const places = entryPlaces(network, row, column)
  const numbers = new PatternNumbers(problem, n, places)
  const terms = network.L === 2 ? bookTerms(numbers, places) : blockTerms(numbers, places)
  return { ...places, row, column, pattern: n, terms, value: terms.reduce((sum, one) => sum + one.value, 0) }
}

function term(role: Role, factors: readonly Factor[]): Term {
  const product = productOf(factors)
  return { role, sign: product.value < 0 ? -1 : 1, ...product }
}

function identity(j: number, k: number): Factor {
  return plain(tex.identity(j, k), j === k ? 1 : 0)
}

/** (5.93), (5.94) and (5.95). */
function bookTerms(numbers: PatternNumbers, { first, second }: EntryPlaces): readonly Term[] {
  const { j, i } = first
  const { j: k, i: p } = second
  if (first.l === 2)
    return [term('outer', [numbers.input(1, i), numbers.input(1, p), numbers.outputCurvature(j, k)])]
  if (second.l === 1) {
    const inputs = [numbers.input(0, i), numbers.input(0, p)]
    const back = `\\sum_k ${tex.weight(2, 'k', k)} ${tex.delta(2, 'k')}`
    const forth = `${tex.weight(2, "k'", k)} ${tex.weight(2, 'k', j)} ${tex.outputCurvature('k', "k'")}`
    return [
      term('residual', [...inputs, numbers.bend(1, k), identity(j, k), numbers.backSum(1, k, back)]),
      term('outer', [
        ...inputs,
        numbers.slope(1, k),
        numbers.slope(1, j),
        numbers.doubleSum(
          `\\sum_k \\sum_{k'} ${forth}`,
          (output) => numbers.weight(2, output, j),
          (output) => numbers.weight(2, output, k),
        ),
      ]),
    ]
  }
  const common = [numbers.input(0, i), numbers.slope(1, j)]
  return [
    term('residual', [...common, numbers.delta(2, k), identity(j, p)]),
    term('outer', [
      ...common,
      numbers.input(1, p),
      numbers.rowSum(`\\sum_{k'} ${tex.weight(2, "k'", j)} ${tex.outputCurvature(k, "k'")}`, k, (output) =>
        numbers.weight(2, output, j),
      ),
    ]),
  ]
}

/** The same-layer and cross-layer blocks of spec §3. */
function blockTerms(numbers: PatternNumbers, { first, second }: EntryPlaces): readonly Term[] {
  const { L } = numbers.network
  const { l, j, i } = first
  const { l: m, j: k, i: p } = second
  const zi = numbers.input(l - 1, i)
  const zp = numbers.input(m - 1, p)
  if (l === L) return [term('outer', [zi, zp, numbers.outputCurvature(j, k)])]
  const terms = [term('outer', [zi, zp, numbers.outerPart()])]
  if (m < L) terms.push(term('residual', [zi, zp, numbers.residualPart()]))
  if (l < m) terms.push(term('residual', [zi, numbers.delta(m, k), ...throughUnit(numbers, first, m, p)]))
  return terms
}

/** P_pj = ∂z_p^(m−1)/∂a_j^(l); 0 for a bias, which does not depend on a^(l). */
function throughUnit(
  numbers: PatternNumbers,
  { l, j }: EntryPlaces['first'],
  m: number,
  p: number,
): readonly Factor[] {
  if (p === 0) return [plain(tex.throughUnit(l, m, p, j), 0)]
  return [numbers.slope(m - 1, p), m === l + 1 ? identity(p, j) : numbers.response(m - 1, p)]
}

/**
 * The formula of one pattern in pieces: the terms' letters, what all of them share written once before a bracket,
 * except in (5.94), which the book writes out.
 */
export function patternFormula({ terms, equation }: PatternTerms): readonly FormulaPart[] {
  const texts = terms.map(({ factors }) => factors.map((factor) => factor.tex))
  let shared = 0
  if (terms.length > 1 && equation !== '(5.94)')
    while (texts.every((list) => list[shared] !== undefined && list[shared] === texts[0][shared])) shared++
  const parts: FormulaPart[] = []
  if (shared > 0) parts.push({ role: null, tex: `${texts[0].slice(0, shared).join(' ')} \\bigl\\{` })
  texts.forEach((list, at) => {
    if (at > 0) parts.push({ role: null, tex: '+' })
    // A product may be broken between its factors: a panel is narrow.
    parts.push({ role: terms[at].role, tex: list.slice(shared).join(' \\allowbreak ') })
  })
  if (shared > 0) parts.push({ role: null, tex: '\\bigr\\}' })
  return parts
}

/** The formula of the entry: the sum over patterns of theirs, and α on the diagonal. */
export function entryFormula(terms: PatternTerms): readonly FormulaPart[] {
  const parts = patternFormula(terms)
  const several = terms.terms.length > 1
  const brackets = several && parts[0].role !== null
  return [
    { role: null, tex: brackets ? '\\sum_n \\Bigl[' : '\\sum_n' },
    ...parts,
    ...(brackets ? [{ role: null, tex: '\\Bigr]' }] : []),
    ...(terms.row === terms.column
      ? [
          { role: null, tex: '+' },
          { role: 'decay' as const, tex: '\\alpha' },
        ]
      : []),
  ]
}
