import type { Page } from '@playwright/test'
import { expectNoAxeViolations } from './accessibility.ts'
import { expectLink, partsOf } from './address.ts'
import { enter, touch } from './controls.ts'
import { errorOf, expectComputed, map } from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

const training = (page: Page) => page.getByRole('region', { name: 'Training' })
const marker = (page: Page) => training(page).getByRole('slider', { name: 'Step shown' })
const step = (page: Page) => training(page).getByRole('button', { name: 'Step', exact: true })

test('the marker goes back to any step and on from there; maps follow, the rest of the curve stays as a shadow', async ({
  page,
}) => {
  await open(page, 'step=60')
  await expectComputed(page)
  const [error, { w }] = [await errorOf(page, 'Outer product').innerText(), await partsOf(page)]
  await expect(marker(page)).toHaveAttribute('aria-valuetext', 'step 60')
  await marker(page).focus()
  await marker(page).press('Home')
  await expectLink(page, { step: '0' })
  await expectComputed(page)
  await expect(errorOf(page, 'Outer product')).not.toHaveText(error)
  await marker(page).press('End')
  // The very same weights as before.
  await expectLink(page, { step: '60', ...(w ? { w } : {}) })
  await expectComputed(page)
  await expect(errorOf(page, 'Outer product')).toHaveText(error)

  await marker(page).press('ArrowLeft')
  await expectLink(page, { step: '59' })
  const shadow = training(page).locator('.energy-curve-ghost')
  await expect(shadow).toHaveCount(0)
  await page.keyboard.press('Home')
  await expectLink(page, { step: '0' })
  await step(page).click()
  await expectLink(page, { step: '1' })
  await expect(shadow).toHaveCount(1)
  await expect(marker(page)).toHaveAttribute('max', '1')
})

test('the marker is dragged along the curve', async ({ page }) => {
  await open(page, 'step=60')
  await expectComputed(page)
  const box = await training(page).getByRole('img', { name: 'Error function along training' }).boundingBox()
  if (!box) throw new Error('the curve is not drawn')
  const at = (x: number) => [box.x + x * box.width, box.y + box.height / 2] as const
  await page.mouse.move(...at(0.9))
  await page.mouse.down()
  await page.mouse.move(...at(0.5), { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Number((await partsOf(page)).step)).toBeLessThan(50)
  await expect(map(page, 'Exact')).toHaveAttribute('aria-busy', 'false')
})

test(
  'errors and eigenvalues along training, computed while they are looked at',
  { tag: '@once' },
  async ({ page }) => {
    await open(page, 'step=40&methods=exact,outer-product,diagonal')
    await expectComputed(page)
    await training(page).getByText('Errors along training').click()
    for (const [name, lines] of [
      ['Relative error of every method along the steps', 2],
      ['Largest and smallest eigenvalue of the exact Hessian along the steps', 2],
    ] as const) {
      const drawn = page.getByRole('img', { name }).locator('path.series')
      await expect(drawn).toHaveCount(lines)
      // A line through many steps each.
      for (let n = 0; n < lines; n++) await expect(drawn.nth(n)).toHaveAttribute('d', /(L[^L]+){20}/)
    }
    await expect(training(page)).toContainText('largest λ')
    await expectNoAxeViolations(page)
  },
)

for (const [name, word] of [
  ['Adam', 'adam'],
  ['L-BFGS', 'l-bfgs'],
])
  test(
    `${name} trains, stands in the link, and its steps can be gone back to`,
    { tag: '@once' },
    async ({ page }) => {
      await open(page, 'step=0')
      await expectComputed(page)
      await training(page).getByRole('combobox', { name: 'Optimiser' }).selectOption(name)
      await expectLink(page, { opt: word })
      const energy = async () => Number(/E = (\S+)/.exec(await training(page).innerText())?.[1])
      const before = await energy()
      for (let n = 1; n <= 3; n++) {
        await step(page).click()
        await expectLink(page, { step: String(n) })
      }
      const { w } = await partsOf(page)
      expect(await energy()).toBeLessThan(before)
      await marker(page).focus()
      await page.keyboard.press('ArrowLeft')
      await expectLink(page, { step: '2' })
      await page.keyboard.press('ArrowRight')
      await expectLink(page, { step: '3', w })
    },
  )

test(
  'everything is undone and done again, by buttons and keys, also after training',
  { tag: '@once' },
  async ({ page }) => {
    await open(page, 'step=0')
    await expectComputed(page)
    const region = (name: string) => page.getByRole('region', { name })
    await enter(region('Data').getByRole('textbox', { name: 'Points' }), '12')
    await expectLink(page, { points: '12' })
    await enter(region('Network').getByRole('textbox', { name: 'Weight decay' }), '0.5')
    await expectLink(page, { decay: '0.5' })
    await enter(page.getByRole('article', { name: 'Energy differences' }).getByRole('textbox'), '0.001')
    await expectLink(page, { 'energy-differences.epsilon': '0.001' })
    await step(page).click()
    await expectLink(page, { step: '1' })

    const [undo, redo] = [/^Undo/, /^Redo/].map((name) => page.getByRole('button', { name }))
    while (await undo.isEnabled()) await undo.click()
    await expectLink(page, { points: '20', decay: '0', 'energy-differences.epsilon': '0.0001', step: '0' })
    await expect(redo).toBeEnabled()
    await redo.click()
    await expectLink(page, { points: '12', decay: '0' })
    await page.locator('body').press('ControlOrMeta+Shift+z')
    await expectLink(page, { points: '12', decay: '0.5' })
    await page.locator('body').press('ControlOrMeta+z')
    await expectLink(page, { points: '12', decay: '0' })
  },
)

test('a tab goes on after a reload without a link, with what can be undone', async ({ page }) => {
  await open(page, 'data=xor&net=2-3-1&step=0')
  await expectComputed(page)
  const decay = page.getByRole('region', { name: 'Network' }).getByRole('textbox', { name: 'Weight decay' })
  await enter(decay, '0.5')
  await expectLink(page, { decay: '0.5' })
  await step(page).click()
  await expectLink(page, { step: '1' })
  await expectComputed(page)
  const error = await errorOf(page, 'Outer product').innerText()
  await page.goto('./')
  await expect(page.getByRole('combobox', { name: 'Data set' })).toHaveValue('xor')
  await expect(decay).toHaveValue('0.5')
  await expect(training(page)).toContainText('step 1')
  await expect(errorOf(page, 'Outer product')).toHaveText(error)
  for (let n = 1; n <= 2; n++) await page.getByRole('button', { name: /^Undo/ }).click()
  await expectLink(page, { data: 'xor', net: '2-3-1', decay: '0', step: '0' })
})

test.describe('with a touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

  test('the marker follows a finger along the curve', async ({ page }) => {
    await open(page, 'step=60')
    await expectComputed(page)
    const curve = training(page).getByRole('img', { name: 'Error function along training' })
    await curve.scrollIntoViewIfNeeded()
    const box = await curve.boundingBox()
    if (!box) throw new Error('the curve is not drawn')
    const at = (x: number) => [box.x + x * box.width, box.y + box.height / 2] as const
    await touch(curve, [at(0.9), at(0.7), at(0.4)])
    await expect.poll(async () => Number((await partsOf(page)).step)).toBeLessThan(45)
  })
})
