import type { ExpressionCode } from '../network/expression/index.ts'

type Values = Readonly<Record<string, number | string>>

/** Why a typed function is not taken. */
export const expressionEn: Readonly<Record<ExpressionCode, (values: Values) => string>> = {
  empty: () => 'nothing was typed',
  'too-long': ({ length, limit }) => `it has ${length} characters, more than ${limit}`,
  'too-deep': ({ limit }) => `it is nested more than ${limit} levels deep`,
  'too-many-nodes': ({ limit }) => `it has more than ${limit} parts`,
  character: ({ character, at }) => `no expression needs “${character}” (character ${at})`,
  syntax: ({ at }) => `it cannot be read from character ${at} on`,
  'unknown-name': ({ name, allowed }) => `“${name}” is not known; possible are ${allowed}`,
  'unknown-function': ({ name }) => `there is no function “${name}”`,
  'argument-count': ({ name, expected, found }) => `${name} takes ${expected} arguments, not ${found}`,
  'not-allowed': ({ construct }) => `this is no formula (${construct})`,
  'number-too-large': ({ number }) => `a number is too large (${number})`,
  'nowhere-finite': ({ from, to }) => `it has no finite value between ${from} and ${to}`,
}
