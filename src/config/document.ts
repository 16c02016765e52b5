import {
  datasetNamed,
  datasetNames,
  fits,
  functionKinds,
  functionShapes,
  misfitOf,
  outputsFor,
  readFunction,
} from '../data/index.ts'
import type { TargetShape } from '../data/index.ts'
import { bookMethods } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import type { Parameter, ParameterValues } from '../hessian/method.ts'
import { expressionActivation } from '../network/activations/expressionActivation.ts'
import { activations } from '../network/activations/index.ts'
import { errorFunctions } from '../network/errors/index.ts'
import { prepareExpressions } from '../network/expression/index.ts'
import type { ExpressionRefusal } from '../network/expression/index.ts'
import { knownWords, parametersOfStudy, studyIds } from '../studies/index.ts'
import { optimizerNames } from '../training/index.ts'
import type {
  ActivationConfiguration,
  ColumnNames,
  DataConfiguration,
  NetworkConfiguration,
  OwnData,
  ProblemConfiguration,
  StudyConfiguration,
} from './configuration.ts'
import {
  defaultConfiguration,
  defaultParameters,
  functionDefaults,
  methodIds,
  methodList,
} from './defaults.ts'
import { DocumentField } from './documentField.ts'
import type { Bounds, Expectation } from './wrongField.ts'
import { limits, targetNames } from './limits.ts'
import { weightsOf } from './networkSize.ts'

export { InputError } from './wrongField.ts'

const documentFormat = 'hessian-playground/1'

/** A method to be evaluated with all its parameters. */
export interface MethodRequest {
  readonly id: MethodId
  readonly parameters: ParameterValues
}

/** What the Hessian is to be used for. */
export interface UsesRequest {
  /** λ, added to every matrix before it is inverted. */
  readonly damping: number
  /** An input, D numbers, at which the outputs' variance is wanted. */
  readonly xq: readonly number[] | null
}

export interface ParsedDocument {
  readonly problem: ProblemConfiguration
  /** The methods asked for, in the order of the document. */
  readonly methods: readonly MethodRequest[]
  /** The study that is open, for the page alone. */
  readonly study: StudyConfiguration | null
  /** For the command line alone, where it is asked for. */
  readonly uses?: UsesRequest
}

/** How large a problem a document may describe; the command line takes more than the page. */
export interface DocumentLimits {
  readonly weights: number
  readonly points: number
}

const pageLimits: DocumentLimits = { weights: limits.weights.max, points: limits.points.max }

const activationNames = activations.map(({ name }) => name)
const outputNames = errorFunctions.map(({ output }) => output)

/** Waits for what reads typed functions, if the document (parsed JSON) has any: before it is parsed. */
export async function prepareDocument(value: unknown): Promise<void> {
  const at = (part: unknown, key: string): unknown =>
    typeof part === 'object' && part !== null && Object.hasOwn(part, key)
      ? (part as Readonly<Record<string, unknown>>)[key]
      : undefined
  const activation = at(at(value, 'network'), 'activation')
  const typed = [at(value, 'data'), ...(Array.isArray(activation) ? activation : [activation])]
  if (typed.some((part) => at(part, 'expression') !== undefined)) await prepareExpressions()
}

/**
 * The problem and the methods of a document (parsed JSON). Throws an InputError that names the first wrong
 * field: fields may be left out where there is a default, but none may be unknown, and nothing is clamped.
 * `prepareDocument` must have been waited for.
 */
