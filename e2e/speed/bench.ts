import { availableParallelism, cpus } from 'node:os'
import type { Page } from '@playwright/test'
import { aligned } from '../../src/cli/aligned.ts'
import { median } from '../../src/linalg/median.ts'
import { expect, open, test } from '../fixtures.ts'
import { engineEntries, engineTimes } from './engineTimes.ts'
import { frameRate, type MapRate } from './frameRate.ts'
import { recordLongTasks, type LongTask } from './longTasks.ts'
import { recordPaintings, type MapPaintings } from './paintings.ts'

/** How long each action lasts. */
const seconds = 3
const maps = 8

/**
 * Moves a slider down from where it is by a part of its way and up again, over and over, in every frame, as a dragging
 * hand does.
 */
async function drag(page: Page, name: string, part = 0.1): Promise<void> {
  const slider = page.getByRole('slider', { name }).first()
  await slider.evaluate(
    async (element, { duration, reach }) => {
      const input = element as HTMLInputElement
      const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
      const [min, max, start] = [input.min, input.max, input.value].map(Number)
      const begin = performance.now()
      for (let share = 0; share < 1; share = (performance.now() - begin) / duration) {
        const place = start - reach * (max - min) * Math.sin(3 * Math.PI * share) ** 2
        value?.set?.call(input, String(Math.max(min, place)))
        input.dispatchEvent(new Event('input', { bubbles: true }))
        await new Promise(requestAnimationFrame)
      }
    },
    { duration: 1000 * seconds, reach: part },
  )
}

/** Zooms the first map in and out by the wheel, over and over, in every frame. */
async function zoom(page: Page): Promise<void> {
  await page
    .getByRole('grid')
    .first()
    .evaluate(async (grid, duration) => {
      const { left, top, width, height } = grid.getBoundingClientRect()
      const begin = performance.now()
      for (let share = 0; share < 1; share = (performance.now() - begin) / duration) {
        const place = { clientX: left + width / 3, clientY: top + height / 2 }
        const deltaY = -12 * Math.cos(6 * Math.PI * share)
        grid.dispatchEvent(
          new WheelEvent('wheel', { ...place, deltaY, ctrlKey: true, bubbles: true, cancelable: true }),
        )
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
async function openMeasured(page: Page, state = '', count = maps): Promise<Measured> {
  const paintings = await recordPaintings(page)
  const longTasks = await recordLongTasks(page)
  await open(page, state)
  await expect.poll(async () => (await paintings()).length).toBe(count)
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())))
  const loaded = await page.evaluate(() => performance.now())
  return { paintings, longTasks: () => longTasks(loaded) }
}

interface Column {
  readonly title: string
  readonly rates: readonly MapRate[]
  readonly longTasks: readonly LongTask[]
  /** Megabytes of the page at the end: its objects and its arrays, those of its workers apart. */
  readonly heap: number
}

const rate = (of: MapRate | undefined) =>
  of === undefined
    ? '–'
    : `${of.paintedPerSecond.toFixed(1)} (${of.changedPerSecond.toFixed(1)}, ${of.longestGap.toFixed(0)} ms)`

const longest = (tasks: readonly LongTask[]) =>
  tasks.length === 0 ? 'none' : `${tasks.length}, up to ${Math.max(...tasks.map((task) => task.duration))} ms`

/** Of a page that was opened, in ms since navigation. */
interface Opening {
  readonly content: number
  readonly maps: number
}

function openingLine(opened: readonly Opening[]): string {
  const told = (times: readonly number[]) =>
    `median ${median(times).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms`
  const content = opened.map((each) => each.content)
  const painted = opened.map((each) => each.maps)
  return `first content ${told(content)}; all ${maps} maps ${told(painted)} (of ${opened.length})`
}

function report(lines: readonly string[], columns: readonly Column[], machine: string): string {
  const names = columns[0].rates.map(({ name }) => name)
  return [
    `The page in its opening state; ${machine}.`,
    '',
    ...lines,
    '',
    'Frames a second in which a map was painted (in which it changed, longest time without a painting):',
    ...aligned([
      ['', ...columns.map(({ title }) => title)],
      ...names.map((name) => [
        name,
        ...columns.map(({ rates }) => rate(rates.find((one) => one.name === name))),
      ]),
      ['Long tasks (> 50 ms)', ...columns.map(({ longTasks }) => longest(longTasks))],
      ['Heap of the page (MB)', ...columns.map(({ heap }) => heap.toFixed(0))],
    ]),
    '',
  ].join('\n')
}

/** Drops a table of random numbers on the page. */
async function dropTable(page: Page, rows: number, columns: number): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([height, width]) => {
      const all = new DataTransfer()
      const line = () => Array.from({ length: width }, () => (2 * Math.random() - 1).toFixed(6)).join(',')
      // Some thousand lines, over and over, make a large file quickly.
      const some = Array.from({ length: Math.min(height, 5000) }, line).join('\n') + '\n'
      all.items.add(new File(Array<string>(Math.ceil(height / 5000)).fill(some), 'table.csv'))
      return all
    },
    [rows, columns],
  )
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}

