import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expectNoAxeViolations } from './accessibility.ts'
import { expectLink, partsOf } from './address.ts'
import { enter, fill, touch } from './controls.ts'
import { errorOf, expectComputed, map } from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

const messages = (page: Page) => page.getByRole('status', { name: 'Messages' })
const data = (page: Page) => page.getByRole('region', { name: 'Data' })
const network = (page: Page) => page.getByRole('region', { name: 'Network' })
const chooser = (page: Page) => page.locator('input[type="file"]').first()

/** Drops a file on the page. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, content]) => {
      const all = new DataTransfer()
      all.items.add(new File([content], file))
      return all
    },
    [name, text],
  )
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}

async function energyOf(page: Page): Promise<string> {
  const note = await page.getByRole('region', { name: 'Training' }).innerText()
  return /E = (\S+)/.exec(note)?.[1] ?? ''
}

/** The text that a click has the browser save as a file. */
async function savedBy(page: Page, button: Locator): Promise<string> {
  if (page.context().browser()?.browserType().name() === 'chromium') {
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
    return readFile(await download.path(), 'utf8')
  }
  // Firefox, driven by WebDriver BiDi, does not tell of a download: what would be saved is caught on its way,
  // and nothing opens that would take the keys.
  const saved = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const createObjectURL = URL.createObjectURL.bind(URL)
        URL.createObjectURL = (blob: Blob) => {
          URL.createObjectURL = createObjectURL
          resolve(blob.text())
          return createObjectURL(blob)
        }
        // Stands before the one of all elements, until it is called.
        HTMLAnchorElement.prototype.click = () =>
          void Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click')
      }),
  )
  await button.click()
  return saved
}

