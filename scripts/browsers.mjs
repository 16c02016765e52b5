// Finds or installs a Chromium and a Firefox that Playwright can drive here, and leaves a note of them for
// playwright.config.ts. Only a browser that has just opened a page counts: a binary that is present may still
// lack a library or be a stub that asks for another package manager.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say } from './say.mjs'

const cache = new URL('../.cache/', import.meta.url)
const playwrightCli = fileURLToPath(new URL('../node_modules/@playwright/test/cli.js', import.meta.url))
export const browsersFile = fileURLToPath(new URL('browsers.json', cache))

const kinds = {
  chromium: {
    title: 'Chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'],
    places: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
    options: (executablePath) => ({ executablePath }),
    debianPackages: ['chromium', 'fonts-noto-cjk'],
  },
  firefox: {
    title: 'Firefox',
    commands: ['firefox-esr', 'firefox'],
    places: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
    // Playwright's own Firefox speaks its own protocol; a stock Firefox is driven by WebDriver BiDi.
    options: (executablePath) => ({ channel: 'moz-firefox', executablePath }),
    debianPackages: ['firefox-esr', 'fonts-noto-cjk'],
  },
}

/**
 * Writes the launch options of both browsers to `browsersFile`: `{chromium: {…}, firefox: {…} | null}`.
 * Throws with what to do when no Chromium launches; without a Firefox it says why and goes on.
 */
export async function prepareBrowsers() {
  const [chromium, firefox] = await Promise.all([find('chromium'), find('firefox')])
  if (!chromium.options)
    throw new Error(
      `No Chromium that launches was found or could be installed:\n${chromium.reasons}\n` +
        'Install Chrome or Chromium, or run: npx playwright install --with-deps chromium',
    )
  if (!firefox.options)
    say(`The browser tests leave Firefox out, because none launches here:\n${firefox.reasons}`)
  mkdirSync(cache, { recursive: true })
  const found = { chromium: chromium.options, firefox: firefox.options ?? null }
  writeFileSync(browsersFile, `${JSON.stringify(found, null, 2)}\n`)
}

/** The launch options of the first browser of this kind that opens a page, installing one if need be. */
async function find(name) {
  const { title } = kinds[name]
  const reasons = new Set()
  for (const provide of [nothing, installOwn, installLibraries, installFromDebian]) {
    if (!(await provide(name))) continue
    for (const options of candidates(name)) {
      const outcome = await launch(name, options)
      const place = options.executablePath ?? "Playwright's own"
      if (outcome.version) {
        say(`Tests use ${title} ${outcome.version} (${place})`)
        return { options }
      }
      reasons.add(`  ${place}: ${outcome.reason}`)
    }
  }
  return { reasons: [...reasons].join('\n') }
}

/** Launch options to try: the machine's browsers in order of preference, then Playwright's own. */
function candidates(name) {
  const { commands, places, options } = kinds[name]
  const present = [...commands.map(onPath).filter(Boolean), ...places.filter((place) => existsSync(place))]
  return [...present.map(options), {}]
}

/** The first file of this name on the search path. */
function onPath(command) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return folders.map((folder) => join(folder, command)).find((file) => existsSync(file))
}

/** Opens and closes a page: `{version}`, or `{reason}` in one line. */
async function launch(name, options) {
  const { default: playwright } = await import('@playwright/test')
  let browser
  try {
    browser = await playwright[name].launch({ ...options, timeout: 60_000 })
    const page = await browser.newPage()
    await page.goto('data:text/html,<title>ready</title>')
    if ((await page.title()) !== 'ready') return { reason: 'a page does not load' }
    return { version: browser.version() }
  } catch (error) {
    const lines = error.message.split('\n').map((line) => line.trim())
    return {
      reason: lines.find((line) => /error while loading|Executable doesn't exist/.test(line)) ?? lines[0],
    }
  } finally {
    await browser?.close()
  }
}

/** The first step of `find`: try what is there. */
function nothing() {
  return true
}

/** Downloads Playwright's own browser; true if it worked. */
function installOwn(name) {
  say(`Downloading ${kinds[name].title} for the tests (this can take some minutes) …`)
  return run(process.execPath, [playwrightCli, 'install', name])
}

/** Installs the libraries that a downloaded browser needs; true if it worked. */
async function installLibraries(name) {
  const { default: playwright } = await import('@playwright/test')
  if (!isLinuxRoot() || !existsSync(playwright[name].executablePath())) return false
  say(`Installing the libraries ${kinds[name].title} needs …`)
  return run(process.execPath, [playwrightCli, 'install-deps', name])
}

/** Installs Debian's package of the browser; true if it worked. */
function installFromDebian(name) {
  if (!isLinuxRoot() || !onPath('apt-get')) return false
  say(`Installing ${kinds[name].title} from Debian's packages (this can take some minutes) …`)
  run('apt-get', ['update', '-qq'])
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...kinds[name].debianPackages])
}

function isLinuxRoot() {
  return process.platform === 'linux' && process.getuid() === 0
}

/** Runs an installer; what it printed is shown only when it failed, and of that the end. */
function run(command, parameters) {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: {
      PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
      ...process.env,
      DEBIAN_FRONTEND: 'noninteractive',
    },
  })
  if (status === 0) return true
  const lines = `${stdout ?? ''}\n${stderr ?? ''}\n${error?.message ?? ''}`
    .split('\n')
    .filter((line) => line.trim())
  say(`${lines.slice(-6).join('\n')}\n(${command} ${parameters.join(' ')} failed)`)
  return false
}
