import type { MethodId } from '../hessian/index.ts'
import type { ParameterValues } from '../hessian/method.ts'
import type { Network, Problem } from '../network/network.ts'
import type { TrainingSettings } from '../training/index.ts'
import type { Failure } from '../uses/attempt.ts'

/** What of the network decides which parts of a study there are. */
export interface NetworkShape extends Pick<Network, 'D'> {
  readonly error: Pick<Network['error'], 'output'>
}

/** Whether the outputs are numbers, not probabilities of classes. */
export function isRegression({ error }: NetworkShape): boolean {
  return error.output === 'identity'
}

/** A number a study takes. */
export interface NumberParameter {
  readonly name: string
  readonly default: number
  readonly min: number
  readonly max: number
  readonly scale: 'linear' | 'log'
  readonly whole: boolean
  /** It moves what is shown of the points; nothing is computed anew. */
  readonly shows?: boolean
  /** It goes up to N or W, whatever `max` and the default say, or up to another number of the study. */
  readonly upTo?: 'patterns' | 'weights' | { readonly parameter: string }
  /** It can be made to run from its least value to its greatest. */
  readonly plays?: boolean
  /** It is there only where a choice of the study is this one, and for networks like this. */
  readonly when?: Condition
  readonly fits?: (network: NetworkShape) => boolean
}

/** A choice a study offers. */
export interface ChoiceParameter {
  readonly name: string
  readonly default: string
  readonly options: readonly string[]
  readonly shows?: boolean
  readonly fits?: (network: NetworkShape) => boolean
}

/** Several of a kind, chosen together: the value is their words in the order of choice, with commas between. */
export interface ListParameter {
  readonly name: string
  readonly default: string
  /** Which words there are: numbers of data points or weights from 1 on, these words, or words of this form. */
  readonly items: 'patterns' | 'weights' | readonly string[] | RegExp
  readonly shows?: boolean
  /** It counts only where a choice is this one. Otherwise the study chose for itself: what it says is the words of a series. */
  readonly counts?: { readonly when: Condition; readonly series: string }
}

/** What a study takes; the panel draws its control and the link its word from this. */
export type StudyParameter = NumberParameter | ChoiceParameter | ListParameter

export type StudyValues = Readonly<Record<string, number | string>>

export type AxisKind = 'linear' | 'log' | 'symlog'

export interface StudyAxis {
  /** Catalogue key. */
  readonly name: string
  /** Catalogue key where a surface lies under the plot: the axes are two inputs then. */
  readonly overGround?: string
  /** Of which kind, or the choice that says so. */
  readonly kind: AxisKind | { readonly parameter: string }
  /** Values are told above the least there is on the plot, of those that came so far. */
  readonly aboveLeast?: boolean
  /** What is shown at least. */
  readonly domain?: readonly [number, number]
  /** Only whole numbers are named along it. */
  readonly whole?: boolean
}

/** What the mark of the present state moves when it is dragged. */
export type MarkTarget =
  /** A parameter of a method, in the main view. */
  | { readonly kind: 'method'; readonly method: MethodId; readonly name: string }
  /** A number of the study itself. */
  | { readonly kind: 'study'; readonly name: string }
  /** W: the width of the hidden layers. */
  | { readonly kind: 'weights' }
  /** The width of the hidden layers, where there are any. */
  | { readonly kind: 'width' }
  /** The step of training. */
  | { readonly kind: 'step' }

/** A mark of the present state on a plot: a vertical line with a dot on each of its series. */
export interface StudyMark {
  /** Catalogue key. */
  readonly name: string
  readonly target: MarkTarget
  /** The series it has its dots on; all where this is left out. */
  readonly series?: readonly string[]
  /** It is there only where a choice of the study is this one. */
  readonly when?: Condition
}

