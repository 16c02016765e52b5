import { useMemo } from 'react'
import { extentOf } from '../../plots/fitSurface.ts'
import type { PlotMark } from '../../plots/PlotHandle.tsx'
import { StudyPlot } from '../../plots/StudyPlot.tsx'
import type { PlotGround, StudySeries } from '../../plots/StudyPlot.tsx'
import { useStore } from '../../state/store.ts'
import { framed } from '../../state/study.ts'
import type { StudyResult } from '../../state/study.ts'
import { restored } from '../../studies/choosing.ts'
import type { Study, StudyAxis, StudyPlot as PlotOfStudy, StudyValues } from '../../studies/study.ts'
import { useTheme } from '../useTheme.ts'
import { useSeriesName } from './Findings.tsx'
import { plotSeries } from './plotSeries.ts'
import { plotMarks } from './studyMarks.ts'
import { StudyTable } from './StudyTable.tsx'
import { useStudyText } from './studyTexts.ts'
import { useChoosing } from './useChoosing.ts'
import type { TextsOfStudy } from './studyTexts.ts'

const none: Readonly<Record<string, never>> = {}
const noSeries: readonly string[] = []
const noMarks: readonly PlotMark[] = []

function kindOf({ kind }: StudyAxis, values: StudyValues) {
  if (typeof kind === 'string') return kind
  const chosen = values[kind.parameter]
  return chosen === 'log' || chosen === 'symlog' ? chosen : 'linear'
}

function nameOfAxis({ name, overGround }: StudyAxis, isOverGround: boolean): string {
  return isOverGround ? (overGround ?? name) : name
}

/** What every part of a study is shown from. */
export interface PartProps {
  readonly study: Study
  readonly values: StudyValues
  readonly text: TextsOfStudy
  readonly result: StudyResult | null
  readonly onSet: (set: StudyValues) => void
}

/** The surface that came for the plot, the latest where several did. */
function useGround(plot: PlotOfStudy, result: StudyResult | null): PlotGround | null {
  const surface = result?.pictures.findLast((one) => one.kind === 'surface' && one.picture === plot.id)
  return useMemo(() => {
    if (!plot.ground || surface?.kind !== 'surface') return null
    const { x, y, values, resolution } = surface
    const regression = result?.network.error.output === 'identity'
    const kind = plot.ground === 'outputs' ? (regression ? 'values' : 'probabilities') : plot.ground
    return {
      kind,
      x,
      y,
      fit: { outputs: values, resolution },
      range: kind === 'values' ? extentOf(values) : [0, 1],
    }
  }, [plot, surface, result?.network])
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
  const all = result?.points
  const bands = result?.bands
  const series = useMemo(() => {
    const shown = { points: { ...all, [plot.id]: points ?? none }, bands: bands ?? none }
    const there = plotSeries(study, plot, shown, nameOf)
    return plot.y.aboveLeast ? aboveLeast(there) : there
  }, [points, all, bands, study, plot, nameOf])
  // One button is enough for all plots that choose the same.
  const isFirst = study.plots.find(({ chooses }) => chooses)?.id === plot.id
  const choosing = useChoosing({ plot, study, values, text, result, onSet })
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
    () => ({
      kind: xKind,
      label: text.axes[nameOfAxis(plot.x, ground !== null)],
      domain: plot.x.domain,
      whole: plot.x.whole,
    }),
    [xKind, plot, text, ground],
  )
  const y = useMemo(
    () => ({
      kind: yKind,
      label: text.axes[nameOfAxis(plot.y, ground !== null)],
      domain: plot.y.domain,
      whole: plot.y.whole,
    }),
    [yKind, plot, text, ground],
  )
  return (
    <section className={`study-part${plot.main ? ' is-main' : ''}`} aria-label={text.plots[plot.id]}>
      {study.plots.length > 1 && <h3>{text.plots[plot.id]}</h3>}
      <StudyPlot
        x={x}
        y={y}
        style={plot.style}
        scattered={plot.scattered ?? noSeries}
        thin={plot.thin ?? noSeries}
        ground={ground}
        theme={theme}
        series={series}
        lines={lines}
        marks={
          plot.marks.length === 0
            ? noMarks
            : plotMarks(plot.marks, study, values, state, text, (name, value) => onSet({ [name]: value }))
        }
        choosing={choosing}
        label={words.plot(text.title, text.plots[plot.id])}
        large={large}
        stale={stale}
      />
      {plot.chooses && (
        <div className="row study-choosing">
          <span className="panel-note">{plot.chooses.moves ? words.chooseAndMove : words.chooseByClick}</span>
          {isFirst && (
            <button
              type="button"
              className="button"
              onClick={() => plot.chooses && onSet(restored(study, values, plot.chooses))}
            >
              {words.restore}
            </button>
          )}
        </div>
      )}
      <StudyTable title={words.table(text.plots[plot.id])} x={text.axes[plot.x.name]} series={series} />
    </section>
  )
}
