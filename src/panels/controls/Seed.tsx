import { useId } from 'react'
import { limits } from '../../config/limits.ts'
import { NumberField } from './NumberField.tsx'

export interface SeedProps {
  readonly label: string
  /** Accessible name of the button that takes the next seed. */
  readonly another: string
  readonly value: number
  readonly onChange: (seed: number) => void
}

/** A seed that can be typed, and a button for the next one. */
export function Seed({ label, another, value, onChange }: SeedProps) {
  const id = useId()
  const { min, max } = limits.seed
  return (
    <div className="seed">
      <label htmlFor={id}>{label}</label>
      <NumberField
        id={id}
        label={label}
        labelled
        value={value}
        min={min}
        max={max}
        whole
        onChange={onChange}
      />
      <button
        type="button"
        className="button is-small"
        aria-label={another}
        title={another}
        onClick={() => onChange((value + 1) % (max + 1))}
      >
        ⟳
      </button>
    </div>
  )
}
