// Weighs the built page: the JavaScript that index.html makes the browser load before anything is seen (entry,
// preloaded modules and all they import statically), the workers, and what may come later. Exits with 1 when the
// first is over its budget.
import { readFileSync, readdirSync } from 'node:fs'
import { posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parseSync } from 'vite'

const budget = 180_000
const dist = new URL('../dist/', import.meta.url)
const read = (file) => readFileSync(new URL(file, dist))

const html = read('index.html').toString()
const named = [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="\.\/([^"]+\.js)"/g)].map(
  ([, file]) => file,
)
const all = readdirSync(dist, { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.js'))

const initial = closure(named)
const workers = closure(all.flatMap(workersOf))
const later = all.filter((file) => !initial.has(file) && !workers.has(file))

report('Initial JavaScript', [...initial])
report('Workers', [...workers])
report('Loaded when needed', later)
const total = [...initial].reduce((sum, file) => sum + weigh(file), 0)
console.log(`Budget of the initial JavaScript: ${kilobytes(budget)}; used: ${kilobytes(total)}`)
if (initial.size === 0) throw new Error('index.html names no JavaScript')
process.exitCode = total > budget ? 1 : 0

/** The files with everything they import statically, themselves included. */
function closure(files) {
  const reached = new Set()
  const visit = (file) => {
    if (reached.has(file)) return
    reached.add(file)
    const { module } = parseSync(file, read(file).toString())
    const sources = [
      ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
      ...module.staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest)),
    ]
    for (const source of sources) if (source) visit(posix.join(posix.dirname(file), source.value))
  }
  files.forEach(visit)
  return reached
}

/** The files that a file starts as workers. */
function workersOf(file) {
  const starts = read(file)
    .toString()
    .matchAll(/new (?:Shared)?Worker\([^;]*?[`'"]([^`'"]+\.js)[`'"]/g)
  return [...starts].map(([, name]) => all.find((other) => other.endsWith(posix.basename(name))))
}

function report(title, files) {
  console.log(title)
  for (const file of files) console.log(`  ${kilobytes(weigh(file)).padStart(9)}  ${file}`)
}

function weigh(file) {
  return gzipSync(read(file)).length
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`
}
