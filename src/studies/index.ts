import { cost } from './cost.ts'
import { errorAgainstEpsilon } from './errorAgainstEpsilon.ts'
import { errorWhileTraining } from './errorWhileTraining.ts'
import { harm } from './harm.ts'
import { optimisation } from './optimisation.ts'
import { pruning } from './pruning.ts'
import { iteration } from './iteration.ts'
import { retraining } from './retraining.ts'
import { laplace } from './laplace.ts'
import { rWave } from './rWave.ts'
import { sequentialInverseStudy } from './sequentialInverse.ts'
import { spectrum } from './spectrum.ts'
import { structure } from './structure.ts'
import { allParameters } from './study.ts'
import type { Study, StudyParameter } from './study.ts'

/** Every study, in the order it is shown. */
export const studies = [
  errorAgainstEpsilon,
  errorWhileTraining,
  sequentialInverseStudy,
  cost,
  rWave,
  spectrum,
  iteration,
  harm,
  structure,
  optimisation,
  retraining,
  pruning,
  laplace,
] as const

export type StudyId = (typeof studies)[number]['id']

export const studyIds: readonly StudyId[] = studies.map(({ id }) => id)

export { knownWords } from './study.ts'

/** The study of this id. */
export function studyNamed(id: StudyId): Study {
  const found = studies.find((one) => one.id === id)
  if (!found) throw new RangeError(`no study has the id ${id}`)
  return found
}

/** The parameters of the study of this id. */
export function parametersOfStudy(id: StudyId): readonly StudyParameter[] {
  return allParameters(studyNamed(id))
}
