import { Fragment } from 'react'
import { weightName } from '../../i18n/notation.ts'
import { placeOf } from '../../network/network.ts'
import { useStore } from '../../state/store.ts'
import { toggled, wordsOf } from '../../studies/study.ts'
import type { ListParameter, StudyParameter, StudyValues } from '../../studies/study.ts'
import { Choice } from '../controls/Choice.tsx'
import { Segmented } from '../controls/Segmented.tsx'
import { Slider } from '../controls/Slider.tsx'
import { useText } from '../useText.ts'
import { PlayButtons } from './PlayButtons.tsx'
import { useStudyText } from './studyTexts.ts'
import type { TextsOfStudy } from './studyTexts.ts'

export interface StudySettingsProps {
  readonly parameters: readonly StudyParameter[]
  readonly values: StudyValues
  readonly text: TextsOfStudy
  readonly onChange: (name: string, value: number | string) => void
}

/** A choice among more than so many is a list. */
const mostSegments = 3

interface ListProps extends Omit<StudySettingsProps, 'parameters'> {
  readonly of: ListParameter
  readonly label: string
}

/** What was chosen where it is seen, each with a button that gives it back. */
function Chosen({ of, label, values, onChange }: ListProps) {
  const words = useStudyText()
  const network = useStore((state) => state.network)
  const chosen = wordsOf(values, of.name)
  if (chosen.length === 0) return null
  const nameOf = (word: string) => {
    if (of.items === 'patterns') return words.pattern(word)
    return of.items === 'weights' ? weightName(placeOf(network, Number(word) - 1)) : word
  }
  return (
    <div className="study-chosen" role="group" aria-label={label}>
      <span aria-hidden="true">{label}</span>
      {chosen.map((word) => (
        <button
          key={word}
          type="button"
          className="button"
          aria-label={words.giveBack(nameOf(word))}
          onClick={() => onChange(of.name, toggled(chosen, word))}
        >
          {nameOf(word)} ×
        </button>
      ))}
    </div>
  )
}

/** Several of a few words, each with its box; other lists are chosen where what they name is seen. */
function List(props: ListProps) {
  const { of, label, values, text, onChange } = props
  const methods: Readonly<Record<string, string>> = useText().methods
  if (typeof of.items === 'string' || of.items instanceof RegExp) return <Chosen {...props} />
  const chosen = wordsOf(values, of.name)
  return (
    <fieldset className="study-list">
      <legend>{label}</legend>
      {of.items.map((word) => (
        <label key={word}>
          <input
            type="checkbox"
            checked={chosen.includes(word)}
            onChange={() => onChange(of.name, toggled(chosen, word))}
          />
          {text.options[word] ?? methods[word]}
        </label>
      ))}
    </fieldset>
  )
}

/** The controls of a study, drawn from its parameters. */
export function StudySettings({ parameters, values, text, onChange }: StudySettingsProps) {
  const methods: Readonly<Record<string, string>> = useText().methods
  return parameters.map((one) => {
    const label = text.parameters[one.name]
    if ('items' in one)
      return <List key={one.name} of={one} label={label} values={values} text={text} onChange={onChange} />
    if (!('options' in one))
      return (
        <Fragment key={one.name}>
          <Slider
            label={label}
            value={Number(values[one.name])}
            min={one.min}
            max={one.max}
            scale={one.scale}
            whole={one.whole}
            onChange={(value) => onChange(one.name, value)}
          />
          {one.plays && (
            <PlayButtons
              parameter={one}
              value={Number(values[one.name])}
              onChange={(value) => onChange(one.name, value)}
            />
          )}
        </Fragment>
      )
    const options = one.options.map((word) => ({ value: word, text: text.options[word] ?? methods[word] }))
    const chosen = String(values[one.name])
    const choose = (word: string) => onChange(one.name, word)
    if (options.length > mostSegments)
      return <Choice key={one.name} label={label} value={chosen} options={options} onChange={choose} />
    return (
      <div key={one.name} className="study-choice">
        <span aria-hidden="true">{label}</span>
        <Segmented label={label} value={chosen} options={options} onChange={choose} />
      </div>
    )
  })
}
