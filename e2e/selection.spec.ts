import type { Page } from '@playwright/test'
import { expectLink } from './address.ts'
import {
  announcedValue,
  clickEntry,
  defaultTiles,
  entryValues,
  expectComputed,
  hoverEntry,
  liveCell,
  liveCells,
  map,
  placeOf,
  readNumber,
  tile,
} from './comparison.ts'
import { touch } from './controls.ts'
import { expect, open, test } from './fixtures.ts'

const entryPanel = (page: Page) => page.getByRole('complementary', { name: 'Entry' })
const network = (page: Page) => page.getByRole('img', { name: /^Network / })

/** The outlines of this kind, one in every map, lie around the entry. */
async function expectOutlined(page: Page, kind: 'hovered' | 'pinned', row: number, column: number) {
  const wrong = () =>
    page.getByRole('article').evaluateAll(
      (tiles, [name, i, j]) =>
        tiles
          .filter((each) => {
            const square = each.querySelector('[role="grid"]')?.getBoundingClientRect()
            const outline = each.querySelector(`.matrix-map-cursor.is-${name}`)?.getBoundingClientRect()
            if (!square || !outline) return true
            const W = Number(each.querySelector('[role="grid"]')?.getAttribute('aria-rowcount'))
            const x = square.left + (square.width * (j - 0.5)) / W
            const y = square.top + (square.height * (i - 0.5)) / W
            return (
              Math.abs(outline.left + outline.width / 2 - x) > 2 ||
              Math.abs(outline.top + outline.height / 2 - y) > 2
            )
          })
          .map((each) => each.ariaLabel),
      [kind, row, column] as const,
    )
  await expect.poll(wrong).toEqual([])
}

/** Every map announces this entry, and the entry panel has the same numbers. */
async function expectEntry(page: Page, row: number, column: number, weights: readonly string[]) {
  await expect(entryPanel(page)).toContainText(`row ${row}, column ${column}`)
  for (const weight of weights) await expect(entryPanel(page)).toContainText(`${weight} = `)
  const [values, cells] = await Promise.all([entryValues(page), liveCells(page)])
  expect(Object.keys(cells)).toEqual([...defaultTiles])
  for (const [name, cell] of Object.entries(cells)) {
    expect(cell, name).toContain(`row ${row}, column ${column}, ${weights.join(', ')}: `)
    const announced = announcedValue(cell)
    // Four figures stand in the panel.
    const digits = 3 - Math.ceil(Math.log10(Math.abs(announced) || 1))
    expect(readNumber(values[name].value), name).toBeCloseTo(announced, digits)
  }
  const deviation = readNumber(values['Outer product'].deviation)
  const [exact, outer] = ['Exact', 'Outer product'].map((name) => readNumber(values[name].value))
  expect(deviation).toBeCloseTo((outer - exact) / exact, 2)
}

async function expectEmphasised(page: Page, labels: readonly string[]) {
  await expect(network(page).locator('text').filter({ hasText: 'w' })).toHaveText(labels)
}

const name3112 = ['w₃₁⁽¹⁾', 'w₁₃⁽²⁾'] as const

test('pointing at an entry lights it in every map, its weights in the network, its numbers at the side', async ({
  page,
}) => {
  await open(page)
  await expectComputed(page)
  await entryPanel(page).getByRole('button', { name: 'Release' }).click()
  await expect(entryPanel(page)).toContainText('Point at an entry')
  await expectEmphasised(page, [])
  for (const name of ['Diagonal', 'Exact inverse']) {
    await hoverEntry(page, name, 3, 11)
    await expectOutlined(page, 'hovered', 3, 11)
    await expectEntry(page, 3, 11, ['w₂₀⁽¹⁾', 'w₁₂⁽²⁾'])
    await expectEmphasised(page, ['w20(1)', 'w12(2)'])
    await expect(entryPanel(page)).toContainText('bias')
  }
  await page.mouse.move(5, 5)
  await expect(entryPanel(page)).toContainText('Point at an entry')
  await expectEmphasised(page, [])
  await expect(page.locator('.matrix-map-cursor')).toHaveCount(0)
})