const now = (page: Page) => page.evaluate(() => performance.now())

/** Expressions that would overflow, loop, recurse or allocate, or reach for what is none of theirs. */
const hostile = [
  'zeros(3000, 3000)',
  '('.repeat(400) + 'a' + ')'.repeat(400),
  'f(a) = f(a)',
  'a["constructor"]',
  'import("a")',
  'constructor(a)',
  'range(0, 1e9)',
  '9^9^9^9^9 ^ factorial(170!)',
  'a'.repeat(5000),
  'map([1:1e7], f)',
]

/** A table of 2,000 rows from the drop to the last map, one of 50 MB, and the time hostile expressions take. */
async function ownProblems(page: Page): Promise<string[]> {
  const { paintings, longTasks } = await openMeasured(page)
  const dialog = page.getByRole('dialog')
  const use = dialog.getByRole('button', { name: 'Use' })
  const dropped = await now(page)
  await dropTable(page, 2000, 8)
  await expect(use).toBeEnabled()
  const offered = await now(page)
  const used = await now(page)
  await use.click()
  const lastPainted = async () => {
    const all = await paintings()
    return all.length < maps ? 0 : Math.min(...all.map(({ painted }) => painted.at(-1) ?? 0))
  }
  await expect.poll(lastPainted).toBeGreaterThan(used)
  const shown = Math.max(
    ...(await paintings()).map(({ painted }) => painted.find((time) => time > used) ?? NaN),
  )
  await elapse(page)
  const using = await longTasks()

  const begin = await now(page)
  await dropTable(page, 800_000, 8)
  await expect(use).toBeEnabled({ timeout: 60_000 })
  const large = await now(page)
  const reading = (await longTasks()).filter(({ start }) => start > begin)
  await page.keyboard.press('Escape')

  await page.getByRole('combobox', { name: 'Hidden units' }).selectOption('own …')
  const field = page.getByRole('textbox', { name: 'h(a) =' })
  await expect(page.getByRole('region', { name: 'Network' })).toContainText('smooth from')
  const times = await field.evaluate(async (element, texts) => {
    const input = element as HTMLInputElement
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    const refusal = () => input.closest('section')?.querySelector('.refusal-note')?.textContent
    const all: number[] = []
    for (const text of texts) {
      value?.set?.call(input, 'a')
      input.dispatchEvent(new Event('input', { bubbles: true }))
      while (refusal()) await new Promise(requestAnimationFrame)
      const start = performance.now()
      value?.set?.call(input, text)
      input.dispatchEvent(new Event('input', { bubbles: true }))
      while (!refusal()) await new Promise(requestAnimationFrame)
      all.push(performance.now() - start)
    }
    return all
  }, hostile)
  return [
    `A table of 2,000 × 8: offered after ${(offered - dropped).toFixed(0)} ms, all maps ${(shown - used).toFixed(0)} ms after "Use"; long tasks: ${longest(using)}.`,
    `A table of 50 MB: offered after ${(large - begin).toFixed(0)} ms; long tasks: ${longest(reading)}.`,
    `Ten hostile expressions: refused after ${Math.max(...times).toFixed(0)} ms at most (${times.map((time) => time.toFixed(0)).join(', ')}).`,
    '',
  ]
}

