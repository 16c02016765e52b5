import type { Configuration, ProblemConfiguration } from './configuration.ts'
import { defaultConfiguration, defaultParameters } from './defaults.ts'
import { encodeFloat64 } from './float64Text.ts'
import { writeNumber } from './linkReader.ts'
import { linkVersion } from './linkKeys.ts'

type Parts = (readonly [key: string, value: string])[]

function problemParts(problem: ProblemConfiguration): Parts {
  const { network, weightDecay, data, weightSeed, training, step, weights } = problem
  const parts: Parts = [['net', network.layers.join('-')]]
  if (network.activations.length > 0) {
    const same = network.activations.every((name) => name === network.activations[0])
    parts.push(['act', same ? network.activations[0] : network.activations.join(',')])
  }
  parts.push(['out', network.output], ['bias', network.bias ? '1' : '0'], ['decay', writeNumber(weightDecay)])
  if ('preset' in data)
    parts.push(
      ['data', data.preset],
      ['points', writeNumber(data.points)],
      ['noise', writeNumber(data.noise)],
      ['data-seed', writeNumber(data.seed)],
    )
  else
    parts.push(
      ['data', 'own'],
      ['points', writeNumber(data.x.length)],
      ['x', encodeFloat64(data.x.flat())],
      ['t', encodeFloat64(data.t.flat())],
    )
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
  presenting,
  hidden,
}: Configuration['view']): Parts {
  const parts: Parts = []
  if (selection) parts.push(['sel', `${selection.row + 1},${selection.column + 1}`])
  if (details) parts.push(['details', details])
  if (language) parts.push(['lang', language])
  if (theme) parts.push(['theme', theme])
  if (presenting !== defaultConfiguration.view.presenting) parts.push(['present', presenting ? '1' : '0'])
  if (hidden.length > 0) parts.push(['hide', hidden.join(',')])
  return parts
}

/**
 * Everything seen as the text after # in an address: `v=1&net=1-4-1&act=tanh&…`. Names and numbers can be read
 * and written by people; weights and explicit data are base64url of their float64 bytes, so that decoding gives
 * back every bit.
 */
export function encodeLink({ problem, comparison, view }: Configuration): string {
  const parts: Parts = [
    ['v', linkVersion],
    ...problemParts(problem),
    ...comparisonParts(comparison),
    ...viewParts(view),
  ]
  return parts.map(([key, value]) => `${key}=${value}`).join('&')
}
