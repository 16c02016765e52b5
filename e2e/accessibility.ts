import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Fails with rule, reason and elements for every accessibility rule the page, or this part of it, breaks. What it looks
 * at, the elements and their colours, does not depend on the engine: one engine is asked.
 */
export async function expectNoAxeViolations(page: Page, part = 'html'): Promise<void> {
  if (page.context().browser()?.browserType().name() !== 'chromium') return
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    // What keeps to the rules is not described element by element, and what is found is put together in the page
    // itself, which has no frames, not in a second one: the same rules and violations in a third of the time.
    .options({ resultTypes: ['violations'] })
    .withTags(rules)
    .setLegacyMode()
    .analyze()
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')} — ${node.failureSummary ?? ''}`),
  )
  expect(found).toEqual([])
}
