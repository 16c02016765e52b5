import type { RefObject } from 'react'
import { useRemSize } from '../plots/useRemSize.ts'

/** Widths (rem) of a tile below which something in it makes room, with the class that says so for each. */
const steps = [
  [15.2, 'is-narrow'],
  [13.8, 'is-narrower'],
  [12.4, 'is-narrowest'],
] as const

/** The classes of a tile that tell how little room it has, each with a space before it; kept up to date. */
export function useTileRoom(tile: RefObject<HTMLElement | null>): string {
  const { width } = useRemSize(tile, tile)
  return steps.map(([most, name]) => (width > 0 && width <= most ? ` ${name}` : '')).join('')
}
