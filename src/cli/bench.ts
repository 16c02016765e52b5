import '../linalg/kernels/compiled.ts'
import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus } from 'node:os'
import { execPath, stderr, stdout, version } from 'node:process'
import type { MethodId } from '../hessian/index.ts'
import { methods } from '../hessian/index.ts'
import { engine, engines } from '../linalg/kernels/engines.ts'
import type { EngineName } from '../linalg/kernels/kernels.ts'
import { benchPatterns, benchProblem, recordNetworks, tableNetworks } from './benchProblems.ts'
import type { BenchNetwork } from './benchProblems.ts'
import { benchEntries, finishedOf } from './benchEntries.ts'
import { benchTable, scalingTable } from './benchTable.ts'
import type { Measurement } from './measure.ts'
import { algebraNames, measureRatio, measureSubject } from './measureSubject.ts'
import type { BenchSubject } from './measureSubject.ts'
import { allowRelaxedSimd } from './relaxedSimd.ts'
import { measureScaling } from './scaling.ts'
import type { Scaling } from './scaling.ts'

/**
 * `npm run bench`: the median time of every method, and of the algebra with their matrices, on every engine, with 200
 * patterns, as tables for four networks; with `--json` those that finish within 20 s on six networks as an array; with
 * `--scaling` how the times grow with W and N on the fastest engine. Methods that take too long are predicted from their
 * counted operations and the rate measured for them on the network before.
 */
export async function main(args: readonly string[]): Promise<number> {
  const [option, ...more] = args
  if (more.length > 0 || (option !== undefined && option !== '--json' && option !== '--scaling')) {
    stderr.write('usage: npm run bench, or npm run --silent bench -- --json or --scaling\n')
    return 1
  }
  allowRelaxedSimd()
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${version}`
  if (option === '--scaling') {
    const scalings: Scaling[] = []
    for (const one of measureScaling(() => performance.now())) {
      scalings.push(one)
      tell(`${one.quantity} over ${one.over}`)
    }
    tell('')
    stdout.write(`${scalingTable(scalings, engine().name, machine)}\n`)
    return 0
  }
  const ids = methods.map(({ id }) => id)
  const entries = await benchEntries(
    {
      engines: engines()
        .toReversed()
        .map(({ name }) => name),
      ...(option === '--json'
        ? { networks: recordNetworks, subjects: ids }
        : { networks: tableNetworks, subjects: [...ids, ...algebraNames] }),
    },
    async (name, subject, network) => {
      tell(`${name} ${network.layers.join('-')} ${subject}`)
      return called('subjectTime', name, subject, network) as Measurement
    },
  )
  tell('')
  if (option === '--json') {
    const finished = finishedOf(entries).map((each) => JSON.stringify(each))
    stdout.write(`[\n${finished.join(',\n')}\n]\n`)
  } else stdout.write(`${benchTable(entries, machine, inTurn())}\n`)
  return 0
}

/** Shows what is going on, if anyone is watching. */
function tell(what: string): void {
  if (stderr.isTTY) stderr.write(`\r\u001B[K${what}`)
}

/**
 * The result of an export of this module, called in a new process: cold is cold, and no method profits from
 * another's warm-up.
 */
function called(name: string, ...args: readonly unknown[]): unknown {
  const script = `
    const module = await import(${JSON.stringify(import.meta.url)})
    process.stdout.write(JSON.stringify(module[${JSON.stringify(name)}](...${JSON.stringify(args)})))`
  return JSON.parse(execFileSync(execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }))
}

/** How many times as long W R-operator products take as the exact Hessian in plain TypeScript, at W ≈ 500. */
function inTurn(): { readonly W: number; readonly ratio: number } {
  const network = tableNetworks.find((one) => benchProblem(one, 1).network.W > 400) ?? tableNetworks[0]
  const ratio = called('methodRatio', 'typescript', 'r-operator', 'exact', network) as number
  return { W: benchProblem(network, 1).network.W, ratio }
}

/** `measureSubject` with N = 200 by Node's clock. */
export function subjectTime(name: EngineName, subject: BenchSubject, network: BenchNetwork): Measurement {
  allowRelaxedSimd()
  return measureSubject(name, subject, network, benchPatterns, () => performance.now())
}

/** `measureRatio` by Node's clock. */
export function methodRatio(name: EngineName, slow: MethodId, fast: MethodId, network: BenchNetwork): number {
  return measureRatio(name, slow, fast, network, () => performance.now())
}
