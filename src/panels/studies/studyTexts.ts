import { studyCatalogues } from '../../i18n/studies.ts'
import type { StudyCatalogue } from '../../i18n/studyCatalogue.ts'
import { useStore } from '../../state/store.ts'
import type { ClaimValues } from '../../studies/study.ts'
import type { StudyId } from '../../studies/index.ts'
import { languageOf } from '../useText.ts'

type Words = Readonly<Record<string, string>>

/** The texts of one study, by whatever key. */
export interface TextsOfStudy {
  readonly title: string
  readonly question: string
  readonly parameters: Words
  readonly options: Words
  readonly plots: Words
  readonly axes: Words
  readonly marks: Words
  readonly pictures: Words
  /** Titles of tables, the heads of their rows by table, and of their columns. */
  readonly tables: Words
  readonly rows: Words
  readonly columns: Words
  readonly offers: Words
  readonly series: Words
  readonly lines: Words
  readonly facts: Words
  readonly claims: Readonly<Record<string, (values: ClaimValues, methods: Words) => string>>
}

/** The texts of the studies in the language chosen. */
export function useStudyText(): StudyCatalogue {
  return studyCatalogues[useStore(languageOf)]
}

const noTables = { tables: {}, rows: {}, columns: {}, offers: {} }

export function textsOfStudy(text: StudyCatalogue, id: StudyId): TextsOfStudy {
  return { ...noTables, ...text.studies[id] }
}