export function parseDocument(
  value: unknown,
  { weights, points }: DocumentLimits = pageLimits,
): ParsedDocument {
  const fields = new DocumentField(value, '').fields(
    ['format', 'network', 'weightDecay', 'data', 'weights', 'methods', 'study', 'uses'],
    { code: 'object', fields: [] },
  )
  if (fields.format.value !== documentFormat) fields.format.fail({ code: 'text', text: documentFormat })
  const network = readNetwork(fields.network, weights)
  const weightDecay = fields.weightDecay.present ? fields.weightDecay.number({ atLeast: 0 }) : 0
  const data = fields.data.has('preset')
    ? readPreset(fields.data, network, points)
    : fields.data.has('expression')
      ? readFunctionData(fields.data, network, points)
      : readExplicitData(fields.data, network, points)
  return {
    problem: { network, weightDecay, data, ...readWeights(fields.weights, network) },
    methods: readMethods(fields.methods),
    study: fields.study.present ? readStudy(fields.study) : null,
    ...(fields.uses.present ? { uses: readUses(fields.uses, network) } : {}),
  }
}

function readNetwork(field: DocumentField, limit: number): NetworkConfiguration {
  const read = field.fields(['layers', 'activation', 'output', 'bias'])
  const [min, max] = [limits.weightLayers.min + 1, limits.weightLayers.max + 1]
  const sizes = read.layers.elements({ code: 'layers', min, max })
  if (sizes.length < min || sizes.length > max) read.layers.fail({ code: 'layers', min, max })
  const layers = sizes.map((size) => size.whole(1, limit))
  const output = read.output.word(outputNames)
  if (output === 'softmax' && layers[layers.length - 1] < 2)
    read.layers.fail({ code: 'softmax-outputs' }, { code: 'value', json: '1' })
  const bias = read.bias.present ? read.bias.boolean() : true
  const W = weightsOf(layers, bias)
  if (W > limit)
    read.layers.fail({ code: 'at-most', max: limit, of: 'weights' }, { code: 'value', json: `${W}` })
  return { layers, activations: readActivations(read.activation, layers.length - 2), output, bias }
}

function readActivations(field: DocumentField, hidden: number): NetworkConfiguration['activations'] {
  if (!field.present && hidden === 0) return []
  if (field.isText || field.has('expression')) {
    const activation = readActivation(field)
    return Array.from({ length: hidden }, () => activation)
  }
  const expected: Expectation = { code: 'activations', layers: hidden }
  const names = field.elements(expected)
  if (names.length !== hidden) field.fail(expected)
  return names.map(readActivation)
}

/** A name, or { expression } with h(a) typed. */
function readActivation(field: DocumentField): ActivationConfiguration {
  if (!field.has('expression')) return field.word(activationNames)
  const { expression } = field.fields(['expression'])
  const text = expression.text({ code: 'expression', of: 'h(a)' })
  return { expression: accepted(expression, text, 'h(a)', expressionActivation(text)) }
}

/** The text of a typed function, if it can be used. */
function accepted(
  field: DocumentField,
  text: string,
  of: 'h(a)' | 'f',
  outcome: { readonly kind: string } | { readonly kind: 'refused'; readonly refusal: ExpressionRefusal },
): string {
  if (!('refusal' in outcome)) return text
  const json = JSON.stringify(text.slice(0, 40))
  return field.fail({ code: 'expression', of }, { code: 'expression', json, refusal: outcome.refusal })
}

/** Throws where data with these inputs and targets, of a data set or a function, do not fit the network. */
function checkShape(
  field: DocumentField,
  preset: string | null,
  D: number,
  shape: TargetShape,
  { layers, output }: NetworkConfiguration,
): void {
  if (fits(shape, output)) field.fail({ code: 'data-for-output', output })
  const K = outputsFor(shape, output)
  const [inputs, targets] = [layers[0], layers[layers.length - 1]]
  if (inputs !== D || targets !== K)
    field.fail({ code: 'data-for-layers', inputs, targets }, { code: 'data', preset, inputs: D, targets: K })
}

function readPreset(field: DocumentField, network: NetworkConfiguration, most: number): DataConfiguration {
  const read = field.fields(['preset', 'points', 'noise', 'seed'])
  const preset = read.preset.word(datasetNames)
  const dataset = datasetNamed(preset)
  checkShape(read.preset, preset, dataset.inputs, dataset, network)
  return { preset, ...readGeneration(read, dataset.defaults, most) }
}

