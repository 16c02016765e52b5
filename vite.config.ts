import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { describedMethods } from './scripts/describedMethods.ts'

export default defineConfig({
  // Relative addresses: the build works from any sub-path of any static host.
  base: './',
  // Not for the workers, which have plugins of their own.
  plugins: [react(), describedMethods()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Small fonts must stay files: a strict `font-src 'self'` blocks data: addresses.
    assetsInlineLimit: 0,
    // Parts of d3 that nothing asks for change others of its parts, and would come along for that alone.
    rolldownOptions: { treeshake: { moduleSideEffects: [{ test: /node_modules\/d3/, sideEffects: false }] } },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/*.test.mjs'],
    environment: 'node',
    setupFiles: ['src/cli/allEngines.ts'],
  },
})
