import { expect, type Page } from '@playwright/test'

/** The parts of the link in the address bar. */
export async function partsOf(page: Page): Promise<Record<string, string>> {
  const hash = await page.evaluate(() => window.location.hash.slice(1))
  return Object.fromEntries(
    hash.split('&').map((part) => {
      const equals = part.indexOf('=')
      return [part.slice(0, equals), part.slice(equals + 1)] as const
    }),
  )
}

/** Waits until the link in the address bar has these parts, and gives all of it. */
export async function expectLink(page: Page, parts: Record<string, string | RegExp>): Promise<string> {
  const expected = Object.fromEntries(
    Object.entries(parts).map(([key, value]): [string, unknown] => [
      key,
      typeof value === 'string' ? value : expect.stringMatching(value),
    ]),
  )
  await expect.poll(() => partsOf(page)).toMatchObject(expected)
  return page.evaluate(() => window.location.hash.slice(1))
}
