import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** y = 0 at w = 0, so that E = ½ and ∇E = −z̃. */
const good = {
  format: 'hessian-playground/1',
  network: { layers: [2, 1], output: 'identity' },
  data: { x: [[2, 3]], t: [[1]] },
  weights: [0, 0, 0],
  methods: [{ id: 'exact' }, { id: 'sequential-inverse', damping: 0 }],
}

describe('npm run evaluate', () => {
  let directory = ''
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'evaluate-'))
  })
  afterAll(() => rmSync(directory, { recursive: true, force: true }))

  interface Ended {
    readonly code: number
    readonly stdout: string
    readonly stderr: string
  }

  const run = (args: readonly string[], input = ''): Promise<Ended> =>
    new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [join(root, 'scripts/cli.mjs'), 'evaluate', ...args],
        { cwd: directory, maxBuffer: 1e8 },
        (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      )
      child.stdin?.end(input)
    })

  const written = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text)
    return name
  }

  it('prints one document, from a file or from stdin', { timeout: 60_000 }, async () => {
    const text = JSON.stringify(good)
    for (const ended of [await run([written('good.json', text)]), await run(['-'], `\uFEFF${text}`)]) {
      expect(ended).toMatchObject({ code: 0, stderr: '' })
      const { format, W, N, energy, gradient, methods } = JSON.parse(ended.stdout) as Record<string, unknown>
      expect(format).toBe('hessian-playground/1-result')
      expect({ W, N }).toEqual({ W: 3, N: 1 })
      expect(energy).toBe(0.5)
      expect(gradient).toEqual([-1, -2, -3])
      expect(methods).toMatchObject([{ id: 'exact', target: 'hessian' }, { id: 'sequential-inverse' }])
    }
  })

  it('takes typed functions', { timeout: 60_000 }, async () => {
    const document = {
      format: 'hessian-playground/1',
      network: { layers: [1, 2, 1], activation: { expression: 'tanh(a)' }, output: 'identity' },
      data: { expression: 'sin(3x)', points: 8, seed: 1 },
      weights: { seed: 2 },
      methods: [{ id: 'exact' }],
    }
    const named = { ...document, network: { ...document.network, activation: 'tanh' } }
    const [typed, listed] = await Promise.all(
      [document, named].map(async (each) => {
        const { stdout, stderr } = await run(['-'], JSON.stringify(each))
        expect(stderr).toBe('')
        return (JSON.parse(stdout) as { methods: [{ matrix: number[] }] }).methods[0].matrix
      }),
    )
    typed.forEach((value, at) => expect(value).toBeCloseTo(listed[at], 12))
    const network = { ...document.network, activation: { expression: 'import(a)' } }
    const refused = await run(['-'], JSON.stringify({ ...document, network }))
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toMatch(/^network\.activation\.expression: .*unknown-function/)
  })

  it('names what is wrong in one line and prints nothing', { timeout: 60_000 }, async () => {
    const cases: readonly (readonly [args: readonly string[], message: RegExp])[] = [
      [[], /^usage: /],
      [['missing.json'], /^missing\.json: cannot be read/],
      [[written('text.json', '{"format":\n\n')], /^text\.json: expected a JSON document/],
      [[written('empty.json', '')], /^empty\.json: expected a JSON document/],
      [
        [written('field.json', JSON.stringify({ ...good, weights: [1, 'a'] }))],
        /^weights: expected 3 numbers \(layer by layer, row by row\), found an array of 2\n$/,
      ],
      [
        [written('unknown.json', JSON.stringify({ ...good, wieghts: 1 }))],
        /^wieghts: expected no such field \(known are format, .*, methods, uses\), found 1\n$/,
      ],
    ]
    for (const [args, message] of cases) {
      const ended = await run(args)
      expect(ended).toMatchObject({ code: 1, stdout: '' })
      expect(ended.stderr).toMatch(message)
      expect(ended.stderr).toMatch(/^[^\n]+\n$/)
    }
  })
})
