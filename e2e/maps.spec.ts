import type { Locator, Page } from '@playwright/test'
import { expectLink } from './address.ts'
import { enter, slideTo } from './controls.ts'
import {
  announcedValue,
  defaultTiles,
  entryValues,
  errorOf,
  expectComputed,
  liveCell,
  liveCells,
  map,
  readNumber,
  tile,
} from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

/** Two weights: every entry of every matrix can be read. */
const small = 'net=1-1-1&bias=0&step=2&weight-seed=3'

/** Every entry of every map of that net, from what its cells announce while the cursor walks over one of them. */
async function readMaps(page: Page): Promise<Record<string, number[]>> {
  const read: Record<string, number[]> = {}
  await map(page, 'Exact').focus()
  for (const [key, place] of [
    ['Control+Home', 'row 1, column 1,'],
    ['ArrowRight', 'row 1, column 2,'],
    ['ArrowDown', 'row 2, column 2,'],
    ['ArrowLeft', 'row 2, column 1,'],
  ]) {
    await page.keyboard.press(key)
    await expect(liveCell(page, 'Exact')).toContainText(place)
    for (const [name, cell] of Object.entries(await liveCells(page))) {
      expect(cell, name).toContain(place)
      read[name] ??= []
      read[name].push(announcedValue(cell))
    }
  }
  return read
}

/** The end values of legends within `where`, all of which must say the same at both ends. */
async function legendEnd(where: Locator): Promise<number> {
  const label = await where.getByRole('img', { name: /^Colour scale from/ }).getAttribute('aria-label')
  const [, low, high] = /^Colour scale from −(\S+) over 0 to (\S+)$/.exec(label ?? '') ?? []
  expect(low).toBe(high)
  return readNumber(high ?? '')
}

/** The maps as they are painted. */
function pictures(page: Page): Promise<string[]> {
  return page
    .locator('article canvas')
    .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()))
}

const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs))
const inverses = ['Sequential inverse', 'Exact inverse']

test('the legends end at the largest magnitude of the matrices they belong to', async ({ page }) => {
  await open(page, small)
  await expectComputed(page)
  const toolbar = page.getByRole('group', { name: 'What the maps show' })
  const choose = (name: string) => toolbar.getByRole('radio', { name, exact: true }).check()

  const shown = await readMaps(page)
  expect(Object.keys(shown)).toEqual([...defaultTiles])
  const of = (names: readonly string[]) => largest(names.flatMap((name) => shown[name]))
  const hessians = defaultTiles.filter((name) => !inverses.includes(name))
  expect(await legendEnd(toolbar)).toBeCloseTo(of(hessians), 2)
  expect((await legendEnd(tile(page, 'Exact inverse'))) / of(inverses)).toBeCloseTo(1, 2)
  for (const name of ['linear', 'symlog']) {
    await choose(name)
    expect(await legendEnd(toolbar)).toBeCloseTo(of(hessians), 2)
  }

  // Each map on a scale of its own.
  await choose('each map')
  await expectLink(page, { scope: 'each' })
  for (const name of defaultTiles)
    expect((await legendEnd(tile(page, name))) / largest(shown[name]), name).toBeCloseTo(1, 2)

  // Differences: of the values read, on the scale of the matrices themselves, or each on its own.
  await choose('Difference from exact')
  await expect(map(page, 'Diagonal')).toHaveAccessibleName(/^Diagonal: difference from exact/)
  await expectComputed(page)
  const differences = await readMaps(page)
  for (const name of ['Outer product', 'Diagonal'])
    for (const [n, value] of shown[name].entries())
      expect(differences[name][n], name).toBeCloseTo(value - shown.Exact[n], 3)
  expect((await legendEnd(tile(page, 'Diagonal'))) / largest(differences.Diagonal)).toBeCloseTo(1, 2)
  await choose('all maps')
  expect(await legendEnd(toolbar)).toBeCloseTo(largest([...differences.Diagonal, ...shown.Exact]), 2)

  // Inverses.
  await choose('Inverse')
  await expect(map(page, 'Exact')).toHaveAccessibleName(/^Exact: inverse, 2 × 2 matrix$/)
  await expectComputed(page)
  await expect(tile(page, 'Exact inverse')).toHaveCount(0)
  const inverted = await readMaps(page)
  expect((await legendEnd(toolbar)) / largest(Object.values(inverted).flat())).toBeCloseTo(1, 2)
  // (H + λI) times its inverse is I.
  const [a, b, d] = [shown.Exact[0] + 0.1, shown.Exact[1], shown.Exact[2] + 0.1]
  const determinant = a * d - b * b
  expect(inverted.Exact[0]).toBeCloseTo(d / determinant, 3)
  expect(inverted.Exact[1]).toBeCloseTo(-b / determinant, 3)
  await expectLink(page, { view: 'inverse', scope: 'all', scale: 'symlog' })
})

