import type { DatasetName } from '../data/index.ts'
import type { ColourScale, ColourScope, HidablePart, Language, MapView } from '../config/configuration.ts'
import type { ExampleName } from '../config/examples.ts'
import type { Notice } from '../config/notice.ts'
import type { NothingDropped, SomethingDropped } from '../hessian/explain/split.ts'
import type { ObservationId, ObservationValues } from '../hessian/explain/observations/index.ts'
import type { MethodId, ParameterName } from '../hessian/index.ts'
import type { MethodGroup, RefusalCode } from '../hessian/method.ts'
import type { EngineName } from '../linalg/kernels/kernels.ts'
import type { OutputName } from '../network/errors/index.ts'
import type { ChangeKind } from '../state/changeKind.ts'
import type { OptimizerName, StopCode } from '../training/index.ts'
import type { OwnCatalogue } from './ownCatalogue.ts'

/** A sentence for everything that can be observed; each may claim what the docstring of its rule allows. */
export type ObservationTexts = {
  readonly [Id in ObservationId]: (values: ObservationValues<Id>) => string
}

/**
 * Every text of the page in one language. What has numbers in it is a function of the numbers, already formatted
 * where they are strings. A missing key does not compile.
 */
export interface Catalogue {
  readonly code: Language
  readonly title: string
  readonly description: string
  readonly skip: string
  /** Accessible name of the strip at the foot of a narrow screen. */
  readonly strip: string

  readonly topBar: {
    readonly view: string
    readonly views: Readonly<Record<'compare' | 'studies' | 'uses', string>>
    readonly example: string
    readonly chooseExample: string
    readonly examples: Readonly<Record<ExampleName, string>>
    readonly language: string
    readonly theme: string
    readonly themes: { readonly system: string; readonly light: string; readonly dark: string }
    readonly present: string
    readonly leavePresent: string
    readonly keys: string
    readonly copyLink: string
    readonly copied: string
    readonly copyFailed: string
  }

  readonly undo: {
    readonly undo: string
    readonly redo: string
    readonly kinds: Readonly<Record<ChangeKind, string>>
    /** After an undo that changed the weights: what it was, and the steps before and now. */
    readonly weights: (kind: string, from: number, to: number) => string
  }

  readonly data: {
    readonly title: string
    readonly dataset: string
    readonly points: string
    readonly noise: string
    readonly seed: string
    readonly newSeed: string
    readonly own: (N: number) => string
    readonly datasets: Readonly<Record<DatasetName, string>>
    readonly plot: {
      readonly curve: (N: number) => string
      readonly surface: (N: number) => string
    }
  }

  readonly network: {
    readonly title: string
    readonly diagram: (layers: readonly number[], W: number) => string
    readonly activation: (layer: number, of: number) => string
    readonly output: string
    readonly outputs: Readonly<Record<OutputName, string>>
    readonly outputRefused: string
    readonly bias: string
    readonly weightDecay: string
    readonly seed: string
    readonly newSeed: string
    readonly addUnit: (layer: number) => string
    readonly removeUnit: (layer: number) => string
    readonly addLayer: (layer: number) => string
    readonly removeLayer: (layer: number) => string
  }

  readonly training: {
    readonly title: string
    readonly step: (n: number) => string
    readonly train: string
    readonly pause: string
    readonly oneStep: string
    readonly reset: string
    readonly optimizer: string
    readonly optimizers: Readonly<Record<OptimizerName, string>>
    readonly learningRate: string
    readonly momentum: string
    readonly curve: (energy: string) => string
    readonly running: (percent: number) => string
    /** The handle that goes back in time. */
    readonly scrub: string
    /** Why training ended by itself, after this step. */
    readonly ends: Readonly<Record<StopCode, (step: number) => string>>
    readonly measures: string
    readonly errorsPlot: string
    readonly eigenvaluesPlot: string
    readonly largest: string
    readonly smallest: string
  }

  readonly own: OwnCatalogue

  readonly maps: {
    readonly title: string
    readonly toolbar: string
    readonly view: string
    readonly views: Readonly<Record<MapView, string>>
    readonly scale: string
    readonly scales: Readonly<Record<ColourScale, string>>
    readonly scope: string
    readonly scopes: Readonly<Record<ColourScope, string>>
    readonly methods: (shown: number, of: number) => string
    readonly chooseMethods: string
    /** Why no further method can be chosen. */
    readonly full: (limit: number) => string
    readonly zoom: string
    readonly values: string
    readonly legend: (limit: string) => string
    readonly inverses: string
  }

  readonly tile: {
    readonly reference: string
    readonly error: string
    readonly showDetails: (method: string, error: string) => string
    readonly cost: (exponent: number) => string
    readonly time: string
    readonly negative: (n: number) => string
    readonly waiting: string
    readonly progress: (percent: number) => string
    readonly stop: string
    readonly stopped: string
    readonly resume: string
    /** Takes a method's map away. */
    readonly leaveOut: string
    readonly dampTo: (value: string) => string
    readonly resetWeights: string
    /** Of a method that learns from training. */
    readonly trainOneStep: string
    /** What has to be asked for, with the time it would take. */
    readonly takesLong: (time: string) => string
    readonly map: (method: string, W: number) => string
    readonly mapDifference: (method: string, W: number) => string
    readonly mapInverse: (method: string, W: number) => string
    readonly cell: (row: number, column: number, weights: string, value: string) => string
    readonly notComputed: string
  }

