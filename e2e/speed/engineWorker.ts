import '../../src/linalg/kernels/compiled.ts'
import { measureSubject } from '../../src/cli/measureSubject.ts'
import { engines } from '../../src/linalg/kernels/engines.ts'

type Asked =
  Parameters<typeof measureSubject> extends [infer E, infer S, infer N, infer P, ...unknown[]]
    ? { readonly engine: E; readonly subject: S; readonly network: N; readonly N: P }
    : never

/** Measures in a worker of the browser what `npm run bench` measures in Node: asked a line, it answers with a time. */
self.onmessage = ({ data }: MessageEvent<Asked | 'engines'>) => {
  if (data === 'engines') return self.postMessage(engines().map(({ name }) => name))
  const { engine, subject, network, N } = data
  self.postMessage(measureSubject(engine, subject, network, N, () => performance.now()))
}