/** How generated data are made; what is left out is the default. */
function readGeneration(
  { points, noise, seed }: Readonly<Record<'points' | 'noise' | 'seed', DocumentField>>,
  defaults: { readonly points: number; readonly noise: number },
  most: number,
) {
  return {
    points: points.present ? points.whole(1, most) : defaults.points,
    noise: noise.present ? noise.number({ atLeast: 0 }) : defaults.noise,
    seed: seed.present ? seed.whole(0, limits.seed.max) : 0,
  }
}

function readFunctionData(
  field: DocumentField,
  network: NetworkConfiguration,
  most: number,
): DataConfiguration {
  const read = field.fields(['expression', 'inputs', 'kind', 'points', 'noise', 'seed'])
  const text = read.expression.text({ code: 'function' })
  const inputs = read.inputs.present && read.inputs.whole(1, 2) === 2 ? 2 : 1
  const kind = read.kind.present ? read.kind.word(functionKinds) : 'regression'
  checkShape(field, null, inputs, functionShapes[kind], network)
  const expression = accepted(read.expression, text, 'f', readFunction({ expression: text, inputs }))
  return { expression, inputs, kind, ...readGeneration(read, functionDefaults, most) }
}

function readExplicitData(
  field: DocumentField,
  { layers, output }: NetworkConfiguration,
  most: number,
): OwnData {
  const read = field.fields(['x', 't', 'names'], { code: 'data' })
  const D = layers[0]
  const K = layers[layers.length - 1]
  const rows = read.x.elements({ code: 'rows', count: null, columns: D, of: 'inputs' })
  if (rows.length === 0) read.x.fail({ code: 'some-rows', columns: D })
  if (rows.length > most) read.x.fail({ code: 'at-most', max: most, of: 'rows' })
  const x = rows.map((row) => row.numbers(D, 'inputs'))
  const targets = read.t.elements({ code: 'rows', count: x.length, columns: K, of: 'targets' })
  if (targets.length !== x.length) read.t.fail({ code: 'as-many-rows', count: x.length })
  const t = targets.map((row) => row.numbers(K, 'targets'))
  if (misfitOf(t, output)) {
    const wrong = (target: number) => target < 0 || (output === 'sigmoid' && target > 1)
    const n = t.findIndex((row) => row.some(wrong))
    const k = t[n].findIndex(wrong)
    const bounds: Bounds = output === 'sigmoid' ? { atLeast: 0, atMost: 1 } : { atLeast: 0 }
    new DocumentField(t[n][k], `data.t[${n}][${k}]`).fail({ code: 'number', ...bounds, output })
  }
  return read.names.present ? { x, t, names: readNames(read.names, D, K) } : { x, t }
}

function readNames(field: DocumentField, D: number, K: number): ColumnNames {
  const { inputs, targets } = field.fields(['inputs', 'targets'])
  const { max } = limits.columnName
  const read = (list: DocumentField, counts: readonly number[]) => {
    const expected: Expectation = { code: 'names', counts }
    const names = list.elements(expected)
    if (!counts.includes(names.length)) list.fail(expected)
    return names.map((name) => name.text({ code: 'name', max }, max))
  }
  return { inputs: read(inputs, [D]), targets: read(targets, targetNames(K)) }
}

type WeightFields = Pick<ProblemConfiguration, 'weightSeed' | 'training' | 'step' | 'weights'>

