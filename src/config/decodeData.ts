import { datasetNamed, datasetNames, fits, misfitOf, outputsFor } from '../data/index.ts'
import type { DatasetName } from '../data/index.ts'
import { errorFunctions } from '../network/errors/index.ts'
import type { OutputName } from '../network/errors/index.ts'
import type { DataConfiguration } from './configuration.ts'
import { defaultConfiguration } from './defaults.ts'
import { decodeFloat64 } from './float64Text.ts'
import { limits } from './limits.ts'
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

/** The data of a link with the output that goes with them. */
export function readData(reader: LinkReader): ReadData {
  if (!reader.has('data')) return readPreset(reader, standardPreset)
  const name = reader.word('data', ['own', ...datasetNames] as const, standardPreset)
  return name === 'own' ? readOwn(reader) : readPreset(reader, name)
}

function readPreset(reader: LinkReader, preset: DatasetName): ReadData {
  const dataset = datasetNamed(preset)
  const { points, noise } =
    'preset' in standard.data && standard.data.preset === preset ? standard.data : dataset.defaults
  const seed = 'preset' in standard.data ? standard.data.seed : 0
  const data = {
    preset,
    points: reader.number('points', limits.points, points),
    noise: reader.number('noise', limits.noise, noise),
    seed: reader.number('data-seed', limits.seed, seed),
  }
  let output: OutputName = reader.word('out', outputNames, dataset.suggestedOutput)
  const reason = fits(dataset, output)
  if (reason) {
    reader.note('output-misfit', 'out', output, dataset.suggestedOutput, { reason })
    output = dataset.suggestedOutput
  }
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
  return { data: { x, t }, output: reason ? 'identity' : output, N, D, K }
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
