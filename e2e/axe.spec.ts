import { expectNoAxeViolations } from './accessibility.ts'
import { expectComputed } from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

for (const language of ['en', 'ko'])
  for (const theme of ['light', 'dark'])
    test(
      `accessibility in ${language}, ${theme}: page, messages, dialog, presentation`,
      { tag: '@once' },
      async ({ page }) => {
        const look = `lang=${language}&theme=${theme}`
        await open(page, `${look}&nonsense=1`)
        await expectComputed(page)
        await expectNoAxeViolations(page)

        await page.keyboard.press('Shift+Slash')
        await expect(page.getByRole('dialog')).toBeVisible()
        await expectNoAxeViolations(page)
        await page.keyboard.press('Escape')

        // Weights that overflow, the inverse view, and the list of methods open.
        const huge = Buffer.from(new Float64Array(13).fill(1e200).buffer).toString('base64url')
        await open(page, `${look}&w=${huge}&view=inverse`)
        await expect(page.locator('.refusal').first()).toBeVisible()
        await page.locator('summary').first().click()
        await expectNoAxeViolations(page)

        await open(page, `${look}&present=1&methods=exact,outer-product&hide=network`)
        await expectComputed(page)
        await expectNoAxeViolations(page)
      },
    )

test('accessibility on a narrow screen', { tag: '@once' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page)
  await expectComputed(page)
  // The strip floats over what is scrolled; the rest is looked at where nothing is half covered by it.
  await expectNoAxeViolations(page, '.strip')
  await page.setViewportSize({ width: 390, height: 4000 })
  await expectNoAxeViolations(page)
})