  readonly methods: Readonly<Record<MethodId, string>>
  /** The inverse that an inverse method is held against. */
  readonly partner: string
  readonly methodGroups: Readonly<Record<MethodGroup, string>>
  readonly parameters: Readonly<Record<ParameterName, string>>

  readonly measures: {
    readonly relativeFrobenius: string
    readonly inverseError: string
    readonly maxAbs: string
    readonly relativeSpectral: string
    readonly cosine: string
    readonly negativeEigenvalues: string
    readonly diagonalRelative: string
    readonly asymmetry: string
    readonly operations: string
    readonly time: string
    readonly residualExact: string
    readonly relativeExact: string
    readonly residualOuterProduct: string
    readonly relativeOuterProduct: string
    readonly none: string
    readonly pending: string
  }

  readonly why: {
    readonly title: string
    readonly titleExact: string
    readonly titleOff: (method: string, error: string) => string
    readonly titleSame: (method: string) => string
    readonly titlePlain: (method: string) => string
    readonly indefinite: (negative: number, W: number) => string
    readonly definite: string
    readonly zero: string
    readonly outerProduct: (norm: string, share: string, residual: string) => string
    readonly oneLayer: string
    readonly nothingDropped: string
    readonly diagonalExact: (norm: string, share: string) => string
    readonly diagonalOff: (norm: string, share: string, ownError: string) => string
    readonly alreadyDiagonal: string
    readonly energyDifferences: (epsilon: string, norm: string, floor: string) => string
    readonly gradientDifferences: (epsilon: string, norm: string, asymmetry: string) => string
    readonly kinks: string
    readonly rOperator: (products: number, norm: string) => string
    readonly sequential: (roundOff: string, share: string) => string
    readonly titleInverse: (method: string, error: string) => string
    readonly inverse: (error: string) => string
    /** Where there is nothing to be said. */
    readonly nothing: string
    readonly pending: string
    /** Back from one method to everything. */
    readonly everything: string
    /** Among several things to be seen. */
    readonly previous: string
    readonly next: string
    readonly position: (n: number, of: number) => string
  }

  readonly observations: ObservationTexts

  /** The error of a method in its parts. */
  readonly parts: {
    readonly show: string
    readonly close: string
    readonly title: (method: string) => string
    readonly names: Readonly<Record<'residual' | 'neglected' | 'dropped', string>>
    readonly norm: string
    readonly ofWhole: (share: string) => string
    readonly shares: (outer: string, residual: string, both: string) => string
    readonly zero: string
    readonly diagonal: (error: string, neglected: string, dropped: string) => string
    readonly dropsNothing: Readonly<Record<NothingDropped, string>>
    readonly drops: Readonly<Record<SomethingDropped, string>>
  }

  readonly entry: {
    readonly title: string
    readonly place: (row: number, column: number) => string
    readonly none: string
    readonly unpin: string
    readonly method: string
    readonly value: string
    readonly deviation: string
    readonly inverse: string
    readonly weights: string
    readonly bias: string
  }

  /** Where an entry comes from. */
  readonly explain: {
    readonly title: string
    readonly blocks: Readonly<Record<'same-layer' | 'cross-layer', string>>
    readonly roles: Readonly<Record<'outer' | 'residual' | 'decay', string>>
    readonly pointSum: (n: number) => string
    readonly contributions: string
    readonly plot: (N: number) => string
    readonly point: string
    readonly allPoints: string
    readonly table: string
    /** What every method does with the entry. */
    readonly accounts: {
      readonly title: string
      readonly kept: string
      readonly dropped: string
      readonly everything: string
      readonly nothing: string
      /** Deviation from the exact entry. */
      readonly off: string
      readonly droppedShare: (share: string) => string
      readonly ofInverse: string
      /** Of a method left out, whose whole matrix would be needed: how long it would take. */
      readonly tooLong: (time: string) => string
      readonly offDiagonal: string
      readonly exact: string
      readonly droppedInRecursion: string
      /** Head of the column of moved weights. */
      readonly at: string
      readonly difference: string
      readonly divided: (by: string) => string
      readonly digitsLost: (digits: string) => string
      readonly waves: (n: number) => string
      readonly forward: (l: number) => string
      readonly backward: (l: number) => string
      readonly unit: string
      readonly start: (value: string, alpha0: string) => string
      readonly path: (N: number) => string
    }
  }

  readonly status: {
    readonly title: string
    readonly dismiss: string
    readonly diverged: (step: number) => string
    readonly undoDiverged: (step: number) => string
    readonly halveRate: (rate: string, step: number) => string
    readonly workerFailed: (message: string) => string
    readonly tooLarge: (W: string, limit: string, width: number) => string
    readonly narrowed: (W: string, limit: string, layers: string) => string
    readonly tooManyLayers: string
    readonly more: (n: number) => string
    readonly typed: (label: string, given: string, used: string) => string
    readonly retry: string
    /** Above the list of what could not be used of a link. */
    readonly link: string
  }

  readonly notice: (notice: Notice) => string
  readonly refusals: Readonly<Record<RefusalCode, (values: Readonly<Record<string, number>>) => string>>

  readonly present: {
    readonly fold: string
    readonly end: string
    readonly parts: Readonly<Record<HidablePart, string>>
    readonly fullScreen: string
  }

  readonly keys: {
    readonly title: string
    readonly close: string
    readonly rows: readonly (readonly [string, string])[]
    /** What this machine computes with, by the engine's name. */
    readonly machine: Readonly<Record<EngineName, string>>
  }
}
