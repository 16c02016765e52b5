import { useLayoutEffect, useState, type RefObject } from 'react'

/** A content box in rem, the unit that all sizes of a picture are given in. */
export interface RemSize {
  readonly width: number
  readonly height: number
}

/**
 * The size of `container`'s content box in rem, kept up to date; 0 × 0 until it is known. A picture that is drawn in
 * these units keeps its proportions when the root font size changes; `drawing`, sized in rem, tells when it does.
 */
export function useRemSize(
  container: RefObject<Element | null>,
  drawing: RefObject<Element | null>,
): RemSize {
  const [size, setSize] = useState<RemSize>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = container.current
    if (!element) return
    const measure = () => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
      const width = Math.floor((100 * element.clientWidth) / rem) / 100
      const height = Math.floor((100 * element.clientHeight) / rem) / 100
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    if (drawing.current) observer.observe(drawing.current)
    return () => observer.disconnect()
  }, [container, drawing])
  return size
}
