import { expect, type Locator, type Page } from '@playwright/test'

/** Every map of the default state, in the order of the page. */
export const defaultTiles = [
  'Exact',
  'Outer product',
  'Diagonal',
  'Energy differences',
  'Gradient differences',
  'R-operator',
  'Sequential inverse',
  'Exact inverse',
] as const

export function tile(page: Page, name: string): Locator {
  return page.getByRole('article', { name, exact: true })
}

/** The map of a tile: the square whose cells are the entries. */
export function map(page: Page, name: string): Locator {
  return tile(page, name).getByRole('grid')
}

/** What is announced of a map: row, column, weights and value of the entry the cursor is on. */
export function liveCell(page: Page, name: string): Locator {
  return map(page, name).getByRole('gridcell')
}

/** What every map announces, by name. */
export async function liveCells(page: Page): Promise<Record<string, string>> {
  const cells = await page
    .getByRole('article')
    .evaluateAll((all) =>
      all.map((each) => [each.ariaLabel, each.querySelector('[role="gridcell"]')?.textContent ?? '']),
    )
  return Object.fromEntries(cells) as Record<string, string>
}

/** The number at the end of an announced entry. */
export function announcedValue(cell: string): number {
  return readNumber(cell.split(': ')[1] ?? '')
}

/** The error of a method, a button that opens all measures. */
export function errorOf(page: Page, name: string): Locator {
  return tile(page, name).getByRole('button', { name: /all measures of/ })
}

/** Waits until no map of the page is older than what it belongs to; large networks on a busy machine take a while. */
export async function expectComputed(page: Page): Promise<void> {
  await expect(page.getByRole('grid').first()).toBeVisible()
  const unfinished = page.locator(
    'article [role="img"][aria-label*=" × "], [aria-busy="true"], [data-running="true"]',
  )
  await expect(unfinished).toHaveCount(0, { timeout: 30_000 })
}

/** The middle of an entry (from 1) in the viewport. */
export async function placeOf(page: Page, name: string, row: number, column: number) {
  const square = map(page, name)
  await square.scrollIntoViewIfNeeded()
  const box = await square.boundingBox()
  if (!box) throw new Error(`${name} is not drawn`)
  const W = Number(await square.getAttribute('aria-rowcount'))
  return { x: box.x + (box.width * (column - 0.5)) / W, y: box.y + (box.height * (row - 0.5)) / W }
}

export async function hoverEntry(page: Page, name: string, row: number, column: number): Promise<void> {
  const { x, y } = await placeOf(page, name, row, column)
  await page.mouse.move(x, y)
}

export async function clickEntry(page: Page, name: string, row: number, column: number): Promise<void> {
  const { x, y } = await placeOf(page, name, row, column)
  await page.mouse.click(x, y)
}

/** A number as the page writes it: −0.0123, 1.2×10⁻⁸, 30.6 %, 4 660, ∞. */
export function readNumber(text: string): number {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹'
  const plain = text
    .replace(
      /×10([⁻⁰-⁹¹²³]+)/,
      (_, power: string) =>
        `e${[...power].map((sign) => (sign === '⁻' ? '-' : digits.indexOf(sign))).join('')}`,
    )
    .replaceAll('−', '-')
    .replaceAll(/[\s\u2009\u202f]/g, '')
  const value = Number(plain.replace('%', ''))
  if (plain === '' || Number.isNaN(value)) throw new Error(`no number: ${text}`)
  return plain.endsWith('%') ? value / 100 : value
}

/** The rows of the entry panel: by name, the value and the deviation as they are written. */
export async function entryValues(page: Page): Promise<Record<string, { value: string; deviation: string }>> {
  const rows = await page
    .getByRole('complementary', { name: 'Entry' })
    .locator('.entry-values tbody tr')
    .evaluateAll((elements) =>
      elements.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent)),
    )
  return Object.fromEntries(rows.map(([name, value, deviation]) => [name, { value, deviation }]))
}

/**
 * Every number and every picture of the page that belongs to its state: its text without measured times, the pixels
 * of all maps and the drawings of data, network and training.
 */
function appearance(page: Page): Promise<{ text: string; pictures: string[] }> {
  return page.evaluate(() => {
    const time = /(< )?\d[\d.]* (ms|s|min)\b/g
    const text = document.querySelector('main')?.innerText.replaceAll(time, 'time') ?? ''
    const maps = [...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL())
    // React numbers the clip paths of a page as they come.
    const drawings = [...document.querySelectorAll('main svg[role="img"]')].map((svg) =>
      svg.innerHTML.replaceAll(/(id="|url\(#)[^")]*/g, ''),
    )
    return { text, pictures: [...maps, ...drawings] }
  })
}

/** Waits until both pages are computed, and fails unless every number and every picture is the same. */
export async function expectSameAppearance(page: Page, other: Page): Promise<void> {
  for (const each of [page, other]) {
    await expectComputed(each)
    // What is being computed after the maps, errors and eigenvalues, is announced as progress or left open.
    await expect(each.getByRole('progressbar')).toHaveCount(0, { timeout: 30_000 })
  }
  await expect(async () => {
    const [first, second] = [await appearance(page), await appearance(other)]
    expect(first.text).toBe(second.text)
    expect(first.pictures).toEqual(second.pictures)
  }).toPass({ timeout: 20_000 })
}
