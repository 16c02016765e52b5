import type { EngineName } from '../linalg/kernels/kernels.ts'
import { benchProblem } from './benchProblems.ts'
import type { BenchNetwork } from './benchProblems.ts'
import type { Measurement } from './measure.ts'
import { workOf } from './measureSubject.ts'
import type { BenchSubject } from './measureSubject.ts'

/** A method, or algebra with its matrix, on a network, measured or predicted. */
export interface BenchEntry {
  readonly engine: EngineName
  readonly method: BenchSubject
  readonly layers: readonly number[]
  readonly W: number
  readonly N: number
  /** Null where it would take too long; then `milliseconds` is what the counted operations predict. */
  readonly measured: Measurement | null
  readonly milliseconds: number
}

/** Subjects that would take longer are predicted. */
const limitMilliseconds = 20_000

export interface BenchPlan {
  readonly engines: readonly EngineName[]
  /** Smallest first. */
  readonly networks: readonly BenchNetwork[]
  readonly subjects: readonly BenchSubject[]
}

/**
 * An entry for every engine, network and subject of the plan, `timeOf` measuring one, wherever it does. What would take
 * too long is predicted from its counted operations and the rate measured on the network before.
 */
export async function benchEntries(
  { engines, networks, subjects }: BenchPlan,
  timeOf: (engine: EngineName, subject: BenchSubject, network: BenchNetwork) => Promise<Measurement>,
): Promise<readonly BenchEntry[]> {
  const entries: BenchEntry[] = []
  for (const engine of engines)
    for (const [index, benchNetwork] of networks.entries())
      for (const method of subjects) {
        const { network, N } = benchProblem(benchNetwork)
        const entry = { engine, method, layers: network.layers, W: network.W, N }
        const before = entries.findLast((other) => other.method === method && other.engine === engine)
        if (before) {
          const rate = before.milliseconds / workOf(method, benchProblem(networks[index - 1]).network, N)
          const predicted = rate * workOf(method, network, N)
          if (predicted > limitMilliseconds) {
            entries.push({ ...entry, measured: null, milliseconds: predicted })
            continue
          }
        }
        const measured = await timeOf(engine, method, benchNetwork)
        entries.push({ ...entry, measured, milliseconds: measured.milliseconds })
      }
  return entries
}

/** The entries that were measured, as the benchmark prints them. */
export function finishedOf(entries: readonly BenchEntry[]) {
  return entries.flatMap(({ engine, method, layers, W, N, measured }) =>
    measured ? [{ engine, method, layers, W, N, ...measured }] : [],
  )
}
