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

if (inBrowser && args.length > 1) {
  process.stderr.write('usage: npm run bench -- --browser\n')
  process.exit(1)
}
for (const { run, prepares = false } of programs) {
  const { status } = spawnSync(execPath, run, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: ['ignore', prepares ? 2 : 'inherit', 'inherit'],
  })
  if (status !== 0) process.exit(status ?? 1)
}