test('views and scales repaint the maps', async ({ page }) => {
  await open(page)
  await expectComputed(page)
  const picture = async () => (await pictures(page)).join()
  const seen = new Set([await picture()])
  for (const name of ['linear', 'each map', 'Difference from exact', 'Inverse', 'all maps', 'symlog']) {
    await page.getByRole('radio', { name, exact: true }).check()
    await expect(page.getByRole('radio', { name, exact: true })).toBeChecked()
    await expectComputed(page)
    await expect.poll(async () => seen.has(await picture()), name).toBe(false)
    seen.add(await picture())
  }
})

test('the chooser takes methods away and brings them back, never the reference', async ({ page }) => {
  await open(page)
  await expectComputed(page)
  const chooser = page.getByRole('group', { name: 'Methods shown' })
  await page.getByText('Methods 7/17').click()
  await expect(chooser.getByRole('checkbox', { name: /^Exact/ })).toBeDisabled()
  await chooser.getByRole('checkbox', { name: /^Diagonal/ }).uncheck()
  await chooser.getByRole('checkbox', { name: /^Sequential inverse/ }).uncheck()
  await expect(page.getByRole('article')).toHaveCount(5)
  for (const name of ['Diagonal', 'Sequential inverse', 'Exact inverse'])
    await expect(tile(page, name)).toHaveCount(0)
  await expect(page.getByText('Methods 5/17')).toBeVisible()
  await expectLink(page, {
    methods: 'exact,outer-product,energy-differences,gradient-differences,r-operator',
  })
  await chooser.getByRole('checkbox', { name: /^Sequential inverse/ }).check()
  await expect(page.getByRole('article')).toHaveCount(7)
  await expectComputed(page)
  await expect(errorOf(page, 'Sequential inverse')).toBeVisible()

  // With few maps there is room for the values in the cells.
  for (const name of [/^Energy/, /^Gradient/, /^R-operator/, /^Sequential/])
    await chooser.getByRole('checkbox', { name }).uncheck()
  await expect(page.getByRole('article')).toHaveCount(2)
  const plain = await pictures(page)
  await chooser.getByRole('checkbox', { name: /^Values in the cells/ }).check()
  await expectLink(page, { values: '1' })
  await expect.poll(async () => (await pictures(page)).some((picture, n) => picture === plain[n])).toBe(false)
})

