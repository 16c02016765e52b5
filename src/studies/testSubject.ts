import { build } from '../config/build.ts'
import { defaultConfiguration, defaultParameters, methodIds } from '../config/defaults.ts'
import { finish } from '../linalg/steps.ts'
import { studyNamed } from './index.ts'
import type { StudyId } from './index.ts'
import { completeValues } from './study.ts'
import type { StudyPart, StudySubject, StudyValues } from './study.ts'

/** What the studies are about on the page as it opens, or with another problem; for tests. */
export function subjectOf(configuration = defaultConfiguration.problem): StudySubject {
  const { problem, step } = finish(build(configuration))
  let now = 0
  return {
    problem,
    methods: methodIds,
    parameters: defaultParameters,
    training: configuration.training,
    path: [{ step, w: problem.w }],
    seed: 1,
    // Every look at the clock is so much later than the one before that a few are enough for a measurement.
    clock: () => (now += 8),
  }
}

export function sizesOf({ problem }: StudySubject) {
  return { patterns: problem.N, weights: problem.network.W }
}

/** The memory that goes to the page with a part. */
function arraysOf(part: StudyPart): ArrayBuffer[] {
  return Object.values(part).flatMap((value: unknown) =>
    value instanceof Float64Array && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  )
}

/** All parts that a study streams. */
export function partsOf(id: StudyId, values: StudyValues = {}, subject = subjectOf()): StudyPart[] {
  const study = studyNamed(id)
  const found: StudyPart[] = []
  for (const step of study.run(subject, completeValues(study, values, sizesOf(subject))))
    if (typeof step !== 'number') found.push(structuredClone(step, { transfer: arraysOf(step) }))
  return found
}

/** The number found, of a series where it has one. */
export function factOf(parts: readonly StudyPart[], name: string, series: string | null = null): number {
  const facts = parts.filter((part) => part.kind === 'fact')
  const value = facts.find((part) => part.fact === name && part.series === series)?.value
  if (value === null || value === undefined) throw new RangeError(`no ${name} of ${series} was found`)
  return value
}

/** The points of a series in the order of x. */
export function pointsOf(parts: readonly StudyPart[], plot: string, series: string) {
  return parts
    .filter((part) => part.kind === 'point')
    .filter((part) => part.plot === plot && part.series === series)
    .map(({ x, y }) => [x, y ?? NaN] as const)
    .sort((a, b) => a[0] - b[0])
}
