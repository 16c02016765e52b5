import { defaultTiles, errorOf, expectComputed, map, readNumber, tile } from './comparison.ts'
import { expect, open, test } from './fixtures.ts'
import { expectInView, expectNothingScrolls } from './layout.ts'

test('the page opens on every method beside the exact matrix', async ({ page }) => {
  await open(page)
  await expectComputed(page)
  expect(await page.getByRole('article').evaluateAll((all) => all.map((each) => each.ariaLabel))).toEqual(
    defaultTiles,
  )
  for (const name of defaultTiles) {
    await expect(map(page, name)).toHaveAccessibleName(new RegExp(`^${name}: .*13 × 13 matrix$`))
    await expect(map(page, name)).toHaveAttribute('aria-rowcount', '13')
  }
  await expect(page.getByRole('img', { name: '20 data points and the function' })).toBeVisible()
  await expect(page.getByRole('img', { name: 'Network 1–4–1 with 13 weights and biases' })).toBeVisible()
  await expect(page.getByRole('img', { name: 'Error function along training' })).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Entry' })).toBeVisible()
  await expect(page.getByRole('status', { name: 'Messages' })).toBeEmpty()

  // The outer product is visibly off, and the page says why without being asked.
  await expect(errorOf(page, 'Outer product')).toBeVisible()
  const error = await errorOf(page, 'Outer product').innerText()
  expect(readNumber(error)).toBeGreaterThan(0.1)
  await expect(errorOf(page, 'Outer product').locator('strong')).toHaveCSS('color', 'rgb(168, 84, 0)')
  await expect(errorOf(page, 'R-operator').locator('strong')).toHaveCSS('color', 'rgb(26, 127, 55)')
  await expect(page.getByRole('region', { name: 'What is to be seen now' })).toContainText(
    `The outer product, which drops what is multiplied by them, is off by ${error}.`,
  )
})

test('the maps are painted: equal matrices alike, others not', async ({ page }) => {
  await open(page)
  await expectComputed(page)
  const pictures = await page
    .locator('article canvas')
    .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()))
  const [exact, outer, diagonal, energies, gradients, rOperator, sequential, exactInverse] = pictures
  expect([energies, gradients, rOperator].every((picture) => picture === exact)).toBe(true)
  expect(new Set([exact, outer, diagonal, sequential, exactInverse]).size).toBe(5)
  const colours = await tile(page, 'Exact')
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
      return new Set(new Uint32Array(pixels?.buffer ?? new ArrayBuffer(0))).size
    })
  expect(colours).toBeGreaterThan(20)
})

test('the sequential inverse stands beside the exact one', async ({ page }) => {
  await open(page)
  const [left, right] = await Promise.all(
    ['Sequential inverse', 'Exact inverse'].map((name) => tile(page, name).boundingBox()),
  )
  expect(left?.y).toBeCloseTo(right?.y ?? NaN, 0)
  expect((right?.x ?? NaN) - (left?.x ?? NaN) - (left?.width ?? NaN)).toBeLessThan(20)
})

test('the main view needs no scrolling where there is room, maps and entry never on a small screen', async ({
  page,
}) => {
  for (const language of ['en', 'ko']) {
    await open(page, `lang=${language}`)
    await expectComputed(page)
    for (const [width, height] of [
      [1600, 1000],
      [1920, 1080],
    ]) {
      await page.setViewportSize({ width, height })
      await expectNothingScrolls(page, `${language} ${width}`)
    }
    for (const [width, height] of [
      [1366, 768],
      [1280, 720],
    ]) {
      await page.setViewportSize({ width, height })
      await expectInView(page, page.getByRole('article'), `${language} ${width}`)
      await expectInView(page, page.getByRole('complementary').getByRole('button'), `${language} ${width}`)
    }
  }
})
