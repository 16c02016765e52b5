import { describe, expect, test } from 'vitest'
import { rules } from '../hessian/explain/observations/index.ts'
import type { ObservationId } from '../hessian/explain/observations/index.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'
import type { Catalogue } from './index.ts'

const names =
  `W error delta residual spread L dropped trace gradientNorm gradientShare negative smallest largest condition
  count threshold directions K alpha rank missing N layer unit weights slope rows other curvature data share own epsilon
  distance step pattern relative row column roundOff truncation predicted asymmetry ratio relativeExact alpha0 free excess
  damping needed closest`.split(/\s+/)

function sentence({ observations }: Catalogue, id: ObservationId, value: number): string {
  // More values than a sentence needs do no harm.
  const values = Object.fromEntries(names.map((name) => [name, value]))
  const text = observations[id] as (values: Readonly<Record<string, number>>) => string
  return text(values)
}

describe.each([en, ko])('the observations in $code', (catalogue) => {
  test.each(rules.map(({ id }) => id))('%s', (id) => {
    for (const value of [0, 1, 2, 12, 0.05, 1.25e-9, -3e7]) {
      const text = sentence(catalogue, id, value)
      expect(text).not.toMatch(/undefined|NaN|∞|\[object/)
      expect(text).toMatch(/\.$/)
      expect(text).not.toMatch(/ {2}|\d-\d/)
    }
  })

  test('no two are the same', () => {
    const texts = rules.map(({ id }) => sentence(catalogue, id, 3))
    expect(new Set(texts).size).toBe(rules.length)
  })
})
