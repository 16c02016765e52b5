import { useMemo } from 'react'
import { methodIds } from '../../config/defaults.ts'
import { extentOf } from '../../plots/fitSurface.ts'
import { StudyPlot } from '../../plots/StudyPlot.tsx'
import type { PlotGround, StudySeries } from '../../plots/StudyPlot.tsx'
import { useStore } from '../../state/store.ts'
import { framed } from '../../state/study.ts'
import type { StudyResult } from '../../state/study.ts'
import type { Study, StudyAxis, StudyPlot as PlotOfStudy, StudyValues } from '../../studies/study.ts'
import { useTheme } from '../useTheme.ts'
import { useSeriesName } from './Findings.tsx'
import { plotMarks } from './studyMarks.ts'
import { StudyTable } from './StudyTable.tsx'
import { useStudyText } from './studyTexts.ts'
import type { TextsOfStudy } from './studyTexts.ts'

const none: Readonly<Record<string, never>> = {}
const noSeries: readonly string[] = []

function kindOf({ kind }: StudyAxis, values: StudyValues) {
  if (typeof kind === 'string') return kind
  const chosen = values[kind.parameter]
  return chosen === 'log' || chosen === 'symlog' ? chosen : 'linear'
}

/** What every part of a study is shown from. */
export interface PartProps {
  readonly study: Study
  readonly values: StudyValues
  readonly text: TextsOfStudy
  readonly result: StudyResult | null
  readonly onSet: (name: string, value: number | string) => void
}

/** The surface that came for the plot, the latest where several did. */
function useGround(plot: PlotOfStudy, result: StudyResult | null): PlotGround | null {
  const surface = result?.pictures.findLast((one) => one.kind === 'surface' && one.picture === plot.id)
  return useMemo(() => {
    if (!plot.ground || surface?.kind !== 'surface') return null
    const { x, y, values, resolution } = surface
    return {
      kind: plot.ground,
      x,
      y,
      fit: { outputs: values, resolution },
      range: plot.ground === 'values' ? extentOf(values) : [0, 1],
    }
  }, [plot, surface])
}

/** The points of the plot by series: all of them, or with them those at the value of the number that says so. */
function pointsOf(plot: PlotOfStudy, values: StudyValues, result: StudyResult | null) {
  const all = result?.points
  if (!all || plot.frames === undefined) return all?.[plot.id]
  let at = Math.round(Number(values[plot.frames]))
  while (at > 0 && !all[framed(plot.id, at)]) at--
  return { ...all[plot.id], ...all[framed(plot.id, at)] }
}

/** Of |least|, so much is round-off of a difference. */
const roundOff = 1e-15

/**
 * Series with their heights told above the least of them all. That one, which is at 0 and has no place on a logarithmic
 * axis, is put a little below the lowest of the others.
 */
function aboveLeast(series: StudySeries[]): StudySeries[] {
  const heights = series.flatMap(({ points }) => points.flatMap(([, y]) => (y === null ? [] : [y])))
  const least = heights.reduce((a, b) => Math.min(a, b), Infinity)
  const seen = roundOff * (1 + Math.abs(least))
  const next = heights.reduce((a, b) => (b - least > seen ? Math.min(a, b - least) : a), Infinity)
  const floor = Number.isFinite(next) ? Math.max(seen, next / 2) : seen
  return series.map((one) => ({
    ...one,
    points: one.points.map(([x, y]) => [x, y === null ? null : Math.max(floor, y - least)]),
  }))
}

/** A plot of a study with its name, the marks of the present state on it, and its numbers. */
export function PlotPart({
  plot,
  study,
  values,
  text,
  result,
  onSet,
}: PartProps & { readonly plot: PlotOfStudy }) {
  const words = useStudyText()
  const theme = useTheme()
  const large = useStore((state) => state.view.presenting)
  const stale = useStore((state) => result !== null && result.revision !== state.revision)
  const state = useStore()
  const nameOf = useSeriesName(text)
  const ground = useGround(plot, result)
  const points = useMemo(() => pointsOf(plot, values, result), [plot, values, result])
  const bands = result?.bands[plot.id]
  const series = useMemo((): StudySeries[] => {
    const order = [...(plot.series ?? study.series), ...methodIds]
    const ids = new Set([...Object.keys(points ?? none), ...Object.keys(bands ?? none)])
    // Series by criterion and method have no place among those that are named.
    const known = [...ids].every((id) => order.includes(id))
    const there = [...ids]
      .map((id, k) => ({
        id,
        name: nameOf(id),
        nth: known ? order.indexOf(id) : k,
        points: points?.[id] ?? [],
        band: bands?.[id] ?? [],
      }))
      .sort((one, other) => one.nth - other.nth)
    return plot.y.aboveLeast ? aboveLeast(there) : there
  }, [points, bands, study, nameOf, plot])
  const lines = useMemo(
    () =>
      (result?.lines ?? [])
        .filter((line) => line.plot === plot.id)
        .map((line) => ({ ...line, name: text.lines[line.name] ?? line.name })),
    [result?.lines, plot.id, text],
  )
  const xKind = kindOf(plot.x, values)
  const yKind = kindOf(plot.y, values)
  const x = useMemo(
    () => ({ kind: xKind, label: text.axes[plot.x.name], domain: plot.x.domain }),
    [xKind, plot, text],
  )
  const y = useMemo(
    () => ({ kind: yKind, label: text.axes[plot.y.name], domain: plot.y.domain }),
    [yKind, plot, text],
  )
  return (
    <section className="study-part" aria-label={text.plots[plot.id]}>
      {study.plots.length > 1 && <h3>{text.plots[plot.id]}</h3>}
      <StudyPlot
        x={x}
        y={y}
        style={plot.style}
        scattered={plot.scattered ?? noSeries}
        ground={ground}
        theme={theme}
        series={series}
        lines={lines}
        marks={plotMarks(plot.marks, study, values, state, text, onSet)}
        label={words.plot(text.title, text.plots[plot.id])}
        large={large}
        stale={stale}
      />
      <StudyTable title={words.table(text.plots[plot.id])} x={text.axes[plot.x.name]} series={series} />
    </section>
  )
}
