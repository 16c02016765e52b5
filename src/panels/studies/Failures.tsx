import type { StudyResult } from '../../state/study.ts'
import { useSeriesName } from './Findings.tsx'
import { Offers } from './Offers.tsx'
import type { PartProps } from './PlotPart.tsx'
import { useStudyText } from './studyTexts.ts'

/** Eigenvalues named at most. */
const mostNamed = 4

type OneFailure = StudyResult['failures'][number]

function Sentence({ of, text }: { readonly of: OneFailure } & Pick<PartProps, 'text'>) {
  const words = useStudyText()
  const nameOf = useSeriesName(text)
  const { code, values, eigenvalues } = of.failure
  const sentence = words.failures[code](values, Array.from(eigenvalues ?? []).slice(0, mostNamed))
  return (
    <>
      {of.series !== null && <strong>{nameOf(of.series)}: </strong>}
      {sentence}
    </>
  )
}

/** What gave no result and why, with what may be done about it. */
export function Failures({ study, text, result }: Pick<PartProps, 'study' | 'text' | 'result'>) {
  const words = useStudyText()
  const failures = result?.failures ?? []
  if (failures.length === 0) return null
  return (
    <ul className="study-failures" aria-label={words.noResult}>
      {failures.map((of, k) => (
        // Failures have no identity but their place.
        <li key={`${of.series}-${k}`}>
          <Sentence of={of} text={text} />
          <Offers study={study} text={text} offers={of.offers} />
        </li>
      ))}
    </ul>
  )
}
