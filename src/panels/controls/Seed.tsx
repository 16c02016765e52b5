import { useId, useState } from 'react'
import { limits } from '../../config/limits.ts'

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
  const [typed, setTyped] = useState<string | null>(null)
  const commit = () => {
    if (typed === null) return
    setTyped(null)
    const seed = Number(typed)
    if (typed.trim() === '' || !Number.isFinite(seed)) return
    const clamped = Math.min(limits.seed.max, Math.max(limits.seed.min, Math.round(seed)))
    if (clamped !== value) onChange(clamped)
  }
  return (
    <div className="seed">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        // As wide as its digits, with a little air: there may be ten.
        style={{ width: `calc(${(typed ?? String(value)).length}ch + 1rem)` }}
        value={typed ?? String(value)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
          if (event.key === 'Escape') setTyped(null)
        }}
      />
      <button
        type="button"
        className="button is-small"
        aria-label={another}
        title={another}
        onClick={() => onChange((value + 1) % (limits.seed.max + 1))}
      >
        ⟳
      </button>
    </div>
  )
}
