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
import type { DatasetName, TargetShape } from '../data/index.ts'
import { errorFunctions } from '../network/errors/index.ts'
import type { OutputName } from '../network/errors/index.ts'
import type { ColumnNames, DataConfiguration } from './configuration.ts'
import { defaultConfiguration, functionDefaults } from './defaults.ts'
import { decodeFloat64 } from './float64Text.ts'
import { limits, targetNames } from './limits.ts'
import { expressionIn, readTyped } from './linkExpression.ts'
import type { LinkReader } from './linkReader.ts'

const outputNames: readonly OutputName[] = errorFunctions.map(({ output }) => output)

interface ReadData {
  readonly data: DataConfiguration
  readonly output: OutputName
  readonly N: number
  readonly D: number
  readonly K: number
}

const standard = defaultConfiguration.problem
const standardPreset: DatasetName = 'preset' in standard.data ? standard.data.preset : datasetNames[0]

const standardSeed = 'seed' in standard.data ? standard.data.seed : 0

/** The data of a link with the output that goes with them. */
export function readData(reader: LinkReader): ReadData {
  if (!reader.has('data')) return readPreset(reader, standardPreset)
  const expression = expressionIn(reader.peek('data') ?? '')
  if (expression !== null) return readFunctionData(reader, expression)
  const name = reader.word('data', ['own', 'file', ...datasetNames] as const, standardPreset)
  if (name === 'file') return readMissing(reader)
  return name === 'own' ? readOwn(reader) : readPreset(reader, name)
}

/** Data made by a typed function; a preset stands in where it is refused. */
function readFunctionData(reader: LinkReader, expression: string): ReadData {
  reader.take('data')
  const inputs = reader.number('inputs', { min: 1, max: 2, whole: true }, 1) === 2 ? 2 : 1
  const kind = reader.word('kind', functionKinds, 'regression')
  if (!readTyped(reader, 'data', expression, standardPreset, () => readFunction({ expression, inputs })))
    return readPreset(reader, standardPreset)
  const shape = functionShapes[kind]
  const data = {
    expression,
    inputs,
    kind,
    points: reader.number('points', limits.points, functionDefaults.points),
    noise: reader.number('noise', limits.noise, functionDefaults.noise),
    seed: reader.number('data-seed', limits.seed, standardSeed),
  } as const
  const output = readOutput(reader, shape, kind === 'regression' ? 'identity' : 'sigmoid')
  return { data, output, N: data.points, D: inputs, K: outputsFor(shape, output) }
}

/** The output of a link, one that data with such targets can be fitted with. */
function readOutput(reader: LinkReader, shape: TargetShape, suggested: OutputName): OutputName {
  const output = reader.word('out', outputNames, suggested)
  const reason = fits(shape, output)
  if (!reason) return output
  reader.note('output-misfit', 'out', output, suggested, { reason })
  return suggested
}

/** Data too many for a link: what they were is told, and a preset stands in. */
function readMissing(reader: LinkReader): ReadData {
  const values = {
    points: reader.number('points', limits.points, 1),
    inputs: reader.number('inputs', limits.ownInputs, 1),
    targets: reader.number('targets', limits.ownOutputs, 1),
  }
  reader.note('data-in-file', 'data', 'file', standardPreset, values)
  return readPreset(reader, standardPreset)
}

function readPreset(reader: LinkReader, preset: DatasetName): ReadData {
  const dataset = datasetNamed(preset)
  const { points, noise } =
    'preset' in standard.data && standard.data.preset === preset ? standard.data : dataset.defaults
  const data = {
    preset,
    points: reader.number('points', limits.points, points),
    noise: reader.number('noise', limits.noise, noise),
    seed: reader.number('data-seed', limits.seed, standardSeed),
  }
  const output = readOutput(reader, dataset, dataset.suggestedOutput)
  return { data, output, N: data.points, D: dataset.inputs, K: outputsFor(dataset, output) }
}

function readOwn(reader: LinkReader): ReadData {
  const N = reader.number('points', limits.points, 0)
  const x = readTable(reader, 'x', N, limits.ownInputs.max)
  const t = readTable(reader, 't', N, limits.ownOutputs.max)
  if (!x || !t) {
    const used = readPreset(reader, standardPreset)
    if (N === 0)
      reader.note('data-size', 'points', '', standardPreset, { limit: limits.points.max, found: 0 })
    return used
  }
  const D = x[0].length
  const K = t[0].length
  const found = N * (D + K)
  if (found > limits.ownNumbers.max) {
    reader.note('data-size', 'x', '', standardPreset, { limit: limits.ownNumbers.max, found })
    return readPreset(reader, standardPreset)
  }
  const output = reader.word('out', outputNames, 'identity')
  const reason = misfitOf(t, output)
  if (reason) reader.note('output-misfit', 'out', output, 'identity', { reason })
  const names = readNames(reader, D, K)
  const data = names ? { x, t, names } : { x, t }
  return { data, output: reason ? 'identity' : output, N, D, K }
}

/** The names of the columns, if the link has them; all of them or none. */
function readNames(reader: LinkReader, D: number, K: number): ColumnNames | null {
  const text = reader.take('names')
  if (text === null) return null
  const names = text.split(',').map(decodedName)
  const { max } = limits.columnName
  const usable = names.every((name): name is string => name !== null && name !== '' && name.length <= max)
  if (usable && targetNames(K).includes(names.length - D))
    return { inputs: names.slice(0, D), targets: names.slice(D) }
  reader.note('column-names', 'names', text, '', { expected: D + K, found: names.length, limit: max })
  return null
}

function decodedName(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** N rows of at most `limit` finite numbers, or null with a notice where the part gives none. */
function readTable(
  reader: LinkReader,
  key: string,
  N: number,
  limit: number,
): readonly (readonly number[])[] | null {
  const text = reader.take(key)
  if (N === 0) return null
  const numbers = text === null ? new Float64Array(0) : decodeFloat64(text)
  if (!numbers) {
    reader.note('not-base64', key, text ?? '', standardPreset)
    return null
  }
  const columns = numbers.length / N
  if (columns < 1 || columns > limit || !Number.isInteger(columns)) {
    reader.note('not-rows', key, text ?? '', standardPreset, { rows: N, found: numbers.length })
    return null
  }
  const index = numbers.findIndex((value) => !Number.isFinite(value))
  if (index >= 0) {
    reader.note('not-finite-number', key, text ?? '', standardPreset, { index })
    return null
  }
  return Array.from({ length: N }, (_, n) => Array.from(numbers.subarray(n * columns, (n + 1) * columns)))
}
