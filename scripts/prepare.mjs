// Makes a bare clone ready to run: a fitting Node, the packages of package-lock.json and, with --browser, browsers
// that really launch. Uses Node's built-ins alone, because it runs before anything is installed, and writes to
// stderr alone, because `evaluate` and `bench` promise that stdout holds their document and nothing else.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { say } from './say.mjs'

const root = new URL('../', import.meta.url)
const lock = new URL('package-lock.json', root)
const packages = new URL('node_modules/', root)
const installed = new URL('.installed', packages)

try {
  demandNode()
  installPackages()
  if (process.argv.includes('--browser')) {
    const { prepareBrowsers } = await import('./browsers.mjs')
    await prepareBrowsers()
  }
} catch (error) {
  say(error.message)
  process.exitCode = 1
}

/** Throws unless this Node is in the range that package.json names (alternatives of ^a.b.c and >=a.b.c). */
function demandNode() {
  const range = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')).engines.node
  const own = process.versions.node.split('.').map(Number)
  const fits = range.split('||').some((alternative) => {
    const [, operator, major, minor = 0] = /^\s*(\^|>=)(\d+)(?:\.(\d+))?/.exec(alternative)
    if (own[0] === Number(major)) return own[1] >= Number(minor)
    return operator === '>=' && own[0] > Number(major)
  })
  if (!fits)
    throw new Error(
      `This is Node ${process.versions.node}; ${range} is needed. See https://nodejs.org/en/download.`,
    )
}

/** Runs `npm ci` when the packages are missing, or are those of another lock file or another kind of machine. */
function installPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(lock))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return
  say(existsSync(packages) ? 'The packages have changed; installing …' : 'Installing the packages …')
  // The npm that called this script, so that one Node does not meet another's npm on the search path.
  const npm = /npm-cli\.[cm]?js$/.test(process.env.npm_execpath ?? '')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm']
  const [command, ...first] = npm
  const { status, error } = spawnSync(
    command,
    [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: fileURLToPath(root),
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32' && npm.length === 1,
    },
  )
  if (status !== 0)
    throw new Error(`npm ci failed${error ? ` (${error.message})` : ''}; is the package registry reachable?`)
  writeFileSync(installed, wanted)
}
