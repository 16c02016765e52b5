// Compiles src/linalg/kernels/assembly to the two modules that are kept beside it; a unit test fails when they are
// out of date. The compiler is a development dependency: nothing of it reaches the page.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import asc from 'assemblyscript/asc'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = new URL('../src/linalg/kernels/', import.meta.url)

const options = [
  'src/linalg/kernels/assembly/kernels.ts',
  '-O3',
  '--runtime',
  'stub',
  '--importMemory',
  '--noAssert',
  '--enable',
  'simd',
]

/** The modules by their names. */
export const modules = {
  'simd.wasm': options,
  'simd-fma.wasm': [...options, '--enable', 'relaxed-simd'],
}

/** Where a module is kept. */
export const placeOf = (name) => new URL(name, folder)

/** The bytes of a module, compiled anew. */
export async function compile(name) {
  let bytes = null
  const { error } = await asc.main([...modules[name], '--outFile', 'out.wasm'], {
    readFile: (path, base) => {
      try {
        return readFileSync(new URL(path, pathToFileURL(`${base === '.' ? root : base}/`)), 'utf8')
      } catch {
        return null
      }
    },
    writeFile: (_path, contents) => {
      bytes = contents
    },
    listFiles: () => [],
  })
  if (error) throw error
  return bytes
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const name of Object.keys(modules)) {
    const bytes = await compile(name)
    writeFileSync(placeOf(name), bytes)
    console.log(`${name}: ${bytes.length} bytes`)
  }
}
