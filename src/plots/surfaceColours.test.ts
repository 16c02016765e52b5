import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { surfaceColours } from './surfaceColours.ts'

const sheet = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

/** The value of a variable in the first rule of this selector that sets it. */
function variable(css: string, selector: string, name: string): string | undefined {
  for (const rule of css.split('}'))
    if (rule.split('{')[0].trim().endsWith(selector)) {
      const found = rule.match(new RegExp(`${name}:\\s*([^;]+);`))
      if (found) return found[1]
    }
  return undefined
}

it.each([
  ['light', ':root', '.data-plot'],
  ['dark', ":root[data-theme='dark']", ":root[data-theme='dark'] .data-plot"],
] as const)('agrees with the style sheets in the %s theme', (theme, root, plot) => {
  const page = sheet('../app/theme.css')
  const plots = sheet('./plots.css')
  const { panel, classes, values } = surfaceColours[theme]
  expect(panel).toBe(variable(page, root, '--panel'))
  expect(classes).toEqual(
    ['--accent', '--amber', '--green', '--muted'].map((name) => variable(page, root, name)),
  )
  expect(values).toEqual(
    ['--value-low', '--value-middle', '--value-high'].map((name) => variable(plots, plot, name)),
  )
})
