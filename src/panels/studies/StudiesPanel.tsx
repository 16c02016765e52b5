import { useMemo } from 'react'
import { formatNumber } from '../../i18n/numbers.ts'
import { StudyPlot } from '../../plots/StudyPlot.tsx'
import type { StudySeries } from '../../plots/StudyPlot.tsx'
import { isOld } from '../../state/results.ts'
import { useStore } from '../../state/store.ts'
import { useStudy } from '../../state/study.ts'
import type { StudyResult } from '../../state/study.ts'
import { studies, studyNamed } from '../../studies/index.ts'
import type { StudyId } from '../../studies/index.ts'
import { completeValues } from '../../studies/study.ts'
import type { Study, StudyAxis, StudyPlot as PlotOfStudy, StudyValues } from '../../studies/study.ts'
import { Choice } from '../controls/Choice.tsx'
import { useText } from '../useText.ts'
import { plotMarks } from './studyMarks.ts'
import { StudySettings } from './StudySettings.tsx'
import { StudyTable } from './StudyTable.tsx'
import { textsOfStudy, useStudyText } from './studyTexts.ts'
import type { TextsOfStudy } from './studyTexts.ts'
import './studies.css'

const none: Readonly<Record<string, never>> = {}

function kindOf({ kind }: StudyAxis, values: StudyValues) {
  if (typeof kind === 'string') return kind
  const chosen = values[kind.parameter]
  return chosen === 'log' || chosen === 'symlog' ? chosen : 'linear'
}

/** Names of series: the study's own, or methods. */
function useSeriesName(text: TextsOfStudy): (id: string) => string {
  const methods: Readonly<Record<string, string>> = useText().methods
  return (id) => text.series[id] ?? methods[id] ?? id
}

interface PartProps {
  readonly study: Study
  readonly values: StudyValues
  readonly text: TextsOfStudy
  readonly result: StudyResult | null
  readonly onSet: (name: string, value: number | string) => void
}

function Plot({ plot, study, values, text, result, onSet }: PartProps & { readonly plot: PlotOfStudy }) {
  const words = useStudyText()
  const large = useStore((state) => state.view.presenting)
  const stale = useStore((state) => result !== null && isOld(result.revision, state))
  const state = useStore()
  const nameOf = useSeriesName(text)
  const points = result?.points[plot.id]
  const series = useMemo((): StudySeries[] => {
    const order = (id: string) => {
      const own = study.series.indexOf(id)
      return own < 0 ? study.series.length : own
    }
    return Object.entries(points ?? none)
      .map(([id, list]) => ({ id, name: nameOf(id), points: list }))
      .sort((a, b) => order(a.id) - order(b.id))
    // nameOf follows from text.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [points, study, text])
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

function Findings({ text, result }: Pick<PartProps, 'text' | 'result'>) {
  const words = useStudyText()
  const nameOf = useSeriesName(text)
  const facts = result?.facts ?? []
  if (facts.length === 0) return null
  return (
    <table className="study-facts">
      <caption className="visually-hidden">{words.findings}</caption>
      <thead>
        <tr>
          <th scope="col">{words.finding}</th>
          <th scope="col">{words.found}</th>
          <th scope="col">{words.expected}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map(({ fact, series, value, expected }) => (
          <tr key={`${fact}-${series}`}>
            <th scope="row">
              {text.facts[fact]}
              {series !== null && <span className="panel-note"> {nameOf(series)}</span>}
            </th>
            <td>{value === null ? '–' : formatNumber(value)}</td>
            <td>{expected === null ? '' : formatNumber(expected)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The conclusion so far, in one sentence, or why there is none. */
function Claim({ text, result }: Pick<PartProps, 'text' | 'result'>) {
  const words = useStudyText()
  const names: Readonly<Record<string, string>> = useText().methods
  const status = useStudy((state) => state.status)
  const reason = useStudy((state) => state.reason)
  const claim = result?.claim
  const methods = Object.fromEntries(
    Object.entries(claim?.methods ?? none).map(([key, id]) => [key, names[id]]),
  )
  const sentence = claim ? text.claims[claim.code]?.(claim.values, methods) : null
  return (
    <p className="study-claim" aria-live="polite">
      {status === 'failed' ? words.failed(reason) : (sentence ?? (status === 'running' ? words.waiting : ''))}
      {status === 'cancelled' && <span className="panel-note"> {words.cancelled}</span>}
    </p>
  )
}

function Progress() {
  const words = useStudyText()
  const running = useStudy((state) => state.status === 'running')
  const fraction = useStudy((state) => state.fraction)
  const { cancel, restart } = useStudy.getState()
  return (
    <div className="row study-progress">
      <button type="button" className="button" disabled={!running} onClick={cancel}>
        {words.cancel}
      </button>
      <button type="button" className="button" onClick={restart}>
        {words.restart}
      </button>
      <progress aria-label={words.running(Math.round(100 * fraction))} value={running ? fraction : 1} />
    </div>
  )
}

/** The study that is open: its conclusion, its plots with the marks of the present state, its settings and findings. */
export function StudiesPanel() {
  const words = useStudyText()
  const id = useStore((state) => state.view.study?.id ?? 'error-against-epsilon')
  const given = useStore((state) => state.view.study?.parameters ?? none)
  const shown = useStudy((state) => state.result)
  const running = useStudy((state) => state.status === 'running')
  const { showStudy } = useStore.getState()
  const study = studyNamed(id)
  const text = textsOfStudy(words, id)
  const result = shown?.id === id ? shown : null
  const values = useMemo(() => completeValues(study, given), [study, given])
  const onSet = (name: string, value: number | string) =>
    showStudy({ id, parameters: { ...given, [name]: value } })
  const parts = { study, values, text, result, onSet }
  return (
    <section
      className="studies"
      aria-labelledby="study-title"
      id="maps"
      tabIndex={-1}
      data-running={running}
      data-study={id}
    >
      <header className="study-header">
        <h2 id="study-title">{text.title}</h2>
        <span className="panel-note">PRML {study.section}</span>
        <span className="study-question">{text.question}</span>
        <Choice<StudyId>
          label={words.choose}
          value={id}
          options={studies.map((one) => ({ value: one.id, text: textsOfStudy(words, one.id).title }))}
          onChange={(chosen) => showStudy({ id: chosen, parameters: {} })}
        />
      </header>
      <Claim text={text} result={result} />
      <div className="study-body">
        <div className="study-plots" data-count={study.plots.length}>
          {study.plots.map((plot) => (
            <Plot key={`${id}-${plot.id}`} plot={plot} {...parts} />
          ))}
        </div>
        <div className="study-side">
          <fieldset className="study-settings">
            <legend>{words.parameters}</legend>
            <StudySettings parameters={study.parameters} values={values} text={text} onChange={onSet} />
            <Progress />
          </fieldset>
          <Findings text={text} result={result} />
        </div>
      </div>
    </section>
  )
}
