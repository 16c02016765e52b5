import { availableParallelism, cpus } from 'node:os'
import type { Page } from '@playwright/test'
import { expect, open, test } from '../fixtures.ts'
import { frameRate, type MapRate } from './frameRate.ts'
import { recordLongTasks, type LongTask } from './longTasks.ts'
import { recordPaintings, type MapPaintings } from './paintings.ts'

/** How long each action lasts. */
const seconds = 3
/** Fresh pages in which the first maps are timed. */
const openings = 7
const maps = 8

/** Moves a slider down from where it is and up again, over and over, in every frame, as a dragging hand does. */
async function drag(page: Page, name: string): Promise<void> {
  const slider = page.getByRole('slider', { name }).first()
  await slider.evaluate(async (element, duration) => {
    const input = element as HTMLInputElement
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    const [min, max, start] = [input.min, input.max, input.value].map(Number)
    const begin = performance.now()
    for (let share = 0; share < 1; share = (performance.now() - begin) / duration) {
      const place = start - 0.1 * (max - min) * Math.sin(3 * Math.PI * share) ** 2
      value?.set?.call(input, String(Math.max(min, place)))
      input.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise(requestAnimationFrame)
    }
  }, 1000 * seconds)
}

const train = (page: Page) => page.getByRole('button', { name: 'Train' }).click()
const elapse = (page: Page) =>
  page.evaluate((duration) => new Promise((done) => setTimeout(done, duration)), 1000 * seconds)

interface Measured {
  readonly paintings: () => Promise<MapPaintings[]>
  /** Those since the page has loaded. */
  readonly longTasks: () => Promise<LongTask[]>
}

/** Opens the default state and waits until it has come to rest. */
async function openMeasured(page: Page): Promise<Measured> {
  const paintings = await recordPaintings(page)
  const longTasks = await recordLongTasks(page)
  await open(page)
  await expect.poll(async () => (await paintings()).length).toBe(maps)
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())))
  const loaded = await page.evaluate(() => performance.now())
  return { paintings, longTasks: () => longTasks(loaded) }
}

interface Column {
  readonly title: string
  readonly rates: readonly MapRate[]
  readonly longTasks: readonly LongTask[]
}

/** The columns side by side, their first one to the left, all others to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  return rows
    .map((row) =>
      row
        .map((text, n) => (n === 0 ? text.padEnd(widths[n]) : text.padStart(widths[n])))
        .join('   ')
        .trimEnd(),
    )
    .join('\n')
}

const rate = ({ paintedPerSecond, changedPerSecond, longestGap }: MapRate) =>
  `${paintedPerSecond.toFixed(1)} (${changedPerSecond.toFixed(1)}, ${longestGap.toFixed(0)} ms)`

const longest = (tasks: readonly LongTask[]) =>
  tasks.length === 0 ? 'none' : `${tasks.length}, up to ${Math.max(...tasks.map((task) => task.duration))} ms`

function report(opened: readonly number[], columns: readonly Column[], browser: string): string {
  const sorted = opened.toSorted((a, b) => a - b)
  const names = columns[0].rates.map(({ name }) => name)
  return [
    `The page in its opening state; ${browser}; ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores.`,
    '',
    `All ${maps} maps painted after navigation: median ${sorted[Math.floor(sorted.length / 2)].toFixed(0)} ms, ` +
      `slowest ${(sorted.at(-1) ?? NaN).toFixed(0)} ms of ${sorted.length}.`,
    '',
    'Frames a second in which a map was painted (in which it changed, longest time without a painting):',
    table([
      ['', ...columns.map(({ title }) => title)],
      ...names.map((name, n) => [name, ...columns.map(({ rates }) => rate(rates[n]))]),
      ['Long tasks (> 50 ms)', ...columns.map(({ longTasks }) => longest(longTasks))],
    ]),
    '',
  ].join('\n')
}

test('speed in the browser', async ({ browser, contextOptions, viewport, baseURL }) => {
  const pages = { ...contextOptions, viewport, baseURL, locale: 'en-US' }
  const opened: number[] = []
  for (let n = 0; n < openings; n++) {
    const context = await browser.newContext(pages)
    const { paintings } = await openMeasured(await context.newPage())
    opened.push(Math.max(...(await paintings()).map(({ painted }) => painted[0])))
    await context.close()
  }

  const columns: Column[] = []
  const measure = async (title: string, act: (page: Page) => Promise<unknown>, before?: typeof train) => {
    const context = await browser.newContext(pages)
    const page = await context.newPage()
    const { paintings, longTasks } = await openMeasured(page)
    await before?.(page)
    const rates = await frameRate(page, paintings, async () => void (await act(page)))
    columns.push({ title, rates, longTasks: await longTasks() })
    await context.close()
  }
  await measure('noise', (page) => drag(page, 'Noise'))
  await measure('epsilon', (page) => drag(page, 'Step ε'))
  await measure('damping', (page) => drag(page, 'Damping λ'))
  await measure('training', elapse, train)
  await measure('learning rate while training', (page) => drag(page, 'Learning rate η'), train)
  console.log(report(opened, columns, `Chromium ${browser.version()}`))
})
