import { defaultConfiguration } from '../src/config/defaults.ts'
import { examples } from '../src/config/examples.ts'
import { expectLink, partsOf } from './address.ts'
import { enter, slideTo } from './controls.ts'
import {
  clickEntry,
  entryValues,
  errorOf,
  expectComputed,
  expectSameAppearance,
  liveCells,
  map,
  tile,
} from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

test(
  'everything that is changed stands in the link, and the link gives it all back',
  { tag: '@once' },
  async ({ page, context }) => {
    await open(page)
    await expectComputed(page)
    const choose = (name: string, option: string) => page.getByRole('combobox', { name }).selectOption(option)
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
    const check = (name: string) => page.getByRole('radio', { name, exact: true }).check()
    await choose('Data set', 'Two Gaussians')
    await enter(page.getByRole('textbox', { name: 'Points' }), '37')
    await slideTo(page.getByRole('slider', { name: 'Noise' }), 0.45)
    await enter(page.getByRole('textbox', { name: 'Seed', exact: true }), '11')
    await press('Add a unit to hidden layer 1')
    await press('Add a hidden layer as number 2')
    await choose('Hidden layer 2', '3 × softplus')
    await slideTo(page.getByRole('slider', { name: 'Weight decay α' }), 0.6)
    await page.getByRole('checkbox', { name: 'Biases' }).uncheck()
    await enter(page.getByRole('textbox', { name: 'Weight seed' }), '5')
    await choose('Optimiser', 'Momentum')
    await slideTo(page.getByRole('slider', { name: 'Learning rate η' }), 0.2)
    await slideTo(page.getByRole('slider', { name: 'Momentum μ' }), 0.3)
    for (const step of [1, 2, 3]) {
      await press('Step')
      await expect(page.getByRole('region', { name: 'Training' })).toContainText(`step ${step}`)
    }
    await slideTo(tile(page, 'Energy differences').getByRole('slider'), 0.95)
    await slideTo(tile(page, 'Gradient differences').getByRole('slider'), 0.1)
    await slideTo(tile(page, 'Sequential inverse').getByRole('slider'), 0.8)
    await page.keyboard.press('Escape')
    await page.getByText('Methods 7/17').click()
    await page.getByRole('checkbox', { name: /^Diagonal/ }).uncheck()
    await page.getByText('Methods 6/17').click()
    await check('Difference from exact')
    await check('linear')
    await check('each map')
    await clickEntry(page, 'Outer product', 4, 15)
    await page.mouse.move(2, 2)
    await errorOf(page, 'Gradient differences').click()
    await choose('Theme', 'Dark')
    await expectComputed(page)

    const link = await expectLink(page, {
      v: '1',
      net: '2-5-3-1',
      act: 'tanh,softplus',
      out: 'sigmoid',
      bias: '0',
      decay: /^\d/,
      data: 'two-gaussians',
      points: '37',
      noise: /^0\.\d+$/,
      'data-seed': '11',
      'weight-seed': '5',
      opt: 'momentum',
      rate: /^0\.\d+$/,
      momentum: /^0\.\d+$/,
      step: '3',
      w: /^[\w-]{299}$/,
      methods: 'exact,outer-product,energy-differences,gradient-differences,r-operator,sequential-inverse',
      'energy-differences.epsilon': /./,
      'gradient-differences.epsilon': /./,
      'sequential-inverse.damping': /./,
      view: 'difference',
      scale: 'linear',
      scope: 'each',
      sel: '4,15',
      details: 'gradient-differences',
      theme: 'dark',
    })
    const standard = await context.newPage()
    await open(standard)
    await enter(standard.getByRole('textbox', { name: 'Noise' }), '0.16')
    const unchanged = await partsOf(standard).then(async () => {
      await expectLink(standard, { noise: '0.16' })
      return partsOf(standard)
    })
    // Nothing of it is what the page opens with.
    const parts = await partsOf(page)
    for (const [key, value] of Object.entries(unchanged))
      if (key !== 'v') expect(parts[key], key).not.toBe(value)
    await standard.close()

    const opened = await context.newPage()
    await open(opened, link)
    await expectSameAppearance(opened, page)
    expect(await entryValues(opened)).toEqual(await entryValues(page))
    expect(await liveCells(opened)).toEqual(await liveCells(page))
    // Written anew, the link is the same to the last bit.
    await opened.getByRole('combobox', { name: 'Language' }).selectOption('English')
    expect(await expectLink(opened, { lang: 'en' })).toBe(
      `${link}&lang=en`.replace(/(&theme=dark)(&lang=en)/, '$2$1'),
    )
  },
)

