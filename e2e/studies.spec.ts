import type { Page } from '@playwright/test'
import { studyCatalogues } from '../src/i18n/studies.ts'
import { studies } from '../src/studies/index.ts'
import { isUse } from '../src/studies/useIds.ts'
import { completeValues, plotsFor } from '../src/studies/study.ts'
import type { Study } from '../src/studies/study.ts'
import { expectNoAxeViolations } from './accessibility.ts'
import { expectLink } from './address.ts'
import { expect, open, test } from './fixtures.ts'

const panel = (page: Page) => page.locator('.studies')
const claim = (page: Page) => page.locator('.study-claim')
const handles = (page: Page) => page.locator('.study-plots').getByRole('slider')
const done = (page: Page) => expect(panel(page)).toHaveAttribute('data-running', 'false')

/** The plots a study has on the page as it opens. */
const plotsOf = (study: Study) =>
  plotsFor(study, completeValues(study, {}, { patterns: 20, weights: 13 }), {
    D: 1,
    error: { output: 'identity' },
  })

/** What makes a study quick enough for a test. */
const quick: Readonly<Record<string, string>> = {
  cost: '&study.to=100&study.sizes=3',
  iteration: '&study.probes=48',
  'error-while-training': '&study.ahead=20',
  optimisation: '&study.steps=20',
}
const linkOf = (id: string, more: string) => `study=${id}${quick[id] ?? ''}&${more}`

for (const language of ['en', 'ko'] as const)
  for (const half of [0, 1])
    test(
      `studies are opened by links, conclude, show their numbers and mark the present state, in ${language}, ${half + 1}/2`,
      { tag: '@once' },
      async ({ page }) => {
        const words = studyCatalogues[language]
        for (const study of studies.filter((_, k) => k % 2 === half)) {
          const text = words.studies[study.id]
          await open(page, linkOf(study.id, `lang=${language}`))
          await expect(page.getByRole('heading', { name: text.title, exact: true })).toBeVisible()
          await done(page)
          await expect(claim(page)).toHaveText(/\d/)
          await expect(claim(page)).not.toHaveText(/NaN|undefined|\[object/)
          const chooser = isUse(study.id) ? words.chooseUse : words.choose
          await expect(page.getByRole('combobox', { name: chooser, exact: true })).toHaveValue(study.id)
          const plots: Readonly<Record<string, string>> = text.plots
          const pictures: Readonly<Record<string, string>> = text.pictures
          for (const { id } of plotsOf(study))
            await expect(page.getByRole('img', { name: words.plot(text.title, plots[id]) })).toBeVisible()
          for (const { id } of study.pictures)
            await expect(
              page.getByRole('region', { name: pictures[id] }).locator('canvas, svg').first(),
            ).toBeVisible()
          const table = words.table(plots[plotsOf(study)[0].id])
          await page.getByText(table, { exact: true }).click()
          await expect(page.getByRole('group', { name: table }).getByRole('row').nth(1)).toContainText(/\d/)
          const handle = handles(page).first()
          if (study.plots.some(({ marks }) => marks.length > 0)) {
            const before = await handle.getAttribute('aria-valuenow')
            const atStart = before === (await handle.getAttribute('aria-valuemin'))
            await handle.press(atStart ? 'ArrowRight' : 'ArrowLeft')
            await expect(handle).not.toHaveAttribute('aria-valuenow', before ?? '')
            await done(page)
          }
        }
      },
    )

test('the mark of ε moves the main view and stands in the link', { tag: '@once' }, async ({ page }) => {
  await open(page, 'lang=en')
  await page.getByRole('radio', { name: 'Studies' }).check()
  await done(page)
  const mark = page.getByRole('slider', { name: 'ε of the energy differences' })
  await mark.press('End')
  await expectLink(page, { study: 'error-against-epsilon', 'energy-differences.epsilon': '1' })
  // With the pointer, which does not let go of it.
  const box = await mark.boundingBox()
  const plot = await page.locator('.study-plot').boundingBox()
  if (!box || !plot) throw new Error('nothing is drawn')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(plot.x + plot.width / 2, plot.y + plot.height / 2, { steps: 3 })
  await page.mouse.up()
  await expectLink(page, { 'energy-differences.epsilon': /^[\d.]+e-[5-7]$/ })
  await page.getByRole('radio', { name: 'float32' }).check()
  await expect(claim(page)).toContainText('24 bits')
  await expectLink(page, { 'study.precision': 'float32' })
  await page.reload()
  await expect(claim(page)).toContainText('24 bits')
  await page.getByRole('radio', { name: 'Compare' }).check()
  await expect(page.getByRole('grid').first()).toBeVisible()
  await expect.poll(() => page.url()).not.toContain('study')
})

test('a study is cancelled at once and begun again', { tag: '@once' }, async ({ page }) => {
  await open(
    page,
    'lang=en&study=error-against-epsilon&study.density=10&net=1-150-1&points=2000&methods=exact',
  )
  await expect(panel(page)).toHaveAttribute('data-running', 'true')
  await expect(page.locator('.study-dot').first()).toBeAttached()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await done(page)
  await expect(claim(page)).toContainText('Cancelled')
  await page.getByRole('button', { name: 'Start again' }).click()
  await expect(panel(page)).toHaveAttribute('data-running', 'true')
})

test('on a projector the labels and lines of a study are large', { tag: '@once' }, async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  for (const { id } of studies) {
    await open(page, linkOf(id, 'lang=en&present=1&hide=data,network,training,entry'))
    await expect(panel(page)).toHaveAttribute('data-study', id)
    await done(page)
    const measured = await page.evaluate(() => {
      const scale = (element: Element) =>
        (element.closest('svg')?.getBoundingClientRect().width ?? 0) /
        (element.closest('svg')?.viewBox.baseVal.width ?? 1)
      const texts = [...document.querySelectorAll('.study-plot svg text')]
      const lines = [...document.querySelectorAll('.study-plot svg :is(.series, .study-line, .study-mark)')]
      return {
        font: Math.min(...texts.map((one) => Number(one.getAttribute('font-size')) * scale(one))),
        line: Math.min(...lines.map((one) => parseFloat(getComputedStyle(one).strokeWidth) * scale(one))),
        cut: document.documentElement.scrollHeight - window.innerHeight,
      }
    })
    expect(measured.font, id).toBeGreaterThanOrEqual(20)
    expect(measured.line, id).toBeGreaterThanOrEqual(3)
    expect(measured.cut, id).toBeLessThanOrEqual(0)
  }
})

for (const theme of ['light', 'dark'])
  test(`accessibility of the studies, ${theme}`, { tag: '@once' }, async ({ page }) => {
    for (const id of [
      'error-against-epsilon',
      'sequential-inverse',
      'r-wave',
      'spectrum',
      'harm',
      'retraining',
      'pruning',
      'laplace',
    ]) {
      await open(page, linkOf(id, `lang=en&theme=${theme}`))
      await expect(panel(page)).toHaveAttribute('data-study', id)
      await done(page)
      await expectNoAxeViolations(page)
      // Opened tables push what is above them out of sight, where colours cannot be told.
      await page.locator('.study-table summary').first().click()
      await expectNoAxeViolations(page, '.study-table')
    }
  })
