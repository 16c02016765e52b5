import { lazy, Suspense } from 'react'
import type { ComponentType } from 'react'
import { useStore } from '../state/store.ts'

const loads: (() => Promise<unknown>)[] = []

/** A part of the page that is loaded when it is first drawn; until then nothing stands in its place. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  loads.push(load)
  const Loaded = lazy(async () => {
    try {
      return { default: await load() }
    } catch (error) {
      useStore.getState().notifyFailure(error)
      return { default: () => null }
    }
  })
  return function Later(props: Props) {
    return (
      <Suspense fallback={null}>
        <Loaded {...props} />
      </Suspense>
    )
  }
}

/** Fetches the parts that may be drawn later, so that they are there at once when they are. */
export function loadAhead(): void {
  // What cannot be fetched now is asked for again when it is drawn, and told then.
  for (const load of loads) load().catch(() => undefined)
}
