import type { Page } from '@playwright/test'
import { expectLink } from './address.ts'
import { expect, open, test } from './fixtures.ts'

const panel = (page: Page) => page.locator('.studies')
const claim = (page: Page) => page.locator('.study-claim')
const done = (page: Page) => expect(panel(page)).toHaveAttribute('data-running', 'false')

test(
  'a posterior is refused, offered and shown; the width is moved on the plot',
  { tag: '@once' },
  async ({ page }) => {
    await open(page, 'lang=en&study=laplace&study.of=exact&study.start=present&study.widest=3')
    await expect(page.locator('.study-failures')).toContainText(
      'not positive definite (negative eigenvalues: −',
    )
    await expect(claim(page)).toContainText('there is no posterior here')
    await page.getByRole('button', { name: 'take the outer product' }).first().click()
    await expectLink(page, { 'study.of': 'outer-product' })
    await expect(claim(page)).toContainText('at the data')
    await expect(page.locator('.study-band')).not.toHaveCount(0)
    await page.getByRole('radio', { name: 'as set' }).check()
    await expect(page.getByRole('slider', { name: 'Precision β of the noise' })).toBeVisible()
    await done(page)
    const mark = page.getByRole('slider', { name: 'Hidden units now' }).first()
    await mark.press('ArrowLeft')
    await expectLink(page, { net: '1-3-1' })
    await done(page)
    await expect(claim(page)).toContainText('Of 10 parameters')
  },
)

test('two classes have two surfaces, and no noise to set', { tag: '@once' }, async ({ page }) => {
  await open(page, 'lang=en&study=laplace&study.widest=2&study.precisions=given')
  await panel(page).getByRole('combobox', { name: 'Show it on' }).selectOption('two-classes')
  await expect(claim(page)).toContainText('with the weights uncertain it is 0.4')
  for (const name of ['Point estimate', 'Moderated probability'])
    await expect(page.getByRole('region', { name }).locator('canvas')).toBeVisible()
  await expect(page.getByRole('slider', { name: 'Precision α of the prior' })).toBeVisible()
  await expect(page.getByRole('slider', { name: 'Precision β of the noise' })).toHaveCount(0)
})
