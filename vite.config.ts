import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

interface ModuleInfo {
  readonly importedIds: readonly string[]
}

/** The modules the page loads at first: all that `main.tsx` imports statically, and what these import. */
let initial: Set<string> | null = null

/**
 * Puts them into one chunk: shared with what is fetched later they would be cut into dozens of small ones, which
 * compress worse and are as many requests. `main.tsx` itself stays apart: it waits for what it fetches, which could
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
    const main = fileURLToPath(new URL('src/main.tsx', import.meta.url))
    visit(main)
    initial.delete(main)
  }
  return initial.has(id) ? 'initial' : null
}

export default defineConfig({
  // Relative addresses: the build works from any sub-path of any static host.
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Small fonts must stay files: a strict `font-src 'self'` blocks data: addresses.
    assetsInlineLimit: 0,
    // Parts of d3 that nothing asks for change others of its parts, and would come along for that alone.
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: /node_modules\/d3/, sideEffects: false }] },
      output: { codeSplitting: { groups: [{ name: chunkOf, debugName: 'initial' }] } },
    },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/*.test.mjs'],
    environment: 'node',
    setupFiles: ['src/cli/allEngines.ts'],
  },
})
