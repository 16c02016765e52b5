import { readFileSync } from 'node:fs'
import { defineConfig, type Project } from '@playwright/test'

interface Browsers {
  readonly chromium: object
  readonly firefox: object | null
}

// Written by scripts/prepare.mjs --browser: what launches on this machine.
const browsers = JSON.parse(readFileSync('.cache/browsers.json', 'utf8')) as Browsers

// Chromium reads the last list of features to disable alone: this one repeats Playwright's own.
const disabledFeatures = [
  // An address bar that is drawn by pages of its own, loaded anew with every window that nobody sees: nearly half of
  // what opening a page costs.
  'WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
  // Those of Playwright that concern this browser.
  'AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,DialMediaRouteProvider',
  'GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning',
  'BlockOriginHeaderModificationOnRedirect,AvoidCorsURLLoaderRestartOnRedirect,Translate',
  'OptimizationHints,NetworkTimeServiceQuerying,AimEnabled',
]

const chromium = {
  browserName: 'chromium',
  launchOptions: { ...browsers.chromium, args: [`--disable-features=${disabledFeatures.join(',')}`] },
} as const
const projects: Project[] = [{ name: 'chromium', use: chromium }]
if (browsers.firefox)
  projects.push({
    name: 'firefox',
    // What depends on the state and the computation alone, not on the engine, is checked once.
    grepInvert: /@once/,
    use: {
      browserName: 'firefox',
      launchOptions: {
        ...browsers.firefox,
        firefoxUserPrefs: {
          // A Firefox driven by WebDriver BiDi does not emulate the media query.
          'ui.prefersReducedMotion': 1,
          // No processes and pages are made ready for tabs that are never opened.
          'dom.ipc.processPrelaunch.enabled': false,
          'browser.newtab.preload': false,
          'browser.newtabpage.enabled': false,
        },
      },
    },
  })

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  // One more than the cores of a small machine: tests wait for pages more than they compute.
  workers: 3,
  forbidOnly: true,
  failOnFlakyTests: true,
  timeout: 60_000,
  // Room for machines that are busy with something else; what is expected usually comes at once.
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/e2e.json' }]],
  projects,
  use: {
    // The server picks a free port and a path below the root, and prints its address.
    baseURL: process.env.PLAYGROUND_ADDRESS,
    viewport: { width: 1600, height: 1000 },
    locale: 'en-US',
    timezoneId: 'UTC',
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
    // It makes a run in Firefox four times as long; `npm run e2e -- --trace on` where one is wanted.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: 'node e2e/server.mjs',
    wait: { stdout: /Serving at (?<playground_address>\S+)/ },
  },
})
