import { methodIds } from '../../config/defaults.ts'
import type { StudySeries } from '../../plots/StudyPlot.tsx'
import type { StudyResult } from '../../state/study.ts'
import type { Study, StudyPlot } from '../../studies/study.ts'

/** The look a series has instead of a colour of its own; `class:2` is its second. */
function lookOf(study: Study, id: string): string | undefined {
  const [kind, which] = id.split(':')
  const look = study.looks?.[kind]
  if (look === undefined || typeof look === 'number') return undefined
  return look === 'class' ? `is-class-${Number(which) - 1}` : `is-${look}`
}

/** The numbers of the colours, where the study gives some. */
function numbered({ looks = {} }: Study): Readonly<Record<string, number>> | null {
  const given = Object.entries(looks).filter((one): one is [string, number] => typeof one[1] === 'number')
  return given.length > 0 ? Object.fromEntries(given) : null
}

/** The series of the plot as they are drawn: those with a look of their own first, then the others by their numbers. */
export function plotSeries(
  study: Study,
  plot: StudyPlot,
  { points, bands }: Pick<StudyResult, 'points' | 'bands'>,
  nameOf: (id: string) => string,
): StudySeries[] {
  const idsOf = (of: string) => [...Object.keys(points[of] ?? {}), ...Object.keys(bands[of] ?? {})]
  const order = [...(plot.series ?? study.series), ...methodIds]
  const place = (id: string) => order.indexOf(id.split(':')[0])
  // Series by kind and method have no place among those that are named: they are counted as they come, over all plots,
  // so that each is the same colour everywhere.
  const counting = plot.series ? [plot] : study.plots
  const all = counting.flatMap(({ id }) => idsOf(id)).filter((id) => lookOf(study, id) === undefined)
  const counted = all.every((id) => order.includes(id)) ? order : [...new Set(all)]
  const numbers = numbered(study)
  return [...new Set(idsOf(plot.id))]
    .map((id) => ({
      id,
      name: nameOf(id),
      nth: numbers ? (numbers[id] ?? (methodIds as readonly string[]).indexOf(id)) : counted.indexOf(id),
      look: lookOf(study, id),
      points: points[plot.id]?.[id] ?? [],
      band: bands[plot.id]?.[id] ?? [],
    }))
    .sort(
      (one, other) =>
        (numbers ? 0 : one.nth - other.nth) ||
        place(one.id) - place(other.id) ||
        (one.id < other.id ? -1 : 1),
    )
}