test('a problem is saved, opened by its file and by dropping it; wrong files change nothing', async ({
  page,
}) => {
  await open(page, 'data=xor&net=2-3-1&decay=0.25&step=0&weight-seed=5')
  await expectComputed(page)
  const error = await errorOf(page, 'Outer product').innerText()
  const text = await savedBy(page, page.getByRole('button', { name: 'Save' }))
  const saved = JSON.parse(text) as { format: string; network: object }

  await page.getByRole('combobox', { name: 'Example' }).selectOption('ReLU: kinks')
  await expectLink(page, { data: 'sinusoid', act: 'relu' })
  await chooser(page).setInputFiles({
    name: 'p.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  })
  await expectLink(page, { data: 'xor', net: '2-3-1', decay: '0.25', w: /./ })
  await expect(errorOf(page, 'Outer product')).toHaveText(error)

  const before = await partsOf(page)
  await drop(page, 'later.json', JSON.stringify({ ...saved, format: 'hessian-playground/9' }))
  await expect(messages(page)).toContainText('later.json was not opened. format: expected')
  await drop(page, 'broken.json', '{"format": ')
  await expect(messages(page)).toContainText('broken.json was not opened: it is no valid JSON.')
  await drop(page, 'short.json', JSON.stringify({ ...saved, network: { layers: [1] } }))
  await expect(messages(page)).toContainText('network.layers: expected')
  expect(await partsOf(page)).toEqual(before)

  await page.getByRole('combobox', { name: 'Data set' }).selectOption('Line')
  await expectLink(page, { data: 'line' })
  await drop(page, 'p.json', text)
  await expectLink(page, { data: 'xor', net: '2-3-1' })
  await page.keyboard.press('ControlOrMeta+z')
  await expectLink(page, { data: 'line' })
})

test('a pasted table with decimal commas: bad rows are named, one click uses it, CSV brings it back', async ({
  page,
}) => {
  await open(page)
  await page.getByRole('button', { name: 'Table …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Data from a table' })
  await fill(
    dialog.getByRole('textbox'),
    'a;b;c;species\n1,5;2,5;3;x\n1,7;2,1;4;y\n1,9\n2,1;2,0;1;x\n0,3;na;1;y\n0,5;1,25;2;y\n',
  )
  await dialog.getByRole('button', { name: 'Read' }).click()
  await expect(dialog.getByRole('combobox', { name: 'Decimal mark' })).toHaveValue(',')
  await expect(dialog).toContainText('line 4: number of fields 1 instead of 4')
  await expect(dialog).toContainText('line 6: nothing usable in column b')
  await expect(dialog).toContainText('4 of 5 rows are used.')
  await expectNoAxeViolations(page)
  await dialog.getByRole('combobox', { name: 'Use of column c' }).selectOption('–')
  await dialog.getByRole('button', { name: 'Use' }).click()
  await expect(dialog).toHaveCount(0)
  await expectLink(page, { data: 'own', net: '2-4-1', out: 'sigmoid', points: '4' })
  await expectComputed(page)
  const csv = await savedBy(page, page.getByRole('button', { name: 'CSV' }))
  expect(csv.split('\r\n')).toEqual(['a,b,t', '1.5,2.5,0', '1.7,2.1,1', '2.1,2,0', '0.5,1.25,1', ''])

  await page.getByRole('button', { name: 'Undo' }).click()
  await expectLink(page, { net: '1-4-1' })
})

test('of more than two inputs those plotted are chosen; inputs are standardised or not', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Table …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Data from a table' })
  const rows = [10, 20, 40, 80].map((x, n) => `${x},${n},${n * n},${x + n / 7}`)
  await fill(dialog.getByRole('textbox'), ['a,b,c,t', ...rows].join('\n'))
  await dialog.getByRole('button', { name: 'Read' }).click()
  const [across, up] = ['Plotted across', 'and up'].map((name) => dialog.getByRole('combobox', { name }))
  await expect(across).toHaveValue('0')
  await up.selectOption('c')
  await across.selectOption('c')
  // One input cannot be both: they change places.
  await expect(up).toHaveValue('0')
  const standardise = dialog.getByRole('checkbox', { name: 'Standardise' })
  await standardise.setChecked(true)
  await dialog.getByRole('button', { name: 'Use' }).click()
  await expectLink(page, { data: 'own', net: '3-4-1', points: '4' })
  await expectComputed(page)
  const csv = async () => {
    const text = await savedBy(page, page.getByRole('button', { name: 'CSV' }))
    return text.split('\r\n')
  }
  // The inputs that are plotted come first.
  const [header, first] = await csv()
  expect(header).toMatch(/^c,a,b,/)
  expect(Math.abs(Number(first.split(',')[1]))).toBeLessThan(3)

  await page.getByRole('button', { name: 'Table …' }).click()
  await fill(dialog.getByRole('textbox'), ['a,b,c,t', ...rows].join('\n'))
  await dialog.getByRole('button', { name: 'Read' }).click()
  await standardise.setChecked(false)
  await dialog.getByRole('button', { name: 'Use' }).click()
  await expect(dialog).toHaveCount(0)
  await expectComputed(page)
  expect((await csv())[1]).toMatch(/^10,0,0,/)
})

test('files that are no tables are told, and the data stay', async ({ page }) => {
  await open(page)
  const dialog = page.getByRole('dialog')
  for (const [text, told] of [
    ['\u0000\u0001\u0002\u0000'.repeat(100), 'This is no text.'],
    ['a,b\nc,d\ne,f\n', 'There is no number'],
    ['x,t\n1,a\n2,a\n3,a\n', 'Choose'],
  ]) {
    await drop(page, 'table.csv', text)
    await expect(dialog).toContainText(told)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  }
  await expect(page.getByRole('combobox', { name: 'Data set' })).toHaveValue('sinusoid')
})

test(
  'a typed function gives data; hostile expressions are refused with the reason',
  { tag: '@once' },
  async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: 'f(x) …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Data from a function' })
    const field = dialog.getByRole('textbox')
    for (const [text, told] of [
      ['zeros(3000, 3000)', 'there is no function “zeros”'],
      ['('.repeat(60) + ')'.repeat(60), 'nested more than'],
      ['f(x) = x', 'no formula'],
      ['x["a"]', 'no expression needs'],
      ['y + 1', '“y” is not known'],
      ['', 'nothing was typed'],
    ]) {
      await fill(field, text)
      await expect(dialog).toContainText(told)
      await expect(dialog.getByRole('button', { name: 'Use' })).toBeDisabled()
    }
    await dialog.getByText('x1, x2', { exact: true }).click()
    await dialog.getByText('class 1 where f > 0').click()
    await fill(field, 'x1^2 + x2^2 - 0.4')
    await expect(dialog.getByRole('math', { name: 'The function as it is read' })).toBeVisible()
    await expectNoAxeViolations(page)
    await field.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expectLink(page, { net: '2-4-1', out: 'sigmoid', kind: 'binary' })
    await expectComputed(page)
    await expect(data(page).getByRole('textbox', { name: 'Noise' })).toBeVisible()
  },
)

