import { datasetNamed, datasetNames, fits, misfitOf, outputsFor } from '../data/index.ts'
import type { MethodId } from '../hessian/index.ts'
import type { ParameterValues } from '../hessian/method.ts'
import { activations } from '../network/activations/index.ts'
import { errorFunctions } from '../network/errors/index.ts'
import { optimizerNames } from '../training/index.ts'
import type { DataConfiguration, NetworkConfiguration, ProblemConfiguration } from './configuration.ts'
import { defaultConfiguration, defaultParameters, methodIds, methodList } from './defaults.ts'
import { DocumentField } from './documentField.ts'
import { limits } from './limits.ts'
import { weightsOf } from './networkSize.ts'

export { InputError } from './documentField.ts'

const documentFormat = 'hessian-playground/1'

/** A method to be evaluated with all its parameters. */
export interface MethodRequest {
  readonly id: MethodId
  readonly parameters: ParameterValues
}

export interface ParsedDocument {
  readonly problem: ProblemConfiguration
  /** The methods asked for, in the order of the document. */
  readonly methods: readonly MethodRequest[]
}

/** How large a problem a document may describe; the command line takes more than the page. */
export interface DocumentLimits {
  readonly weights: number
  /** Of a generated data set. */
  readonly points: number
}

const pageLimits: DocumentLimits = { weights: limits.weights.max, points: limits.points.max }

const activationNames = activations.map(({ name }) => name)
const outputNames = errorFunctions.map(({ output }) => output)

/**
 * The problem and the methods of a document (parsed JSON). Throws an InputError that names the first wrong
 * field: fields may be left out where there is a default, but none may be unknown, and nothing is clamped.
 */
export function parseDocument(
  value: unknown,
  { weights, points }: DocumentLimits = pageLimits,
): ParsedDocument {
  const fields = new DocumentField(value, '').fields('an object', [
    ...(['format', 'network', 'weightDecay', 'data', 'weights', 'methods'] as const),
  ])
  if (fields.format.value !== documentFormat) fields.format.fail(JSON.stringify(documentFormat))
  const network = readNetwork(fields.network, weights)
  const weightDecay = fields.weightDecay.present
    ? fields.weightDecay.number('a number ≥ 0', (decay) => decay >= 0)
    : 0
  const data = fields.data.has('preset')
    ? readPreset(fields.data, network, points)
    : readExplicitData(fields.data, network)
  return {
    problem: { network, weightDecay, data, ...readWeights(fields.weights, network) },
    methods: readMethods(fields.methods),
  }
}

function readNetwork(field: DocumentField, limit: number): NetworkConfiguration {
  const read = field.fields('an object with layers, activation, output and bias', [
    ...(['layers', 'activation', 'output', 'bias'] as const),
  ])
  const shape = `${limits.weightLayers.min + 1} to ${limits.weightLayers.max + 1} numbers of units, inputs first`
  const sizes = read.layers.elements(shape)
  if (sizes.length <= limits.weightLayers.min || sizes.length > limits.weightLayers.max + 1)
    read.layers.fail(shape)
  const layers = sizes.map((size) => size.whole(1, limit))
  const output = read.output.word(outputNames)
  if (output === 'softmax' && layers[layers.length - 1] < 2)
    read.layers.fail('two or more outputs with softmax (one sigmoid output serves two classes)', '1')
  const bias = read.bias.present ? read.bias.boolean() : true
  const W = weightsOf(layers, bias)
  if (W > limit) read.layers.fail(`at most ${limit} weights`, `${W}`)
  return { layers, activations: readActivations(read.activation, layers.length - 2), output, bias }
}

function readActivations(field: DocumentField, hidden: number): NetworkConfiguration['activations'] {
  if (!field.present && hidden === 0) return []
  if (field.isText) {
    const name = field.word(activationNames)
    return Array.from({ length: hidden }, () => name)
  }
  const expected = `the name of an activation, or one for each of ${hidden} hidden layers`
  const names = field.elements(expected)
  if (names.length !== hidden) field.fail(expected)
  return names.map((name) => name.word(activationNames))
}

