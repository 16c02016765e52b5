import { describe, expect, it } from 'vitest'
import { violationsOf } from './boundaries.mjs'

describe('import boundaries', () => {
  it.each([
    ['linalg/matrix.ts', `import { x } from '../network/network.ts'`],
    ['network/forward.ts', `import { x } from '../hessian/exact.ts'`],
    ['network/activations/tanh.ts', `import { x } from '../../data/index.ts'`],
    ['data/xor.ts', `import { x } from '../training/train.ts'`],
    ['hessian/exact.ts', `import { x } from '../training/train.ts'`],
    ['hessian/exact.ts', `import { x } from '../config/configuration.ts'`],
    ['training/train.ts', `export { x } from '../compute/protocol.ts'`],
    ['config/link.ts', `import { x } from '../state/store.ts'`],
    ['config/link.ts', `import { x } from '../i18n/index.ts'`],
    ['compute/worker.ts', `import { x } from '../state/store.ts'`],
    ['i18n/en.ts', `import { methods } from '../hessian/index.ts'`],
    ['i18n/en.ts', `import { useStore } from '../state/store.ts'`],
    ['plots/MatrixMap.tsx', `import { x } from '../state/store.ts'`],
    ['plots/MatrixMap.tsx', `import type { Store } from '../state/store.ts'`],
    ['plots/MatrixMap.tsx', `import { exact } from '../hessian/exact.ts'`],
    ['main.ts', `import version from '../package.json'`],
    ['state/store.ts', `import { Map } from '../plots/MatrixMap.tsx'`],
    ['panels/Data.tsx', `import { evaluate } from '../cli/evaluate.ts'`],
    ['plots/MatrixMap.tsx', `const x = await import('../state/store.ts')`],
    ['plots/MatrixMap.tsx', `type X = import('../state/store.ts').Store`],
    ['state/store.ts', `import { client } from '../compute/client.ts'`],
    ['panels/Data.tsx', `import { client } from '../compute/client.ts'`],
    ['panels/Data.tsx', `export * from '../app/App.tsx'`],
    ['app/App.tsx', `import version from '../../package.json'`],
    ['helpers/x.ts', ``],
  ])('refuses in %s: %s', (path, text) => {
    expect(violationsOf(path, text)).toHaveLength(1)
  })

  it.each([
    ['hessian/exact.ts', `import { useState } from 'react'`],
    ['hessian/exact.ts', `import { scaleLinear } from 'd3'`],
    ['training/train.ts', `import { create } from 'zustand'`],
    ['linalg/matrix.ts', `import { readFileSync } from 'node:fs'`],
    ['config/link.ts', `import { createStore } from 'zustand/vanilla'`],
    ['compute/worker.ts', `import { useState } from 'react'`],
    ['plots/MatrixMap.tsx', `import { create } from 'zustand'`],
  ])('refuses the package in %s: %s', (path, text) => {
    expect(violationsOf(path, text)).toEqual([expect.stringContaining('may not import the package')])
  })

  it.each(['panels/Data.tsx', 'state/store.ts', 'plots/MatrixMap.tsx', 'hessian/exact.ts'])(
    'refuses a worker in %s',
    (path) => {
      const text = `const url = new URL('./x.ts', import.meta.url)\nnew Worker(url)\nnew globalThis.SharedWorker(url)`
      expect(violationsOf(path, text)).toHaveLength(2)
      expect(violationsOf(path, text)[0]).toContain(`${path}:2 `)
    },
  )

  it('refuses an address that cannot be read off', () => {
    expect(violationsOf('app/App.tsx', 'await import(name)')).toHaveLength(1)
  })

  it('refuses a file that it cannot parse', () => {
    expect(violationsOf('app/App.tsx', 'import {')).toEqual([expect.stringContaining('cannot be parsed')])
  })

  it.each([
    [
      'network/activations/tanh.ts',
      `import type { A } from './activation.ts'\nimport { m } from '../../linalg/matrix.ts'`,
    ],
    ['linalg/random.ts', `import { u } from 'pure-rand/distribution/uniformFloat64'`],
    [
      'plots/MatrixMap.tsx',
      `import { scaleLinear } from 'd3'\nimport { placeOf } from '../network/network.ts'`,
    ],
    ['config/configurationArbitrary.ts', `import fc from 'fast-check'`],
    ['hessian/fixtures/cases.ts', `import { readFileSync } from 'node:fs'`],
    ['i18n/en.ts', `import type { MethodId } from '../hessian/index.ts'`],
    ['state/store.ts', `import type { Result } from '../compute/protocol.ts'`],
    ['panels/Data.tsx', `import { t } from '../i18n/index.ts'\nimport { Map } from '../plots/MatrixMap.tsx'`],
    ['compute/client.ts', `new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })`],
    ['data/xor.test.ts', `import { it } from 'vitest'\nimport { train } from '../training/train.ts'`],
    [
      'cli/evaluate.ts',
      `import { readFileSync } from 'node:fs'\nimport { methods } from '../hessian/index.ts'`,
    ],
    ['hessian/exact.ts', `const text = "import { x } from '../state/store.ts'"`],
  ])('lets pass in %s: %s', (path, text) => {
    expect(violationsOf(path, text)).toEqual([])
  })
})
