import { methodIds } from '../../config/defaults.ts'
import type { StudySeries } from '../../plots/StudyPlot.tsx'
import type { StudyResult } from '../../state/study.ts'
import type { Study } from '../../studies/study.ts'

/** The look a series has instead of a colour of its own; `class:2` is its second. */
function lookOf(study: Study, id: string): string | undefined {
  const [kind, which] = id.split(':')
  const look = study.looks?.[kind]
  if (look === undefined) return undefined
  return look === 'class' ? `is-class-${Number(which) - 1}` : `is-${look}`
}

/** The series of the plot as they are drawn: those with a look of their own first, then the others by their numbers. */
export function plotSeries(
  study: Study,
  plot: string,
  { points, bands }: Pick<StudyResult, 'points' | 'bands'>,
  nameOf: (id: string) => string,
): StudySeries[] {
  const idsOf = (of: string) => [...Object.keys(points[of] ?? {}), ...Object.keys(bands[of] ?? {})]
  const order = [...study.series, ...methodIds]
  const place = (id: string) => order.indexOf(id.split(':')[0])
  // Series by kind and method have no place among those that are named: they are counted as they come, over all plots,
  // so that each is the same colour everywhere.
  const all = study.plots.flatMap(({ id }) => idsOf(id)).filter((id) => lookOf(study, id) === undefined)
  const counted = all.every((id) => order.includes(id)) ? order : [...new Set(all)]
  return [...new Set(idsOf(plot))]
    .map((id) => ({
      id,
      name: nameOf(id),
      nth: counted.indexOf(id),
      look: lookOf(study, id),
      points: points[plot]?.[id] ?? [],
      band: bands[plot]?.[id] ?? [],
    }))
    .sort(
      (one, other) => one.nth - other.nth || place(one.id) - place(other.id) || (one.id < other.id ? -1 : 1),
    )
}
