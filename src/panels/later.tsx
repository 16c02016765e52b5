import { lazy, Suspense, useState } from 'react'
import type { ComponentType } from 'react'
import { useStore } from '../state/store.ts'

const loads: (() => Promise<unknown>)[] = []

/** A part of the page that is loaded when it is first drawn; until then nothing stands in its place. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  const keep = async () => (loaded = await load())
  loads.push(keep)
  const Loaded = lazy(async () => {
    try {
      return { default: await keep() }
    } catch (error) {
      useStore.getState().notifyFailure(error)
      return { default: () => null }
    }
  })
  return function Later(props: Props) {
    // What is there already is drawn at once: React holds back what it had to wait for by a third of a second.
    const [Ready] = useState(() => loaded)
    return Ready ? (
      <Ready {...props} />
    ) : (
      <Suspense fallback={null}>
        <Loaded {...props} />
      </Suspense>
    )
  }
}

/** Fetches the parts that may be drawn later, so that they are there at once when they are. */
export async function loadAhead(): Promise<void> {
  // One after another, for each takes the processor. What cannot be fetched now is asked for again when it is drawn, and told then.
  for (const load of loads) await load().catch(() => undefined)
}
