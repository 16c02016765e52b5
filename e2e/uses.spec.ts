import type { Page } from '@playwright/test'
import { expectLink } from './address.ts'
import { expect, open, test } from './fixtures.ts'

const claim = (page: Page) => page.locator('.study-claim')
const done = (page: Page) => expect(page.locator('.studies')).toHaveAttribute('data-running', 'false')

test(
  'weights are pruned one by one and taken back, and a matrix that is refused is helped',
  { tag: '@once' },
  async ({ page }) => {
    await open(page, 'lang=en')
    await page.getByRole('radio', { name: 'Uses' }).check()
    await page.getByRole('combobox', { name: 'Use', exact: true }).selectOption('Pruning')
    await expect(claim(page)).toContainText('lets the others adjust')
    const before = await claim(page).textContent()
    const first = page
      .getByRole('region', { name: /^Saliencies/ })
      .getByRole('checkbox')
      .first()
    await first.check()
    await expectLink(page, { study: 'pruning', 'study.removed': '5' })
    await expect(claim(page)).not.toHaveText(before ?? '')
    await page.getByRole('button', { name: /^Take back/ }).click()
    await expect(claim(page)).toHaveText(before ?? '')
    await page.getByRole('radio', { name: 'present weights' }).check()
    await expect(claim(page)).toContainText('E is not at rest here')
    const failures = page.getByRole('list', { name: 'Without a result' })
    await expect(failures).toContainText(
      /OBS · Exact: the matrix is not positive definite \(negative eigenvalues: −/,
    )
    await failures.getByRole('button', { name: 'start at the minimum' }).first().click()
    await expect(failures).toHaveCount(0)
    await page.getByRole('combobox', { name: 'Show it on' }).selectOption('Twin inputs')
    await expectLink(page, { net: '3-1', 'study.alpha': '0.01' })
    await done(page)
    await expect(claim(page)).toContainText('removes w₁₁')
  },
)
