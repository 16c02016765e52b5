import '../../src/linalg/kernels/compiled.ts'
import type { BenchNetwork } from '../../src/cli/benchProblems.ts'
import { measureSubject } from '../../src/cli/measureSubject.ts'
import type { BenchSubject } from '../../src/cli/measureSubject.ts'
import { engines } from '../../src/linalg/kernels/engines.ts'
import type { EngineName } from '../../src/linalg/kernels/kernels.ts'

interface Asked {
  readonly engine: EngineName
  readonly subject: BenchSubject
  readonly network: BenchNetwork
  readonly N: number
}

/** Measures in a worker of the browser what `npm run bench` measures in Node: asked a line, it answers with a time. */
self.onmessage = ({ data }: MessageEvent<Asked | 'engines'>) => {
  if (data === 'engines') return self.postMessage(engines().map(({ name }) => name))
  const { engine, subject, network, N } = data
  self.postMessage(measureSubject(engine, subject, network, N, () => performance.now()))
}