function readPreset(
  field: DocumentField,
  { layers, output }: NetworkConfiguration,
  most: number,
): DataConfiguration {
  const read = field.fields('a data set', ['preset', 'points', 'noise', 'seed'])
  const preset = read.preset.word(datasetNames)
  const dataset = datasetNamed(preset)
  if (fits(dataset, output)) read.preset.fail(`a data set that fits ${output} outputs`)
  const D = dataset.inputs
  const K = outputsFor(dataset, output)
  if (layers[0] !== D || layers[layers.length - 1] !== K)
    read.preset.fail(
      `a data set of ${layers[0]} inputs and ${layers[layers.length - 1]} targets, as in network.layers`,
      `${preset} with ${D} and ${K}`,
    )
  return {
    preset,
    points: read.points.present ? read.points.whole(1, most) : dataset.defaults.points,
    noise: read.noise.present
      ? read.noise.number('a number ≥ 0', (noise) => noise >= 0)
      : dataset.defaults.noise,
    seed: read.seed.present ? read.seed.whole(0, limits.seed.max) : 0,
  }
}

function readExplicitData(field: DocumentField, { layers, output }: NetworkConfiguration): DataConfiguration {
  const read = field.fields('an object with x and t, or with preset', ['x', 't'])
  const D = layers[0]
  const K = layers[layers.length - 1]
  const rows = read.x.elements(`rows of ${D} inputs`)
  if (rows.length === 0) read.x.fail(`at least one row of ${D} inputs`)
  const x = rows.map((row) => row.numbers(D, 'inputs'))
  const targets = read.t.elements(`${x.length} rows of ${K} targets`)
  if (targets.length !== x.length) read.t.fail(`${x.length} rows, as in data.x`)
  const t = targets.map((row) => row.numbers(K, 'targets'))
  if (misfitOf(t, output)) {
    const wrong = (target: number) => target < 0 || (output === 'sigmoid' && target > 1)
    const n = t.findIndex((row) => row.some(wrong))
    const k = t[n].findIndex(wrong)
    const expected = output === 'sigmoid' ? 'a number from 0 to 1' : 'a number ≥ 0'
    new DocumentField(t[n][k], `data.t[${n}][${k}]`).fail(`${expected} with ${output} outputs`)
  }
  return { x, t }
}

type WeightFields = Pick<ProblemConfiguration, 'weightSeed' | 'training' | 'step' | 'weights'>

function readWeights(field: DocumentField, { layers, bias }: NetworkConfiguration): WeightFields {
  const { training, weightSeed } = defaultConfiguration.problem
  const W = weightsOf(layers, bias)
  if (field.isArray)
    return {
      weightSeed,
      training,
      step: 0,
      weights: Float64Array.from(field.numbers(W, 'layer by layer, row by row')),
    }
  const read = field.fields(`${W} numbers, or an object with seed and steps`, [
    ...(['seed', 'steps', 'optimizer', 'learningRate', 'momentum'] as const),
  ])
  return {
    weightSeed: read.seed.whole(0, limits.seed.max),
    step: read.steps.present ? read.steps.whole(0, limits.step.max) : 0,
    training: {
      optimizer: read.optimizer.present ? read.optimizer.word(optimizerNames) : training.optimizer,
      learningRate: read.learningRate.present
        ? read.learningRate.number('a number > 0', (rate) => rate > 0)
        : training.learningRate,
      momentum: read.momentum.present
        ? read.momentum.number('a number ≥ 0 and < 1', (momentum) => momentum >= 0 && momentum < 1)
        : training.momentum,
    },
    weights: null,
  }
}

function readMethods(field: DocumentField): readonly MethodRequest[] {
  if (!field.present) return methodIds.map((id) => ({ id, parameters: defaultParameters[id] }))
  return field.elements('an array of methods').map((request) => {
    const id = request.field('id', 'an object with the id of a method').word(methodIds)
    const parameters = methodList.find((method) => method.id === id)?.parameters ?? []
    const read = request.fields('an object', ['id', ...parameters.map(({ name }) => name)])
    return {
      id,
      parameters: Object.fromEntries(
        parameters.map(({ name, default: standard }) => [name, readParameter(read[name], name, standard)]),
      ),
    }
  })
}

function readParameter(field: DocumentField, name: string, standard: number): number {
  if (!field.present) return standard
  // Without damping there may be no inverse: that is an answer of the method, not an error of the document.
  return name === 'damping'
    ? field.number('a number ≥ 0', (value) => value >= 0)
    : field.number('a number > 0', (value) => value > 0)
}

/** The document that says this, ready for JSON; `parseDocument` gives the same problem and methods back. */
export function documentOf({ problem, methods }: ParsedDocument): Readonly<Record<string, unknown>> {
  const { network, weightDecay, data, weightSeed, training, step, weights } = problem
  const { layers, activations: names, output, bias } = network
  return {
    format: documentFormat,
    network: { layers, activation: names, output, bias },
    weightDecay,
    data,
    weights: weights ? Array.from(weights) : { seed: weightSeed, steps: step, ...training },
    methods: methods.map(({ id, parameters }) => ({ id, ...parameters })),
  }
}
