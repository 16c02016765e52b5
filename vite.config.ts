import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { describedMethods } from './scripts/describedMethods.ts'

/** Has the browser fetch what `module` consists of from the beginning, though it is imported only later. */
function preload(module: string): Plugin {
  return {
    name: 'preload',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
        const files = new Set<string>()
        const visit = (fileName: string) => {
          if (files.has(fileName)) return
          files.add(fileName)
          chunks.find((one) => one.fileName === fileName)?.imports.forEach(visit)
        }
        for (const { facadeModuleId, fileName } of chunks)
          if (facadeModuleId?.endsWith(module)) visit(fileName)
        const missing = [...files].filter((file) => !html.includes(file))
        return missing.map((file) => ({
          tag: 'link',
          // What the first frame needs, which is little, comes before it.
          attrs: { rel: 'modulepreload', crossorigin: true, fetchpriority: 'low', href: `./${file}` },
          injectTo: 'head' as const,
        }))
      },
    },
  }
}

interface ModuleInfo {
  readonly importedIds: readonly string[]
}

/** The modules the page consists of at first: all that `start.tsx` imports statically, and what these import. */
let initial: Set<string> | null = null

/**
 * Puts them into one chunk: shared with what is fetched later they would be cut into dozens of small ones, which
 * compress worse and are as many requests. `start.tsx` itself stays apart: it waits for what it fetches, which could
 * not use the chunk before that had come to its end.
 */
function chunkOf(id: string, context: { getModuleInfo: (id: string) => ModuleInfo | null }) {
  if (!initial) {
    initial = new Set()
    const visit = (module: string) => {
      if (initial?.has(module)) return
      initial?.add(module)
      context.getModuleInfo(module)?.importedIds.forEach(visit)
    }
    const start = fileURLToPath(new URL('src/app/start.tsx', import.meta.url))
    visit(start)
    initial.delete(start)
  }
  return initial.has(id) ? 'initial' : null
}

export default defineConfig({
  // Relative addresses: the build works from any sub-path of any static host.
  base: './',
  // Not for the workers, which have plugins of their own.
  plugins: [react(), describedMethods(), preload('/src/app/start.tsx')],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Small fonts must stay files: a strict `font-src 'self'` blocks data: addresses.
    assetsInlineLimit: 0,
    // Parts of d3 that nothing asks for change others of its parts, and would come along for that alone.
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: /node_modules\/d3/, sideEffects: false }] },
      output: {
        codeSplitting: {
          groups: [
            // What imports the page once something has been painted needs this before.
            { name: 'importing', test: /preload-helper/, priority: 1 },
            { name: chunkOf, debugName: 'initial' },
          ],
        },
      },
    },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/*.test.mjs'],
    environment: 'node',
    setupFiles: ['src/cli/allEngines.ts'],
  },
})
