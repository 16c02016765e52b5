import type { Locator, Page } from '@playwright/test'
import { expectNoAxeViolations } from './accessibility.ts'
import { expectLink } from './address.ts'
import {
  clickEntry,
  entryValues,
  errorOf,
  expectComputed,
  hoverEntry,
  liveCell,
  map,
  readNumber,
  tile,
} from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

const explained = (page: Page) => page.getByRole('region', { name: 'Where the exact value comes from' })
const accounts = (page: Page) => page.getByRole('region', { name: 'What each method does with this entry' })
const seen = (page: Page) => page.getByRole('region', { name: 'What is to be seen now' })

/** The row of a method, by the name it begins with. */
const account = (page: Page, method: string): Locator =>
  accounts(page)
    .locator('details.account')
    .filter({ has: page.locator('.account-name', { hasText: new RegExp(`^${method}$`) }) })

/** A number within a text, written behind a word. */
function numberAfter(text: string, word: string): number {
  const rest = text.slice(text.indexOf(word) + word.length).trim()
  return readNumber(rest.split(/\s/)[0])
}

test('the sum that is shown is the entry', { tag: '@once' }, async ({ page }) => {
  await open(page, 'sel=6,12')
  await expectComputed(page)
  await expect(explained(page)).toContainText('PRML (5.95)')
  await expect(explained(page)).toContainText('residual')
  const { Exact: exact, 'Outer product': outer } = await entryValues(page)
  const sums = await explained(page).locator('.explain-sum').innerText()
  expect(numberAfter(sums, '=')).toBe(readNumber(exact.value))
  expect(numberAfter(sums, 'outer product')).toBe(readNumber(outer.value))
  expect(numberAfter(sums, 'outer product') + numberAfter(sums, 'residual')).toBeCloseTo(
    readNumber(exact.value),
    2,
  )

  await explained(page).getByText('As a table').click()
  const table = explained(page).locator('.contribution-table tbody tr')
  await expect(table).toHaveCount(20)
  const rows = await table.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText)),
  )
  const total = rows.flat().reduce((sum, text) => sum + readNumber(text), 0)
  expect(total).toBeCloseTo(readNumber(exact.value), 2)

  // Another entry, another formula.
  await hoverEntry(page, 'Exact', 13, 12)
  await expect(explained(page)).toContainText('PRML (5.93)')
  await hoverEntry(page, 'Exact', 1, 1)
  await expect(explained(page)).toContainText('PRML (5.94)')
})

test('a data point that is chosen shows its terms, is in the link, and comes back with it', async ({
  page,
}) => {
  await open(page, 'sel=6,12')
  await expectComputed(page)
  const picker = explained(page).getByRole('slider', { name: 'Data point' })
  await expect(picker).toHaveAttribute('aria-valuetext', 'all')
  await picker.focus()
  for (let n = 1; n <= 7; n++) await picker.press('ArrowRight')
  await expect(picker).toHaveAttribute('aria-valuetext', '7')
  await expect(explained(page)).toContainText('data point 7 together')
  const link = await expectLink(page, { point: '7' })

  const terms = await explained(page)
    .locator('.term strong')
    .evaluateAll((all) => all.map((one) => one.textContent))
  const values = terms.map(readNumber)
  expect(values).toHaveLength(3)
  expect(values[0] + values[1]).toBeCloseTo(values[2], 3)

  await open(page, 'sel=1,1')
  await expect(picker).toHaveAttribute('aria-valuetext', 'all')
  await open(page, link)
  await expect(picker).toHaveAttribute('aria-valuetext', '7')
  await expect(explained(page)).toContainText('data point 7 together')
})

test('a bar that is pointed at lights its data point, and a click chooses it', async ({ page }) => {
  await open(page, 'sel=6,12')
  await expectComputed(page)
  const plot = explained(page).getByRole('img', { name: /^Contributions of 20 data points/ })
  await plot.scrollIntoViewIfNeeded()
  const box = await plot.boundingBox()
  if (!box) throw new Error('the plot is not drawn')
  await page.mouse.move(box.x + box.width - 10, box.y + box.height / 2)
  await expect(plot.locator('.contribution-hovered')).toBeVisible()
  await expect(page.locator('.data-plot-highlight')).toHaveCount(1)
  await page.mouse.click(box.x + box.width - 10, box.y + box.height / 2)
  await expectLink(page, { point: '20' })

  // The other way: the point that lies farthest to the right in the data plot is the last one, and a second click
  // lets it go.
  await page.mouse.move(0, 0)
  const mark = await page.locator('.data-plot-highlight').boundingBox()
  if (!mark) throw new Error('the chosen point is not marked')
  await page.mouse.move(mark.x + mark.width / 2, mark.y + mark.height / 2)
  await expect(plot.locator('.contribution-hovered')).toBeVisible()
  await page.mouse.click(mark.x + mark.width / 2, mark.y + mark.height / 2)
  await expect(explained(page).getByRole('slider', { name: 'Data point' })).toHaveAttribute(
    'aria-valuetext',
    'all',
  )
})

