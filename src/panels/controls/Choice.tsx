import { useId } from 'react'

export interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly {
    readonly value: T
    readonly text: string
    readonly disabled?: boolean
    /** Why it cannot be chosen. */
    readonly reason?: string
  }[]
  readonly onChange: (value: T) => void
  /** The label is for screen readers alone: what is chosen says enough. */
  readonly labelHidden?: boolean
}

/** A labelled list of choices. */
export function Choice<T extends string>({ label, value, options, onChange, labelHidden }: ChoiceProps<T>) {
  const id = useId()
  return (
    <div className="choice">
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value)
          if (chosen) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.text}
            {option.disabled && option.reason ? ` (${option.reason})` : ''}
          </option>
        ))}
      </select>
    </div>
  )
}
