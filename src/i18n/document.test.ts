import fc from 'fast-check'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { anyHostileDocument, changed, wrongDocuments } from '../config/documentArbitrary.ts'
import { InputError, parseDocument } from '../config/document.ts'
import type { Expectation, Finding, WrongField } from '../config/wrongField.ts'
import { prepareExpressions } from '../network/expression/index.ts'
import { wrongFieldEn } from './documentEn.ts'
import { wrongFieldKo } from './documentKo.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'

beforeAll(prepareExpressions)

/** Every code with values, and how it is said in English: that is the line of `npm run evaluate`, and stays. */
type Said<Union extends { readonly code: string }> = {
  readonly [Code in Union['code']]: readonly (readonly [
    values: Omit<Extract<Union, { readonly code: Code }>, 'code'>,
    english: string,
  ])[]
}

const expectations: Said<Expectation> = {
  text: [[{ text: 'hessian-playground/1' }, '"hessian-playground/1"']],
  word: [[{ words: ['identity', 'sigmoid', 'softmax'] }, 'one of identity, sigmoid, softmax']],
  boolean: [[{}, 'true or false']],
  list: [[{}, 'words of this list, none twice, with commas between']],
  number: [
    [{}, 'a finite number'],
    [{ atLeast: 0 }, 'a number ≥ 0'],
    [{ above: 0 }, 'a number > 0'],
    [{ atLeast: 0, below: 1 }, 'a number ≥ 0 and < 1'],
    [{ atLeast: 0, atMost: 1, output: 'sigmoid' }, 'a number from 0 to 1 with sigmoid outputs'],
    [{ atLeast: 0, output: 'softmax' }, 'a number ≥ 0 with softmax outputs'],
    [{ above: 0, atMost: 2 }, 'a number > 0 and ≤ 2'],
  ],
  whole: [[{ min: 1, max: 1000 }, 'a whole number from 1 to 1000']],
  numbers: [
    [{ count: 2, of: 'inputs' }, '2 numbers (inputs)'],
    [{ count: 1, of: 'targets' }, '1 numbers (targets)'],
    [{ count: 13, of: 'weights' }, '13 numbers (layer by layer, row by row)'],
  ],
  object: [
    [{ fields: [] }, 'an object'],
    [{ fields: ['inputs', 'targets'] }, 'an object with inputs and targets'],
    [
      { fields: ['layers', 'activation', 'output', 'bias'] },
      'an object with layers, activation, output and bias',
    ],
  ],
  'no-field': [[{ known: ['x', 't', 'names'] }, 'no such field (known are x, t, names)']],
  'at-most': [
    [{ max: 1000, of: 'weights' }, 'at most 1000 weights'],
    [{ max: 2000, of: 'rows' }, 'at most 2000 rows'],
  ],
  layers: [[{ min: 2, max: 5 }, '2 to 5 numbers of units, inputs first']],
  'softmax-outputs': [[{}, 'two or more outputs with softmax (one sigmoid output serves two classes)']],
  activations: [[{ layers: 2 }, 'the name of an activation, or one for each of 2 hidden layers']],
  expression: [
    [{ of: 'h(a)' }, 'h(a) as an expression'],
    [{ of: 'f' }, 'f as an expression'],
  ],
  function: [[{}, 'a function of x, or of x1 and x2']],
  data: [[{}, 'an object with x and t, with preset, or with expression']],
  'data-for-output': [[{ output: 'softmax' }, 'a data set that fits softmax outputs']],
  'data-for-layers': [
    [{ inputs: 2, targets: 1 }, 'a data set of 2 inputs and 1 targets, as in network.layers'],
  ],
  rows: [
    [{ count: null, columns: 2, of: 'inputs' }, 'rows of 2 inputs'],
    [{ count: 3, columns: 1, of: 'targets' }, '3 rows of 1 targets'],
  ],
  'some-rows': [[{ columns: 2 }, 'at least one row of 2 inputs']],
  'as-many-rows': [[{ count: 3 }, '3 rows, as in data.x']],
  names: [
    [{ counts: [2] }, '2 names of columns'],
    [{ counts: [1, 2] }, '1 or 2 names of columns'],
  ],
  name: [[{ max: 40 }, 'a name of 1 to 40 characters']],
  weights: [[{ count: 13 }, '13 numbers, or an object with seed and steps']],
  'converging-recipe': [[{}, 'a recipe that converges']],
  methods: [[{}, 'an array of methods']],
  method: [[{}, 'an object with the id of a method']],
  study: [[{}, 'an object with the id of a study']],
}

const unknownFunction = { code: 'unknown-function', values: { name: 'import' } } as const

