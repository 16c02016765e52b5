import { studyCatalogues } from '../src/i18n/studies.ts'
import { expectLink } from './address.ts'
import { expectNoAxeViolations } from './accessibility.ts'
import { expect, open, test } from './fixtures.ts'

const words = studyCatalogues.en
const text = words.studies.optimisation

test('Newton overshoots on the example, and may be damped', { tag: '@once' }, async ({ page }) => {
  await open(page, 'lang=en&study=optimisation&study.steps=20')
  const claim = page.locator('.study-claim')
  const panel = page.locator('.studies')
  await expect(claim).toContainText('plateau')
  await panel.getByRole('combobox', { name: words.example, exact: true }).selectOption('overshoot')
  await expect(claim).toContainText('left all bounds')
  await page.getByRole('button', { name: text.offers['damped-newton'] }).click()
  await expectLink(page, { 'study.of': 'damped-newton' })
  await expect(panel).toHaveAttribute('data-running', 'false')

  // A step is chosen with the keyboard, and its model shown; nothing is computed anew.
  const model = page.getByRole('region', { name: text.plots.model }).locator('.series').first()
  const before = await model.getAttribute('d')
  await panel.getByRole('button', { name: words.forward, exact: true }).click()
  await expectLink(page, { 'study.step': '3' })
  await expect(model).not.toHaveAttribute('d', before ?? '')

  await page.getByRole('radio', { name: text.options.operations }).check()
  await expect(page.getByRole('region', { name: text.plots.operations })).toBeVisible()
  await page.getByRole('checkbox', { name: text.series.newton, exact: true }).uncheck()
  await expect(claim).not.toContainText('Undamped')
  await expectNoAxeViolations(page)
})
