import { useState } from 'react'
import type { Observation, ObservationId, ObservationValues } from '../hessian/explain/observations/index.ts'
import type { Catalogue } from '../i18n/index.ts'
import { useStore } from '../state/store.ts'
import { useOld } from './useOld.ts'
import { useText } from './useText.ts'

/** Id and values belong together, which the union of all observations does not say of its parts. */
function sentenceOf<Id extends ObservationId>(
  text: Catalogue['observations'],
  { id, values }: { readonly id: Id; readonly values: ObservationValues<Id> },
): string {
  return text[id](values)
}

/** Where the observation chosen stands in the list there is now; the first while it is not there. */
function placeOf(chosen: ObservationId | null, list: readonly Observation[]): number {
  return Math.max(
    0,
    list.findIndex(({ id }) => id === chosen),
  )
}

/** What is to be seen of the present state, one observation at a time, the most striking first. */
export function Observations() {
  const text = useText()
  const observations = useStore((state) => state.observations)
  const old = useOld(observations?.revision)
  const playing = useStore((state) => state.playing)
  // An observation that is looked at stays while it is true, however strong the others become.
  const [chosen, setChosen] = useState<ObservationId | null>(null)
  const list = observations?.list ?? []
  const at = placeOf(chosen, list)
  const seen = list.length > 0 ? list[at] : null
  const go = (step: number) => setChosen(list[(at + step + list.length) % list.length].id)
  return (
    <section className={`why${old ? ' is-stale' : ''}`} aria-labelledby="why-title">
      <header>
        <h2 id="why-title">{text.why.title}</h2>
        {list.length > 1 && (
          <div className="why-steps">
            <button type="button" className="button" aria-label={text.why.previous} onClick={() => go(-1)}>
              ‹
            </button>
            <span>{text.why.position(at + 1, list.length)}</span>
            <button type="button" className="button" aria-label={text.why.next} onClick={() => go(1)}>
              ›
            </button>
          </div>
        )}
      </header>
      <p aria-live={playing ? 'off' : 'polite'}>
        {seen
          ? sentenceOf(text.observations, seen)
          : observations && !old
            ? text.why.nothing
            : text.why.pending}
      </p>
    </section>
  )
}
