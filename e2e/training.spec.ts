import type { Page } from '@playwright/test'
import { expectLink, partsOf } from './address.ts'
import { enter } from './controls.ts'
import { errorOf, expectComputed, expectSameAppearance, readNumber } from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

const training = (page: Page) => page.getByRole('region', { name: 'Training' })

async function stepOf(page: Page): Promise<number> {
  return Number(/step (\d+)/.exec(await training(page).innerText())?.[1])
}

async function energyOf(page: Page): Promise<number> {
  return readNumber(/E = (\S+)/.exec(await training(page).innerText())?.[1] ?? '')
}

test('train, pause, step and reset; reset gives the very same link', async ({ page }) => {
  await open(page, 'step=0')
  await expectComputed(page)
  const start = await energyOf(page)
  const error = await errorOf(page, 'Outer product').innerText()
  const fit = await page.getByRole('img', { name: 'and the function' }).innerHTML()
  await training(page).getByRole('button', { name: 'Reset' }).click()
  const first = await expectLink(page, { step: '0', w: /./ })

  await training(page).getByRole('button', { name: 'Train' }).click()
  await expect.poll(() => stepOf(page)).toBeGreaterThan(10)
  // Maps and fit follow while it runs.
  await expect(errorOf(page, 'Outer product')).not.toHaveText(error)
  expect(await page.getByRole('img', { name: 'and the function' }).innerHTML()).not.toBe(fit)
  await training(page).getByRole('button', { name: 'Pause' }).click()
  await expect(training(page).getByRole('button', { name: 'Train' })).toBeVisible()
  await expectComputed(page)
  expect(await energyOf(page)).toBeLessThan(start)

  const { step } = await partsOf(await rested(page))
  await training(page).getByRole('button', { name: 'Step', exact: true }).click()
  await expect.poll(() => stepOf(page)).toBe(Number(step) + 1)
  await expectLink(page, { step: String(Number(step) + 1) })

  await training(page).getByRole('button', { name: 'Reset' }).click()
  await expect.poll(() => stepOf(page)).toBe(0)
  expect(await expectLink(page, { step: '0' })).toBe(first)
  await expect(errorOf(page, 'Outer product')).toHaveText(error)
})

/** The page, once the link in the address bar says the step that is shown. */
async function rested(page: Page): Promise<Page> {
  await expect
    .poll(async () => [await stepOf(page), Number((await partsOf(page)).step)])
    .toEqual([await stepOf(page), await stepOf(page)])
  return page
}

for (const optimizer of ['gradient-descent', 'momentum'])
  test(
    `${optimizer}: steps one by one, at once and from a link end at the same weights`,
    { tag: '@once' },
    async ({ page, context }) => {
      const recipe = `opt=${optimizer}&rate=0.01`
      await open(page, `${recipe}&step=0`)
      const step = training(page).getByRole('button', { name: 'Step', exact: true })
      for (let n = 1; n <= 5; n++) {
        await step.click()
        await expect.poll(() => stepOf(page)).toBe(n)
      }
      const link = await expectLink(page, { step: '5' })
      const atOnce = await context.newPage()
      await open(atOnce, `${recipe}&step=5`)
      await expect.poll(() => stepOf(atOnce)).toBe(5)
      await atOnce.getByRole('combobox', { name: 'Theme' }).selectOption('dark')
      await expectLink(atOnce, { theme: 'dark' })
      const { w } = await partsOf(page)
      expect((await partsOf(atOnce)).w).toBe(w)

      // Who opens the link trains on exactly as who made it.
      const opened = await context.newPage()
      await open(opened, link)
      await expectSameAppearance(opened, page)
      for (const each of [page, opened]) {
        await training(each).getByRole('button', { name: 'Step', exact: true }).click()
        await expectLink(each, { step: '6' })
      }
      expect((await partsOf(opened)).w).toBe((await partsOf(page)).w)
    },
  )

test(
  'learning rate, optimiser and momentum decide where a step leads',
  { tag: '@once' },
  async ({ page }) => {
    await open(page, 'step=0')
    const ends = new Set<string>()
    const end = async (parts: Record<string, string>) => {
      await training(page).getByRole('button', { name: 'Reset' }).click()
      await expect.poll(() => stepOf(page)).toBe(0)
      for (const n of [1, 2]) {
        await training(page).getByRole('button', { name: 'Step', exact: true }).click()
        await expect.poll(() => stepOf(page)).toBe(n)
      }
      await expectLink(page, { step: '2', ...parts })
      ends.add((await partsOf(page)).w)
    }
    await end({ opt: 'gradient-descent', rate: '0.03' })
    const rate = training(page).getByRole('textbox', { name: 'Learning rate η' })
    await enter(rate, '0,02')
    await end({ rate: '0.02' })
    await training(page).getByRole('combobox', { name: 'Optimiser' }).selectOption('Momentum')
    await end({ opt: 'momentum', momentum: '0.9' })
    await training(page).getByRole('slider', { name: 'Momentum μ' }).press('Home')
    // Without momentum it is gradient descent.
    await end({ momentum: '0' })
    expect(ends.size).toBe(3)
    await training(page).getByRole('combobox', { name: 'Optimiser' }).selectOption('Gradient descent')
    await expect(training(page).getByRole('slider', { name: 'Momentum μ' })).toBeHidden()
  },
)
