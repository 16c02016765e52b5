import type { Misfit } from '../data/index.ts'
import type { Notice, NoticeCode } from '../config/notice.ts'
import type { ExpressionCode } from '../network/expression/index.ts'
import { expressionEn } from './expressionEn.ts'
import { formatCount } from './numbers.ts'

const misfits: Readonly<Record<Misfit, string>> = {
  'regression-needs-identity': 'these data need linear outputs with the sum of squares',
  'sigmoid-needs-probabilities': 'logistic outputs need targets between 0 and 1',
  'softmax-needs-probabilities': 'softmax outputs need targets that are not negative',
  'softmax-needs-two-outputs': 'softmax outputs need two classes or more',
}

const reasons: Readonly<Record<NoticeCode, (values: Notice['values']) => string>> = {
  'link-too-long': ({ length, limit }) =>
    `the link has ${length} characters, more than ${limit}; the opening state is shown instead`,
  'unknown-version': () =>
    'the link was made by another version of the page; the opening state is shown instead',
  'unknown-key': () => 'no part of a link has this name; it was left out',
  'unused-key': () => 'it means nothing beside the other parts and was left out',
  'duplicate-key': () => 'it stands twice, and the first one counts',
  'not-text': () => 'it is not readable text and was left out',
  'not-a-number': () => 'a finite number was expected',
  'not-whole': () => 'a whole number was expected',
  'out-of-range': ({ min, max }) => `it must lie between ${min} and ${max}`,
  'unknown-word': ({ allowed }) => `expected one of: ${allowed}`,
  'unknown-words': () => 'what this list does not have, or has twice, was left out',
  'not-layers': () => 'sizes such as 1-4-1 were expected',
  'too-many-layers': ({ layers, limit }) => `${layers} layers of weights, and at most ${limit} are possible`,
  'too-many-maps': ({ limit }) => `at most ${limit} maps are shown at once, and an inverse takes two`,
  'layers-adapted': ({ inputs, outputs }) => `the data need ${inputs} inputs and ${outputs} outputs`,
  'network-too-large': ({ weights, limit, width }) =>
    `it would have ${formatCount(Number(weights))} weights, and full matrices are computed up to ${formatCount(Number(limit))}; hidden layers of up to ${width} units would fit`,
  'activation-count': ({ expected, found }) =>
    `${expected} hidden layers need as many activations, ${found} were given`,
  'output-misfit': ({ reason }) => misfits[reason as Misfit],
  'not-base64': () => 'the numbers are damaged or cut short',
  'wrong-count': ({ expected, found }) => `${expected} numbers were expected, ${found} were found`,
  'not-finite-number': ({ index }) => `number ${Number(index) + 1} is not finite`,
  'data-size': ({ limit, found }) =>
    found === 0
      ? 'there must be at least one data point'
      : `at most ${limit} numbers are possible, ${found} were given`,
  'not-rows': ({ rows, found }) => `${found} numbers do not make ${rows} equal rows`,
  'not-an-entry': ({ weights }) => `row and column between 1 and ${weights} were expected`,
  'recipe-too-long': ({ limit }) => `so many steps would take too long; at most ${limit} are run`,
  'expression-refused': ({ reason, ...values }) => expressionEn[reason as ExpressionCode](values),
  'expressions-not-loaded': () => 'what reads typed functions could not be loaded',
  'studies-not-loaded': () => 'the studies could not be loaded',
  'data-in-file': ({ points, inputs, targets }) =>
    `the ${formatCount(Number(points))} data points with ${inputs} inputs and ${targets} targets are too many for a link; open them from their file`,
  'column-names': ({ expected, found, limit }) =>
    `${expected} names of at most ${limit} characters were expected, ${found} were given`,
  more: ({ count }) => `${count} further parts could not be used`,
}

/** What was wrong with a part of a link, and what stands in for it. */
export function noticeEn({ code, field, given, used, values }: Notice): string {
  const what = field === '' ? '' : given === '' ? `${field}: ` : `${field} = ${given}: `
  const instead = used === '' ? '.' : `. Used instead: ${used}.`
  const reason = reasons[code](values)
  return what + (what === '' ? reason.charAt(0).toUpperCase() + reason.slice(1) : reason) + instead
}
