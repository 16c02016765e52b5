import { defineConfig } from '@playwright/test'
import tests from './playwright.config.ts'

const chromium = tests.projects?.[0].use

/** `npm run bench -- --browser`: with nothing else running, motion as users have it and no trace. */
export default defineConfig({
  ...tests,
  testDir: 'e2e/speed',
  testMatch: 'bench.ts',
  outputDir: 'test-results/bench',
  workers: 1,
  // With --json every method is measured on six networks and all engines.
  timeout: 2_400_000,
  reporter: './e2e/speed/plainReporter.ts',
  projects: [
    {
      name: 'bench',
      use: {
        ...chromium,
        trace: 'off',
        screenshot: 'off',
        contextOptions: { reducedMotion: 'no-preference' },
      },
    },
  ],
})