test(
  'a link with three hundred weights gives back every bit',
  { tag: '@once' },
  async ({ page, context }) => {
    const { problem, comparison, view } = defaultConfiguration
    const W = 300
    const weights = Float64Array.from({ length: W }, (_, k) => Math.sin(k * k + 1) * 10 ** ((k % 7) - 3))
    await open(page, {
      problem: {
        ...problem,
        network: { layers: [1, 150, 1], activations: ['tanh'], output: 'identity', bias: false },
        step: 12,
        weights,
      },
      comparison: {
        ...comparison,
        methods: ['exact', 'outer-product', 'diagonal', 'r-operator', 'sequential-inverse'],
      },
      view: { ...view, selection: { row: 299, column: 7 } },
    })
    await expect(map(page, 'Exact')).toHaveAttribute('aria-rowcount', '300')
    await expect(page.getByRole('status', { name: 'Messages' })).toBeEmpty()
    const { w } = await partsOf(page)
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('Light')
    const link = await expectLink(page, { theme: 'light', w })
    const opened = await context.newPage()
    await open(opened, link)
    await expectSameAppearance(opened, page)
    expect(await liveCells(opened)).toEqual(await liveCells(page))
  },
)

test('links follow one another: by hand, back and forward', async ({ page }) => {
  await open(page, 'points=11')
  const points = page.getByRole('textbox', { name: 'Points' })
  await expect(points).toHaveValue('11')
  await open(page, 'points=12&view=inverse')
  await expect(points).toHaveValue('12')
  await expect(page.getByRole('radio', { name: 'Inverse' })).toBeChecked()
  await expectComputed(page)

  // Changes on the page are steps of the history as well.
  await enter(points, '13')
  await expectLink(page, { points: '13' })
  await page.getByRole('radio', { name: 'linear' }).check()
  await expectLink(page, { scale: 'linear' })
  await page.goBack()
  await expect(page.getByRole('radio', { name: 'symlog' })).toBeChecked()
  await expect(points).toHaveValue('13')
  await page.goBack()
  await expect(points).toHaveValue('12')
  await page.goBack()
  await expect(points).toHaveValue('11')
  await expect(page.getByRole('radio', { name: 'Hessian' })).toBeChecked()
  await page.goForward()
  await page.goForward()
  await expect(points).toHaveValue('13')
  await expectComputed(page)
  await expect(page.getByRole('img', { name: /^13 data points/ })).toBeVisible()
})

test('training and pointing fill no history', async ({ page }) => {
  await open(page, 'points=11')
  await open(page, 'points=12&step=0')
  const entries = await page.evaluate(() => window.history.length)
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await expectLink(page, { step: '1' })
  await clickEntry(page, 'Exact', 2, 2)
  await expectLink(page, { sel: '2,2' })
  expect(await page.evaluate(() => window.history.length)).toBe(entries)
  await page.goBack()
  await expect(page.getByRole('textbox', { name: 'Points' })).toHaveValue('11')
})

test('examples are opened without changing how the page is looked at', { tag: '@once' }, async ({ page }) => {
  await open(page, 'theme=dark&lang=en')
  const menu = page.getByRole('combobox', { name: 'Example' })
  for (const { name, configuration } of examples) {
    await menu.selectOption(name)
    const { network, training, step } = configuration.problem
    await expectLink(page, {
      net: network.layers.join('-'),
      out: network.output,
      opt: training.optimizer,
      rate: String(training.learningRate),
      step: String(step),
      theme: 'dark',
      lang: 'en',
    })
    await expectComputed(page)
    await expect(page.getByRole('status', { name: 'Messages' })).toBeEmpty()
  }
})

test.describe('with a clipboard', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

  test('the link is copied as it stands', async ({ page, context }) => {
    await open(page)
    await page.getByRole('button', { name: 'Draw other weights' }).click()
    await page.getByRole('button', { name: 'Copy link' }).click()
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(page.url())
    expect(copied).toContain('weight-seed=22')
    await expect(page.getByRole('button', { name: 'Copy link' })).toBeVisible()
    const opened = await context.newPage()
    await opened.goto(copied)
    await expect(opened.getByRole('textbox', { name: 'Weight seed' })).toHaveValue('22')
  })
})

test('where the page may not copy, the link is in the address bar', async ({ page }) => {
  await page.addInitScript(() => {
    const writeText = () => Promise.reject(new Error('not allowed'))
    Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => ({ writeText }) })
  })
  await open(page)
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByRole('status', { name: 'Messages' })).toContainText(
    'The link is in the address bar.',
  )
  await expectLink(page, { v: '1', net: '1-4-1', w: /./ })
})
