import type { MethodId } from '../hessian/index.ts'
import type { Measurement } from './measure.ts'

/** A method on a network, measured or predicted. */
export interface BenchEntry {
  readonly method: MethodId
  readonly layers: readonly number[]
  readonly W: number
  readonly N: number
  /** Null where it would take too long; then `milliseconds` is what the counted operations predict. */
  readonly measured: Measurement | null
  readonly milliseconds: number
}

/** Three significant figures, all of them from a hundred on. */
const significant = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))

/** Milliseconds, seconds from a second on. */
function duration(milliseconds: number): string {
  const [value, unit] = milliseconds >= 1000 ? [milliseconds / 1000, 's '] : [milliseconds, 'ms']
  return `${significant(value)} ${unit}`
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]

/**
 * The entries as text: a row a method, a column a network, median times with the cold ones in brackets, predicted
 * ones marked, and how much faster the exact Hessian is than W products of the R-operator.
 */
export function benchTable(
  entries: readonly BenchEntry[],
  machine: string,
  inTurn: { readonly W: number; readonly ratio: number },
): string {
  const sizes = unique(entries.map(({ W }) => W))
  const at = (method: string, W: number) => entries.find((entry) => entry.method === method && entry.W === W)
  const cell = (entry: BenchEntry | undefined): string => {
    if (!entry) return '–'
    if (!entry.measured) return `≈ ${duration(entry.milliseconds)} *`
    return `${duration(entry.milliseconds)} (${duration(entry.measured.coldMilliseconds)})`
  }
  const rows = [
    ['', ...sizes.map((W) => `W = ${W}`)],
    ['', ...sizes.map((W) => entries.find((entry) => entry.W === W)?.layers.join('-') ?? '')],
    ...unique(entries.map(({ method }) => method)).map((method) => [
      method,
      ...sizes.map((W) => cell(at(method, W))),
    ]),
  ]
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  const lines = rows.map((row) =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column])))
      .join('   ')
      .trimEnd(),
  )
  return [
    `Median time of each method, warm (cold in brackets); N = ${entries[0]?.N}, tanh; plain TypeScript.`,
    machine,
    '',
    ...lines,
    '',
    '* takes over 20 s: predicted from its counted operations and the rate on the network before',
    `run in turn at W = ${inTurn.W}, W R-operator products take ${significant(inTurn.ratio)} times as long as exact`,
  ].join('\n')
}
