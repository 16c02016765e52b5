import { Fragment, useMemo } from 'react'
import { weightName } from '../../i18n/notation.ts'
import { placeOf } from '../../network/network.ts'
import { useStore } from '../../state/store.ts'
import { useStudy } from '../../state/study.ts'
import { studies, studyNamed } from '../../studies/index.ts'
import type { StudyId } from '../../studies/index.ts'
import { isUse } from '../../studies/useIds.ts'
import { completeValues, holds, parametersFor, plotsFor } from '../../studies/study.ts'
import type { StudyValues } from '../../studies/study.ts'
import { Choice } from '../controls/Choice.tsx'
import { Segmented } from '../controls/Segmented.tsx'
import { useText } from '../useText.ts'
import { Failures } from './Failures.tsx'
import { Findings } from './Findings.tsx'
import { NumberTable } from './NumberTable.tsx'
import { PlotPart } from './PlotPart.tsx'
import { Offers } from './Offers.tsx'
import type { PartProps } from './PlotPart.tsx'
import { StudyPicture } from './StudyPicture.tsx'
import { useStaged } from './useStaged.ts'
import { UseExamples } from './UseExamples.tsx'
import { StudySettings } from './StudySettings.tsx'
import { textsOfStudy, useStudyText } from './studyTexts.ts'
import './studies.css'

const none: Readonly<Record<string, never>> = {}

/** The conclusion so far, in one sentence, or why there is none. */
function Claim({ study, text, result }: Pick<PartProps, 'study' | 'text' | 'result'>) {
  const words = useStudyText()
  const names: Readonly<Record<string, string>> = useText().methods
  const status = useStudy((state) => state.status)
  const reason = useStudy((state) => state.reason)
  const claim = result?.claim
  const named = Object.fromEntries([
    ...Object.entries(claim?.methods ?? none).map(([key, id]) => [key, names[id] ?? text.series[id]]),
    ...Object.entries(claim?.weights ?? none).map(([key, at]) => [
      key,
      result ? weightName(placeOf(result.network, at)) : '',
    ]),
  ]) as Readonly<Record<string, string>>
  const sentence = claim ? text.claims[claim.code]?.(claim.values, named) : null
  return (
    <div className="study-claim" aria-live="polite">
      {status === 'failed' ? words.failed(reason) : (sentence ?? (status === 'running' ? words.waiting : ''))}
      {status === 'cancelled' && <span className="panel-note"> {words.cancelled}</span>}
      {claim && claim.offers.length > 0 && (
        <span className="study-offers">
          <Offers study={study} text={text} offers={claim.offers} />
        </span>
      )}
    </div>
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
  const text = useMemo(() => textsOfStudy(words, id), [words, id])
  const result = shown?.id === id ? shown : null
  const patterns = useStore((state) => state.patterns.N)
  const weights = useStore((state) => state.network.W)
  const sizes = useMemo(() => ({ patterns, weights }), [patterns, weights])
  const values = useMemo(() => completeValues(study, given, sizes), [study, given, sizes])
  const onSet = (set: StudyValues) => {
    // A drag may set again before this is drawn anew.
    const latest = useStore.getState().view.study
    showStudy({ id, parameters: { ...(latest?.id === id ? latest.parameters : none), ...set } })
  }
  const parts = { study, values, text, result, onSet }
  const { pictures, tables = [] } = study
  const alike = studies.filter((one) => isUse(one.id) === isUse(id))
  const network = useStore((state) => state.network)
  const plots = plotsFor(study, values, network)
  const presenting = useStore((state) => state.view.presenting)
  const shows = [
    // A slide has room for one.
    ...(presenting ? [] : [{ value: 'all', text: words.all }]),
    ...plots.map((one) => ({ value: one.id, text: text.plots[one.id] })),
    ...pictures.map((one) => ({ value: one.id, text: text.pictures[one.id] })),
    ...tables.map((one) => ({ value: one.id, text: text.tables[one.id] })),
  ]
  // What was chosen may not be there for this network.
  const chosen =
    values.show === undefined || shows.some(({ value }) => value === values.show)
      ? values.show
      : shows[0].value
  const isShown = (part: { readonly id: string }) =>
    chosen === undefined || chosen === 'all' || part.id === chosen
  const drawn = [
    ...plots.map((plot) => ({ id: plot.id, element: <PlotPart plot={plot} {...parts} /> })),
    ...pictures.map((picture) => ({
      id: picture.id,
      element: <StudyPicture picture={picture} {...parts} />,
    })),
    ...tables.map((table) => ({ id: table.id, element: <NumberTable table={table} {...parts} /> })),
  ].filter(isShown)
  const staged = useStaged(id, drawn.length)
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
          label={isUse(id) ? words.chooseUse : words.choose}
          value={id}
          options={alike.map((one) => ({ value: one.id, text: textsOfStudy(words, one.id).title }))}
          onChange={(next) => showStudy({ id: next, parameters: {} })}
        />
        {isUse(id) && <UseExamples use={id} />}
        {plots.length + pictures.length > 1 && (
          <Shows options={shows} value={String(chosen)} onChange={(part) => onSet({ show: part })} />
        )}
      </header>
      <Claim study={study} text={text} result={result} />
      <Failures study={study} text={text} result={result} />
      <div className="study-body">
        <div className="study-main">
          <div className="study-plots" data-count={drawn.length}>
            {drawn.slice(0, staged).map(({ id: part, element }) => (
              <Fragment key={`${id}-${part}`}>{element}</Fragment>
            ))}
          </div>
          <Findings study={study} text={text} result={result} />
        </div>
        <div className="study-side">
          <fieldset className="study-settings">
            <legend>{words.parameters}</legend>
            <StudySettings
              parameters={parametersFor(study, sizes, values).filter(
                (one) =>
                  one.name !== 'show' &&
                  (!('when' in one) || holds(one.when, values)) &&
                  (!('fits' in one) || (one.fits?.(network) ?? true)),
              )}
              values={values}
              text={text}
              onChange={(name, value) => onSet({ [name]: value })}
            />
            <Progress />
          </fieldset>
        </div>
      </div>
    </section>
  )
}
