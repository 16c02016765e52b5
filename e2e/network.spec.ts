import type { Page } from '@playwright/test'
import { expectLink } from './address.ts'
import { enter } from './controls.ts'
import { errorOf, expectComputed, liveCell, map, readNumber } from './comparison.ts'
import { expect, open, test } from './fixtures.ts'

/** Waits until network, maps and W say that the network has these layers. */
async function expectNetwork(page: Page, layers: string, W: number): Promise<void> {
  await expect(
    page.getByRole('img', { name: `Network ${layers} with ${W} weights and biases`, exact: true }),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'Network' })).toContainText(`W = ${W}`)
  for (const name of ['Exact', 'Outer product', 'Exact inverse']) {
    await expect(map(page, name)).toHaveAccessibleName(new RegExp(`${W} × ${W} matrix$`))
    await expect(map(page, name)).toHaveAttribute('aria-rowcount', String(W))
    await expect(map(page, name)).toHaveAttribute('aria-colcount', String(W))
  }
  await expectComputed(page)
}

/** The curve of the fitted function. */
function fittedFunction(page: Page): Promise<string> {
  return page.getByRole('img', { name: 'data points and the function' }).innerHTML()
}

test(
  'units and layers are added and removed on the diagram; maps, errors and fit follow',
  { tag: '@once' },
  async ({ page }) => {
    await open(page)
    await expectNetwork(page, '1–4–1', 13)
    const error = await errorOf(page, 'Outer product').innerText()
    const fit = await fittedFunction(page)
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

    await press('Add a unit to hidden layer 1')
    await expectNetwork(page, '1–5–1', 16)
    await expect(errorOf(page, 'Outer product')).not.toHaveText(error)
    await expect.poll(() => fittedFunction(page)).not.toBe(fit)
    await press('Remove a unit from hidden layer 1')
    await expectNetwork(page, '1–4–1', 13)

    await press('Add a hidden layer as number 2')
    await expectNetwork(page, '1–4–3–1', 27)
    await expect(page.getByRole('combobox', { name: 'Hidden layer 2' })).toHaveValue('tanh')
    await press('Add a hidden layer as number 1')
    await expectNetwork(page, '1–3–4–3–1', 41)
    // Four layers of weights are the most.
    for (const number of [1, 2, 3, 4])
      await expect(
        page.getByRole('button', { name: `Add a hidden layer as number ${number}` }),
      ).toBeDisabled()
    await expectLink(page, { net: '1-3-4-3-1', act: 'tanh' })

    await press('Remove hidden layer 2')
    await expectNetwork(page, '1–3–3–1', 22)
    await press('Remove hidden layer 1')
    await press('Remove hidden layer 1')
    await expectNetwork(page, '1–1', 2)
    // With one layer the outer product is the exact matrix.
    await errorOf(page, 'Outer product').click()
    await expect(
      page.getByRole('heading', { name: /^Outer product: equal to the exact Hessian/ }),
    ).toBeVisible()
    await press('Add a hidden layer as number 1')
    await expectNetwork(page, '1–3–1', 10)
    await press('Remove a unit from hidden layer 1')
    await press('Remove a unit from hidden layer 1')
    await expectNetwork(page, '1–1–1', 4)
    await expect(page.getByRole('button', { name: 'Remove a unit from hidden layer 1' })).toBeDisabled()
  },
)

test('activations belong to layers and keep the weights', { tag: '@once' }, async ({ page }) => {
  await open(page, 'net=1-3-3-1&step=0')
  await expectNetwork(page, '1–3–3–1', 22)
  await enter(page.getByRole('textbox', { name: 'Noise' }), '0.2')
  const { w } = await linkParts(page, { act: 'tanh', noise: '0.2' })
  const error = await errorOf(page, 'Outer product').innerText()
  await page.getByRole('combobox', { name: 'Hidden layer 2' }).selectOption('3 × relu')
  await expect(errorOf(page, 'Outer product')).not.toHaveText(error)
  expect((await linkParts(page, { act: 'tanh,relu' })).w).toBe(w)
  const activations = page.getByRole('combobox', { name: 'Hidden layer 1' }).getByRole('option')
  await expect(activations).toHaveText([
    ...['tanh', 'sigmoid', 'relu', 'softplus', 'identity', 'sin', 'gelu', 'swish'].map(
      (name) => `3 × ${name}`,
    ),
    'own …',
  ])
  for (const name of ['sigmoid', 'softplus', 'identity', 'sin', 'gelu', 'swish']) {
    await page.getByRole('combobox', { name: 'Hidden layer 1' }).selectOption(`3 × ${name}`)
    await expectComputed(page)
    await expect(errorOf(page, 'R-operator')).toBeVisible()
  }
})

