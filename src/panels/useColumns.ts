import { useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'

/** The room there is for maps, and what a tile needs besides its map; all in one unit. */
export interface Room {
  readonly width: number
  readonly height: number
  readonly gap: number
  /** Beside the map. */
  readonly margin: number
  /** Above and below the map. */
  readonly rest: number
  /** The least width of a tile in which its texts can be read. */
  readonly narrowest: number
}

/** The number of columns with which `count` square maps become largest in the room; fewer columns win a draw. */
export function bestColumns(count: number, { width, height, gap, margin, rest, narrowest }: Room): number {
  let best = 1
  let largest = -Infinity
  const most = Math.max(1, Math.min(count, Math.floor((width + gap) / (narrowest + gap))))
  for (let columns = 1; columns <= most; columns++) {
    const rows = Math.ceil(count / columns)
    const side = Math.min(
      (width - (columns - 1) * gap) / columns - margin,
      (height - (rows - 1) * gap) / rows - rest,
    )
    if (side > largest) {
      largest = side
      best = columns
    }
  }
  return best
}

/** Sizes of a tile in rem, with and without what folds away in a presentation. */
const margin = 2.6
/** As in maps.css and presentation.css. */
const narrowest = { tool: 11.5, presenting: 7.6 }
const rests = { tool: 8.6, presenting: 4.6, presentingFew: 6.6 }

/** Columns for `count` maps in the room that `outside` leaves between its other children, kept up to date. */
export function useColumns(
  grid: RefObject<HTMLElement | null>,
  outside: RefObject<HTMLElement | null>,
  count: number,
  presenting: boolean,
): number {
  const [columns, setColumns] = useState(4)
  useLayoutEffect(() => {
    const scroller = outside.current?.parentElement
    const element = grid.current
    if (!scroller || !element) return undefined
    const measure = () => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
      const around = [...scroller.children, ...(outside.current?.children ?? [])].filter(
        (child) => child !== outside.current && child !== element,
      )
      const taken = around.reduce((sum, child) => sum + child.getBoundingClientRect().height + rem, rem)
      const rest = presenting ? (count > 3 ? rests.presenting : rests.presentingFew) : rests.tool
      setColumns(
        bestColumns(count, {
          width: element.clientWidth,
          height: scroller.clientHeight - taken,
          gap: 0.7 * rem,
          margin: margin * rem,
          rest: rest * rem,
          narrowest: (presenting ? narrowest.presenting : narrowest.tool) * rem,
        }),
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(scroller)
    observer.observe(element)
    return () => observer.disconnect()
  }, [grid, outside, count, presenting])
  return columns
}
