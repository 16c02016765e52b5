import type {
  ComparisonConfiguration,
  Configuration,
  ProblemConfiguration,
  StudyConfiguration,
  ViewConfiguration,
} from './configuration.ts'
import { hidableParts, languages } from './configuration.ts'
import { pointCount, recipeSteps } from './build.ts'
import { readData } from './decodeData.ts'
import { readNetwork } from './decodeNetwork.ts'
import {
  defaultConfiguration,
  defaultParameters,
  learningRateFor,
  methodIds,
  methodList,
  openingSelection,
} from './defaults.ts'
import { optimizerNames } from '../training/index.ts'
import { decodeFloat64 } from './float64Text.ts'
import { limits } from './limits.ts'
import { firstFitting } from './mapCount.ts'
import { isLinkKey, linkVersion } from './linkKeys.ts'
import { LinkReader, writeNumber } from './linkReader.ts'
import { weightsOf } from './networkSize.ts'
import type { Notice } from './notice.ts'
import type { ListParameter, StudyParameter } from '../studies/study.ts'
import { studyList } from './studyList.ts'

/** What a link says, made usable, and what of it could not be used. */
export interface DecodedLink {
  readonly configuration: Configuration
  readonly notices: readonly Notice[]
}

/**
 * The configuration of a link (the text after #, with or without it) with a notice for every part that could
 * not be used as it stands. Parts the link does not have are the defaults, without notice. Never throws; takes
 * time and memory in proportion to the length of the text, which is limited.
 */
export function decodeLink(hash: string): DecodedLink {
  const text = hash.startsWith('#') ? hash.slice(1) : hash
  const limit = limits.linkLength.max
  if (text.length > limit) return allDefault('link-too-long', text, { length: text.length, limit })
  const reader = new LinkReader(text)
  const version = reader.take('v')
  if (version !== null && version !== linkVersion)
    return allDefault('unknown-version', version, { version: linkVersion })
  const problem = readProblem(reader)
  const comparison = readComparison(reader)
  // A link written by hand, or none at all, opens on an entry that shows what the page is about.
  const view = readView(reader, problem, version === null ? openingSelection : null)
  return { configuration: { problem, comparison, view }, notices: reader.finish(isLinkKey) }
}

function allDefault(code: Notice['code'], given: string, values: Notice['values']): DecodedLink {
  const reader = new LinkReader('')
  reader.note(code, code === 'unknown-version' ? 'v' : '', given, '', values)
  return { configuration: defaultConfiguration, notices: reader.finish(isLinkKey) }
}

const defaultPoints =
  'points' in defaultConfiguration.problem.data ? defaultConfiguration.problem.data.points : 0

function readProblem(reader: LinkReader): ProblemConfiguration {
  const standard = defaultConfiguration.problem
  const { data, output, N, D, K } = readData(reader)
  const network = readNetwork(reader, output, D, K)
  const W = weightsOf(network.layers, network.bias)
  const training = {
    optimizer: reader.word('opt', optimizerNames, standard.training.optimizer),
    learningRate: reader.number('rate', limits.learningRate, learningRateFor(data)),
    momentum: reader.number('momentum', limits.momentum, standard.training.momentum),
  }
  const weightSeed = reader.number('weight-seed', limits.seed, standard.weightSeed)
  // The few steps of the opening state suit its own problem; another one might diverge with them.
  const other = N !== defaultPoints || !sameLayers(network.layers, standard.network.layers)
  let step = reader.number('step', limits.step, other ? 0 : standard.step)
  const weights = readWeights(reader, W, `weight-seed=${weightSeed}, step=${step}`)
  const steps = recipeSteps(N, W)
  if (!weights && step > steps) {
    reader.note('recipe-too-long', 'step', writeNumber(step), writeNumber(steps), { limit: steps })
    step = steps
  }
  return {
    network,
    weightDecay: reader.number('decay', limits.weightDecay, standard.weightDecay),
    data,
    weightSeed,
    training,
    step,
    weights,
  }
}

/** The weights of the link, or null where they have to be trained anew: `instead` says from what. */
function readWeights(reader: LinkReader, W: number, instead: string): Float64Array | null {
  const text = reader.take('w')
  if (text === null) return null
  const weights = decodeFloat64(text)
  if (!weights) reader.note('not-base64', 'w', text, instead)
  else if (weights.length !== W)
    reader.note('wrong-count', 'w', text, instead, { expected: W, found: weights.length })
  else {
    const index = weights.findIndex((value) => !Number.isFinite(value))
    if (index < 0) return weights
    reader.note('not-finite-number', 'w', text, instead, { index })
  }
  return null
}