function readWeights(field: DocumentField, { layers, bias }: NetworkConfiguration): WeightFields {
  const { training, weightSeed } = defaultConfiguration.problem
  const W = weightsOf(layers, bias)
  const numbers = (list: DocumentField) => Float64Array.from(list.numbers(W, 'weights'))
  if (field.isArray) return { weightSeed, training, step: 0, weights: numbers(field) }
  const read = field.fields(['values', 'seed', 'steps', 'optimizer', 'learningRate', 'momentum'], {
    code: 'weights',
    count: W,
  })
  const weights = read.values.present ? numbers(read.values) : null
  return {
    // The seed is the recipe; beside weights written down it only says where a reset leads to.
    weightSeed: weights && !read.seed.present ? weightSeed : read.seed.whole(0, limits.seed.max),
    step: read.steps.present ? read.steps.whole(0, limits.step.max) : 0,
    training: {
      optimizer: read.optimizer.present ? read.optimizer.word(optimizerNames) : training.optimizer,
      learningRate: read.learningRate.present
        ? read.learningRate.number({ above: 0 })
        : training.learningRate,
      momentum: read.momentum.present ? read.momentum.number({ atLeast: 0, below: 1 }) : training.momentum,
    },
    weights,
  }
}

function readMethods(field: DocumentField): readonly MethodRequest[] {
  // Those beyond the text are for whoever asks for them.
  if (!field.present) return bookMethods.map((id) => ({ id, parameters: defaultParameters[id] }))
  return field.elements({ code: 'methods' }).map((request) => {
    const id = request.field('id', { code: 'method' }).word(methodIds)
    const parameters = methodList.find((method) => method.id === id)?.parameters ?? []
    const read = request.fields(['id', ...parameters.map(({ name }) => name)])
    return {
      id,
      parameters: Object.fromEntries(
        parameters.map((parameter) => [parameter.name, readParameter(read[parameter.name], parameter)]),
      ),
    }
  })
}

/** A study by its id, with those of its parameters that are not to be at their defaults. */
function readStudy(field: DocumentField): StudyConfiguration {
  const id = field.field('id', { code: 'study' }).word(studyIds)
  const parameters = parametersOfStudy(id)
  const read = field.fields(['id', ...parameters.map(({ name }) => name)])
  const given = parameters.filter(({ name }) => read[name].present)
  return {
    id,
    parameters: Object.fromEntries(
      given.map((one) => {
        if ('options' in one) return [one.name, read[one.name].word(one.options)]
        if ('items' in one)
          return [
            one.name,
            read[one.name].textThat((value) => knownWords(one, value).join(',') === value, { code: 'list' }),
          ]
        const { min, max, whole } = one
        const value = whole
          ? read[one.name].whole(min, max)
          : read[one.name].number({ atLeast: min, atMost: max })
        return [one.name, value]
      }),
    ),
  }
}

function readUses(field: DocumentField, { layers }: NetworkConfiguration): UsesRequest {
  const { damping, xq } = field.fields(['damping', 'xq'])
  return {
    damping: damping.present
      ? damping.number({ atLeast: 0 })
      : defaultParameters['sequential-inverse'].damping,
    xq: xq.present ? xq.numbers(layers[0], 'inputs') : null,
  }
}

function readParameter(field: DocumentField, { name, whole, min, default: standard }: Parameter): number {
  if (!field.present) return standard
  if (whole) return field.whole(min, limits.seed.max)
  // Without damping there may be no inverse: that is an answer of the method, not an error of the document.
  return field.number(name === 'damping' ? { atLeast: 0 } : { above: 0 })
}

/**
 * The document that says this, ready for JSON; `parseDocument` gives the same problem and methods back, with the way
 * to weights written down as far as it is known.
 */
export function documentOf({ problem, methods, study }: ParsedDocument): Readonly<Record<string, unknown>> {
  const { network, weightDecay, data, weightSeed, training, step, weights } = problem
  const { layers, activations: names, output, bias } = network
  return {
    format: documentFormat,
    network: { layers, activation: names, output, bias },
    weightDecay,
    data,
    weights: {
      ...(weights ? { values: Array.from(weights) } : {}),
      seed: weightSeed,
      steps: step,
      ...training,
    },
    methods: methods.map(({ id, parameters }) => ({ id, ...parameters })),
    ...(study ? { study: { id: study.id, ...study.parameters } } : {}),
  }
}
