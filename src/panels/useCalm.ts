import { useEffect, useRef, useState } from 'react'

/** How long (ms) a value stands at least. */
const calmMilliseconds = 200

/** The value, or an older one that has not stood long enough to be read. */
export function useCalm<T>(value: T): T {
  const [shown, setShown] = useState(value)
  const since = useRef(-Infinity)
  useEffect(() => {
    if (Object.is(value, shown)) return undefined
    const timer = setTimeout(
      () => {
        since.current = performance.now()
        setShown(value)
      },
      since.current + calmMilliseconds - performance.now(),
    )
    return () => clearTimeout(timer)
  }, [value, shown])
  return shown
}