function sameLayers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((J, l) => J === b[l])
}

function readComparison(reader: LinkReader): ComparisonConfiguration {
  const standard = defaultConfiguration.comparison
  const wanted = reader.words('methods', methodIds, standard.methods)
  const shown = firstFitting(wanted)
  if (shown.length < wanted.length)
    reader.note('too-many-maps', 'methods', wanted.join(','), shown.join(','), { limit: limits.maps.max })
  const parameters = Object.fromEntries(
    methodList.map((method) => [
      method.id,
      Object.fromEntries(
        method.parameters.map(({ name, min, max, whole = false }) => [
          name,
          reader.number(`${method.id}.${name}`, { min, max, whole }, defaultParameters[method.id][name]),
        ]),
      ),
    ]),
  ) as ComparisonConfiguration['parameters']
  return {
    methods: shown,
    parameters,
    view: reader.word('view', ['hessian', 'difference', 'inverse'] as const, standard.view),
    scale: reader.word('scale', ['linear', 'symlog'] as const, standard.scale),
    scope: reader.word('scope', ['all', 'each'] as const, standard.scope),
    values: reader.flag('values', standard.values),
  }
}

function readView(
  reader: LinkReader,
  { network, data }: ProblemConfiguration,
  unsaid: ViewConfiguration['selection'],
): ViewConfiguration {
  const standard = defaultConfiguration.view
  return {
    language: reader.word('lang', languages, standard.language),
    theme: reader.word('theme', ['light', 'dark'] as const, standard.theme),
    selection: readSelection(reader, weightsOf(network.layers, network.bias), unsaid),
    details: reader.word('details', methodIds, standard.details),
    parts: reader.flag('parts', standard.parts),
    point: readPoint(reader, pointCount(data)),
    account: reader.word('account', methodIds, standard.account),
    study: readStudy(reader),
    presenting: reader.flag('present', standard.presenting),
    hidden: reader.words('hide', hidableParts, standard.hidden),
  }
}

/** The study with the parameters the link gives it. */
function readStudy(reader: LinkReader): StudyConfiguration | null {
  const text = reader.peek('study')
  if (text === null) return null
  const list = studyList()
  if (!list) {
    reader.take('study')
    reader.note('studies-not-loaded', 'study', text, '')
    return null
  }
  const id = reader.word('study', list.studyIds, null)
  if (!id) return null
  const parameters: Record<string, number | string> = {}
  for (const one of list.parametersOfStudy(id)) {
    const key = `study.${one.name}`
    if (reader.has(key)) parameters[one.name] = readStudyValue(reader, key, one, list.knownWords)
  }
  return { id, parameters }
}

function readStudyValue(
  reader: LinkReader,
  key: string,
  one: StudyParameter,
  knownWords: (list: ListParameter, value: string) => readonly string[],
): number | string {
  if ('min' in one) return reader.number(key, one, one.default)
  if ('options' in one) return reader.word(key, one.options, one.default)
  const given = reader.take(key) ?? one.default
  const used = knownWords(one, given).join(',')
  if (used !== given) reader.note('unknown-words', key, given, used)
  return used
}

/** From 1, like rows and columns. */
function readPoint(reader: LinkReader, N: number): number | null {
  return reader.has('point') ? reader.number('point', { ...limits.points, max: N }, 1) - 1 : null
}

/** Links count rows and columns from 1, as the page does where people read them. */
function readSelection(
  reader: LinkReader,
  W: number,
  unsaid: ViewConfiguration['selection'],
): ViewConfiguration['selection'] {
  const text = reader.take('sel')
  if (text === null) return unsaid && Math.max(unsaid.row, unsaid.column) < W ? unsaid : null
  const match = /^([1-9]\d{0,8}),([1-9]\d{0,8})$/.exec(text)
  const row = Number(match?.[1]) - 1
  const column = Number(match?.[2]) - 1
  if (row < W && column < W) return { row, column }
  reader.note('not-an-entry', 'sel', text, '', { weights: W })
  return null
}