test('a click pins an entry, hovering looks elsewhere meanwhile, Escape releases it', async ({ page }) => {
  await open(page)
  await expectComputed(page)
  await clickEntry(page, 'Outer product', 6, 12)
  await clickEntry(page, 'Outer product', 2, 13)
  await page.mouse.move(5, 5)
  await expectOutlined(page, 'pinned', 2, 13)
  await expectEntry(page, 2, 13, ['w₁₁⁽¹⁾', 'w₁₄⁽²⁾'])
  await expectLink(page, { sel: '2,13' })
  await hoverEntry(page, 'Exact', 6, 12)
  await expectEntry(page, 6, 12, name3112)
  await expectOutlined(page, 'pinned', 2, 13)
  await expectEmphasised(page, ['w11(1)', 'w14(2)', 'w31(1)', 'w13(2)'])
  await page.mouse.move(5, 5)
  await expectEntry(page, 2, 13, ['w₁₁⁽¹⁾', 'w₁₄⁽²⁾'])
  await page.keyboard.press('Escape')
  await expect(page.locator('.matrix-map-cursor')).toHaveCount(0)
  await expect(entryPanel(page)).toContainText('Point at an entry')
  await expect.poll(() => page.url()).not.toContain('sel=')
})

test('the keyboard moves the entry, pins and releases it', async ({ page }) => {
  await open(page, 'sel=1,1')
  await expectComputed(page)
  const exact = map(page, 'Exact')
  await exact.focus()
  const at = async (key: string, row: number, column: number) => {
    await page.keyboard.press(key)
    await expect(liveCell(page, 'Exact'), key).toContainText(`row ${row}, column ${column},`)
    await expect(exact).toBeFocused()
    // The live cell is the one that the grid names as its active one.
    const id = await exact.getAttribute('aria-activedescendant')
    await expect(liveCell(page, 'Exact')).toHaveAttribute('id', id ?? '')
  }
  await at('ArrowLeft', 1, 1)
  await at('ArrowRight', 1, 2)
  await at('ArrowDown', 2, 2)
  await at('End', 2, 13)
  await at('PageDown', 9, 13)
  await at('PageUp', 1, 13)
  await at('ArrowRight', 1, 13)
  await at('Control+End', 13, 13)
  await at('Home', 13, 1)
  await at('ArrowUp', 12, 1)
  await at('Control+Home', 1, 1)
  await at('PageDown', 9, 1)
  await expectEntry(page, 9, 1, ['w₁₀⁽²⁾', 'w₁₀⁽¹⁾'])
  await page.keyboard.press('Enter')
  await expect(liveCell(page, 'Exact')).toHaveAttribute('aria-selected', 'true')
  await expectLink(page, { sel: '9,1' })
  await expectOutlined(page, 'pinned', 9, 1)
  await at('ArrowRight', 9, 2)
  await page.keyboard.press('Escape')
  await expect(page.locator('.matrix-map-cursor.is-pinned')).toHaveCount(0)
  await expect(liveCell(page, 'Exact')).toHaveAttribute('aria-selected', 'false')
})

test('pinning follows what is computed', async ({ page }) => {
  await open(page, 'sel=13,13')
  await expectComputed(page)
  const before = await entryValues(page)
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await expect.poll(async () => (await entryValues(page)).Exact.value).not.toBe(before.Exact.value)
  await expectComputed(page)
  await expect(entryPanel(page)).toContainText('row 13, column 13')
  // An entry beyond the matrix of a smaller net is not shown, and comes back with it.
  await page.getByRole('button', { name: 'Remove a unit from hidden layer 1' }).click()
  await expectComputed(page)
  await expect(entryPanel(page)).toContainText('Point at an entry')
  await page.getByRole('button', { name: 'Add a unit to hidden layer 1' }).click()
  await expect(entryPanel(page)).toContainText('row 13, column 13')
})

test.describe('with a touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

  test('a tap pins an entry', async ({ page }) => {
    await open(page, 'sel=1,1')
    await expectComputed(page)
    const { x, y } = await placeOf(page, 'Exact', 6, 12)
    await touch(map(page, 'Exact'), [[x, y]])
    await expectLink(page, { sel: '6,12' })
    await expect(liveCell(page, 'Exact')).toContainText('row 6, column 12, w₃₁⁽¹⁾, w₁₃⁽²⁾')
    await expect(entryPanel(page)).toContainText('row 6, column 12')
    await expect(tile(page, 'Exact inverse').locator('.matrix-map-cursor.is-pinned')).toBeAttached()
    // Fingers scroll the page: a map does not hold them.
    await expect(map(page, 'Exact')).toHaveCSS('touch-action', 'pan-y')
  })
})