export interface StudyPlot {
  /** Catalogue key. */
  readonly id: string
  readonly x: StudyAxis
  readonly y: StudyAxis
  /** `curve`: a line without dots on its points. `path`: one that joins its points in the order they came. */
  readonly style: 'line' | 'curve' | 'scatter' | 'path'
  /** Its series in the order of their looks, where that is not the order of the study. */
  readonly series?: readonly string[]
  /** Series that are drawn as points, whatever the style. */
  readonly scattered?: readonly string[]
  /** Series that are drawn in thin lines, behind the others. */
  readonly thin?: readonly string[]
  readonly marks: readonly StudyMark[]
  /** It is there only where a choice of the study is this one. */
  readonly when?: Condition
  /** It is there only for networks like this. */
  readonly fits?: (network: NetworkShape) => boolean
  /**
   * A surface of the plot's id is its ground: values by their colours with contours, or probabilities of class 1;
   * `outputs` are whichever the network has.
   */
  readonly ground?: 'values' | 'probabilities' | 'outputs'
  /** The number that says which of the points that came with `at` are shown: those there, or the last before. */
  readonly frames?: string
  readonly chooses?: StudyChoosing
  /** It is wider than the others. */
  readonly main?: boolean
}

/** How a series looks that is not one of several alike: data, and what they are compared with. */
export type SeriesLook = 'point' | 'bold-point' | 'ring' | 'cross' | 'class' | 'faint-line' | 'bold-line'

/** Points that are chosen by clicking them (or with the keyboard): their word is put to the list, or taken out. */
export interface StudyChoosing {
  /** A list parameter; points of any series are chosen by their `word`. */
  readonly parameter: string
  /** A list parameter that takes `word:x:y` where a point was dragged, and `+:x:y` where one was added. */
  readonly moves?: string
}

/** A choice of the study being this one. */
export interface Condition {
  readonly parameter: string
  readonly is: string
}

/** Numbers in rows and columns, which may be sorted by each column. */
export interface StudyTable {
  /** Catalogue key. */
  readonly id: string
  /** What the rows are: weights or data points by their numbers from 1 on, or series. */
  readonly rows: 'weights' | 'patterns' | 'series'
  /** Catalogue keys of columns beside those of series and methods; they stand in the order they come. */
  readonly columns: readonly string[]
  /** The list parameter a row is put to when it is chosen. */
  readonly chooses?: string
}

/** A picture beside the plots: the matrices of a study one at a time, or values on the network. */
export interface StudyPicture {
  /** Catalogue key. */
  readonly id: string
  readonly kind: 'matrix' | 'network' | 'surface'
  /** The number of the study that says which of the pictures is shown. */
  readonly parameter: string | null
  /** Of a network: the list of weights that a click on one puts it to. */
  readonly chooses?: string
}

/** What a study is about: the problem on the page with what the page says of methods and training. */
export interface StudySubject {
  readonly problem: Problem
  /** The methods shown, in the order of the list. */
  readonly methods: readonly MethodId[]
  /** The parameters of every method, complete. */
  readonly parameters: Readonly<Record<MethodId, ParameterValues>>
  readonly training: TrainingSettings
  /** Steps of the timeline whose weights are known, ascending; the present one is among them. */
  readonly path: readonly { readonly step: number; readonly w: Float64Array }[]
  /** Seed of weights that have to be drawn. */
  readonly seed: number
  /** Milliseconds from any moment on. */
  readonly clock: () => number
}

/** Something to be done about a failure. */
export interface StudyOffer {
  /** Catalogue key. */
  readonly name: string
  /** What it sets. */
  readonly set: StudyValues
}

export type ClaimValues = Readonly<Record<string, number>>

