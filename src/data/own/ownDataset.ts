import type { OutputName } from '../../network/errors/index.ts'
import { targetsFor } from '../targets.ts'
import type { TargetShape } from '../targets.ts'
import { isClassColumn, isNumeric } from './choice.ts'
import type { TableChoice } from './choice.ts'
import type { Column } from './columns.ts'
import type { Table } from './table.ts'
import { tableLimits } from './tableLimits.ts'

/** Why no data can be made of a choice: a catalogue key. */
export type ChoiceCode =
  /** No input was chosen, or no target. */
  | 'no-inputs'
  | 'no-targets'
  /** values: found, limit. */
  | 'too-many-inputs'
  | 'too-many-targets'
  /** A column is input and target at once. values: column (its name). */
  | 'column-twice'
  /** A column that has to be of numbers is not. values: column. */
  | 'not-numeric'
  /** A column with fewer than two labels, or with too many. values: column, found, limit. */
  | 'not-classes'
  /** Every row lacks a value in a column that was chosen. values: rows. */
  | 'no-rows'
  /** Among the rows that are used all targets are of one class. values: column. */
  | 'one-class'

export interface ChoiceRefusal {
  readonly code: ChoiceCode
  readonly values: Readonly<Record<string, number | string>>
}

/** A row that could not be used: a chosen column has no value there, or one that is no number. */
export interface DroppedRow {
  readonly line: number
  readonly column: string
}

/** value = mean + deviation · standardised value. */
export interface Scaling {
  readonly mean: number
  /** Root of the mean squared difference from the mean (divided by N). */
  readonly deviation: number
}

/** Data made of a table, before an output is chosen. */
export interface OwnDataset {
  /** N rows of D inputs, standardised if that was chosen. */
  readonly x: readonly (readonly number[])[]
  /** What the targets are; for two classes one output serves, or two. */
  readonly shape: TargetShape
  /** N rows of targets that are numbers; empty for classes. */
  readonly t: readonly (readonly number[])[]
  /** N classes, from 0; empty for numbers. */
  readonly labels: readonly number[]
  readonly suggestedOutput: OutputName
  /** Names of the inputs, and of the targets or the classes. */
  readonly names: { readonly inputs: readonly string[]; readonly targets: readonly string[] }
  /** How inputs were standardised, one for each; null where they were not. */
  readonly scaling: { readonly inputs: readonly Scaling[]; readonly targets: readonly Scaling[] } | null
  /** The first rows that lack a value. */
  readonly dropped: readonly DroppedRow[]
  readonly droppedCount: number
  /** Inputs that are the same in all rows used. */
  readonly constantInputs: readonly string[]
}

export type MadeDataset =
  | { readonly kind: 'dataset'; readonly dataset: OwnDataset }
  | { readonly kind: 'refused'; readonly refusal: ChoiceRefusal }

/** The data of a choice: the first rows, at most `tableLimits.rows`, that have a value in every column chosen. */
export function datasetFrom(table: Table, choice: TableChoice): MadeDataset {
  const refusal = refusalOf(table, choice)
  if (refusal) return { kind: 'refused', refusal }
  const inputs = choice.inputs.map((at) => table.columns[at])
  const targets = choice.targets.map((at) => table.columns[at])
  const { rows, dropped, droppedCount } = usableRows(table, [...inputs, ...targets])
  if (rows.length === 0)
    return { kind: 'refused', refusal: { code: 'no-rows', values: { rows: table.lines.length } } }
  const classes = choice.kind === 'classes' ? classesOf(targets[0], rows) : null
  if (classes && classes.names.length < 2)
    return { kind: 'refused', refusal: { code: 'one-class', values: { column: targets[0].name } } }
  const scaled = (columns: readonly Column[]) => columns.map((column) => scalingOf(column, rows))
  const scaling = choice.standardise
    ? { inputs: scaled(inputs), targets: classes ? [] : scaled(targets) }
    : null
  const values = (columns: readonly Column[], scales: readonly Scaling[] | undefined) =>
    rows.map((row) =>
      columns.map((column, at) => {
        const scale = scales?.[at]
        return scale ? (column.values[row] - scale.mean) / scale.deviation : column.values[row]
      }),
    )
  const count = classes?.names.length ?? 0
  return {
    kind: 'dataset',
    dataset: {
      x: values(inputs, scaling?.inputs),
      shape: { kind: !classes ? 'regression' : count === 2 ? 'binary' : 'classes', classes: count },
      t: classes ? [] : values(targets, scaling?.targets),
      labels: classes?.labels ?? [],
      suggestedOutput: !classes ? 'identity' : count === 2 ? 'sigmoid' : 'softmax',
      names: {
        inputs: inputs.map(({ name }) => name),
        targets: classes?.names ?? targets.map(({ name }) => name),
      },
      scaling,
      dropped,
      droppedCount,
      constantInputs: inputs.filter((column) => isConstant(column, rows)).map(({ name }) => name),
    },
  }
}

