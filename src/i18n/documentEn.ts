import type { Bounds, Expectation, Finding, NumbersOf, WrongField } from '../config/wrongField.ts'
import { textOf } from './documentTexts.ts'
import type { TextsOf } from './documentTexts.ts'

function numberWithin({ atLeast, above, atMost, below }: Bounds): string {
  if (atLeast !== undefined && atMost !== undefined) return `a number from ${atLeast} to ${atMost}`
  const ends = [
    ...(atLeast === undefined ? [] : [`≥ ${atLeast}`]),
    ...(above === undefined ? [] : [`> ${above}`]),
    ...(atMost === undefined ? [] : [`≤ ${atMost}`]),
    ...(below === undefined ? [] : [`< ${below}`]),
  ]
  return ends.length === 0 ? 'a finite number' : `a number ${ends.join(' and ')}`
}

const numbersOf: Readonly<Record<NumbersOf, string>> = {
  inputs: 'inputs',
  targets: 'targets',
  weights: 'layer by layer, row by row',
}

/** `a, b and c`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
}

const expectations: TextsOf<Expectation> = {
  text: ({ text }) => JSON.stringify(text),
  word: ({ words }) => `one of ${words.join(', ')}`,
  list: () => 'words of this list, none twice, with commas between',
  boolean: () => 'true or false',
  number: ({ output, ...bounds }) =>
    numberWithin(bounds) + (output === undefined ? '' : ` with ${output} outputs`),
  whole: ({ min, max }) => `a whole number from ${min} to ${max}`,
  numbers: ({ count, of }) => `${count} numbers (${numbersOf[of]})`,
  object: ({ fields }) => (fields.length === 0 ? 'an object' : `an object with ${listed(fields)}`),
  'no-field': ({ known }) => `no such field (known are ${known.join(', ')})`,
  'at-most': ({ max, of }) => `at most ${max} ${of}`,
  layers: ({ min, max }) => `${min} to ${max} numbers of units, inputs first`,
  'softmax-outputs': () => 'two or more outputs with softmax (one sigmoid output serves two classes)',
  activations: ({ layers }) => `the name of an activation, or one for each of ${layers} hidden layers`,
  expression: ({ of }) => `${of} as an expression`,
  function: () => 'a function of x, or of x1 and x2',
  data: () => 'an object with x and t, with preset, or with expression',
  'data-for-output': ({ output }) => `a data set that fits ${output} outputs`,
  'data-for-layers': ({ inputs, targets }) =>
    `a data set of ${inputs} inputs and ${targets} targets, as in network.layers`,
  rows: ({ count, columns, of }) => `${count === null ? '' : `${count} `}rows of ${columns} ${of}`,
  'some-rows': ({ columns }) => `at least one row of ${columns} inputs`,
  'as-many-rows': ({ count }) => `${count} rows, as in data.x`,
  names: ({ counts }) => `${counts.join(' or ')} names of columns`,
  name: ({ max }) => `a name of 1 to ${max} characters`,
  weights: ({ count }) => `${count} numbers, or an object with seed and steps`,
  'converging-recipe': () => 'a recipe that converges',
  methods: () => 'an array of methods',
  method: () => 'an object with the id of a method',
  study: () => 'an object with the id of a study',
}

const findings: TextsOf<Finding> = {
  nothing: () => 'nothing',
  value: ({ json }) => json,
  array: ({ length }) => `an array of ${length}`,
  object: () => 'an object',
  // The code and its values, not a sentence, so that a program can read them from the line of `npm run evaluate`.
  expression: ({ json, refusal: { code, values } }) =>
    `${json} (${[code, ...Object.entries(values).map(([key, value]) => `${key} ${value}`)].join(', ')})`,
  data: ({ preset, inputs, targets }) => `${preset ?? 'a function'} with ${inputs} and ${targets}`,
  divergence: ({ step }) => `divergence at step ${step}`,
}

/** What is wrong with a field of a document; also the line of `npm run evaluate`. */
export function wrongFieldEn({ field, expected, found }: WrongField): string {
  return `${field}: expected ${textOf(expectations, expected)}, found ${textOf(findings, found)}`
}
