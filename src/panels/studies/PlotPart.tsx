import { useMemo } from 'react'
import { methodIds } from '../../config/defaults.ts'
import { extentOf } from '../../plots/fitSurface.ts'
import type { PlotMark } from '../../plots/PlotHandle.tsx'
import { StudyPlot } from '../../plots/StudyPlot.tsx'
import type { PlotGround, StudySeries } from '../../plots/StudyPlot.tsx'
import { useStore } from '../../state/store.ts'
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
const noMarks: readonly PlotMark[] = []

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
  const points = result?.points[plot.id]
  const bands = result?.bands[plot.id]
  const series = useMemo((): StudySeries[] => {
    const order = [...study.series, ...methodIds]
    const ids = new Set([...Object.keys(points ?? none), ...Object.keys(bands ?? none)])
    // Series by criterion and method have no place among those that are named.
    const known = [...ids].every((id) => order.includes(id))
    const { looks } = study
    const lookOf = (id: string) => looks?.[id] ?? (methodIds as readonly string[]).indexOf(id)
    const ordered = known ? order.filter((id) => ids.has(id)) : [...ids]
    return ordered.map((id, k) => ({
      id,
      name: nameOf(id),
      nth: looks ? lookOf(id) : known ? order.indexOf(id) : k,
      points: points?.[id] ?? [],
      band: bands?.[id] ?? [],
    }))
  }, [points, bands, study, nameOf])
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
    () => ({ kind: xKind, label: text.axes[plot.x.name], domain: plot.x.domain, whole: plot.x.whole }),
    [xKind, plot, text],
  )
  const y = useMemo(
    () => ({ kind: yKind, label: text.axes[plot.y.name], domain: plot.y.domain, whole: plot.y.whole }),
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
        thin={plot.thin ?? noSeries}
        ground={ground}
        theme={theme}
        series={series}
        lines={lines}
        marks={plot.marks.length === 0 ? noMarks : plotMarks(plot.marks, study, values, state, text, onSet)}
        label={words.plot(text.title, text.plots[plot.id])}
        large={large}
        stale={stale}
      />
      <StudyTable title={words.table(text.plots[plot.id])} x={text.axes[plot.x.name]} series={series} />
    </section>
  )
}
