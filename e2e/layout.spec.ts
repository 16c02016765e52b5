import type { Page, TestInfo } from '@playwright/test'
import { errorOf, expectComputed } from './comparison.ts'
import { expect, open, test } from './fixtures.ts'
import { expectInView, expectSoundLayout } from './layout.ts'

const sizes = [
  [1600, 1000],
  [1280, 720],
  [768, 1024],
  [390, 844],
] as const

/** Checks the layout at each size; `pictures` of it are attached where a name is given. */
async function expectSoundAt(
  page: Page,
  testInfo: TestInfo,
  where: readonly (readonly [width: number, height: number])[],
  name: string | null,
) {
  for (const [width, height] of where) {
    await page.setViewportSize({ width, height })
    await expectSoundLayout(page, `${name ?? page.url()} at ${width} × ${height}`)
    if (!name) continue
    const path = testInfo.outputPath(`${name}-${width}.png`)
    await page.screenshot({ path, fullPage: width < 1000 })
  }
}

for (const language of ['en', 'ko'])
  test(`nothing is cut or covered in ${language}`, async ({ page }, testInfo) => {
    for (const theme of ['light', 'dark']) {
      await open(page, `lang=${language}&theme=${theme}`)
      await expectComputed(page)
      await expectSoundAt(page, testInfo, sizes, `${language}-${theme}`)
    }
  })

const spirals = 'data=spirals&points=60&net=2-8-6-1&act=tanh,sin&out=sigmoid&rate=0.01&step=20&sel=85,70'
const classes = 'data=three-gaussians&net=2-3-3&out=softmax&rate=0.02&step=20&sel=1,21'

/** States that differ in what stands where, with the method whose error tells that they are computed. */
const states = {
  'two hidden layers': spirals,
  'two hidden layers, inverse': `${spirals}&view=inverse&details=sequential-inverse`,
  'three classes, difference': `${classes}&view=difference&details=diagonal&scope=each`,
  'values in the cells': 'values=1&view=inverse&scale=linear&scope=each&opt=momentum',
  'few methods': 'methods=exact,outer-product,energy-differences&details=energy-differences&sel=2,2',
  'long numbers':
    'noise=0.123&rate=0.00012345&decay=0.00123&weight-seed=2147483647&data-seed=2147483646&energy-differences.epsilon=0.00012345',
  'wrong parts': `bias=perhaps&noise=-1e999&net=1-1000000-1&act=cosine&sel=0,0&nonsense=${'n'.repeat(60)}&methods=exact,diagonal`,
  'nine maps':
    'methods=exact,block-diagonal,kfra,levenberg-marquardt-diagonal,lanczos,empirical-fisher,monte-carlo-fisher,hutchinson-diagonal,bfgs&details=bfgs',
  'four layers': 'data=gaussian-bump&net=2-5-4-3-1&act=tanh,relu,gelu&points=30&rate=0.01&step=5',
} as const

for (const language of ['en', 'ko'])
  for (const [name, state] of Object.entries(states))
    test(
      `nothing is cut or covered with ${name} in ${language}`,
      { tag: '@once' },
      async ({ page }, testInfo) => {
        await open(page, `${state}&lang=${language}`)
        await expectComputed(page)
        await expectSoundAt(page, testInfo, sizes, null)
      },
    )

for (const language of ['en', 'ko'])
  test(`a presentation fits the screen in ${language}`, { tag: '@once' }, async ({ page }, testInfo) => {
    const folded = `present=1&hide=data,network,training,entry&lang=${language}`
    const screens = [
      [1280, 720],
      [1920, 1080],
    ] as const
    for (const [name, state] of [
      [`${language}-present`, folded],
      [`${language}-present-spirals`, `${folded}&${spirals}&view=difference`],
      [`${language}-present-three`, `${folded}&methods=exact,outer-product,diagonal&theme=dark`],
      [
        `${language}-present-nine`,
        `${folded}&methods=exact,outer-product,block-diagonal,k-fac,kfra,low-rank,monte-carlo-fisher,hutchinson-diagonal,bfgs`,
      ],
      [`${language}-present-entry`, `present=1&hide=data,network,training&lang=${language}`],
      [`${language}-present-left`, `present=1&hide=entry&lang=${language}`],
    ]) {
      await open(page, state)
      await expectComputed(page)
      await expectSoundAt(page, testInfo, screens, name)
      if (!name.endsWith('left')) await expectInView(page, page.getByRole('article'), name)
    }
  })

test(
  'the layout holds while methods are stopped, refused or chosen',
  { tag: '@once' },
  async ({ page }, testInfo) => {
    await open(page, 'data=own&points=1&x=AAAAAAAAAAA&t=AAAAAAAAAAA&net=1-1&bias=0')

    await expect(errorOf(page, 'Outer product')).toHaveText('undefined')
    await expectSoundAt(page, testInfo, sizes, 'refused')
  },
)

test('the list of methods opens within the page at every size', async ({ page }) => {
  await open(page, 'scale=linear&decay=1e-300&scope=all&noise=0.001')
  await expectComputed(page)
  await page.getByText('Methods 7/17').click()
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height })
    // A trial click fails where something else is hit.
    for (const name of [/^Outer product/, /^Values in the cells/])
      await page.getByRole('checkbox', { name }).click({ trial: true })
  }
})
