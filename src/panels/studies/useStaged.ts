import { useEffect, useState } from 'react'

/**
 * How many of `count` parts are drawn by now: with a new `key` one, and one more with every frame, for to draw all of
 * them at once would keep the page from answering.
 */
export function useStaged(key: string, count: number): number {
  const [stage, setStage] = useState({ key, drawn: 1 })
  const drawn = stage.key === key ? stage.drawn : 1
  useEffect(() => {
    if (drawn >= count) return
    const frame = requestAnimationFrame(() => setStage({ key, drawn: drawn + 1 }))
    return () => cancelAnimationFrame(frame)
  }, [key, drawn, count])
  return Math.min(drawn, count)
}
