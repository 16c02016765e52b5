import { beyondTexts } from '../src/i18n/beyondTexts.ts'
import { en } from '../src/i18n/en.ts'
import { ko } from '../src/i18n/ko.ts'
import { expectNoAxeViolations } from './accessibility.ts'
import { expectLink } from './address.ts'
import { errorOf, expectComputed, map, tile } from './comparison.ts'
import { enter } from './controls.ts'
import { expect, open, test } from './fixtures.ts'

for (const [text, theme] of [
  [en, 'light'],
  [ko, 'dark'],
] as const) {
  const { methods, maps, methodGroups, parameters, why } = text

  test(
    `methods beyond the text are chosen group by group, nine maps at most, in ${text.code}`,
    { tag: '@once' },
    async ({ page }) => {
      await open(
        page,
        `lang=${text.code}&theme=${theme}&methods=exact,outer-product,block-diagonal,k-fac,low-rank`,
      )
      await page.getByText(maps.methods(5, 17)).click()
      const chooser = page.getByRole('group', { name: maps.chooseMethods })
      for (const [group, count] of [
        [methodGroups.book, 7],
        [methodGroups.structured, 6],
        [methodGroups.sampled, 3],
        [methodGroups['quasi-newton'], 1],
      ] as const)
        await expect(chooser.getByRole('group', { name: group }).getByRole('checkbox')).toHaveCount(count)
      await expectNoAxeViolations(page, '.method-chooser')
      const choice = (name: string) => chooser.getByRole('checkbox', { name: new RegExp(`^${name} `) })
      await expect(choice(methods['empirical-fisher'])).toHaveAccessibleDescription(
        beyondTexts[text.code].about['empirical-fisher'],
      )
      const chosen = ['lanczos', 'empirical-fisher', 'hutchinson-diagonal', 'bfgs'] as const
      for (const id of chosen) await choice(methods[id]).check()

      // A tenth map is not to be had, by its box or by its key.
      await expect(page.getByRole('article')).toHaveCount(9)
      await expect(chooser.getByRole('status')).toHaveText(maps.full(9))
      await expect(choice(methods.kfra)).toBeDisabled()
      await page.keyboard.press('3')
      await expect(page.getByRole('status', { name: text.status.title })).toContainText(maps.full(9))
      await expect(page.getByRole('article')).toHaveCount(9)
      await page.keyboard.press('2')
      await expect(choice(methods.kfra)).toBeEnabled()

      await page.getByText(maps.methods(8, 17)).click()
      await expectComputed(page)
      const lowRank = tile(page, methods['low-rank'])
      await enter(lowRank.getByRole('textbox', { name: parameters.rank }), '2')
      await enter(tile(page, methods.lanczos).getByRole('textbox', { name: parameters.seed }), '7')
      await expectLink(page, {
        methods: `exact,block-diagonal,k-fac,low-rank,${chosen.join(',')}`,
        'low-rank.rank': '2',
        'lanczos.seed': '7',
        'hutchinson-diagonal.probes': '10',
        'bfgs.pairs': '50',
      })
      await expectComputed(page)
      await lowRank.locator('.error-button').click()
      await expect(page.getByRole('heading', { name: methods['low-rank'] }).last()).toBeVisible()
      await expect(page.locator('.why p')).toContainText('‖H‖')
      await expect(page.locator('.why p')).not.toHaveText(why.pending)
    },
  )
}

test(
  'a link with too many maps and wrong parameters is told of, and shows the first nine',
  { tag: '@once' },
  async ({ page }) => {
    const wanted = Object.keys(en.methods)
    await open(page, `lang=en&methods=${wanted.join(',')}&low-rank.rank=2.5&lanczos.rank=0&sel=2,12`)
    const messages = page.getByRole('status', { name: 'Messages' })
    await expect(messages).toContainText('at most 9 maps are shown at once')
    await expect(messages).toContainText('a whole number was expected')
    await expect(messages).toContainText('it must lie between 1 and 1000')
    // Seven of the book take eight, the inverse being one of them.
    await expect(page.getByRole('article')).toHaveCount(9)
    await expectComputed(page)
    await expect(map(page, 'Block diagonal')).toBeVisible()
    await expect(tile(page, 'K-FAC')).toHaveCount(0)
  },
)

test(
  'BFGS asks for training where none led to the weights, and follows it',
  { tag: '@once' },
  async ({ page }) => {
    await open(page, 'lang=en&step=0&methods=exact,k-fac,bfgs&sel=2,12&account=k-fac')
    const bfgs = tile(page, 'BFGS')
    await expect(bfgs).toContainText('No training led to these weights')
    await bfgs.getByRole('button', { name: 'Train one step' }).click()
    await expectComputed(page)
    await expect(errorOf(page, 'BFGS')).toBeVisible()
    // What K-FAC does with an entry across layers: nothing.
    const account = page.locator('details.account', { hasText: 'K-FAC' })
    await expect(account).toContainText('off by')
    await expect(account).toContainText('Of this entry the method says nothing')
    await expect(account).toContainText('what the outer product drops')
  },
)
