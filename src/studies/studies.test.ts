import { describe, expect, it } from 'vitest'
import { studies } from './index.ts'
import type { StudyId } from './index.ts'
import { completeValues, plotsFor } from './study.ts'
import type { Study, StudyValues } from './study.ts'
import { partsOf, sizesOf, subjectOf } from './testSubject.ts'

/** Values with which a study takes no longer than a test may. */
const quick: Readonly<Partial<Record<StudyId, StudyValues>>> = {
  cost: { to: 100, sizes: 3 },
  'error-while-training': { ahead: 20 },
}

describe.each(studies.map((study): [string, Study] => [study.id, study]))('%s', (_, study) => {
  const id = study.id as (typeof studies)[number]['id']
  const values = quick[id] ?? {}

  it('streams what it declares, its first point within its first steps', () => {
    const { network } = subjectOf().problem
    const complete = completeValues(study, values, sizesOf(subjectOf()))
    const plots = new Set(plotsFor(study, complete, network).map((plot) => plot.id))
    const pictures = new Set(study.pictures.map((picture) => picture.id))
    const grounds = study.plots.filter(({ ground }) => ground).map((plot) => plot.id)
    const tables = new Set(study.tables?.map((table) => table.id))
    const methods: readonly string[] = subjectOf().methods
    const parts = partsOf(id, values)
    for (const part of parts) {
      if ('plot' in part) expect(study.plots.map((plot) => plot.id)).toContain(part.plot)
      if ('picture' in part) expect([...pictures, ...grounds]).toContain(part.picture)
      if ('series' in part && part.series !== null && part.kind !== 'line')
        for (const word of part.series.split(':')) expect([...study.series, ...methods]).toContain(word)
      if (part.kind === 'cell') expect(tables).toContain(part.table)
      if (part.kind === 'failure') for (const { name } of part.offers) expect(study.offers).toContain(name)
      if (part.kind === 'line') expect(study.lines).toContain(part.name)
      if (part.kind === 'fact') expect(study.facts).toContain(part.fact)
      if (part.kind === 'claim') expect(study.claims).toContain(part.code)
    }
    expect(parts.some((part) => part.kind === 'claim')).toBe(true)
    for (const plot of plots) expect(parts.some((part) => 'plot' in part && part.plot === plot)).toBe(true)
    for (const table of tables)
      expect(parts.some((part) => part.kind === 'cell' && part.table === table)).toBe(true)
    for (const picture of pictures)
      expect(parts.some((part) => 'picture' in part && part.picture === picture)).toBe(true)
  })

  it('tells a fraction done that does not fall', () => {
    let last = 0
    for (const step of study.run(subjectOf(), completeValues(study, values, sizesOf(subjectOf())))) {
      if (typeof step !== 'number') continue
      expect(step).toBeGreaterThanOrEqual(last - 1e-12)
      last = step
    }
    expect(last).toBeLessThanOrEqual(1)
  })

  it('gives the same points twice', () => {
    expect(partsOf(id, values)).toEqual(partsOf(id, values))
  })
})
