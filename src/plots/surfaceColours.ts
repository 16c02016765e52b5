import type { MapTheme } from './colourTable.ts'

/** Colours of a surface over two inputs. */
export interface SurfaceColours {
  readonly panel: string
  readonly classes: readonly string[]
  /** From low to high target values. */
  readonly values: readonly string[]
}

/**
 * The style sheet's --panel, --accent, --amber, --green, --muted and --value-…, repeated because a canvas is painted
 * before the page has switched its style sheet to another theme. A test holds the two together.
 */
export const surfaceColours: Readonly<Record<MapTheme, SurfaceColours>> = {
  light: {
    panel: '#ffffff',
    classes: ['#2257d6', '#a85400', '#1a7f37', '#566373'],
    values: ['#eef3fd', '#86a6ee', '#17378f'],
  },
  dark: {
    panel: '#18202a',
    classes: ['#8ab0ff', '#f2ad5c', '#6fd08a', '#a3afbd'],
    values: ['#1c2838', '#4a74c9', '#d5e3ff'],
  },
}