test(
  'an own activation equal to tanh gives the same errors; kinks are told, refusals too',
  { tag: '@once' },
  async ({ page }) => {
    await open(page)
    await expectComputed(page)
    const errors = () =>
      Promise.all(['Outer product', 'Diagonal'].map((name) => errorOf(page, name).innerText()))
    const before = await errors()
    await page.getByRole('combobox', { name: 'Hidden units' }).selectOption('own …')
    const field = network(page).getByRole('textbox', { name: 'h(a) =' })
    await expect(network(page)).toContainText('smooth from')
    await enter(field, '(exp(a) - exp(-a)) / (exp(a) + exp(-a))')
    await expectLink(page, { act: /exp/ })
    await expectComputed(page)
    expect(await errors()).toEqual(before)
    await enter(field, 'abs(a - 1) + a', 'Tab')
    await expect(network(page)).toContainText('kink at a = 1.00')
    await fill(field, 'constructor(a)')
    await expect(network(page)).toContainText('h(a) is not taken')
    await expect(network(page).getByRole('button', { name: 'Use' }).first()).toBeDisabled()
    await page.getByRole('combobox', { name: 'Hidden units' }).selectOption('4 × sin')
    await expectLink(page, { act: 'sin' })
  },
)

test(
  'weights: symmetries keep E, a field and the diagram set one, another network’s file is refused',
  { tag: '@once' },
  async ({ page }) => {
    await open(page)
    await expectComputed(page)
    const [E, first] = [await energyOf(page), (await partsOf(page)).w]
    await network(page).getByText('Weights', { exact: true }).click()
    await network(page).getByRole('button', { name: 'Swap' }).click()
    await expect.poll(async () => (await partsOf(page)).w).not.toBe(first)
    await network(page).getByRole('button', { name: 'Flip sign' }).click()
    await expectComputed(page)
    expect(await energyOf(page)).toBe(E)
    const state = await savedBy(page, network(page).getByRole('button', { name: 'Download' }))
    await expectNoAxeViolations(page)

    // As large as they are asked for.
    await enter(network(page).getByRole('textbox', { name: 'Scale' }), '0.001')
    await network(page).getByRole('button', { name: 'Draw anew' }).click()
    await expectComputed(page)
    const drawn = await partsOf(page)
    await expect.poll(async () => (await partsOf(page)).w).not.toBe(first)
    expect(await energyOf(page)).not.toBe(E)
    expect(drawn.net).toBe('1-4-1')

    await network(page).getByRole('button', { name: 'All zero' }).click()
    await expectComputed(page)
    expect(await energyOf(page)).not.toBe(E)
    const pasted = network(page).getByRole('textbox', { name: 'Weights as JSON' })
    await fill(
      pasted,
      '{"0.weight": [[1], [2], [3]], "0.bias": [0, 0, 0, 0], "2.weight": [[1, 1, 1, 1]], "2.bias": [0]}',
    )
    await network(page).getByRole('button', { name: 'Use' }).click()
    await expect(messages(page)).toContainText('layer 1 needs 4 × 1 weights, 3 × 1 were given')
    await fill(pasted, state)
    await network(page).getByRole('button', { name: 'Use' }).click()
    await expect.poll(() => energyOf(page)).toBe(E)

    await network(page).locator('.network-targets path').first().dispatchEvent('pointerup')
    const weight = network(page).getByRole('textbox', { name: /^Weight w/ })
    await enter(weight, '0.75')
    await expect(page.getByRole('complementary').getByRole('textbox', { name: /^Weight w/ })).toHaveValue(
      '0.75',
    )
    await network(page)
      .getByRole('slider', { name: /^Weight w/ })
      .press('ArrowRight')
    await expect(weight).not.toHaveValue('0.75')
  },
)