/** The targets (N rows of K) of these data with this output. */
export function ownTargets(
  { t, labels, shape }: OwnDataset,
  output: OutputName,
): readonly (readonly number[])[] {
  if (shape.kind === 'regression') return t
  const flat = targetsFor(shape, labels, output)
  const K = flat.length / labels.length
  return labels.map((_, n) => Array.from(flat.subarray(n * K, (n + 1) * K)))
}

function refusalOf({ columns }: Table, { inputs, targets, kind }: TableChoice): ChoiceRefusal | null {
  const refused = (code: ChoiceCode, values: ChoiceRefusal['values'] = {}) => ({ code, values })
  if (inputs.length === 0) return refused('no-inputs')
  if (targets.length === 0) return refused('no-targets')
  if (inputs.length > tableLimits.inputs)
    return refused('too-many-inputs', { found: inputs.length, limit: tableLimits.inputs })
  const most = kind === 'classes' ? 1 : tableLimits.classes
  if (targets.length > most) return refused('too-many-targets', { found: targets.length, limit: most })
  const all = [...inputs, ...targets]
  const twice = all.find((at, i) => all.indexOf(at) !== i)
  if (twice !== undefined) return refused('column-twice', { column: columns[twice].name })
  const numeric = kind === 'classes' ? inputs : all
  const wrong = numeric.find((at) => !isNumeric(columns[at]))
  if (wrong !== undefined) return refused('not-numeric', { column: columns[wrong].name })
  const target = columns[targets[0]]
  return kind === 'regression' || isClassColumn(target)
    ? null
    : refused('not-classes', { column: target.name, found: target.distinct, limit: tableLimits.classes })
}

function usableRows({ lines }: Table, columns: readonly Column[]) {
  const rows: number[] = []
  const dropped: DroppedRow[] = []
  let droppedCount = 0
  for (let row = 0; row < lines.length && rows.length < tableLimits.rows; row++) {
    const without = columns.find(({ values }) => Number.isNaN(values[row]))
    if (!without) {
      rows.push(row)
      continue
    }
    droppedCount++
    if (dropped.length < tableLimits.listed) dropped.push({ line: lines[row], column: without.name })
  }
  return { rows, dropped, droppedCount }
}

/** Classes 0, 1, … in the order of the labels or numbers, those that occur among the rows alone. */
function classesOf({ kind, values, labels }: Column, rows: readonly number[]) {
  const present = [...new Set(rows.map((row) => values[row]))].sort((a, b) => a - b)
  const places = new Map(present.map((value, index) => [value, index]))
  return {
    names: present.map((value) => (kind === 'text' ? labels[value].slice(0, 40) : String(value))),
    labels: rows.map((row) => places.get(values[row]) ?? 0),
  }
}

function isConstant({ values }: Column, rows: readonly number[]): boolean {
  return rows.every((row) => values[row] === values[rows[0]])
}

/** Mean and deviation of the rows used; a constant column is shifted alone. */
function scalingOf(column: Column, rows: readonly number[]): Scaling {
  const { values } = column
  // Not by the mean, whose round-off would be all the difference there is.
  if (isConstant(column, rows)) return { mean: values[rows[0]], deviation: 1 }
  // Divided before they are summed, so that numbers near the largest do not overflow.
  const mean = rows.reduce((sum, row) => sum + values[row] / rows.length, 0)
  const largest = rows.reduce((most, row) => Math.max(most, Math.abs(values[row] - mean)), 0)
  // Numbers so far apart that their difference is none stay as they are.
  if (!Number.isFinite(largest)) return { mean: 0, deviation: 1 }
  const square = rows.reduce((sum, row) => sum + ((values[row] - mean) / largest) ** 2, 0)
  return { mean, deviation: largest * Math.sqrt(square / rows.length) }
}
