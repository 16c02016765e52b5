// `npm run bench`: the methods in Node, or with --browser the built page in Chromium. Nothing but the tables goes to
// stdout.
import { spawnSync } from 'node:child_process'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'

const args = process.argv.slice(2)
const inBrowser = args.includes('--browser')
const vite = 'node_modules/vite/bin/vite.js'
const playwright = 'node_modules/@playwright/test/cli.js'

/** Programs to run one after another; what those that prepare have to say is no part of the result. */
const programs = inBrowser
  ? [
      { run: ['scripts/prepare.mjs', '--browser'], prepares: true },
      { run: [vite, 'build', '--logLevel', 'warn'], prepares: true },
      { run: [playwright, 'test', '--config', 'playwright.bench.config.ts'] },
    ]
  : [{ run: ['scripts/cli.mjs', 'bench', ...args] }]

const others = args.filter((option) => option !== '--browser')
if (inBrowser && others.some((option) => option !== '--json')) {
  process.stderr.write('usage: npm run bench -- --browser, or npm run --silent bench -- --browser --json\n')
  process.exit(1)
}
for (const { run, prepares = false } of programs) {
  const { status } = spawnSync(execPath, run, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: ['ignore', prepares ? 2 : 'inherit', 'inherit'],
    env: { ...process.env, ...(others.includes('--json') ? { BENCH_JSON: '1' } : {}) },
  })
  if (status !== 0) process.exit(status ?? 1)
}
