import { Fragment } from 'react'
import { toggled, wordsOf } from '../../studies/study.ts'
import type { ListParameter, StudyParameter, StudyValues } from '../../studies/study.ts'
import { Choice } from '../controls/Choice.tsx'
import { Segmented } from '../controls/Segmented.tsx'
import { Slider } from '../controls/Slider.tsx'
import { useText } from '../useText.ts'
import { PlayButtons } from './PlayButtons.tsx'
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

/** Several of a few words, each with its box; other lists are chosen where what they name is seen. */
function List({ of, label, values, text, onChange }: ListProps) {
  const methods: Readonly<Record<string, string>> = useText().methods
  if (typeof of.items === 'string' || of.items instanceof RegExp) return null
  const chosen = wordsOf(values, of.name)
  return (
    <fieldset className="study-list">
      <legend>{label}</legend>
      {of.items.map((word) => (
        <label key={word}>
          <input
            type="checkbox"
            checked={chosen.includes(word)}
            onChange={() => onChange(of.name, toggled(values, of.name, word))}
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
