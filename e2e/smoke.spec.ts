import { expectNoAxeViolations } from './accessibility.ts'
import { expect, open, test } from './fixtures.ts'

test('the page opens below a sub-path', async ({ page }) => {
  await open(page)
  await expect(page).toHaveTitle('Hessian Playground')
  await expectNoAxeViolations(page)
})
