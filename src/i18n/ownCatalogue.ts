import type { WrongField } from '../config/wrongField.ts'
import type { ChoiceCode } from '../data/own/index.ts'
import type { BadRowCode, Delimiter, TableCode } from '../data/own/index.ts'
import type { Irregularity } from '../network/activations/irregularities.ts'
import type { ExpressionCode } from '../network/expression/index.ts'
import type { WeightsFileCode } from '../network/weightsFile.ts'

type Values = Readonly<Record<string, number | string>>
type Sentences<Code extends string> = Readonly<Record<Code, (values: Values) => string>>

/** The texts of what users bring along: files, tables, functions, weights, drawn points. */
export interface OwnCatalogue {
  readonly files: {
    readonly open: string
    readonly openTitle: string
    readonly save: string
    readonly saveTitle: string
    readonly drop: string
    readonly csv: string
    readonly csvTitle: string
    readonly notJson: (name: string) => string
    readonly tooLarge: (name: string, megabytes: string, limit: string) => string
    readonly document: (name: string, wrong: WrongField) => string
    readonly failed: (reason: string) => string
  }
  readonly weights: {
    readonly title: string
    readonly scale: string
    readonly redraw: string
    readonly zero: string
    readonly download: string
    readonly open: string
    readonly paste: string
    readonly placeholder: string
    readonly use: string
    readonly symmetries: string
    readonly layer: string
    readonly unit: string
    readonly other: string
    readonly swap: string
    readonly flip: string
    /** Why the sign of a unit cannot be flipped. */
    readonly notOdd: string
    readonly refused: (reason: string) => string
    readonly refusals: Sentences<WeightsFileCode>
    readonly set: (weight: string) => string
  }
  readonly source: {
    readonly label: string
    readonly table: string
    readonly function: string
    /** What explicit data and a typed function are called in the list of data sets. */
    readonly explicit: (N: number) => string
    readonly typed: (expression: string) => string
    readonly plotted: readonly [string, string]
  }
  readonly table: {
    readonly title: string
    readonly paste: string
    readonly placeholder: string
    readonly open: string
    readonly read: string
    readonly reading: (percent: number) => string
    readonly cancel: string
    readonly close: string
    readonly use: string
    readonly rows: (used: number, counted: string) => string
    readonly form: string
    readonly delimiter: string
    readonly delimiters: Readonly<Record<Delimiter, string>>
    readonly decimal: string
    readonly header: string
    readonly preview: string
    readonly role: (column: string) => string
    readonly roles: Readonly<Record<'input' | 'target' | 'none', string>>
    readonly kind: string
    readonly kinds: Readonly<Record<'regression' | 'classes', string>>
    readonly standardise: string
    readonly plotted: readonly [string, string]
    readonly badRows: (count: string) => string
    readonly badRow: (line: number, reason: string) => string
    readonly badRowReasons: Sentences<BadRowCode>
    readonly dropped: (count: string) => string
    readonly droppedRow: (line: number, column: string) => string
    readonly more: (count: string) => string
    readonly constantInputs: (columns: string) => string
    readonly refusals: Sentences<TableCode>
    readonly choices: Sentences<ChoiceCode>
    readonly encoding: (name: string) => string
  }
  readonly function: {
    readonly title: string
    readonly expression: string
    readonly inputs: string
    readonly inputsOf: Readonly<Record<'1' | '2', string>>
    readonly kind: string
    readonly kinds: Readonly<Record<'regression' | 'binary', string>>
    readonly use: string
    readonly close: string
    readonly hint: string
    readonly formula: string
  }
  readonly activation: {
    readonly choose: string
    readonly field: (layer: number, of: number) => string
    readonly use: string
    readonly formulas: string
    readonly found: Readonly<Record<Irregularity['kind'], (from: string, to: string) => string>>
    readonly more: (count: number) => string
    readonly smooth: (from: string, to: string) => string
    readonly check: (first: string, second: string) => string
  }
  readonly expressionRefused: (what: string, reason: string) => string
  readonly expressions: Sentences<ExpressionCode>
  readonly points: {
    readonly edit: string
    readonly editTitle: string
    readonly plot: (N: number) => string
    readonly keys: string
    readonly newClass: string
    readonly classNamed: (k: number) => string
    readonly newTarget: string
    readonly coordinate: (name: string, n: number) => string
    readonly selected: (count: number) => string
    readonly none: string
    readonly point: (n: number, N: number, values: string) => string
    readonly add: string
    readonly remove: string
    readonly last: string
    readonly full: (limit: number) => string
  }
}
