import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus } from 'node:os'
import { execPath, stderr, stdout, version } from 'node:process'
import type { MethodId } from '../hessian/index.ts'
import { defaultParameters, methodNamed, methods } from '../hessian/index.ts'
import { finish } from '../linalg/steps.ts'
import { benchNetworks, benchPatterns, benchProblem } from './benchProblems.ts'
import { benchTable } from './benchTable.ts'
import type { BenchEntry } from './benchTable.ts'
import { measure, median, standardSettings } from './measure.ts'
import type { Measurement } from './measure.ts'

/** Methods that would take longer are predicted. */
const limitMilliseconds = 20_000

/**
 * `npm run bench`: the median time of every method on four networks with 200 patterns as a table, or with
 * `--json` those that finish within 20 s as an array. Methods that take longer are predicted from their counted
 * operations and the rate measured for them on the network before.
 */
export async function main(args: readonly string[]): Promise<number> {
  const json = args.includes('--json')
  if (args.some((argument) => argument !== '--json')) {
    stderr.write('usage: npm run bench, or npm run --silent bench -- --json\n')
    return 1
  }
  const entries: BenchEntry[] = []
  for (const [index, network] of benchNetworks.entries())
    for (const { id } of methods) {
      if (stderr.isTTY) stderr.write(`\r\u001B[K${network.layers.join('-')} ${id}`)
      entries.push(benchEntry(index, id, entries))
    }
  if (stderr.isTTY) stderr.write('\r\u001B[K')
  if (json) {
    const finished = entries.flatMap(({ method, layers, W, N, measured }) =>
      measured ? [{ engine: 'typescript', method, layers, W, N, ...measured }] : [],
    )
    stdout.write(`[\n${finished.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`)
  } else {
    const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${version}`
    stdout.write(`${benchTable(entries, machine, inTurn())}\n`)
  }
  return 0
}

function benchEntry(index: number, method: MethodId, before: readonly BenchEntry[]): BenchEntry {
  const { network, N } = benchProblem(benchNetworks[index])
  const entry = { method, layers: network.layers, W: network.W, N }
  const operations = methodNamed(method).operations(network, N)
  const last = before.findLast((other) => other.method === method)
  if (last) {
    const smaller =
      benchNetworks.find(({ layers }) => layers.join() === last.layers.join()) ?? benchNetworks[0]
    const rate = last.milliseconds / methodNamed(method).operations(benchProblem(smaller).network, N)
    const predicted = rate * operations
    if (predicted > limitMilliseconds) return { ...entry, measured: null, milliseconds: predicted }
  }
  const measured = inNewProcess(index, method)
  return { ...entry, measured, milliseconds: measured.milliseconds }
}

/** Every measurement has a process of its own: cold is cold, and no method profits from another's warm-up. */
function inNewProcess(index: number, method: MethodId): Measurement {
  return called('measureMethod', index, method) as Measurement
}

/** The result of an export of this module, called in a new process. */
function called(name: string, ...args: readonly (string | number)[]): unknown {
  const script = `
    const module = await import(${JSON.stringify(import.meta.url)})
    process.stdout.write(JSON.stringify(module[${JSON.stringify(name)}](...${JSON.stringify(args)})))`
  return JSON.parse(execFileSync(execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }))
}

/** How many times as long W R-operator products take as the exact Hessian, at W ≈ 500. */
function inTurn(): { readonly W: number; readonly ratio: number } {
  const index = benchNetworks.findIndex((network) => benchProblem(network, 1).network.W > 400)
  const { W } = benchProblem(benchNetworks[index], 1).network
  return { W, ratio: called('measureRatio', index, 'r-operator', 'exact') as number }
}

/** The median ratio of the times of two methods that are run in turn, so that a busy machine slows both. */
export function measureRatio(index: number, slow: MethodId, fast: MethodId): number {
  const problem = benchProblem(benchNetworks[index], benchPatterns)
  const timed = (id: MethodId): number => {
    const method = methodNamed(id)
    const begun = performance.now()
    finish(method.evaluate(problem, defaultParameters(method)))
    return performance.now() - begun
  }
  const warmUntil = performance.now() + 2 * standardSettings.warmUp
  while (performance.now() < warmUntil) timed(fast)
  timed(slow)
  const ratios = Array.from({ length: standardSettings.runs }, () => {
    const both = [timed(fast), timed(slow), timed(fast)]
    return (2 * both[1]) / (both[0] + both[2])
  })
  return median(ratios)
}

/** The time of one method on the network of this index, with N = 200. */
export function measureMethod(index: number, id: MethodId): Measurement {
  const method = methodNamed(id)
  const problem = benchProblem(benchNetworks[index], benchPatterns)
  const parameters = defaultParameters(method)
  return measure(
    () => finish(method.evaluate(problem, parameters)),
    standardSettings,
    () => performance.now(),
  )
}
