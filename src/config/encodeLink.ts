import type { ColumnNames, Configuration, DataConfiguration, ProblemConfiguration } from './configuration.ts'
import { defaultConfiguration, defaultParameters } from './defaults.ts'
import { encodeFloat64 } from './float64Text.ts'
import { limits } from './limits.ts'
import { writeActivation, writeExpression } from './linkExpression.ts'
import { writeNumber } from './linkReader.ts'
import { linkVersion } from './linkKeys.ts'

type Parts = (readonly [key: string, value: string])[]

function dataParts(data: DataConfiguration): Parts {
  if (!('x' in data)) {
    const generated: Parts = [
      ['points', writeNumber(data.points)],
      ['noise', writeNumber(data.noise)],
      ['data-seed', writeNumber(data.seed)],
    ]
    if ('preset' in data) return [['data', data.preset], ...generated]
    return [
      ['data', writeExpression(data.expression)],
      ['inputs', writeNumber(data.inputs)],
      ['kind', data.kind],
      ...generated,
    ]
  }
  const { x, t, names } = data
  const points = writeNumber(x.length)
  // What a link cannot hold it names, so that whoever opens it is told.
  if (!fitsLink(data))
    return [
      ['data', 'file'],
      ['points', points],
      ['inputs', writeNumber(x[0].length)],
      ['targets', writeNumber(t[0].length)],
    ]
  const parts: Parts = [
    ['data', 'own'],
    ['points', points],
    ['x', encodeFloat64(x.flat())],
    ['t', encodeFloat64(t.flat())],
  ]
  const written = names ? writeNames(names) : ''
  if (names && encoded(written).length <= limits.linkNames.max) parts.push(['names', written])
  return parts
}

/** Whether explicit data are few enough for a link; others need a file. */
export function fitsLink(data: DataConfiguration): boolean {
  return !('x' in data) || data.x.length * (data.x[0].length + data.t[0].length) <= limits.ownNumbers.max
}

/**
 * The names of the columns, inputs first, separated by commas; within a name everything that is not a letter, a
 * digit or an underscore is percent-encoded once more.
 */
function writeNames({ inputs, targets }: ColumnNames): string {
  const whole = (name: string) => name.replace(/\p{Surrogate}/gu, '\ufffd')
  return [...inputs, ...targets].map((name) => encodeURIComponent(whole(name))).join(',')
}

/** Percent-encodes what a fragment or a reader of links could take amiss; the signs of formulas stay readable. */
function encoded(value: string): string {
  // encodeURIComponent leaves ! ' and ~ as they are, and some readers of links end one there.
  return value.replace(/[^\w.,()*/+^:-]+/gu, (part) =>
    encodeURIComponent(part).replace(/[!'~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
  )
}

function problemParts(problem: ProblemConfiguration): Parts {
  const { network, weightDecay, data, weightSeed, training, step, weights } = problem
  const parts: Parts = [['net', network.layers.join('-')]]
  if (network.activations.length > 0) {
    const words = network.activations.map(writeActivation)
    parts.push(['act', words.every((word) => word === words[0]) ? words[0] : words.join(',')])
  }
  parts.push(['out', network.output], ['bias', network.bias ? '1' : '0'], ['decay', writeNumber(weightDecay)])
  parts.push(...dataParts(data))
  parts.push(
    ['weight-seed', writeNumber(weightSeed)],
    ['opt', training.optimizer],
    ['rate', writeNumber(training.learningRate)],
    ['momentum', writeNumber(training.momentum)],
    ['step', writeNumber(step)],
  )
  if (weights) parts.push(['w', encodeFloat64(weights)])
  return parts
}

function comparisonParts({
  methods,
  parameters,
  view,
  scale,
  scope,
  values,
}: Configuration['comparison']): Parts {
  const parts: Parts = [['methods', methods.join(',')]]
  for (const id of Object.keys(defaultParameters) as (keyof typeof defaultParameters)[])
    for (const name of Object.keys(defaultParameters[id])) {
      const value = parameters[id][name]
      // Of a method that is not shown nothing is seen, but what was set is not to be lost.
      if (methods.includes(id) || !Object.is(value, defaultParameters[id][name]))
        parts.push([`${id}.${name}`, writeNumber(value)])
    }
  parts.push(['view', view], ['scale', scale], ['scope', scope])
  if (values) parts.push(['values', '1'])
  return parts
}

function viewParts({
  language,
  theme,
  selection,
  details,
  parts: split,
  point,
  account,
  study,
  presenting,
  hidden,
}: Configuration['view']): Parts {
  const parts: Parts = []
  if (selection) parts.push(['sel', `${selection.row + 1},${selection.column + 1}`])
  if (details) parts.push(['details', details])
  if (split) parts.push(['parts', '1'])
  if (point !== null) parts.push(['point', writeNumber(point + 1)])
  if (account) parts.push(['account', account])
  if (study) {
    parts.push(['study', study.id])
    for (const [name, value] of Object.entries(study.parameters))
      parts.push([`study.${name}`, typeof value === 'number' ? writeNumber(value) : value])
  }
  if (language) parts.push(['lang', language])
  if (theme) parts.push(['theme', theme])
  if (presenting !== defaultConfiguration.view.presenting) parts.push(['present', presenting ? '1' : '0'])
  if (hidden.length > 0) parts.push(['hide', hidden.join(',')])
  return parts
}

/**
 * Everything seen as the text after # in an address: `v=1&net=1-4-1&act=tanh&…`. Names and numbers can be read
 * and written by people, typed functions too; weights and explicit data are base64url of their float64 bytes, so that decoding gives
 * back every bit.
 */
export function encodeLink({ problem, comparison, view }: Configuration): string {
  const parts: Parts = [
    ['v', linkVersion],
    ...problemParts(problem),
    ...comparisonParts(comparison),
    ...viewParts(view),
  ]
  return parts.map(([key, value]) => `${key}=${encoded(value)}`).join('&')
}
