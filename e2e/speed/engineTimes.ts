import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { build } from 'vite'
import type { Measurement } from '../../src/cli/measure.ts'
import { benchPatterns, recordNetworks } from '../../src/cli/benchProblems.ts'
import type { BenchNetwork } from '../../src/cli/benchProblems.ts'
import { aligned } from '../../src/cli/aligned.ts'
import { benchEntries, finishedOf } from '../../src/cli/benchEntries.ts'
import type { BenchSubject } from '../../src/cli/measureSubject.ts'
import { methods } from '../../src/hessian/index.ts'
import type { EngineName } from '../../src/linalg/kernels/kernels.ts'
import { weightsOf } from '../../src/config/networkSize.ts'

const file = 'engine-worker.js'

/** The worker as one file of JavaScript. */
async function bundled(): Promise<string> {
  const output = await build({
    configFile: false,
    envFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL('engineWorker.ts', import.meta.url)),
        formats: ['es'],
        fileName: 'worker',
      },
    },
  })
  const [{ output: chunks }] = Array.isArray(output) ? output : [output as never]
  return (chunks as readonly { code: string }[])[0].code
}

/** A worker of the page's browser that measures. */
interface EngineWorker {
  readonly engines: readonly EngineName[]
  readonly timeOf: (engine: EngineName, subject: BenchSubject, network: BenchNetwork) => Promise<Measurement>
  readonly close: () => Promise<void>
}

async function openWorker(page: Page): Promise<EngineWorker> {
  const code = await bundled()
  await page.route(`**/${file}`, (route) => route.fulfill({ contentType: 'text/javascript', body: code }))
  const worker = await page.evaluateHandle((name) => new Worker(name, { type: 'module' }), file)
  const ask = <Answer>(question: unknown) =>
    worker.evaluate(
      (one, asked) =>
        new Promise<unknown>((resolve, reject) => {
          one.onmessage = ({ data }: MessageEvent) => resolve(data)
          one.onerror = (event) => reject(new Error(event.message))
          one.postMessage(asked)
        }),
      question,
    ) as Promise<Answer>
  return {
    engines: await ask<readonly EngineName[]>('engines'),
    timeOf: (engine, subject, network) => ask<Measurement>({ engine, subject, network, N: benchPatterns }),
    close: () => worker.evaluate((one) => one.terminate()),
  }
}

const near500: BenchNetwork = { layers: [4, 20, 16, 4], output: 'softmax' }
const subjects: readonly { readonly subject: BenchSubject; readonly networks: readonly BenchNetwork[] }[] = [
  { subject: 'exact', networks: recordNetworks },
  { subject: 'outer-product', networks: recordNetworks },
  { subject: 'eigenvalues', networks: [near500] },
  { subject: 'eigenvectors', networks: [near500] },
  { subject: 'inverse', networks: [near500] },
]

/** Median times in a worker of the page's browser, on every engine it has, a line each. */
export async function engineTimes(page: Page): Promise<string[]> {
  const { engines, timeOf, close } = await openWorker(page)
  const rows = [['', 'W', ...engines, 'last ÷ the one before it']]
  for (const { subject, networks } of subjects)
    for (const network of networks) {
      const times: number[] = []
      for (const engine of engines) times.push((await timeOf(engine, subject, network)).milliseconds)
      const [before, last] = times.slice(-2)
      const W = weightsOf(network.layers, true)
      rows.push([
        subject,
        String(W),
        ...times.map((time) => time.toPrecision(3)),
        times.length > 1 ? (last / before).toFixed(2) : '',
      ])
    }
  await close()
  return [`In a worker, N = ${benchPatterns}, median ms:`, ...aligned(rows)]
}

/** The entries of `npm run bench -- --json`, measured in a worker of the page's browser. */
export async function engineEntries(page: Page) {
  const { engines, timeOf, close } = await openWorker(page)
  const plan = {
    engines: engines.toReversed(),
    networks: recordNetworks,
    subjects: methods.map(({ id }) => id),
  }
  const entries = await benchEntries(plan, timeOf)
  await close()
  return finishedOf(entries)
}