test('points are drawn by mouse: added, moved, boxed and removed', async ({ page }) => {
  await open(page)
  await expectComputed(page)
  const error = await errorOf(page, 'Outer product').innerText()
  await data(page).getByRole('button', { name: 'Edit points' }).click()
  const editor = data(page).getByRole('listbox')
  const box = await editor.boundingBox()
  if (!box) throw new Error('the plot is not drawn')
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const
  await page.mouse.click(...at(0.5, 0.2))
  await expect(page.getByRole('combobox', { name: 'Data set' })).toHaveValue('own')
  await expect(editor).toHaveAccessibleName('Points to edit, 21 of them')
  await expect(editor.getByRole('option')).toContainText('Point 21 of 21')
  await expect(errorOf(page, 'Outer product')).not.toHaveText(error)

  const target = data(page).getByRole('textbox', { name: 't of point 21' })
  const before = await target.inputValue()
  await page.mouse.move(...at(0.5, 0.2))
  await page.mouse.down()
  await page.mouse.move(...at(0.5, 0.35), { steps: 4 })
  await page.mouse.move(...at(0.6, 0.45), { steps: 4 })
  await page.mouse.up()
  await expect(target).not.toHaveValue(before)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(target).toHaveValue(before)

  await page.mouse.move(...at(0.16, 0.1))
  await page.mouse.down()
  await page.mouse.move(...at(0.4, 0.83), { steps: 4 })
  await page.mouse.up()
  await expect(data(page)).toContainText(/\d+ selected/)
  await page.keyboard.press('Delete')
  await expect(editor).not.toHaveAccessibleName('Points to edit, 21 of them')
  await expectNoAxeViolations(page)
})

test('points are edited by keyboard, and the last one stays', async ({ page }) => {
  await open(page, 'data=xor&points=4&noise=0')
  await data(page).getByRole('button', { name: 'Edit points' }).press('Enter')
  const editor = data(page).getByRole('listbox')
  await editor.focus()
  await page.keyboard.press('PageDown')
  await expect(editor.getByRole('option')).toContainText('Point 1 of 4')
  const told = await editor.getByRole('option').innerText()
  await page.keyboard.press('ArrowRight')
  await expect(editor.getByRole('option')).not.toHaveText(told)
  await page.keyboard.press('Enter')
  await expect(editor.getByRole('option')).toContainText('Point 5 of 5')
  await expect(map(page, 'Exact')).toBeVisible()
  await page.keyboard.press('Delete')
  await expect(editor).toHaveAccessibleName('Points to edit, 4 of them')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await expect(messages(page)).toContainText('At least one point has to stay.')
  await expect(editor).toHaveAccessibleName('Points to edit, 4 of them')
})

test.describe('with a touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

  test('points are added by a tap, moved and boxed by a finger', async ({ page }) => {
    await open(page, 'data=xor&points=4&noise=0')
    await expectComputed(page)
    await data(page).getByRole('button', { name: 'Edit points' }).click()
    const editor = data(page).getByRole('listbox')
    await editor.scrollIntoViewIfNeeded()
    const box = await editor.boundingBox()
    if (!box) throw new Error('the plot is not drawn')
    const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const
    await touch(editor, [at(0.55, 0.4)])
    await expect(editor).toHaveAccessibleName('Points to edit, 5 of them')
    const told = await editor.getByRole('option').innerText()
    await touch(editor, [at(0.55, 0.4), at(0.6, 0.5), at(0.7, 0.6)])
    await expect(editor.getByRole('option')).not.toHaveText(told)
    await touch(editor, [at(0.5, 0.02), at(0.7, 0.5), at(0.99, 0.98)])
    await expect(data(page)).toContainText(/[23] selected/)
    await expect(editor).toHaveAccessibleName('Points to edit, 5 of them')
  })
})

test('a long read shows its progress and can be given up; nothing is changed', async ({ page }) => {
  await open(page)
  await expectComputed(page)
  const before = await partsOf(page)
  const transfer = await page.evaluateHandle(() => {
    const all = new DataTransfer()
    const lines = '0.123456,0.654321,1.5,2.5,3.5,4.5\n'.repeat(10_000)
    all.items.add(new File(Array<string>(140).fill(lines), 'large.csv'))
    return all
  })
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
  const dialog = page.getByRole('dialog', { name: 'Data from a table' })
  await expect(dialog.getByRole('progressbar')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByRole('progressbar')).toHaveCount(0)
  await expect(dialog.getByRole('table')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  expect(await partsOf(page)).toEqual(before)
})
