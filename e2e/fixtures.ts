import { test as base, expect, type Page } from '@playwright/test'
import type { Configuration } from '../src/config/configuration.ts'
import { encodeLink } from '../src/config/link.ts'

export { expect }

interface Fixtures {
  /** Messages that a test provokes on purpose: `test.use({ tolerated: [/…/] })`. */
  readonly tolerated: readonly RegExp[]
  readonly cleanConsole: void
}

/** Playwright's `test`, failing when a page or a worker logs an error, throws, or asks for what is not there. */
export const test = base.extend<Fixtures>({
  tolerated: [[], { option: true }],
  cleanConsole: [
    async ({ context, tolerated }, use) => {
      const faults: string[] = []
      const note = (fault: string) => {
        if (!tolerated.some((pattern) => pattern.test(fault))) faults.push(fault)
      }
      context.on('console', (message) => {
        if (message.type() === 'error') note(message.text())
      })
      context.on('weberror', (fault) => note(String(fault.error())))
      context.on('response', (response) => {
        if (response.status() >= 400) note(`${response.status()} ${response.url()}`)
      })
      await use()
      expect(faults, 'errors in the console').toEqual([])
    },
    { auto: true },
  ],
})

/**
 * Opens the page at a link (with or without its #) or at a configuration and waits until it is drawn. On a page that
 * is open already only the hash changes, as when a link is pasted over another.
 */
export async function open(page: Page, state: string | Configuration = ''): Promise<void> {
  const hash = (typeof state === 'string' ? state : encodeLink(state)).replace(/^#/, '')
  await page.goto(hash === '' ? './' : `./#${hash}`)
  // Until then index.html shows a first sight of the page.
  await expect(page.locator('#root main')).toBeAttached()
}