/** What a study streams. Arrays in it are given away: the study must not use them any more. */
export type StudyPart =
  /** y is null where there is none: a gap. `word`: how a list parameter names the point, where it can be chosen. */
  | {
      readonly kind: 'point'
      readonly plot: string
      readonly series: string
      readonly x: number
      readonly y: number | null
      readonly word?: string
      /** Where it is shown only at a value of a number (`frames` of the plot). */
      readonly at?: number
    }
  /** From `low` to `high` over x, an area about a series. */
  | {
      readonly kind: 'band'
      readonly plot: string
      readonly series: string
      readonly x: number
      readonly low: number
      readonly high: number
    }
  /** A number of a table, or null where there is none. */
  | {
      readonly kind: 'cell'
      readonly table: string
      readonly row: string
      readonly column: string
      readonly value: number | null
    }
  /** Why there is no result, of a series where it has one, and what may be set instead. */
  | {
      readonly kind: 'failure'
      readonly series: string | null
      readonly failure: Failure
      readonly offers: readonly StudyOffer[]
    }
  /** A line of reference with its slope (on logarithmic axes its exponent), or a level or a place if that is null. */
  | {
      readonly kind: 'line'
      readonly plot: string
      /** The series it belongs to. */
      readonly series: string
      readonly name: string
      readonly from: readonly [number, number]
      readonly to: readonly [number, number]
      readonly slope: number | null
      /** A dashed continuation of the series, without a name beside it. */
      readonly quiet?: boolean
    }
  /** A number that the study found, beside the one expected where there is one. */
  | {
      readonly kind: 'fact'
      readonly fact: string
      readonly series: string | null
      readonly value: number | null
      readonly expected: number | null
    }
  /** The conclusion so far; the latest one counts. Methods and series are named by their ids, weights by their places from 0. */
  | {
      readonly kind: 'claim'
      readonly code: string
      readonly values: ClaimValues
      readonly methods: Readonly<Record<string, string>>
      readonly weights: Readonly<Record<string, number>>
      /** What may be set about it. */
      readonly offers: readonly StudyOffer[]
    }
  /** W × W, the picture at a value of its parameter. */
  | {
      readonly kind: 'matrix'
      readonly picture: string
      readonly at: number
      readonly matrix: Float64Array
      /** Which weight each row and column is of, where they are not in the order of w. */
      readonly order?: readonly number[]
    }
  /** W numbers on the weights, and perhaps numbers at the units of every layer. */
  | {
      readonly kind: 'network'
      readonly picture: string
      readonly at: number
      readonly w: Float64Array
      /** By layer from the inputs on: a few numbers for each unit. */
      readonly units: readonly (readonly (readonly number[])[])[] | null
      /** Weights that are pointed at, from 0. */
      readonly lit?: readonly number[]
    }
  /** A function on a grid of the plane, a picture or the ground of a plot: at the centres of resolution × resolution pixels, from the top row down. */
  | {
      readonly kind: 'surface'
      readonly picture: string
      readonly x: readonly [number, number]
      readonly y: readonly [number, number]
      readonly resolution: number
      readonly values: Float64Array
      /** Places in the plane, with the function there. */
      readonly path: readonly (readonly [x: number, y: number, value: number])[]
    }

/** Points one by one, or the fraction done; not calling `next` again cancels it. */
export type StudySteps<T = void> = Generator<number | StudyPart, T, void>

/** A claim of PRML 5.4, measured. One file a study: everything that page, link, catalogue and tests need is there. */
export interface Study {
  /** Kebab-case: word of the link and catalogue key. */
  readonly id: string
  /** Section of PRML. */
  readonly section: string
  readonly parameters: readonly StudyParameter[]
  /** Parameters of methods the points depend on: where one moves, they are computed anew. */
  readonly uses: readonly { readonly method: MethodId; readonly name: string }[]
  /** Whether the points are of the methods shown, with all their parameters. */
  readonly usesMethods?: boolean
  /** Whether the way training came is looked at. */
  readonly usesPath?: boolean
  readonly plots: readonly StudyPlot[]
  readonly tables?: readonly StudyTable[]
  /** Catalogue keys of what is offered where something fails. */
  readonly offers?: readonly string[]
  readonly pictures: readonly StudyPicture[]
  /** Catalogue keys of the series that are no methods. */
  readonly series: readonly string[]
  /**
   * Looks of series by the first part of their names, or the number of the colour where that is not their place among all
   * (methods begin with the first then); the others have a colour of their own.
   */
  readonly looks?: Readonly<Record<string, SeriesLook | number>>
  readonly lines: readonly string[]
  readonly facts: readonly string[]
  readonly claims: readonly string[]
  readonly run: (subject: StudySubject, values: StudyValues) => StudySteps
}

/** How many patterns and weights there are. */
export interface StudySizes {
  readonly patterns: number
  readonly weights: number
}

/** The parameters of a study, with the choice which of its plots and pictures is shown where it has several. */
export function allParameters({
  parameters,
  plots,
  pictures,
  tables = [],
}: Study): readonly StudyParameter[] {
  const parts = [...plots, ...pictures, ...tables].map(({ id }) => id)
  return parts.length < 2
    ? parameters
    : [...parameters, { name: 'show', default: 'all', options: ['all', ...parts], shows: true }]
}

