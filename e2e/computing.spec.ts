import type { Page } from '@playwright/test'
import { partsOf } from './address.ts'
import { enter } from './controls.ts'
import { appearance, errorOf, expectComputed, map, tile } from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

/** Energy differences take minutes here, the other two a moment. */
const slow = 'net=1-64-1&points=2000&rate=0.00001&methods=exact,outer-product,energy-differences'

const progress = (page: Page) => tile(page, 'Energy differences').getByRole('progressbar')

test('what takes long shows its progress and can be stopped and taken up again', async ({ page }) => {
  await open(page, slow)
  const energies = tile(page, 'Energy differences')
  await expect(progress(page)).toBeVisible()
  // The others are there meanwhile.
  await expect(map(page, 'Exact')).toHaveAttribute('aria-busy', 'false')
  await expect(errorOf(page, 'Outer product')).toBeVisible()
  await expect(progress(page)).toHaveAccessibleName(/^\d+ % computed$/)
  const begun = Number(await progress(page).getAttribute('value'))
  await expect.poll(async () => Number(await progress(page).getAttribute('value'))).toBeGreaterThan(begun)
  await energies.getByRole('button', { name: 'Stop' }).click()
  await expect(energies).toContainText('Stopped.')
  await expect(progress(page)).toHaveCount(0)
  await energies.getByRole('button', { name: 'Compute' }).click()
  await expect(progress(page)).toBeVisible()
  // Another problem starts it again, and a small one is done at once.
  await energies.getByRole('button', { name: 'Stop' }).click()
  await enter(page.getByRole('textbox', { name: 'Points' }), '1')
  await expect(errorOf(page, 'Energy differences')).toBeVisible()
  await expect(energies).not.toContainText('Stopped.')
})

test('the newest state wins while older ones are computed', async ({ page, context }) => {
  await open(page, slow)
  await expect(progress(page)).toBeVisible()
  // Each of these supersedes the one before in the middle of its work.
  const points = page.getByRole('textbox', { name: 'Points' })
  for (const N of ['1999', '1998', '1997', '6']) await enter(points, N)
  await page.getByRole('button', { name: 'Draw other data' }).click()
  await expect(map(page, 'Energy differences')).toHaveAttribute('aria-busy', 'false')
  await expectComputed(page)
  await expect.poll(async () => (await partsOf(page)).points).toBe('6')
  const opened = await context.newPage()
  await open(opened, await page.evaluate(() => window.location.hash))
  await expectComputed(opened)
  await expect
    .poll(async () => (await appearance(page)).pictures)
    .toEqual((await appearance(opened)).pictures)
  await expect.poll(async () => (await appearance(page)).text).toBe((await appearance(opened)).text)
})

test('old maps stay, dimmed and said to be busy, until new ones come', async ({ page }) => {
  await open(page, slow.replace('points=2000', 'points=2'))
  await expectComputed(page)
  await enter(page.getByRole('textbox', { name: 'Points' }), '2000')
  await expect(map(page, 'Energy differences')).toHaveAttribute('aria-busy', 'true')
  await expect(progress(page)).toBeVisible()
  await expect(tile(page, 'Energy differences').locator('canvas')).toBeVisible()
  await expect(tile(page, 'Energy differences').locator('canvas')).not.toHaveCSS('opacity', '1')
})

test('nothing moves for those who asked for less motion', async ({ page }) => {
  await open(page)
  await expectComputed(page)
  expect(await page.evaluate(() => matchMedia('(prefers-reduced-motion: reduce)').matches)).toBe(true)
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { animationName, transitionDuration } = getComputedStyle(element)
        return animationName !== 'none' || transitionDuration.split(', ').some((time) => time !== '0s')
      }).length,
  )
  expect(moving).toBe(0)
})

test('the theme is the system’s until one is chosen', async ({ page, browserName }) => {
  // A Firefox driven by WebDriver BiDi does not emulate the media query.
  if (browserName === 'chromium') await page.emulateMedia({ colorScheme: 'dark' })
  await open(page)
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const [light, night] = ['rgb(246, 247, 249)', 'rgb(16, 22, 30)']
  await expect.poll(ground).toBe(dark ? night : light)
  const theme = page.getByRole('combobox', { name: 'Theme' })
  await theme.selectOption(dark ? 'Light' : 'Dark')
  await expect.poll(ground).toBe(dark ? light : night)
  await theme.selectOption('System theme')
  await expect.poll(ground).toBe(dark ? night : light)
  if (browserName !== 'chromium') return
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(ground).toBe(light)
})
