import type { Page } from '@playwright/test'
import { studyCatalogues } from '../src/i18n/studies.ts'
import { expectNoAxeViolations } from './accessibility.ts'
import { expectLink } from './address.ts'
import { expect, open, test } from './fixtures.ts'

const claim = (page: Page) => page.locator('.study-claim')
const done = (page: Page) => expect(page.locator('.studies')).toHaveAttribute('data-running', 'false')
const editor = (page: Page) => page.locator('.is-main').getByRole('listbox')
const option = (page: Page) => editor(page).getByRole('option')

/** Where the nth point of the data is drawn, from the top left of the page. */
async function placeOf(page: Page, nth: number): Promise<{ x: number; y: number }> {
  const box = await page.locator('.is-main .study-plot .study-point.is-point').nth(nth).boundingBox()
  if (!box) throw new Error('the point is not drawn')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test('points are removed, taken back, moved and added with the pointer', async ({ page }) => {
  await open(page, 'lang=en&study=retraining')
  await done(page)
  await expect(claim(page)).toContainText('Without point 7')
  // The most influential one comes back; another one goes.
  const seventh = await placeOf(page, 6)
  await page.mouse.click(seventh.x, seventh.y)
  await expectLink(page, { 'study.change': 'chosen', 'study.removed': '' })
  await expect(claim(page)).toContainText('All 20 points are as they were')
  const third = await placeOf(page, 2)
  await page.mouse.click(third.x, third.y)
  await expectLink(page, { 'study.removed': '3' })
  await expect(claim(page)).toContainText('Without point 3')
  const first = await placeOf(page, 0)
  await page.mouse.move(first.x, first.y)
  await page.mouse.down()
  await page.mouse.move(first.x + 20, first.y + 30, { steps: 4 })
  await page.mouse.up()
  await expectLink(page, { 'study.edits': /^1:-[\d.]+:-[\d.]+$/ })
  await page.mouse.dblclick(first.x + 200, first.y)
  await expectLink(page, { 'study.edits': /^1:[\d.:-]+,\+:[\d.:-]+$/ })
  await expect(claim(page)).toContainText('With 1 point removed, 1 moved, 1 added')
  await page.reload()
  await expect(claim(page)).toContainText('With 1 point removed, 1 moved, 1 added')
  await page.getByRole('button', { name: 'Undo all' }).click()
  await expectLink(page, { 'study.removed': '', 'study.edits': '' })
})

test('points are removed, moved and added with the keyboard', { tag: '@once' }, async ({ page }) => {
  const words = studyCatalogues.ko
  await open(page, 'lang=ko&study=retraining&study.change=chosen&study.methods=exact')
  await done(page)
  await editor(page).focus()
  await expect(option(page)).toHaveText(words.pattern('1'))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await expectLink(page, { 'study.removed': '2' })
  await expect(option(page)).toHaveAttribute('aria-selected', 'true')
  await expect(claim(page)).toContainText('점 2번을 빼고')
  await page.keyboard.press('End')
  await page.keyboard.press('Shift+ArrowUp')
  await expectLink(page, { 'study.edits': /^20:/ })
  await page.keyboard.press('Insert')
  await expectLink(page, { 'study.edits': /^20:[^,]+,\+:/ })
  await expect(option(page)).toContainText('추가한 점')
  await page.keyboard.press('Delete')
  await expectLink(page, { 'study.edits': /^20:[^,]+$/ })
})

test('a finger drags a point without scrolling the page', { tag: '@once' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, 'lang=en&study=retraining&study.change=chosen')
  await done(page)
  await editor(page).scrollIntoViewIfNeeded()
  const from = await placeOf(page, 5)
  const taken = await editor(page).evaluate((element, { x, y }) => {
    const touch = (at: { x: number; y: number }) =>
      new Touch({ identifier: 1, target: element, clientX: at.x, clientY: at.y })
    const begin = (at: { x: number; y: number }) =>
      !element.dispatchEvent(new TouchEvent('touchstart', { cancelable: true, touches: [touch(at)] }))
    const { left, top } = element.getBoundingClientRect()
    return { point: begin({ x, y: y + 12 }), elsewhere: begin({ x: left + 3, y: top + 3 }) }
  }, from)
  expect(taken).toEqual({ point: true, elsewhere: false })
})

test('where a step makes it worse, what is offered helps', { tag: '@once' }, async ({ page }) => {
  await open(page, 'lang=en&study=retraining&study.alpha=0.001&study.methods=exact')
  await expect(claim(page)).toContainText('makes it worse')
  await page.getByRole('button', { name: 'search along the step' }).click()
  await expect(claim(page)).not.toContainText('makes it worse')
  await expectLink(page, { 'study.step': 'line-search' })
})

for (const theme of ['light', 'dark'])
  test(`accessibility of re-training, ${theme}`, { tag: '@once' }, async ({ page }) => {
    await open(page, `lang=en&theme=${theme}&study=retraining&study.alpha=0.2`)
    await done(page)
    await expectNoAxeViolations(page)
  })
