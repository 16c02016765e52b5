import { useStore } from '../../state/store.ts'
import type { Study, StudyOffer } from '../../studies/study.ts'
import type { TextsOfStudy } from './studyTexts.ts'

interface OffersProps {
  readonly study: Study
  readonly text: TextsOfStudy
  readonly offers: readonly StudyOffer[]
}

/** What may be done about what a study found, each a button that sets it. */
export function Offers({ study, text, offers }: OffersProps) {
  const { showStudy } = useStore.getState()
  const given = useStore((state) => state.view.study)
  return offers.map(({ name, set }) => (
    <button
      key={name}
      type="button"
      className="button"
      onClick={() =>
        given?.id === study.id && showStudy({ id: given.id, parameters: { ...given.parameters, ...set } })
      }
    >
      {text.offers[name]}
    </button>
  ))
}
