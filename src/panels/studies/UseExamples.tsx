import { useExamples } from '../../config/useExamples.ts'
import { useStore } from '../../state/store.ts'
import type { UseId } from '../../studies/useIds.ts'
import { Choice } from '../controls/Choice.tsx'
import { useStudyText } from './studyTexts.ts'

/** Problems on which the use shows its effect best. */
export function UseExamples({ use }: { readonly use: UseId }) {
  const words = useStudyText()
  const examples = useExamples.filter((one) => one.use === use)
  const { openProblem } = useStore.getState()
  if (examples.length === 0) return null
  return (
    <Choice
      label={words.example}
      value=""
      options={[
        { value: '', text: words.chooseExample, disabled: true },
        ...examples.map(({ name }) => ({ value: name, text: words.examples[name] })),
      ]}
      onChange={(name) => {
        const example = examples.find((one) => one.name === name)
        if (example) openProblem(example.configuration, { id: use, parameters: example.parameters })
      }}
    />
  )
}
