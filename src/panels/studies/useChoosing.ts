import { useEffect, useRef } from 'react'
import type { PointChoosing } from '../../plots/PointChooser.tsx'
import { afterChoice, afterMove, chosenWords } from '../../studies/choosing.ts'
import type { StudyPlot as PlotOfStudy } from '../../studies/study.ts'
import { itemName } from './itemName.ts'
import type { PartProps } from './PlotPart.tsx'
import { useStudyText } from './studyTexts.ts'

const none: Readonly<Record<string, never>> = {}

/** What clicking, moving and adding points of this plot does; null where it has none to choose. */
export function useChoosing({
  plot,
  study,
  values,
  text,
  result,
  onSet,
}: PartProps & { readonly plot: PlotOfStudy }): PointChoosing | null {
  const words = useStudyText()
  // A drag sets several times before this is drawn anew.
  const latest = useRef(values)
  useEffect(() => {
    latest.current = values
  }, [values])
  const { chooses } = plot
  if (!chooses) return null
  // What the study chose for itself stands in whichever plot it is drawn in.
  const points = Object.fromEntries(Object.values(result?.points ?? none).flatMap((of) => Object.entries(of)))
  const list = study.parameters.find(({ name }) => name === chooses.parameter)
  const items = list && 'items' in list && list.items === 'weights' ? 'weights' : 'patterns'
  const set = (next: PartProps['values']) => {
    latest.current = { ...latest.current, ...next }
    onSet(next)
  }
  const chosen = chosenWords(study, values, chooses.parameter, points)
  return {
    label: `${words.plot(text.title, text.plots[plot.id])}. ${chooses.moves ? words.chooseAndMove : words.chooseByClick} ${chooses.moves ? words.moveKeys : words.chooseKeys}`,
    chosen,
    nameOf: (word, isChosen) => {
      const name = itemName(word, items, words, result?.network)
      return isChosen ? `${name}, ${text.parameters[chooses.parameter]}` : name
    },
    onToggle: (word) => set(afterChoice(study, latest.current, chooses, points, word)),
    onMove: chooses.moves
      ? (word, place) => {
          const next = afterMove(study, latest.current, chooses, points, word, place)
          set(next.set)
          return next.word
        }
      : null,
  }
}
