import { useCallback } from 'react'
import { formatCount, formatNumber } from '../../i18n/numbers.ts'
import type { StudyResult } from '../../state/study.ts'
import type { Study } from '../../studies/study.ts'
import { useText } from '../useText.ts'
import { useStudyText } from './studyTexts.ts'
import type { TextsOfStudy } from './studyTexts.ts'

export interface FindingsProps {
  readonly study: Study
  readonly text: TextsOfStudy
  readonly result: StudyResult | null
}

/** Names of series: the study's own, or methods, or both, as in `obs:exact`. */
export function useSeriesName(text: TextsOfStudy): (id: string) => string {
  const methods: Readonly<Record<string, string>> = useText().methods
  return useCallback(
    (id) =>
      id
        .split(':')
        .map((word) => text.series[word] ?? methods[word] ?? word)
        .join(' · '),
    [text, methods],
  )
}

type Fact = StudyResult['facts'][number]

/** Counts as they are, other numbers with three figures. */
function shown(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : formatNumber(value)
}

function Value({ fact }: { readonly fact: Fact | undefined }) {
  const words = useStudyText()
  if (!fact || fact.value === null) return <>–</>
  return (
    <>
      {shown(fact.value)}
      {fact.expected !== null && <span className="panel-note"> {words.expected(shown(fact.expected))}</span>}
    </>
  )
}

/** The numbers found: those of series as a table, a row for each; the others beside their names. */
export function Findings({ study, text, result }: FindingsProps) {
  const words = useStudyText()
  const nameOf = useSeriesName(text)
  const facts = result?.facts ?? []
  const alone = facts.filter(({ series }) => series === null)
  const rows = [...new Set(facts.flatMap(({ series }) => (series === null ? [] : [series])))]
  const columns = study.facts.filter((name) => facts.some((one) => one.fact === name && one.series !== null))
  if (facts.length === 0) return null
  return (
    <div className="study-findings">
      {alone.length > 0 && (
        <table className="study-facts">
          <caption className="visually-hidden">{words.findings}</caption>
          <tbody>
            {alone.map((fact) => (
              <tr key={fact.fact}>
                <th scope="row">{text.facts[fact.fact]}</th>
                <td>
                  <Value fact={fact} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length > 0 && (
        <table className="study-facts">
          <caption className="visually-hidden">{words.findings}</caption>
          <thead>
            <tr>
              <th scope="col">{words.findings}</th>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {text.facts[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((series) => (
              <tr key={series}>
                <th scope="row">{nameOf(series)}</th>
                {columns.map((name) => (
                  <td key={name}>
                    <Value fact={facts.find((one) => one.fact === name && one.series === series)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
