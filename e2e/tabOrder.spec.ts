import { defaultTiles, expectComputed } from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

test('Tab leads through everything that can be used, every map once', async ({ page }) => {
  await open(page)
  await expectComputed(page)
  const usable = await page.evaluate(() => {
    const radios = new Set<string>()
    return [...document.querySelectorAll('a, button, input, select, summary, [tabindex="0"]')].filter(
      (element) => {
        if (!element.checkVisibility() || element.matches(':disabled')) return false
        if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true
        // Radio buttons of a group are one stop.
        const first = !radios.has(element.name)
        radios.add(element.name)
        return first
      },
    ).length
  })
  const stops: string[] = []
  for (let n = 0; n < usable; n++) {
    await page.keyboard.press('Tab')
    stops.push(
      await page.evaluate(() => {
        const element = document.activeElement
        if (element === null || element === document.body) return 'nothing'
        const numbers = [...document.querySelectorAll('*')].indexOf(element)
        return `${numbers} ${element.getAttribute('role') ?? element.tagName} ${element.getAttribute('aria-label') ?? ''}`
      }),
    )
  }
  // Each stop once, none of them nothing: as many as there is to use.
  expect(new Set(stops).size).toBe(usable)
  expect(stops.filter((stop) => stop === 'nothing')).toEqual([])
  const maps = stops.filter((stop) => stop.includes(' grid '))
  expect(maps.map((stop) => stop.replace(/^\d+ grid /, '').replace(/: .*/, ''))).toEqual([...defaultTiles])
  // The order is that of the page.
  const places = stops.map((stop) => Number.parseInt(stop))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})
