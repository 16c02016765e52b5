import { useId } from 'react'
import { formatNumber } from '../../i18n/numbers.ts'
import { NumberField } from './NumberField.tsx'

export interface SliderProps {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  /** `log` spreads the orders of magnitude evenly; min must be positive then. */
  readonly scale?: 'linear' | 'log'
  readonly whole?: boolean
  /** The left end stands for exactly 0 (with a log scale). */
  readonly zero?: boolean
  readonly onChange: (value: number) => void
  /** Ends of what may be typed, where the slider shows only a part of it. */
  readonly typedMin?: number
  readonly typedMax?: number
}

const ticks = 400

/** The value at a place of the slider, rounded to what is worth showing. */
export function valueAt(position: number, { min, max, scale, whole, zero }: SliderProps): number {
  if (zero && position === 0) return 0
  if (scale === 'log') {
    const value = min * (max / min) ** (position / ticks)
    return whole ? Math.round(value) : Number(value.toPrecision(2))
  }
  const value = min + ((max - min) * position) / ticks
  return whole ? Math.round(value) : Number(value.toPrecision(3))
}

/** The place of a value on the slider, 0 … 400; what lies beyond an end is put there. */
export function positionOf(value: number, { min, max, scale, zero }: SliderProps): number {
  if (zero && value === 0) return 0
  const part = scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min)
  return Math.round(Math.min(1, Math.max(0, Number.isFinite(part) ? part : 0)) * ticks)
}

/** A labelled slider with a field beside it in which the number can be typed exactly. */
export function Slider(props: SliderProps) {
  const { label, value, onChange } = props
  const id = useId()
  // Whole numbers on a short linear range move one by one.
  const direct = props.whole && props.scale !== 'log' && props.max - props.min <= ticks
  return (
    <div className="slider">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={direct ? props.min : 0}
        max={direct ? props.max : ticks}
        step={1}
        value={direct ? value : positionOf(value, props)}
        aria-valuetext={formatNumber(value)}
        onChange={(event) => {
          const place = Number(event.currentTarget.value)
          onChange(direct ? place : valueAt(place, props))
        }}
      />
      <NumberField
        label={label}
        value={value}
        min={props.typedMin ?? (props.zero ? 0 : props.min)}
        max={props.typedMax ?? props.max}
        whole={props.whole}
        onChange={onChange}
      />
    </div>
  )
}
