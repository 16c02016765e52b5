import { useState } from 'react'
import type { ActivationConfiguration } from '../../config/configuration.ts'
import { activations } from '../../network/activations/index.ts'
import type { ActivationName } from '../../network/activations/index.ts'
import { useStore } from '../../state/store.ts'
import { later } from '../later.tsx'
import { Choice } from '../controls/Choice.tsx'
import { useText } from '../useText.ts'

const ActivationField = later(async () => (await import('./ActivationField.tsx')).ActivationField)

interface ActivationChoiceProps {
  /** The hidden layer, from 1. */
  readonly layer: number
  /** Hidden layers in all. */
  readonly of: number
  readonly units: number
  readonly activation: ActivationConfiguration
}

/** Something to begin with where an activation is to be typed. */
const beginning = 'tanh(a)'

/** The activation of a hidden layer: one of the list, or one that is typed. */
export function ActivationChoice({ layer, of, units, activation }: ActivationChoiceProps) {
  const text = useText()
  const [asked, setAsked] = useState(false)
  const setActivation = useStore((state) => state.setActivation)
  const expression = typeof activation === 'string' ? null : activation.expression
  const typing = asked || expression !== null
  return (
    <>
      <Choice<ActivationName | 'own'>
        label={text.network.activation(layer, of)}
        value={typing || typeof activation !== 'string' ? 'own' : activation}
        options={[
          ...activations.map(({ name }) => ({ value: name, text: `${units} × ${name}` })),
          { value: 'own', text: text.own.activation.choose },
        ]}
        onChange={(chosen) => {
          setAsked(chosen === 'own')
          if (chosen !== 'own' && chosen !== activation) setActivation(layer, chosen)
        }}
      />
      {typing && (
        <ActivationField
          // An undo, or a link, puts another function there.
          key={expression}
          layer={layer}
          of={of}
          expression={expression ?? beginning}
          onUse={() => setAsked(false)}
        />
      )}
    </>
  )
}
