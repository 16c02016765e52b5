import { useSyncExternalStore } from 'react'
import type { Theme } from '../config/configuration.ts'
import { useStore } from '../state/store.ts'

const darkSystem = window.matchMedia('(prefers-color-scheme: dark)')

function subscribe(changed: () => void) {
  darkSystem.addEventListener('change', changed)
  return () => darkSystem.removeEventListener('change', changed)
}

/** The theme chosen in the link or on the page, else the system's. */
export function useTheme(): Theme {
  const ofSystem = useSyncExternalStore(subscribe, () => (darkSystem.matches ? 'dark' : 'light'))
  return useStore((state) => state.view.theme) ?? ofSystem
}