test('speed in the browser', async ({ browser, contextOptions, viewport, baseURL }) => {
  const pages = { ...contextOptions, viewport, baseURL, locale: 'en-US' }
  /** Times of fresh pages with a cold cache, the processor slowed down by a factor. */
  const openingTimes = async (count: number, slowdown: number) => {
    const opened: Opening[] = []
    for (let n = 0; n < count; n++) {
      const context = await browser.newContext(pages)
      const page = await context.newPage()
      const session = await context.newCDPSession(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
      const { paintings } = await openMeasured(page)
      opened.push({
        content: await page.evaluate(
          () => performance.getEntriesByName('first-contentful-paint')[0].startTime,
        ),
        maps: Math.max(...(await paintings()).map(({ painted }) => painted[0])),
      })
      await context.close()
    }
    return opened
  }
  const opened = await openingTimes(7, 1)
  const slowly = await openingTimes(3, 4)

  const columns: Column[] = []
  const measure = async (
    title: string,
    act: (page: Page) => Promise<unknown>,
    before?: typeof train,
    state = '',
    count = maps,
  ) => {
    const context = await browser.newContext(pages)
    const page = await context.newPage()
    const { paintings, longTasks } = await openMeasured(page, state, count)
    await before?.(page)
    const rates = await frameRate(page, paintings, async () => void (await act(page)))
    const session = await context.newCDPSession(page)
    const { usedSize, backingStorageSize = 0 } = (await session.send('Runtime.getHeapUsage')) as {
      usedSize: number
      backingStorageSize?: number
    }
    columns.push({
      title,
      rates,
      longTasks: await longTasks(),
      heap: (usedSize + backingStorageSize) / 2 ** 20,
    })
    await context.close()
  }
  await measure('noise', (page) => drag(page, 'Noise'))
  await measure('epsilon', (page) => drag(page, 'Step ε'))
  await measure('damping', (page) => drag(page, 'Damping λ'))
  await measure('training', elapse, train)
  await measure('learning rate while training', (page) => drag(page, 'Learning rate η'), train)
  for (const [W, hidden] of [
    [100, 33],
    [499, 166],
    [1000, 333],
  ])
    for (const [title, act, before] of [
      ['training', elapse, train],
      ['noise', (page: Page) => drag(page, 'Noise'), undefined],
    ] as const)
      await measure(
        `${title}, W = ${W}`,
        act,
        before,
        `net=1-${hidden}-1&rate=0.001&methods=exact,outer-product,diagonal`,
        3,
      )
  await measure('zoom, W = 1,999', zoom, undefined, 'net=1-666-1&methods=exact,outer-product,diagonal', 3)
  await measure('back over 5,000 steps', (page) => drag(page, 'Step shown', 1), undefined, 'step=5000')
  const context = await browser.newContext(pages)
  const own = process.env.BENCH_JSON ? [] : await ownProblems(await context.newPage())
  const page = await context.newPage()
  await open(page)
  const machine = `Chromium ${browser.version()}; ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`
  if (process.env.BENCH_JSON) {
    const entries = await engineEntries(page)
    await context.close()
    console.log(JSON.stringify({ machine, entries, opening: { opened, slowly }, frames: columns }, null, 1))
    return
  }
  const engines = await engineTimes(page)
  await context.close()
  const openings = [
    `After navigation: ${openingLine(opened)}.`,
    `With the processor slowed down 4 ×: ${openingLine(slowly)}.`,
  ]
  console.log([report(openings, columns, machine), ...own, ...engines, ''].join('\n'))
})
