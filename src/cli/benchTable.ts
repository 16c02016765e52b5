import { aligned } from './aligned.ts'
import type { EngineName } from '../linalg/kernels/kernels.ts'
import type { BenchEntry } from './benchEntries.ts'
import type { Scaling } from './scaling.ts'

/** Three significant figures, all of them from a hundred on. */
const significant = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))

/** Milliseconds, seconds from a second on. */
function duration(milliseconds: number): string {
  const [value, unit] = milliseconds >= 1000 ? [milliseconds / 1000, 's '] : [milliseconds, 'ms']
  return `${significant(value)} ${unit}`
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]

/** One engine's entries: a row a method, a column a network. */
function engineTable(entries: readonly BenchEntry[]): readonly string[] {
  const sizes = unique(entries.map(({ W }) => W))
  const at = (method: string, W: number) => entries.find((entry) => entry.method === method && entry.W === W)
  const cell = (entry: BenchEntry | undefined): string => {
    if (!entry) return '–'
    if (!entry.measured) return `≈ ${duration(entry.milliseconds)} *`
    return `${duration(entry.milliseconds)} (${duration(entry.measured.coldMilliseconds)})`
  }
  return aligned([
    [entries[0].engine, ...sizes.map((W) => `W = ${W}`)],
    ['', ...sizes.map((W) => entries.find((entry) => entry.W === W)?.layers.join('-') ?? '')],
    ...unique(entries.map(({ method }) => method)).map((method) => [
      method,
      ...sizes.map((W) => cell(at(method, W))),
    ]),
  ])
}

/**
 * The entries as text: for each engine a row a method, a column a network, median times with the cold ones in
 * brackets, predicted ones marked, and how much faster the exact Hessian is than W products of the R-operator.
 */
export function benchTable(
  entries: readonly BenchEntry[],
  machine: string,
  inTurn: { readonly W: number; readonly ratio: number },
): string {
  const engines = unique(entries.map(({ engine }) => engine))
  return [
    `Median time of each method, warm (cold in brackets); N = ${entries[0]?.N}, tanh; by the engine of the kernels.`,
    machine,
    '',
    ...engines.flatMap((engine) => [...engineTable(entries.filter((entry) => entry.engine === engine)), '']),
    '* takes over 20 s: predicted from its counted operations and the rate on the network before',
    `run in turn at W = ${inTurn.W}, in plain TypeScript, ` +
      `W R-operator products take ${significant(inTurn.ratio)} times as long as exact`,
  ].join('\n')
}

/** Times and exponents over W and over N as text. */
export function scalingTable(scalings: readonly Scaling[], engine: EngineName, machine: string): string {
  const part = (over: 'W' | 'N', title: string): readonly string[] => {
    const rows = scalings.filter((one) => one.over === over)
    return [
      title,
      ...aligned([
        ['', ...(rows[0]?.sizes.map((size) => `${over} = ${size}`) ?? []), 'exponent'],
        ...rows.map(({ quantity, milliseconds, exponent }) => [
          quantity,
          ...milliseconds.map(duration),
          exponent.toFixed(2),
        ]),
      ]),
    ]
  }
  return [
    `Median times, warm, and p of time ∝ size^p; tanh, softmax; engine ${engine}.`,
    machine,
    '',
    ...part('W', 'Over the number of weights, N = 200; the exponent is that of W ≥ 200.'),
    '',
    ...part('N', 'Over the number of patterns, W = 583.'),
  ].join('\n')
}
