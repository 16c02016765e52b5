import { useEffect, useRef, useState } from 'react'
import type { NumberParameter } from '../../studies/study.ts'
import { useStudyText } from './studyTexts.ts'

export interface PlayButtonsProps {
  readonly parameter: NumberParameter
  readonly value: number
  readonly onChange: (value: number) => void
}

/** Milliseconds between two steps, and for all of them at most. */
const stepMilliseconds = 350
const wholeMilliseconds = 20_000

/** Lets a number run from its least value to its greatest, or moves it by one. */
export function PlayButtons({ parameter, value, onChange }: PlayButtonsProps) {
  const words = useStudyText()
  const [playing, setPlaying] = useState(false)
  const { min, max } = parameter
  const latest = useRef({ value, onChange })
  useEffect(() => {
    latest.current = { value, onChange }
  })
  useEffect(() => {
    if (!playing) return undefined
    const by = Math.max(1, Math.ceil(((max - min) * stepMilliseconds) / wholeMilliseconds))
    const timer = setInterval(() => {
      const next = Math.min(max, latest.current.value + by)
      latest.current.onChange(next)
      if (next === max) setPlaying(false)
    }, stepMilliseconds)
    return () => clearInterval(timer)
  }, [playing, min, max])
  return (
    <div className="row study-play">
      <button
        type="button"
        className="button is-primary"
        onClick={() => {
          if (!playing && value >= max) onChange(min)
          setPlaying(!playing)
        }}
      >
        <span aria-hidden="true">{playing ? '❚❚ ' : '▶ '}</span>
        {playing ? words.pause : words.play}
      </button>
      <button type="button" className="button" disabled={value <= min} onClick={() => onChange(value - 1)}>
        {words.back}
      </button>
      <button type="button" className="button" disabled={value >= max} onClick={() => onChange(value + 1)}>
        {words.forward}
      </button>
    </div>
  )
}
