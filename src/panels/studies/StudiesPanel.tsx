import { useMemo } from 'react'
import { methodIds } from '../../config/defaults.ts'
import { StudyPlot } from '../../plots/StudyPlot.tsx'
import type { StudySeries } from '../../plots/StudyPlot.tsx'
import { useStore } from '../../state/store.ts'
import { useStudy } from '../../state/study.ts'
import type { StudyResult } from '../../state/study.ts'
import { studies, studyNamed } from '../../studies/index.ts'
import type { StudyId } from '../../studies/index.ts'
import { completeValues, parametersFor } from '../../studies/study.ts'
import type { Study, StudyAxis, StudyPlot as PlotOfStudy, StudyValues } from '../../studies/study.ts'
import { Choice } from '../controls/Choice.tsx'
import { Segmented } from '../controls/Segmented.tsx'
import { useText } from '../useText.ts'
import { Findings, useSeriesName } from './Findings.tsx'
import { StudyPicture } from './StudyPicture.tsx'
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
  const stale = useStore((state) => result !== null && result.revision !== state.revision)
  const state = useStore()
  const nameOf = useSeriesName(text)
  const points = result?.points[plot.id]
  const series = useMemo((): StudySeries[] => {
    const order = [...study.series, ...methodIds]
    return Object.entries(points ?? none)
      .map(([id, list]) => ({ id, name: nameOf(id), nth: order.indexOf(id), points: list }))
      .sort((one, other) => one.nth - other.nth)
  }, [points, study, nameOf])
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

interface ShowsProps {
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Which of the plots and pictures are shown; a list where they are many. */
function Shows(props: ShowsProps) {
  const label = useStudyText().show
  return props.options.length > 3 ? (
    <div className="study-shows">
      <Choice label={label} {...props} />
    </div>
  ) : (
    <Segmented label={label} {...props} />
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
  const patterns = useStore((state) => state.patterns.N)
  const weights = useStore((state) => state.network.W)
  const sizes = useMemo(() => ({ patterns, weights }), [patterns, weights])
  const values = useMemo(() => completeValues(study, given, sizes), [study, given, sizes])
  const onSet = (name: string, value: number | string) =>
    showStudy({ id, parameters: { ...given, [name]: value } })
  const parts = { study, values, text, result, onSet }
  const { plots, pictures } = study
  const presenting = useStore((state) => state.view.presenting)
  const shows = [
    // A slide has room for one.
    ...(presenting ? [] : [{ value: 'all', text: words.all }]),
    ...plots.map((one) => ({ value: one.id, text: text.plots[one.id] })),
    ...pictures.map((one) => ({ value: one.id, text: text.pictures[one.id] })),
  ]
  const chosen = values.show === 'all' && presenting ? plots[0].id : values.show
  const isShown = (part: { readonly id: string }) =>
    chosen === undefined || chosen === 'all' || part.id === chosen
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
          onChange={(next) => showStudy({ id: next, parameters: {} })}
        />
        {plots.length + pictures.length > 1 && (
          <Shows options={shows} value={String(chosen)} onChange={(part) => onSet('show', part)} />
        )}
      </header>
      <Claim text={text} result={result} />
      <div className="study-body">
        <div className="study-main">
          <div
            className="study-plots"
            data-count={plots.filter(isShown).length + pictures.filter(isShown).length}
          >
            {plots.filter(isShown).map((plot) => (
              <Plot key={`${id}-${plot.id}`} plot={plot} {...parts} />
            ))}
            {pictures.filter(isShown).map((picture) => (
              <StudyPicture key={`${id}-${picture.id}`} picture={picture} {...parts} />
            ))}
          </div>
          <Findings study={study} text={text} result={result} />
        </div>
        <div className="study-side">
          <fieldset className="study-settings">
            <legend>{words.parameters}</legend>
            <StudySettings
              parameters={parametersFor(study, sizes).filter(({ name }) => name !== 'show')}
              values={values}
              text={text}
              onChange={onSet}
            />
            <Progress />
          </fieldset>
        </div>
      </div>
    </section>
  )
}
