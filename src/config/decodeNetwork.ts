import { activations } from '../network/activations/index.ts'
import type { ActivationName } from '../network/activations/index.ts'
import { expressionActivation } from '../network/activations/expressionActivation.ts'
import type { OutputName } from '../network/errors/index.ts'
import type { ActivationConfiguration, NetworkConfiguration } from './configuration.ts'
import { defaultConfiguration } from './defaults.ts'
import { expressionIn, readTyped, splitWords, writeActivation } from './linkExpression.ts'
import { limits } from './limits.ts'
import type { LinkReader } from './linkReader.ts'
import { fittingLayers, weightsOf } from './networkSize.ts'

const activationNames: readonly ActivationName[] = activations.map(({ name }) => name)

/** What stands in for an activation that cannot be used. */
const standardName: ActivationName = 'tanh'

/** The network of a link, with D inputs and K outputs as the data need them and W within its limit. */
export function readNetwork(
  reader: LinkReader,
  output: OutputName,
  D: number,
  K: number,
): NetworkConfiguration {
  const bias = reader.flag('bias', defaultConfiguration.problem.network.bias)
  const layers = readLayers(reader, D, K, bias)
  return { layers, activations: readActivations(reader, layers.length - 2), output, bias }
}

/** Sizes such as 1-4-1, whole and positive; how large is not looked at. */
function parseLayers(text: string): readonly number[] | null {
  if (!/^[1-9]\d{0,14}(-[1-9]\d{0,14})+$/.test(text)) return null
  return text.split('-').map(Number)
}

function readLayers(reader: LinkReader, D: number, K: number, bias: boolean): readonly number[] {
  const standard = fittingLayers(defaultConfiguration.problem.network.layers, D, K, bias)
  const text = reader.take('net')
  if (text === null) return standard
  let layers = parseLayers(text)
  if (!layers) {
    reader.note('not-layers', 'net', text, standard.join('-'))
    return standard
  }
  const L = layers.length - 1
  if (L > limits.weightLayers.max) {
    layers = [...layers.slice(0, limits.weightLayers.max), layers[L]]
    const values = { layers: L, limit: limits.weightLayers.max }
    reader.note('too-many-layers', 'net', text, fittingLayers(layers, D, K, bias).join('-'), values)
  }
  if (layers[0] !== D || layers[layers.length - 1] !== K) {
    layers = [D, ...layers.slice(1, -1), K]
    const used = fittingLayers(layers, D, K, bias)
    reader.note('layers-adapted', 'net', text, used.join('-'), { inputs: D, outputs: K })
  }
  const used = fittingLayers(layers, D, K, bias)
  const weights = weightsOf(layers, bias)
  if (weights > limits.weights.max) {
    const width = Math.max(...used.slice(1, -1))
    reader.note('network-too-large', 'net', text, used.join('-'), {
      weights,
      limit: limits.weights.max,
      width,
    })
  }
  return used
}

function readActivations(reader: LinkReader, hidden: number): readonly ActivationConfiguration[] {
  const text = reader.take('act')
  const words = text === null ? [] : splitWords(text)
  const names = words.slice(0, Math.max(hidden, 1)).map((word) => readActivation(reader, word))
  // One name stands for every hidden layer; several must be as many as there are layers.
  const used = Array.from({ length: hidden }, (_, l) => names[l] ?? names[names.length - 1] ?? standardName)
  if (words.length > 1 && words.length !== hidden)
    reader.note('activation-count', 'act', text ?? '', used.map(writeActivation).join(','), {
      expected: hidden,
      found: words.length,
    })
  return used
}

function readActivation(reader: LinkReader, word: string): ActivationConfiguration {
  const expression = expressionIn(word)
  if (expression !== null) {
    const read = readTyped(reader, 'act', expression, standardName, () => expressionActivation(expression))
    return read ? { expression } : standardName
  }
  const found = activationNames.find((name) => name === word)
  const allowed = [...activationNames, 'fn(…)'].join(', ')
  if (!found) reader.note('unknown-word', 'act', word, standardName, { allowed })
  return found ?? standardName
}
