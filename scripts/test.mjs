// Runs every check in the order in which a mistake is found soonest, stops at the first that fails, and ends with
// one line `N passed, N failed`: each unit and each browser test counts, every other stage counts as one.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const unitReport = new URL('../.cache/unit.json', import.meta.url)
const browserReport = new URL('../.cache/e2e.json', import.meta.url)

/** What the stages are called, the script of package.json that each runs, and who counts its tests. */
const stages = [
  { title: 'Types', script: 'typecheck' },
  { title: 'Lint', script: 'lint' },
  { title: 'Import boundaries', script: 'boundaries' },
  { title: 'Format', script: 'format:check' },
  { title: 'Unused code', script: 'unused' },
  {
    title: 'Unit tests',
    script: 'unit',
    options: '--reporter=default --reporter=json --outputFile.json=.cache/unit.json',
    report: unitReport,
    count: (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    }),
  },
  { title: 'Build', script: 'build' },
  { title: 'Size', script: 'size' },
  {
    title: 'Browser tests',
    script: 'e2e',
    report: browserReport,
    count: ({ stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    }),
  },
]

mkdirSync(new URL('../.cache/', import.meta.url), { recursive: true })
const total = { passed: 0, failed: 0, skipped: 0 }
const summary = []
for (const stage of stages) {
  console.log(`\n── ${stage.title}`)
  const start = performance.now()
  const outcome = run(stage)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  summary.push(`${outcome.failed > 0 ? '✗' : '✓'} ${stage.title.padEnd(18)}${seconds.padStart(6)} s`)
  for (const kind of Object.keys(total)) total[kind] += outcome[kind]
  if (outcome.failed > 0) break
}
console.log(`\n${summary.join('\n')}`)
if (total.skipped > 0) console.log(`${total.skipped} tests skipped`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

/** Runs a stage with its output shown; how many of its checks passed, failed and were skipped. */
function run({ script, options = '', report, count }) {
  if (report) rmSync(report, { force: true })
  const { status } = spawnSync(`${scripts[script]} ${options}`, {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${root}node_modules/.bin${delimiter}${process.env.PATH}` },
  })
  if (!report) return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 }
  const counted = read(report, count)
  // A runner that breaks off, or one that finds no test, has failed even if no single test did.
  const sound = status === 0 && counted.passed > 0
  return sound ? counted : { ...counted, failed: Math.max(1, counted.failed) }
}

function read(report, count) {
  try {
    return count(JSON.parse(readFileSync(report, 'utf8')))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
