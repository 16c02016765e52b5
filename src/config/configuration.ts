import type { ActivationName } from '../network/activations/index.ts'
import type { OutputName } from '../network/errors/index.ts'
import type { DatasetName, FunctionKind } from '../data/index.ts'
import type { OptimizerName } from '../training/index.ts'
import type { MethodId } from '../hessian/index.ts'
import type { StudyId } from '../studies/index.ts'
import type { StudyValues } from '../studies/study.ts'

/** An activation function of the list by its name, or typed as an expression in a. */
export type ActivationConfiguration = ActivationName | { readonly expression: string }

/** The network as it is written in a document or a link; plain data. */
export interface NetworkConfiguration {
  readonly layers: readonly number[]
  /** One for each hidden layer. */
  readonly activations: readonly ActivationConfiguration[]
  readonly output: OutputName
  readonly bias: boolean
}

/** Data by name, generated and seeded. */
export interface PresetData {
  readonly preset: DatasetName
  readonly points: number
  readonly noise: number
  readonly seed: number
}

/** Data from a function of x, or of x1 and x2: targets t = f(x) + noise, or class 1 where f(x) > 0. */
export interface FunctionData {
  readonly expression: string
  readonly inputs: 1 | 2
  readonly kind: FunctionKind
  readonly points: number
  readonly noise: number
  readonly seed: number
}

/** What the columns of explicit data are called. */
export interface ColumnNames {
  /** D names. */
  readonly inputs: readonly string[]
  /** K names of the target columns or of the classes; of two classes with one target both, 0 first. */
  readonly targets: readonly string[]
}

/** Data as explicit numbers: x is N × D, t is N × K. */
export interface OwnData {
  readonly x: readonly (readonly number[])[]
  readonly t: readonly (readonly number[])[]
  readonly names?: ColumnNames
}

export type DataConfiguration = PresetData | FunctionData | OwnData

export interface TrainingConfiguration {
  readonly optimizer: OptimizerName
  /** η in w ← w − η ∇E, E summed over the patterns. */
  readonly learningRate: number
  /** μ in v ← μ v − η ∇E; used by momentum alone. */
  readonly momentum: number
}

/** What the numbers are about: enough to rebuild every matrix. */
export interface ProblemConfiguration {
  readonly network: NetworkConfiguration
  readonly weightDecay: number
  readonly data: DataConfiguration
  /** Seed of the initial weights; reset returns to them. */
  readonly weightSeed: number
  readonly training: TrainingConfiguration
  /** Steps trained from the initial weights. */
  readonly step: number
  /** The weights after `step` steps, or null: then they are the recipe's (seed, training, step). */
  readonly weights: Float64Array | null
}

export type MapView = 'hessian' | 'difference' | 'inverse'
export type ColourScale = 'linear' | 'symlog'
/** Whether all maps share one scale or each has its own. */
export type ColourScope = 'all' | 'each'

export interface ComparisonConfiguration {
  /** The methods shown, in the order of the list. */
  readonly methods: readonly MethodId[]
  /** Parameters by method and name, complete. */
  readonly parameters: Readonly<Record<MethodId, Readonly<Record<string, number>>>>
  readonly view: MapView
  readonly scale: ColourScale
  readonly scope: ColourScope
  /** Print the values in the cells where there is room (W ≤ 16). */
  readonly values: boolean
}

/** Every language of the page; each has its catalogue in i18n. */
export const languages = ['en', 'ko'] as const
export type Language = (typeof languages)[number]
export type Theme = 'light' | 'dark'

/** The study that is open, with those of its parameters that were set; the others are at their defaults. */
export interface StudyConfiguration {
  readonly id: StudyId
  readonly parameters: StudyValues
}

export interface ViewConfiguration {
  /** null: the browser's. */
  readonly language: Language | null
  /** null: the system's. */
  readonly theme: Theme | null
  /** The pinned entry, row and column from 0. */
  readonly selection: { readonly row: number; readonly column: number } | null
  /** The method whose measures are open, or null. */
  readonly details: MethodId | null
  /** Whether the error of that method is shown in its parts, in place of the maps. */
  readonly parts: boolean
  /** The data point whose part of the selected entry is shown, from 0; null: all of them. */
  readonly point: number | null
  /** The method whose account of the selected entry is opened, or null. */
  readonly account: MethodId | null
  /** The study shown in place of the comparison, or null. */
  readonly study: StudyConfiguration | null
  readonly presenting: boolean
  /** Parts of the page folded away, as in a lecture. */
  readonly hidden: readonly HidablePart[]
}

export const hidableParts = ['data', 'network', 'training', 'entry'] as const
export type HidablePart = (typeof hidableParts)[number]

/** Everything that is seen, and nothing else: what the link holds. */
export interface Configuration {
  readonly problem: ProblemConfiguration
  readonly comparison: ComparisonConfiguration
  readonly view: ViewConfiguration
}
