// Checks who imports whom under src/ and who constructs workers. The table is the architecture; changing it is a
// decision, not a formality. Called alone it checks the tree and exits with 1 on a violation.
import { readFileSync, readdirSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseSync } from 'vite'

const core = ['linalg', 'network', 'data', 'hessian', 'training', 'uses', 'studies', 'config']
const page = [...core, 'compute', 'i18n', 'plots', 'state', 'panels']
const typesOf = (folders) => folders.map((folder) => `type ${folder}`)

/** What a folder may import from other folders of src; `type x`: nothing but types of x. */
const folders = {
  linalg: [],
  network: ['linalg'],
  data: ['linalg', 'network'],
  hessian: ['linalg', 'network', 'data'],
  training: ['linalg', 'network', 'data'],
  uses: ['linalg', 'network', 'data', 'hessian', 'training'],
  studies: ['linalg', 'network', 'data', 'hessian', 'training', 'uses'],
  config: ['linalg', 'network', 'data', 'hessian', 'training', 'studies'],
  compute: core,
  cli: [...core, 'i18n'],
  i18n: [...typesOf(core), 'type state'],
  plots: ['linalg', 'network', 'i18n'],
  state: [...core, 'type compute'],
  panels: [...core, 'state', 'plots', 'i18n'],
  app: page,
  'main.ts': [...page, 'app'],
}

/** Packages a folder may import; a folder that is not named here may import any. */
const randomness = ['d3-random', 'pure-rand']
const packages = {
  linalg: randomness,
  network: [...randomness, 'mathjs'],
  data: randomness,
  hessian: randomness,
  training: randomness,
  uses: randomness,
  studies: randomness,
  config: [],
  compute: [],
  i18n: [],
  plots: ['d3', 'katex', 'react', 'react-dom'],
}

const workers = ['app', 'compute']

/** Tests, the reference problems they read, and fast-check's descriptions of random input for them. */
const testMaterial = /\/fixtures\/|(\.test|Arbitrary|\/testSubject)\.tsx?$/

/**
 * The violations in one file as lines `path:line what`, none when all is well. `path` is relative to src, with
 * slashes. Tests may in addition import the whole core and any package.
 */
export function violationsOf(path, text) {
  const folder = path.split('/')[0]
  const rule = folders[folder]
  if (!rule) return [`${path}:1 src/${folder} is not in the table of scripts/boundaries.mjs`]
  const isTest = testMaterial.test(path)
  const allowed = isTest ? [...rule, ...core] : rule
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) return [`${path}:1 cannot be parsed: ${errors[0].message}`]
  const found = []
  const report = (node, what) => found.push(`${path}:${text.slice(0, node.start).split('\n').length} ${what}`)
  walk(program, (node) => {
    if (constructsWorker(node) && !workers.includes(folder) && !isTest)
      report(node, `${folder} may not construct workers`)
    const source = sourceOf(node)
    if (!source) return
    if (source.type !== 'Literal') {
      report(node, 'imports an address that is not a plain string')
      return
    }
    const isType = node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType'
    if (!source.value.startsWith('.')) {
      const name = packageName(source.value)
      if (!isTest && packages[folder] && !packages[folder].includes(name))
        report(node, `${folder} may not import the package ${name}`)
      return
    }
    const target = posix.normalize(posix.join(posix.dirname(path), source.value.split('?')[0])).split('/')[0]
    if (target === folder || allowed.includes(target) || (isType && allowed.includes(`type ${target}`)))
      return
    const part = allowed.includes(`type ${target}`) ? `anything but types of ${target}` : target
    report(node, `${folder} may not import ${target === '..' ? 'what lies outside src' : part}`)
  })
  return found
}

/** Import declarations, re-exports, import() and import types have a source; nothing else does. */
function sourceOf(node) {
  const kinds = [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
  ]
  return kinds.includes(node.type) ? node.source : null
}

function constructsWorker(node) {
  if (node.type !== 'NewExpression') return false
  const name = node.callee.name ?? node.callee.property?.name
  return name === 'Worker' || name === 'SharedWorker'
}

function packageName(address) {
  const parts = address.split('/')
  return address.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]
}

function walk(node, visit) {
  if (Array.isArray(node)) return node.forEach((child) => walk(child, visit))
  if (node === null || typeof node !== 'object') return
  if (typeof node.type === 'string') visit(node)
  Object.values(node).forEach((child) => walk(child, visit))
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const src = fileURLToPath(new URL('../src/', import.meta.url))
  const files = readdirSync(src, { recursive: true }).filter((file) => /\.tsx?$/.test(file))
  const found = files.flatMap((file) =>
    violationsOf(file.split(sep).join('/'), readFileSync(join(src, file), 'utf8')),
  )
  for (const violation of found) console.error(`src/${violation}`)
  console.log(
    found.length > 0
      ? `${found.length} forbidden imports`
      : `${files.length} files keep the import boundaries`,
  )
  process.exitCode = found.length > 0 ? 1 : 0
}
