import { errorAgainstEpsilon } from './errorAgainstEpsilon.ts'
import type { Study } from './study.ts'

/** Every study, in the order it is shown. */
export const studies = [errorAgainstEpsilon] as const

export type StudyId = (typeof studies)[number]['id']

export const studyIds: readonly StudyId[] = studies.map(({ id }) => id)

/** The study of this id. */
export function studyNamed(id: StudyId): Study {
  const found = studies.find((one) => one.id === id)
  if (!found) throw new RangeError(`no study has the id ${id}`)
  return found
}