test('a slider of a tile changes what depends on it alone', async ({ page }) => {
  await open(page)
  await expectComputed(page)
  /** Every tile's text, without its measured time, which is measured again once the page is at rest. */
  const texts = () =>
    page
      .getByRole('article')
      .evaluateAll((all) =>
        all.map((each) => (each as HTMLElement).innerText.replace(/(< )?[\d.]+ m?s$/, '')),
      )
  const changed = async (move: () => Promise<void>, name: string) => {
    const before = await texts()
    const error = await errorOf(page, name).innerText()
    await move()
    await expect(errorOf(page, name)).not.toHaveText(error)
    await expectComputed(page)
    const after = await texts()
    return defaultTiles.filter((_, n) => after[n] !== before[n])
  }
  const slider = (name: string) => tile(page, name).getByRole('slider')
  await expect(errorOf(page, 'Sequential inverse')).toBeVisible()
  for (const name of ['Energy differences', 'Gradient differences'])
    expect(await changed(() => slideTo(slider(name), 0.9), name)).toEqual([name])
  expect(
    await changed(
      () => enter(tile(page, 'Energy differences').getByRole('textbox', { name: 'Step ε' }), '1e-3'),
      'Energy differences',
    ),
  ).toEqual(['Energy differences'])
  await expectLink(page, { 'energy-differences.epsilon': '0.001' })
  expect(await changed(() => slideTo(slider('Sequential inverse'), 0.95), 'Sequential inverse')).toEqual(
    // The legend of the exact inverse is the scale of both.
    ['Sequential inverse', 'Exact inverse'],
  )
  const { 'Exact inverse': damped } = await entryValues(page)
  await slider('Sequential inverse').press('Home')
  await expect.poll(async () => (await entryValues(page))['Exact inverse']).not.toEqual(damped)
})

test('a click on an error shows all measures and says what is dropped', async ({ page }) => {
  await open(page, 'sel=1,1')
  await expectComputed(page)
  const why = page.getByRole('region', {
    name: /^(Outer product|Diagonal|Energy|Gradient|Sequential|R-operator)/,
  })
  const measures = why.getByRole('term')
  for (const [name, sentence, measure] of [
    ['Diagonal', /Everything off the diagonal is set to zero/, 'error of the diagonal'],
    ['Energy differences', /the step ε = 1.00×10⁻⁴ is finite/, 'largest deviation'],
    ['Gradient differences', /before symmetrising/, 'asymmetry before'],
    ['R-operator', /13 products of H with unit vectors/, 'cosine with H'],
    ['Sequential inverse', /one data point after another/, 'residual against outer product'],
    ['Outer product', /residuals times the curvature/, 'negative eigenvalues'],
  ] as const) {
    await errorOf(page, name).click()
    await expect(errorOf(page, name)).toHaveAttribute('aria-pressed', 'true')
    await expect(why).toHaveAccessibleName(new RegExp(`^${name}`))
    await expect(why).toContainText(sentence)
    await expect(measures.filter({ hasText: measure })).toBeVisible()
    await expect(measures.filter({ hasText: 'operations counted' })).toBeVisible()
    await expect(why).not.toContainText('…')
  }
  // What the sentence says is what the tile says.
  await expect(why).toContainText(await errorOf(page, 'Outer product').innerText())
  await errorOf(page, 'Diagonal').click()
  await expectLink(page, { details: 'diagonal' })
  await tile(page, 'Exact').getByRole('button', { name: 'reference' }).click()
  await expect(page.getByRole('heading', { name: 'What the exact Hessian shows' })).toBeVisible()
  await expect(tile(page, 'Exact')).toContainText('6 negative λ')
  await expect(page.getByText(/H has 6 negative eigenvalues among 13/)).toBeVisible()
})

test('a large map is zoomed and moved with keys and wheel, all maps together', async ({ page }) => {
  await open(page, 'data=spirals&points=20&net=2-8-6-1&methods=exact,outer-product')
  await expectComputed(page)
  const whole = await pictures(page)
  await map(page, 'Exact').focus()
  await page.keyboard.press('+')
  await expect.poll(async () => (await pictures(page)).some((picture, n) => picture === whole[n])).toBe(false)
  const zoomed = await pictures(page)
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(async () => (await pictures(page))[0]).not.toBe(zoomed[0])
  await page.getByRole('button', { name: 'Whole matrix' }).click()
  await expect.poll(() => pictures(page)).toEqual(whole)
  await map(page, 'Outer product').hover()
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -200)
  await page.keyboard.up('Control')
  await expect(page.getByRole('button', { name: 'Whole matrix' })).toBeVisible()
  await map(page, 'Exact').focus()
  await page.keyboard.press('0')
  await expect(page.getByRole('button', { name: 'Whole matrix' })).toBeHidden()
})
