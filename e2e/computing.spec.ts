import type { Page } from '@playwright/test'
import { expectLink } from './address.ts'
import { enter } from './controls.ts'
import { errorOf, expectComputed, expectSameAppearance, map, tile } from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

/** The energy differences of this network take a time in proportion to the points, the other two a moment. */
const network = 'net=1-64-1&step=0&methods=exact,outer-product,energy-differences'
const energies = (page: Page) => tile(page, 'Energy differences')
const progress = (page: Page) => energies(page).getByRole('progressbar')
const points = (page: Page) => page.getByRole('textbox', { name: 'Points' })

test(
  'what would take very long is begun when asked for, shows its progress, and can be stopped',
  { tag: '@once' },
  async ({ page }) => {
    await open(page, `${network}&points=2000`)
    await expect(energies(page)).toContainText(/This would take about \d+ (s|min)/)
    // The others are there without being asked for.
    await expect(map(page, 'Exact')).toHaveAttribute('aria-busy', 'false')
    await expect(errorOf(page, 'Outer product')).toBeVisible()
    await energies(page).getByRole('button', { name: 'Compute' }).click()
    await expect(progress(page)).toHaveAccessibleName(/^\d+ % computed$/)
    const begun = Number(await progress(page).getAttribute('value'))
    await expect.poll(async () => Number(await progress(page).getAttribute('value'))).toBeGreaterThan(begun)
    await energies(page).getByRole('button', { name: 'Stop' }).click()
    await expect(energies(page)).toContainText('Stopped.')
    // Left out and taken in again, it is still one to be asked for.
    await energies(page).getByRole('button', { name: 'Leave out' }).click()
    await expect(energies(page)).toHaveCount(0)
    await page.keyboard.press('4')
    await expect(energies(page)).toContainText('Stopped.')
    await expect(progress(page)).toHaveCount(0)
    await energies(page).getByRole('button', { name: 'Compute' }).click()
    await expect(progress(page)).toBeVisible()
    // Another problem starts it again, and a small one is done at once.
    await energies(page).getByRole('button', { name: 'Stop' }).click()
    await enter(points(page), '1')
    await expect(errorOf(page, 'Energy differences')).toBeVisible()
    await expect(energies(page)).not.toContainText('Stopped.')
  },
)

test('the newest state wins while older ones are computed', { tag: '@once' }, async ({ page, context }) => {
  await open(page, `${network}&points=100`)
  await expect(progress(page)).toBeVisible()
  // Each of these supersedes the one before in the middle of its work.
  for (const N of ['99', '98', '97', '6']) await enter(points(page), N)
  await page.getByRole('button', { name: 'Draw other data' }).click()
  await expect(map(page, 'Energy differences')).toHaveAttribute('aria-busy', 'false')
  await expectComputed(page)
  await expectLink(page, { points: '6', 'data-seed': '8' })
  const opened = await context.newPage()
  await open(opened, await page.evaluate(() => window.location.hash))
  await expectSameAppearance(opened, page)
})

test('old maps stay, dimmed and said to be busy, until new ones come', { tag: '@once' }, async ({ page }) => {
  await open(page, `${network}&points=2`)
  await expectComputed(page)
  await enter(points(page), '2000')
  await expect(map(page, 'Exact')).toHaveAttribute('aria-busy', 'false')
  await expect(map(page, 'Energy differences')).toHaveAttribute('aria-busy', 'true')
  await expect(energies(page).locator('canvas')).toBeVisible()
  await expect(energies(page).locator('canvas')).not.toHaveCSS('opacity', '1')
  await expect(tile(page, 'Exact').locator('canvas')).toHaveCSS('opacity', '1')
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

test('what the machine computes with is told; without SIMD the same numbers come', async ({
  page,
  context,
}) => {
  const help = (of: Page) => of.getByRole('dialog', { name: 'Keyboard' })
  await open(page)
  await expectComputed(page)
  const errors = (of: Page) =>
    Promise.all(['Outer product', 'Diagonal'].map((name) => errorOf(of, name).innerText()))
  await page.getByRole('button', { name: 'Keyboard', exact: true }).click()
  await expect(help(page)).toContainText('This machine computes with WebAssembly SIMD')

  const plain = await context.newPage()
  await plain.addInitScript(() => {
    WebAssembly.validate = () => false
  })
  await plain.route('**/worker-*.js', async (route) => {
    const answer = await route.fetch()
    const body = `WebAssembly.validate = () => false;${await answer.text()}`
    await route.fulfill({ response: answer, body })
  })
  await open(plain)
  await expectComputed(plain)
  expect(await errors(plain)).toEqual(await errors(page))
  await plain.getByRole('button', { name: 'Keyboard', exact: true }).click()
  await expect(help(plain)).toContainText('This browser offers no WebAssembly SIMD')
})
