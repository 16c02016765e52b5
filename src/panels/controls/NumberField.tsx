import { useState } from 'react'
import { shortest } from '../../i18n/numbers.ts'
import { useStore } from '../../state/store.ts'

export interface NumberFieldProps {
  readonly id?: string
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly whole?: boolean
  readonly onChange: (value: number) => void
  /** Where the label is not an element of its own. */
  readonly labelled?: boolean
}

/**
 * A number that is typed: taken over on Enter and on leaving the field, dropped on Escape. What is no number or out
 * of range is told, with what is used instead.
 */
export function NumberField({ id, label, value, min, max, whole, onChange, labelled }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const notify = useStore((state) => state.notify)
  const shown = typed ?? (whole ? String(value) : shortest(value))
  const commit = () => {
    if (typed === null) return
    setTyped(null)
    const given = typed.trim()
    const number = given === '' ? Number.NaN : Number(given.replaceAll('−', '-').replace(',', '.'))
    const within = Math.min(max, Math.max(min, whole ? Math.round(number) : number))
    const next = Number.isFinite(number) ? within : value
    if (next !== number) notify({ kind: 'typed', label, given, used: shortest(next) })
    if (next !== value) onChange(next)
  }
  return (
    <input
      id={id}
      type="text"
      inputMode={whole ? 'numeric' : 'decimal'}
      aria-label={labelled ? undefined : label}
      // As wide as its digits, with a little air: there may be ten.
      style={whole && labelled ? { width: `calc(${shown.length}ch + 1rem)` } : undefined}
      value={shown}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') setTyped(null)
      }}
    />
  )
}
