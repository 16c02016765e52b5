import type { Page } from '@playwright/test'
import { expect, open, test } from '../fixtures.ts'
import { frameRate } from './frameRate.ts'
import { recordLongTasks } from './longTasks.ts'
import { recordPaintings } from './paintings.ts'

const seconds = 2

/** Moves a slider to and fro in every frame, as a dragging hand does. */
async function drag(page: Page, name: string): Promise<void> {
  const slider = page.getByRole('slider', { name }).first()
  await slider.evaluate(async (element, duration) => {
    const input = element as HTMLInputElement
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    const begin = performance.now()
    for (let share = 0; share < 1; share = (performance.now() - begin) / duration) {
      const place = 0.5 + 0.2 * Math.sin(6 * Math.PI * share)
      value?.set?.call(input, String(Number(input.min) + place * (Number(input.max) - Number(input.min))))
      input.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise(requestAnimationFrame)
    }
  }, 1000 * seconds)
}

/** Opens the default state; gives what `frameRate` and the check for long tasks after loading need. */
async function openMeasured(page: Page) {
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

for (const slider of ['Noise', 'Learning rate η', 'Step ε'])
  test(`the maps follow the slider ${slider} at 30 frames a second`, async ({ page }) => {
    const { paintings, longTasks } = await openMeasured(page)
    const rates = await frameRate(page, paintings, () => drag(page, slider))
    for (const { name, paintedPerSecond } of rates) expect(paintedPerSecond, name).toBeGreaterThanOrEqual(30)
    expect(await longTasks()).toEqual([])
  })

test('the maps follow the training at 30 frames a second', async ({ page }) => {
  const { paintings, longTasks } = await openMeasured(page)
  const rates = await frameRate(page, paintings, async () => {
    await page.getByRole('button', { name: 'Train' }).click()
    await page.waitForFunction((end) => performance.now() > end, await endOf(page))
  })
  for (const { name, paintedPerSecond } of rates) expect(paintedPerSecond, name).toBeGreaterThanOrEqual(30)
  expect(await longTasks()).toEqual([])
})

async function endOf(page: Page): Promise<number> {
  return page.evaluate((duration) => performance.now() + duration, 1000 * seconds)
}