/** What the account of each method says of the entry 6, 6 and data point 7. */
const arithmetic: Readonly<Record<string, (of: Locator) => Promise<void>>> = {
  'Outer product': (of) => expect(of).toContainText('Dropped: '),
  Diagonal: (of) => expect(of).toContainText('dropped in the recursion'),
  'Energy differences': async (of) => {
    await expect(of.getByRole('row')).toHaveCount(6)
    await expect(of).toContainText('w₃₁⁽¹⁾ + 2ε')
    await expect(of).toContainText(/\d digits|of 16.0 decimal digits are lost/)
  },
  'Gradient differences': (of) => expect(of).toContainText('∂E/∂w₃₁⁽¹⁾'),
  'R-operator': async (of) => {
    await expect(of).toContainText('data point 7')
    await expect(of.getByRole('table')).toHaveCount(5)
  },
  'Sequential inverse': (of) =>
    expect(of.getByRole('img', { name: /after each of 20 data points/ })).toBeVisible(),
}

test(
  'every method has its account of the entry, with its own numbers',
  { tag: '@once' },
  async ({ page }) => {
    await open(page, 'sel=6,6&point=7')
    await expectComputed(page)
    await accounts(page).getByRole('heading').click()
    await expect(account(page, 'Outer product')).toBeVisible()
    const values = await entryValues(page)
    for (const method of [
      'Outer product',
      'Diagonal',
      'Energy differences',
      'Gradient differences',
      'R-operator',
      'Sequential inverse',
    ]) {
      const own = await account(page, method).locator('summary strong').innerText()
      expect(readNumber(own), method).toBe(readNumber(values[method].value))
      const summary = account(page, method).locator('summary')
      await summary.focus()
      await summary.press('Enter')
      await expect(account(page, method).locator('.account-body')).toBeVisible()
      await expectLink(page, { account: /./ })
      await arithmetic[method](account(page, method))
    }
    await expectNoAxeViolations(page)

    // Off the diagonal the diagonal approximation keeps nothing.
    await clickEntry(page, 'Exact', 6, 12)
    await expect(account(page, 'Sequential inverse').locator('.account-body')).toBeVisible()
    // In the map of a method its own account opens.
    await clickEntry(page, 'Diagonal', 6, 12)
    await expect(account(page, 'Diagonal')).toContainText('Off the diagonal everything is set to 0.')
    await clickEntry(page, 'Energy differences', 6, 12)
    await expect(account(page, 'Energy differences')).toContainText('w₃₁⁽¹⁾ + ε, w₁₃⁽²⁾ − ε')
    await expectLink(page, { sel: '6,12', account: 'energy-differences' })
    await accounts(page).getByRole('heading').click()
    await expect(accounts(page).locator('.account')).toHaveCount(0)
    await expect.poll(() => page.url()).not.toContain('account=')
  },
)

test(
  'an inverse that would take long is left out of the accounts, and that is said',
  { tag: '@once' },
  async ({ page }) => {
    await open(page, 'net=1-100-1&points=2000&sel=2,2&methods=exact,outer-product,sequential-inverse')
    // What arrives above the heading would move it away from under the click.
    await expectComputed(page)
    await accounts(page).getByRole('heading').click()
    await expect(account(page, 'Outer product')).toBeVisible()
    await expect(accounts(page)).toContainText(/Sequential inverse is left out here: .* in about \d/)
  },
)

test('a slide about one account shows it large, beside the maps', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  const methods = 'methods=exact,outer-product,energy-differences'
  await open(page, `present=1&hide=data,network,training&sel=2,2&${methods}&account=energy-differences`)
  await expectComputed(page)
  const own = account(page, 'Energy differences')
  await expect(own.locator('.account-body')).toBeVisible()
  await expect(accounts(page).locator('.account')).toHaveCount(1)
  await expect(page.getByRole('complementary').getByRole('row')).toContainText([/Method/, /Exact/, /Energy/])
  const box = await explained(page).boundingBox()
  expect(box?.width).toBeGreaterThan(0.5 * 1280)
  await expect(own.locator('summary')).toBeInViewport({ ratio: 1 })
  for (const name of ['Exact', 'Outer product', 'Energy differences'])
    await expect(map(page, name)).toBeInViewport({ ratio: 1 })
})

