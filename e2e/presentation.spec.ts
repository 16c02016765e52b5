import type { Page } from '@playwright/test'
import { expectLink } from './address.ts'
import { expectComputed } from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

const fontSize = (page: Page) =>
  page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize))

const panels = [
  ['data 1', 'region', 'Data'],
  ['network 2', 'region', 'Network'],
  ['training 3', 'region', 'Training'],
  ['numbers 4', 'complementary', 'Entry'],
] as const

test('a link opens a presentation with what it hides; buttons unfold and fold it', async ({ page }) => {
  await open(page, 'present=1&hide=data,training')
  await expectComputed(page)
  expect(await fontSize(page)).toBeGreaterThanOrEqual(20)
  // Every label grows with the root: none is smaller than on the page as it is usually.
  const smallest = await page.evaluate(() =>
    Math.min(
      ...[...document.querySelectorAll('main :is(h2, h3, p, td, th, label, button, strong)')]
        .filter((element) => element.checkVisibility())
        .map((element) => parseFloat(getComputedStyle(element).fontSize)),
    ),
  )
  expect(smallest).toBeGreaterThan(16)
  await expect(page.getByRole('banner')).toHaveCount(0)
  for (const [button, role, name] of panels) {
    const shown = name === 'Network' || name === 'Entry'
    const panel = page.getByRole(role, { name, exact: true })
    const fold = page.getByRole('button', { name: button })
    await expect(panel).toHaveCount(shown ? 1 : 0)
    await expect(fold).toHaveAttribute('aria-pressed', String(shown))
    await fold.click()
    await expect(panel).toHaveCount(shown ? 0 : 1)
    await expect(fold).toHaveAttribute('aria-pressed', String(!shown))
  }
  await expectLink(page, { present: '1', hide: 'network,entry' })
  await page.getByRole('button', { name: 'End presentation' }).click()
  await expect(page.getByRole('banner')).toBeVisible()
  for (const [, role, name] of panels) await expect(page.getByRole(role, { name, exact: true })).toBeVisible()
  await expect.poll(() => page.url()).not.toMatch(/present|hide/)
})

test('training and changes go on while presenting', async ({ page }) => {
  await open(page, 'present=1&hide=data,network,entry&step=0')
  await expectComputed(page)
  const training = page.getByRole('region', { name: 'Training' })
  await page.keyboard.press('Space')
  await expect(training).not.toContainText('step 0')
  await page.keyboard.press('Space')
  await page.keyboard.press('r')
  await expect(training).toContainText('step 0')
  // The first Escape releases the entry, the second ends the presentation.
  await page.keyboard.press('Escape')
  await expect(page.locator('.matrix-map-cursor.is-pinned')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'End presentation' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('banner')).toBeVisible()
})

test('the full screen key fills the screen or does no harm', async ({ page }) => {
  await open(page, 'present=1')
  await expectComputed(page)
  for (const full of [true, false]) {
    await page.keyboard.press('f')
    const isFull = () => page.evaluate(() => document.fullscreenElement !== null)
    const allowed = await page.evaluate(() => document.fullscreenEnabled)
    if (allowed) await expect.poll(isFull).toBe(full)
    await expect(page.getByRole('grid')).toHaveCount(8)
  }
})
