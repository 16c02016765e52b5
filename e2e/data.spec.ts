import type { Page } from '@playwright/test'
import { expectLink, partsOf } from './address.ts'
import { enter, slideTo } from './controls.ts'
import { errorOf, expectComputed } from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

/** The data points as they are drawn, one after another. */
function drawnPoints(page: Page): Promise<string[]> {
  return page
    .getByRole('region', { name: 'Data' })
    .locator('.data-plot-points path')
    .evaluateAll((paths) => paths.flatMap((path) => path.getAttribute('d')?.split(/(?=M)/) ?? []))
}

test('points, noise and seed change the data and leave the weights', { tag: '@once' }, async ({ page }) => {
  await open(page)
  await expectComputed(page)
  const error = errorOf(page, 'Outer product')
  /** Makes a change of the data and gives the points that are drawn and the weights. */
  const follow = async (change: () => Promise<void>, parts: Record<string, string | RegExp>) => {
    const [before, points] = [await error.innerText(), await drawnPoints(page)]
    await change()
    await expect(error).not.toHaveText(before)
    const link = await expectLink(page, parts)
    const drawn = await drawnPoints(page)
    expect(drawn).not.toEqual(points)
    return { drawn, w: new URLSearchParams(link).get('w') }
  }
  expect(await drawnPoints(page)).toHaveLength(20)
  const more = await follow(() => enter(page.getByRole('textbox', { name: 'Points' }), '31'), {
    points: '31',
  })
  expect(more.drawn).toHaveLength(31)
  await expect(page.getByRole('img', { name: /^31 data points/ })).toBeVisible()
  const noisy = await follow(() => slideTo(page.getByRole('slider', { name: 'Noise' }), 0.6), {
    noise: /^0\.\d+$/,
  })
  const other = await follow(() => page.getByRole('button', { name: 'Draw other data' }).click(), {
    'data-seed': '8',
  })
  const typed = await follow(() => enter(page.getByRole('textbox', { name: 'Seed', exact: true }), '12'), {
    'data-seed': '12',
  })
  expect(new Set([more.w, noisy.w, other.w, typed.w]).size).toBe(1)
  await page.getByRole('slider', { name: 'Points' }).press('End')
  await expect(page.getByRole('img', { name: /^2000 data points/ })).toBeVisible()
  await expectLink(page, { points: '2000' })
  expect((await partsOf(page)).w).toBe(more.w)
})

test(
  'every data set comes with its plot, its network and all matrices',
  { tag: '@once' },
  async ({ page }) => {
    await open(page)
    const dataset = page.getByRole('combobox', { name: 'Data set' })
    const names = await dataset.getByRole('option').allInnerTexts()
    expect(names).toHaveLength(9)
    const picture = page.getByRole('region', { name: 'Data' }).getByRole('img')
    let drawn = ''
    for (const name of names.toReversed()) {
      await dataset.selectOption(name)
      await expectComputed(page)
      await expect(page.getByRole('grid')).toHaveCount(8)
      await expect(errorOf(page, 'R-operator')).toBeVisible()
      await expect.poll(() => picture.innerHTML()).not.toBe(drawn)
      drawn = await picture.innerHTML()
    }
  },
)
