import { holds, toggled, wordsOf } from './study.ts'
import type { ListParameter, Study, StudyChoosing, StudyValues } from './study.ts'

type Points = Readonly<Record<string, readonly (readonly [x: number, y: number | null, word?: string])[]>>

function listNamed(study: Study, name: string): ListParameter | undefined {
  return study.parameters.find((one): one is ListParameter => 'items' in one && one.name === name)
}

/** The words of a list that count: those given, or where it does not count those the study chose for itself. */
export function chosenWords(
  study: Study,
  values: StudyValues,
  name: string,
  points: Points,
): readonly string[] {
  const counts = listNamed(study, name)?.counts
  if (!counts || holds(counts.when, values)) return wordsOf(values, name)
  return (points[counts.series] ?? []).flatMap(([, , word]) => (word === undefined ? [] : [word]))
}

/** What is to be set so that the list counts, with what it is now. */
function counting(study: Study, values: StudyValues, name: string, points: Points): StudyValues {
  const when = listNamed(study, name)?.counts?.when
  return {
    [name]: chosenWords(study, values, name, points).join(','),
    ...(when ? { [when.parameter]: when.is } : {}),
  }
}

/** What is to be set for a word to be chosen or given up; one that was added is taken away. */
export function afterChoice(
  study: Study,
  values: StudyValues,
  { parameter, moves }: StudyChoosing,
  points: Points,
  word: string,
): StudyValues {
  const set = counting(study, values, parameter, points)
  if (moves && word.startsWith('+'))
    return {
      ...set,
      [moves]: wordsOf(values, moves)
        .filter((other) => other !== word)
        .join(','),
    }
  return { ...set, [parameter]: toggled(wordsOf(set, parameter), word) }
}

/** Figures that a place is worth. */
function text(value: number): string {
  return String(Number(value.toPrecision(4)))
}

/** What is to be set for a point to be elsewhere, or to be added there (`word` is null), and how it is called then. */
export function afterMove(
  study: Study,
  values: StudyValues,
  { parameter, moves }: StudyChoosing,
  points: Points,
  word: string | null,
  [x, y]: readonly [number, number],
): { readonly set: StudyValues; readonly word: string } {
  const set = counting(study, values, parameter, points)
  if (!moves) return { set, word: word ?? '' }
  const isNew = word === null || word.startsWith('+')
  const edit = `${isNew ? '+' : word}:${text(x)}:${text(y)}`
  const isOther = (one: string) => (isNew ? one !== word && one !== edit : !one.startsWith(`${word}:`))
  const edits = [...wordsOf(values, moves).filter(isOther), edit]
  return { set: { ...set, [moves]: edits.join(',') }, word: isNew ? edit : word }
}

/** What is to be set for all to be as it was. */
export function restored(
  study: Study,
  values: StudyValues,
  { parameter, moves }: StudyChoosing,
): StudyValues {
  return { ...counting(study, values, parameter, {}), [parameter]: '', ...(moves ? { [moves]: '' } : {}) }
}