/** The study's parameters with the ends they have for a problem of these sizes, and beside the values given. */
export function parametersFor(
  study: Study,
  sizes: StudySizes,
  given: StudyValues = {},
): readonly StudyParameter[] {
  const all = allParameters(study)
  const valueOf = (name: string) => Number(given[name] ?? all.find((one) => one.name === name)?.default)
  return all.map((one) => {
    if (!('min' in one) || !one.upTo) return one
    const max = typeof one.upTo === 'string' ? sizes[one.upTo] : valueOf(one.upTo.parameter)
    return { ...one, max, default: Math.min(one.default, max) }
  })
}

/** The study's parameters at their defaults, but for those given, none beyond its end. */
export function completeValues(study: Study, given: StudyValues, sizes: StudySizes): StudyValues {
  return Object.fromEntries(
    parametersFor(study, sizes, given).map((one) => {
      const value = given[one.name] ?? one.default
      if ('items' in one) return [one.name, knownWords(one, String(value), sizes).join(',')]
      return [one.name, 'min' in one ? Math.min(Number(value), one.max) : value]
    }),
  )
}

/** The words of a list that there are, in their order, none twice; without `sizes`, numbers of any size. */
export function knownWords({ items }: ListParameter, value: string, sizes?: StudySizes): readonly string[] {
  const isKnown = (word: string) => {
    if (items instanceof RegExp) return items.test(word)
    if (typeof items !== 'string') return items.includes(word)
    return /^[1-9]\d{0,8}$/.test(word) && (!sizes || Number(word) <= sizes[items])
  }
  return [...new Set(value.split(','))].filter((word) => word !== '' && isKnown(word))
}

/** The words of the list of this name. */
export function wordsOf(values: StudyValues, name: string): readonly string[] {
  const value = String(values[name])
  return value === '' ? [] : value.split(',')
}

/** The list with the word put to its end, or taken out. */
export function toggled(words: readonly string[], word: string): string {
  return (words.includes(word) ? words.filter((other) => other !== word) : [...words, word]).join(',')
}

/** Whether a plot, or a mark on it, is there. */
export function holds(when: Condition | undefined, values: StudyValues): boolean {
  return !when || values[when.parameter] === when.is
}

/** The plots that are there for a network like this. */
export function plotsFor(study: Study, values: StudyValues, network: NetworkShape): readonly StudyPlot[] {
  return study.plots.filter(({ when, fits }) => holds(when, values) && (!fits || fits(network)))
}

/** The number of this name. */
export function numberOf(values: StudyValues, name: string): number {
  return Number(values[name])
}

/** `steps` with their progress told as from `from` to `to`, their result given back. */
export function* told<T>(steps: Generator<number, T, void>, from: number, to: number): StudySteps<T> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    yield from + (to - from) * step.value
  }
}

export function point(plot: string, series: string, x: number, y: number | null, word?: string): StudyPart {
  const height = y !== null && Number.isFinite(y) ? y : null
  return word === undefined
    ? { kind: 'point', plot, series, x, y: height }
    : { kind: 'point', plot, series, x, y: height, word }
}

export function band(plot: string, series: string, x: number, low: number, high: number): StudyPart {
  return { kind: 'band', plot, series, x, low, high }
}

/** A point that is shown only where the number of the plot's `frames` is `at`. */
export function pointAt(at: number, plot: string, series: string, x: number, y: number): StudyPart {
  return { kind: 'point', plot, series, x, y: Number.isFinite(y) ? y : null, at }
}

export function cell(table: string, row: string | number, column: string, value: number | null): StudyPart {
  return { kind: 'cell', table, row: String(row), column, value }
}

/** A quiet line `equal` where y is x, from `low` to `high`: what is predicted comes. */
export function equalLine(plot: string, low: number, high: number): StudyPart {
  return {
    kind: 'line',
    plot,
    series: '',
    name: 'equal',
    from: [low, low],
    to: [high, high],
    slope: 1,
    quiet: true,
  }
}

export function failure(
  of: Failure,
  series: string | null = null,
  offers: readonly StudyOffer[] = [],
): StudyPart {
  return { kind: 'failure', series, failure: of, offers }
}

export function fact(
  name: string,
  value: number | null,
  series: string | null = null,
  expected: number | null = null,
): StudyPart {
  return { kind: 'fact', fact: name, series, value, expected }
}

export function claim(
  code: string,
  values: ClaimValues = {},
  methods: Readonly<Record<string, string>> = {},
  weights: Readonly<Record<string, number>> = {},
  offers: readonly StudyOffer[] = [],
): StudyPart {
  return { kind: 'claim', code, values, methods, weights, offers }
}