async function linkParts(page: Page, parts: Record<string, string>): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await expectLink(page, parts)))
}

test('the output is chosen to fit the data and can be changed', { tag: '@once' }, async ({ page }) => {
  await open(page, 'data=xor')
  const output = page.getByRole('combobox', { name: 'Output' })
  await expect(output).toHaveValue('sigmoid')
  await expectNetwork(page, '2–4–1', 17)
  await output.selectOption('softmax, cross-entropy')
  await expectNetwork(page, '2–4–2', 22)
  await errorOf(page, 'Outer product').click()
  await expect(page.getByRole('heading', { name: /^Outer product: why it is off/ })).toBeVisible()
  await output.selectOption('linear, sum of squares')
  await expectNetwork(page, '2–4–1', 17)

  await page.getByRole('combobox', { name: 'Data set' }).selectOption('Line')
  await expectNetwork(page, '1–4–1', 13)
  await expect(output).toHaveValue('identity')
  for (const name of ['logistic', 'softmax'])
    await expect(output.getByRole('option', { name: new RegExp(`^${name}.*for classes`) })).toBeDisabled()
})

test('biases are columns of their own', { tag: '@once' }, async ({ page }) => {
  await open(page)
  await page.getByRole('checkbox', { name: 'Biases' }).uncheck()
  await expectNetwork(page, '1–4–1', 8)
  await map(page, 'Exact').focus()
  await page.keyboard.press('Control+Home')
  await expect(liveCell(page, 'Exact')).toHaveText(/^row 1, column 1, w₁₁⁽¹⁾, w₁₁⁽¹⁾: /)
  await page.getByRole('checkbox', { name: 'Biases' }).check()
  await expectNetwork(page, '1–4–1', 13)
  await map(page, 'Exact').focus()
  await page.keyboard.press('Control+Home')
  await expect(liveCell(page, 'Exact')).toHaveText(/^row 1, column 1, w₁₀⁽¹⁾, w₁₀⁽¹⁾: /)
})

test('weight decay adds α to the diagonal of every Hessian, once', { tag: '@once' }, async ({ page }) => {
  await open(page, 'sel=8,8&decay=0')
  const names = ['Exact', 'Outer product', 'Diagonal', 'Energy differences', 'R-operator']
  await expectComputed(page)
  const valueOf = async (name: string) =>
    readNumber((await liveCell(page, name).innerText()).split(': ')[1] ?? '')
  const before = await Promise.all(names.map(valueOf))
  const decay = page.getByRole('textbox', { name: 'Weight decay α' })
  await enter(decay, '2')
  await expectLink(page, { decay: '2' })
  for (const [n, name] of names.entries())
    await expect.poll(() => valueOf(name), name).toBeCloseTo(before[n] + 2, 3)
  await page.getByRole('slider', { name: 'Weight decay α' }).press('Home')
  await expectLink(page, { decay: '0' })
  for (const [n, name] of names.entries())
    await expect.poll(() => valueOf(name), name).toBeCloseTo(before[n], 3)
})

test('the weight seed draws other weights, and the same ones again', { tag: '@once' }, async ({ page }) => {
  await open(page)
  const seed = page.getByRole('textbox', { name: 'Weight seed' })
  await enter(seed, '5')
  const { w: fifth } = await linkParts(page, { 'weight-seed': '5', step: '0' })
  await page.getByRole('button', { name: 'Draw other weights' }).click()
  const { w: sixth } = await linkParts(page, { 'weight-seed': '6' })
  expect(sixth).not.toBe(fifth)
  await enter(seed, '5', 'Tab')
  expect((await linkParts(page, { 'weight-seed': '5' })).w).toBe(fifth)
})
