/**
 * Runs src/cli/<name>.ts: bundles it with Vite, which is here anyway, so that no other runner of TypeScript is
 * needed, and calls its `main(arguments)`, whose number is the exit code. Nothing but the program's own output
 * goes to stdout.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const [name, ...args] = process.argv.slice(2)
const entry = resolve(root, 'src/cli', `${name}.ts`)
if (!/^[a-z]+$/.test(name ?? '') || !existsSync(entry)) {
  process.stderr.write(`usage: node scripts/cli.mjs evaluate|bench [arguments]\n`)
  process.exit(2)
}

// Inside node_modules, so that the bundle finds its packages; a folder of its own, so that two runs never meet.
const cache = join(root, 'node_modules/.cache/hessian-playground')
mkdirSync(cache, { recursive: true })
const outDir = mkdtempSync(join(cache, `${name}-`))
process.on('exit', () => rmSync(outDir, { recursive: true, force: true }))

await build({
  root,
  configFile: false,
  envFile: false,
  logLevel: 'silent',
  publicDir: false,
  build: { ssr: entry, outDir, emptyOutDir: true, target: 'node20', minify: false },
})
const { main } = await import(pathToFileURL(join(outDir, `${name}.js`)).href)
process.exitCode = await main(args)