test(
  'what is to be seen fits the state, one thing at a time, in both languages',
  { tag: '@once' },
  async ({ page }) => {
    await open(page)
    await expectComputed(page)
    const error = await errorOf(page, 'Outer product').innerText()
    await expect(seen(page)).toContainText('The residuals are large')
    await expect(seen(page)).toContainText(`is off by ${error}`)

    const next = seen(page).getByRole('button', { name: 'Next observation' })
    const all = Number(/1 of (\d+)/.exec(await seen(page).innerText())?.[1])
    const texts = new Set<string>()
    for (let n = 1; n <= all; n++) {
      await expect(seen(page)).toContainText(`${n} of ${all}`)
      texts.add(await seen(page).locator('p').innerText())
      await next.press('Enter')
    }
    expect(texts.size).toBe(all)
    expect([...texts].some((text) => text.startsWith('H is indefinite: 6 of its 13 eigenvalues'))).toBe(true)
    await expect(seen(page)).toContainText(`1 of ${all}`)

    await page.getByRole('combobox', { name: 'Language' }).selectOption('한국어')
    await expect(page.getByRole('region', { name: '눈여겨볼 점' })).toContainText('잔차가 크다')

    await open(page, 'lang=en&net=1-1&act=&data=line&methods=exact,outer-product')
    await expect(seen(page)).toContainText('With one layer of weights')
    const kinked =
      'net=2-4-1&act=relu&data=circles&methods=exact,energy-differences&energy-differences.epsilon=0.1'
    await open(page, `lang=en&${kinked}`)
    await expect(seen(page)).toContainText('from a kink of h')
    await open(page, `lang=ko&${kinked}`)
    await expect(page.getByRole('region', { name: '눈여겨볼 점' })).toContainText('h가 꺾이는 점')
  },
)

test(
  'the parts of an error: by a click, by a link, and back by Escape',
  { tag: '@once' },
  async ({ page }) => {
    await open(page, 'sel=6,12')
    await expectComputed(page)
    await errorOf(page, 'Outer product').click()
    await page.getByRole('button', { name: 'Show the parts' }).click()
    await expect(page.getByRole('heading', { name: 'Outer product: the parts of H' })).toBeVisible()
    await expect(page.getByRole('article')).toHaveCount(3)
    const link = await expectLink(page, { details: 'outer-product', parts: '1' })
    const entries = await Promise.all(
      ['Exact', 'Outer product', 'Residual part'].map((name) => liveCell(page, name).innerText()),
    )
    const [exact, outer, residual] = entries.map((cell) => readNumber(cell.split(': ')[1]))
    expect(outer + residual).toBeCloseTo(exact, 3)
    await hoverEntry(page, 'Residual part', 3, 3)
    await expect(liveCell(page, 'Exact')).toContainText('row 3, column 3')
    await expectNoAxeViolations(page)

    await page.keyboard.press('Escape')
    await expect(tile(page, 'R-operator')).toBeVisible()
    await open(page, 'sel=1,1')
    await open(page, link)
    await expect(tile(page, 'Residual part')).toBeVisible()
    await page.getByRole('button', { name: 'Back to the maps' }).click()
    await expect(map(page, 'Diagonal')).toBeVisible()

    await open(page, 'details=diagonal&parts=1')
    await expect(page.getByRole('article')).toHaveCount(4)
    await expect(page.getByRole('region', { name: /^Diagonal: the parts/ })).toContainText(
      'The recursion drops nothing: there are two layers of weights',
    )
    await open(page, 'details=diagonal&parts=1&net=2-3-3-1&data=xor')
    await expect(page.getByRole('region', { name: /^Diagonal: the parts/ })).toContainText(
      'at hidden layers above the first',
    )
  },
)

test('a target that is dragged onto the curve takes the residual part with it', async ({ page }) => {
  // Without biases the outputs at 0 do not depend on the weights: the two points there only hold the axes.
  const [inputs, targets] = [
    [0, 0, 0.4],
    [2, -2, 1.5],
  ].map((values) => Buffer.from(new Float64Array(values).buffer).toString('base64url'))
  await open(page, `data=own&points=3&x=${inputs}&t=${targets}&bias=0&details=outer-product&parts=1`)
  await expectComputed(page)
  const norm = async () => readNumber(await tile(page, 'Residual part').locator('strong').innerText())
  const before = await norm()
  expect(before).toBeGreaterThan(0.1)
  const plot = page.getByRole('region', { name: 'Data' })
  await plot.getByRole('button', { name: 'Edit points' }).click()
  const { point, curve } = await plot.locator('.data-plot').evaluate((element) => {
    const marks = element.querySelector('.data-plot-points path')?.getBoundingClientRect()
    const path = element.querySelector<SVGPathElement>('.data-plot-curve')
    const matrix = path?.getScreenCTM()
    if (!marks || !path || !matrix) throw new Error('there is no curve')
    const radius = 4
    const x = marks.right - radius
    let y = NaN
    for (let at = 0, end = path.getTotalLength(); at < end; at += end / 2000) {
      const place = path.getPointAtLength(at).matrixTransform(matrix)
      if (place.x <= x) y = place.y
    }
    return { point: { x, y: marks.y + radius + ((2 - 1.5) / 4) * (marks.height - 2 * radius) }, curve: y }
  })
  await page.mouse.move(point.x, point.y)
  await page.mouse.down()
  const norms = [before]
  for (const part of [0.25, 0.5, 0.75, 1]) {
    await page.mouse.move(point.x, point.y + part * (curve - point.y), { steps: 3 })
    // The maps follow while the button is held.
    await expect.poll(norm).toBeLessThan(norms[norms.length - 1])
    norms.push(await norm())
  }
  await page.mouse.up()
  expect(norms[norms.length - 1]).toBeLessThan(0.1 * before)
})
