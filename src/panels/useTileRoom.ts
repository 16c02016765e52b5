import { useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'

/** Widths (rem) of a tile's contents below which something in it makes room, the class that says so for each. */
const steps = [
  [13.8, 'is-narrow'],
  [12.4, 'is-narrower'],
  [11, 'is-narrowest'],
] as const

/** The classes of a tile that tell how little room it has, each with a space before it; kept up to date. */
export function useTileRoom(tile: RefObject<HTMLElement | null>): string {
  const [classes, setClasses] = useState('')
  useLayoutEffect(() => {
    const element = tile.current
    if (!element) return undefined
    const measure = () => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
      const { paddingLeft, paddingRight } = getComputedStyle(element)
      const width = (element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)) / rem
      setClasses(steps.map(([most, name]) => (width <= most ? ` ${name}` : '')).join(''))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [tile])
  return classes
}
