import { memo } from 'react'

export interface ErrorBarProps {
  /** Relative error, ≥ 0; null or not finite: none known. */
  readonly value: number | null
  /** Whether the deviation is an approximation's own or nothing but round-off. */
  readonly kind: 'approximation' | 'round-off'
  /** Accessible name; left out where the value stands beside the bar. */
  readonly label?: string
}

/** The least part of the bar that is filled when the error is not zero. */
const sliver = 0.03

/** The filled part of the bar, 0 … 1: the relative error itself, clipped at 100 %, and a sliver if it is tiny. */
export function filledPart(value: number | null): number {
  if (value === null || Number.isNaN(value) || value <= 0) return 0
  return Math.max(sliver, Math.min(1, value))
}

/** A relative error as a bar: amber for approximation, green for round-off; beyond 100 % it ends in a point. */
export const ErrorBar = memo(function ErrorBar({ value, kind, label }: ErrorBarProps) {
  return (
    <span
      className={`error-bar is-${kind}`}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <i
        className={value !== null && value > 1 ? 'is-clipped' : undefined}
        style={{ width: `${100 * filledPart(value)}%` }}
      />
    </span>
  )
})
