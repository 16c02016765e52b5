import type { Page } from '@playwright/test'
import { expect, open, test } from '../fixtures.ts'
import { frameRate } from './frameRate.ts'
import { recordLongTasks, type LongTask } from './longTasks.ts'
import { recordPaintings, type MapPaintings } from './paintings.ts'

const seconds = 2

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
  await expect.poll(async () => (await paintings()).length).toBe(8)
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())))
  const loaded = await page.evaluate(() => performance.now())
  return { paintings, longTasks: () => longTasks(loaded) }
}

test('all maps are painted within a second', async ({ page }) => {
  const { paintings } = await openMeasured(page)
  for (const { name, painted } of await paintings()) expect(painted[0], name).toBeLessThan(1000)
})

async function expectLive({ paintings, longTasks }: Measured, page: Page, action: () => Promise<void>) {
  const rates = await frameRate(page, paintings, action)
  for (const { name, paintedPerSecond } of rates) expect(paintedPerSecond, name).toBeGreaterThanOrEqual(30)
  expect(await longTasks()).toEqual([])
}

for (const slider of ['Noise', 'Step ε'])
  test(`the maps follow the slider ${slider} at 30 frames a second`, async ({ page }) => {
    const measured = await openMeasured(page)
    await expectLive(measured, page, () => drag(page, slider))
  })

test('the maps follow training and its learning rate at 30 frames a second', async ({ page }) => {
  const measured = await openMeasured(page)
  await page.getByRole('button', { name: 'Train' }).click()
  await expectLive(measured, page, () => drag(page, 'Learning rate η'))
})
