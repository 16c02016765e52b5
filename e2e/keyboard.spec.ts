import type { Page } from '@playwright/test'
import { expectLink } from './address.ts'
import { expectComputed, map, tile } from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

const training = (page: Page) => page.getByRole('region', { name: 'Training' })

test('the keys of the page', async ({ page }) => {
  await open(page)
  await expectComputed(page)
  const key = (name: string) => page.keyboard.press(name)

  await key('.')
  await expect(training(page)).toContainText('step 5')
  await key('Space')
  await expect(training(page).getByRole('button', { name: 'Pause' })).toBeVisible()
  await key('Space')
  await expect(training(page).getByRole('button', { name: 'Train' })).toBeVisible()
  await key('r')
  await expect(training(page)).toContainText('step 0')

  await key('d')
  await expect(page.getByRole('radio', { name: 'Difference from exact' })).toBeChecked()
  await key('i')
  await expect(page.getByRole('radio', { name: 'Inverse' })).toBeChecked()
  await key('i')
  await expect(page.getByRole('radio', { name: 'Hessian' })).toBeChecked()
  await key('l')
  await expect(page.getByRole('radio', { name: 'linear' })).toBeChecked()

  await key('3')
  await expect(tile(page, 'Diagonal')).toHaveCount(0)
  await expect(page.getByText('Methods 6/17')).toBeVisible()
  await key('3')
  await expect(tile(page, 'Diagonal')).toBeVisible()
  await key('1')
  await expect(tile(page, 'Exact')).toBeVisible()

  await key('Shift+Slash')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await key('d')
  await key('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('radio', { name: 'Hessian' })).toBeChecked()
})

test('letters typed into a field are not commands', async ({ page }) => {
  await open(page)
  const noise = page.getByRole('textbox', { name: 'Noise' })
  await noise.focus()
  await page.keyboard.type('pdr .3')
  await expect(page.getByRole('radio', { name: 'Hessian' })).toBeChecked()
  await expect(training(page)).toContainText('step 4')
  await expect(tile(page, 'Diagonal')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(noise).toHaveValue('0.15')
})

test('a map is one tab stop; arrows move in it, Enter pins, Escape releases', async ({ page }) => {
  await open(page, 'sel=1,1')
  await expectComputed(page)
  const grid = map(page, 'Outer product')
  const live = grid.getByRole('gridcell')
  await grid.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(live).toHaveText(/^row 3, column 2, w₂₀⁽¹⁾, w₁₁⁽¹⁾: /)
  await page.keyboard.press('End')
  await expect(live).toHaveText(/^row 3, column 13/)
  await page.keyboard.press('PageDown')
  await expect(live).toHaveText(/^row 9, column 13/)
  await page.keyboard.press('Enter')
  await expectLink(page, { sel: '9,13' })
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate(() => window.location.hash)).not.toContain('sel=')
  await page.keyboard.press('Tab')
  await expect(grid).not.toBeFocused()
  expect(await grid.evaluate((element) => element.contains(document.activeElement))).toBe(false)
})

test('the first tab stop leads to the maps', async ({ page, browserName }) => {
  await open(page)
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the maps' })
  await expect(skip).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#maps')).toBeFocused()
  // The link of the state is not overwritten by the skip link's target.
  expect(await page.evaluate(() => window.location.hash)).toBe('')
  expect(['chromium', 'firefox']).toContain(browserName)
})

test('a presentation by keys: everything larger, controls folded, panels by number', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await open(page)
  await expectComputed(page)
  await page.keyboard.press('p')
  const fontSize = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize))
  await expect.poll(fontSize).toBeGreaterThanOrEqual(20)
  await expect(page.getByRole('radio', { name: 'Inverse' })).toBeHidden()
  await expect(page.getByRole('slider')).toHaveCount(0)
  for (const [digit, name] of [
    ['1', 'Data'],
    ['2', 'Network'],
    ['3', 'Training'],
  ]) {
    await page.keyboard.press(digit)
    await expect(page.getByRole('region', { name })).toBeVisible()
    await page.keyboard.press(digit)
    await expect(page.getByRole('region', { name })).toHaveCount(0)
  }
  await page.keyboard.press('4')
  await expect(page.getByRole('complementary', { name: 'Entry' })).toBeVisible()
  await page.keyboard.press('d')
  await expect(page.getByRole('heading', { name: 'Difference from exact' })).toBeVisible()
  await expectLink(page, { present: '1', view: 'difference' })
  await page.keyboard.press('f')
  await page.keyboard.press('p')
  await expect.poll(fontSize).toBeLessThan(20)
  await expect(page.getByRole('radio', { name: 'Inverse' })).toBeAttached()
})