const findings: Said<Finding> = {
  nothing: [[{}, 'nothing']],
  value: [
    [{ json: '-1' }, '-1'],
    [{ json: '"later"' }, '"later"'],
  ],
  array: [
    [{ length: 0 }, 'an array of 0'],
    [{ length: 3 }, 'an array of 3'],
  ],
  object: [[{}, 'an object']],
  expression: [
    [{ json: '"import(a)"', refusal: unknownFunction }, '"import(a)" (unknown-function, name import)'],
  ],
  data: [
    [{ preset: 'sinusoid', inputs: 1, targets: 1 }, 'sinusoid with 1 and 1'],
    [{ preset: null, inputs: 2, targets: 1 }, 'a function with 2 and 1'],
  ],
  divergence: [[{ step: 7 }, 'divergence at step 7']],
}

/** The table as values: of an entry's code and values, which belong together, the union is made again. */
function all<Union extends { readonly code: string }>(
  said: Said<Union>,
): readonly { readonly value: Union; readonly english: string }[] {
  const entries = Object.entries<readonly (readonly [object, string])[]>(said)
  return entries.flatMap(([code, cases]) =>
    cases.map(([values, english]) => ({ value: { code, ...values } as unknown as Union, english })),
  )
}

const field = 'network.layers'
const wrongFields: readonly (readonly [WrongField, english: string])[] = [
  ...all(expectations).map(
    ({ value, english }) =>
      [
        { field, expected: value, found: { code: 'nothing' } },
        `${field}: expected ${english}, found nothing`,
      ] as const,
  ),
  ...all(findings).map(
    ({ value, english }) =>
      [
        { field, expected: { code: 'boolean' }, found: value },
        `${field}: expected true or false, found ${english}`,
      ] as const,
  ),
]

/** Fields and words of documents, variables of formulas, and JSON: what is the same in every language. */
const sameEverywhere = `
  network layers data x t preset expression seed steps id sigmoid softmax x1 x2 f h a pi e true false`
  .trim()
  .split(/\s+/)

/** Every text among the values beside a code, which comes out of the document or may stand in one. */
function quoted(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => (key === 'code' ? [] : quoted(part)))
}

/** What is English in the Korean text: words that are neither out of the document nor the same everywhere. */
function englishIn(wrong: WrongField, korean: string): readonly string[] {
  const values = quoted(wrong).toSorted((a, b) => b.length - a.length)
  const rest = values.reduce((text, value) => (value === '' ? text : text.replaceAll(value, ' ')), korean)
  return (rest.match(/[A-Za-z]\w*/g) ?? []).filter((word) => !sameEverywhere.includes(word))
}

function expectKorean(wrong: WrongField): void {
  const korean = wrongFieldKo(wrong)
  expect(englishIn(wrong, korean), korean).toEqual([])
  expect(korean).toMatch(/다(\(.*\)|: .+)?\. 실제 값: ./su)
  expect(korean).not.toMatch(/undefined|\[object/)
}

function wrongFieldOf(document: unknown): WrongField | null {
  try {
    parseDocument(document)
    return null
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
}

describe('a wrong field of a document', () => {
  test.each(wrongFields)('%j is said in both languages', (wrong, english) => {
    expect(wrongFieldEn(wrong)).toBe(english)
    expectKorean(wrong)
  })

  it('is said differently wherever something else is meant', () => {
    for (const say of [wrongFieldEn, wrongFieldKo])
      expect(new Set(wrongFields.map(([wrong]) => say(wrong))).size).toBe(
        // Nothing found where a truth value is expected stands in both tables.
        wrongFields.length - 1,
      )
  })

  it.each(wrongDocuments)('%s = %j is said in both languages', (path, value, _, code, english) => {
    const wrong = wrongFieldOf(changed(path, value))
    if (!wrong) throw new Error('the document was taken')
    expect(wrong.expected.code).toBe(code)
    expect(wrongFieldEn(wrong).split(', found ')[0]).toContain(english)
    expectKorean(wrong)
  })

  it('is Korean throughout, whatever is changed', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyHostileDocument, (document) => {
        const wrong = wrongFieldOf(document)
        if (wrong) expectKorean(wrong)
      }),
      { numRuns: 1000 },
    )
  })

  it('stands in the message of the page', () => {
    const [[wrong]] = wrongFields
    expect(en.own.files.document('later.json', wrong)).toBe(
      'later.json was not opened. network.layers: expected "hessian-playground/1", found nothing.',
    )
    expect(ko.own.files.document('later.json', wrong)).toBe(
      'later.json 파일을 열지 않았다. network.layers: 다음 값이어야 한다: "hessian-playground/1". 실제 값: 없음.',
    )
  })
})
