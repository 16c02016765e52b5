import { expectLink } from './address.ts'
import { expectComputed } from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

/** What is the same in both languages: names, letters, numbers, signs, keys, works, words of the link. */
const shared =
  /^(Hessian Playground|English|한국어|XOR|PRML( [\d.()]+)?|f\(x\) …|CSV|Adam|(L-)?BFGS|K-FAC|KFRA|.* (18|19|20)\d\d(, \([\d.]+\))?|∂E\/∂|R\{.*\}|Space|Enter|Home End PgUp PgDn|Tab|Esc|tanh|sigmoid|relu|softplus|identity|sin|gelu|swish|\d+ × \w+|[^\p{L}]*|[\p{Script=Greek}\p{Lu}]|\S{1,2}|.*[₀-₉⁽⁾].*|.*(×10|O\(W).*|[<\d. ]+ (ms|s|min|h))$/u

/** Every text of the page that is its own: labels, options, accessible names. */
function texts(page: import('@playwright/test').Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!parent || parent.closest('.katex, script, style, noscript, svg')) continue
      found.add(node.textContent?.trim() ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [title]'))
      for (const name of ['aria-label', 'title']) found.add(element.getAttribute(name)?.trim() ?? '')
    found.delete('')
    return [...found]
  })
}

test.describe('a Korean browser', () => {
  test.use({ locale: 'ko-KR' })

  test('is met in Korean', async ({ page }) => {
    await open(page)
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko')
    await expect(page.getByRole('heading', { name: '데이터', exact: true })).toBeVisible()
  })
})

test('the language is switched, kept in the link, and leaves no text behind', async ({ page }) => {
  await open(page, 'nonsense=1')
  await expectComputed(page)
  const english = await texts(page)
  await page.getByRole('combobox', { name: 'Language' }).selectOption('한국어')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko')
  await expectLink(page, { lang: 'ko' })
  const korean = new Set(await texts(page))
  expect(english.filter((text) => korean.has(text) && !shared.test(text))).toEqual([])
  expect([...korean].filter((text) => /undefined|NaN|\[object/.test(text))).toEqual([])
})
