import { useMemo, useState } from 'react'
import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import { formatCount, formatNumber, formatRelative, formatTime } from '../i18n/numbers.ts'
import type { Catalogue } from '../i18n/index.ts'
import type { MethodResult } from '../state/results.ts'
import { useStore } from '../state/store.ts'
import { isDivisible } from './parts/errorParts.ts'
import { useText } from './useText.ts'
import { whyOf } from './why.ts'

function measuresOf(
  text: Catalogue,
  id: MethodId,
  result: MethodResult,
  inverses: boolean,
): [string, string][] {
  const { measures } = text
  const number = (value: number | null | undefined, format: (value: number) => string) =>
    value === undefined ? measures.pending : value === null ? measures.none : format(value)
  const rows: [string, string][] = []
  const { errors, revision } = result
  const spectrum = result.spectrumRevision === revision ? result.spectrum : undefined
  const inverseErrors = result.inverseErrorsRevision === revision ? result.inverseErrors : undefined
  if (methodNamed(id).target === 'inverse') {
    rows.push(
      [measures.relativeExact, number(inverseErrors?.relativeExact, formatRelative)],
      [measures.residualExact, number(inverseErrors?.residualExact, formatNumber)],
      [measures.relativeOuterProduct, number(inverseErrors?.relativeOuterProduct, formatRelative)],
      [measures.residualOuterProduct, number(inverseErrors?.residualOuterProduct, formatNumber)],
    )
  } else {
    if (id !== 'exact' && inverses)
      rows.push([measures.inverseError, number(result.inverseError, formatRelative)])
    if (id !== 'exact')
      rows.push(
        [measures.relativeFrobenius, number(errors?.relativeFrobenius, formatRelative)],
        [measures.relativeSpectral, number(spectrum?.relativeSpectral, formatRelative)],
        [measures.maxAbs, number(errors?.maxAbs, formatNumber)],
        [measures.diagonalRelative, number(errors?.diagonalRelative, formatRelative)],
        [measures.cosine, number(errors?.cosine, (value) => formatNumber(value, 4))],
      )
    rows.push([measures.negativeEigenvalues, number(spectrum?.negativeEigenvalues, formatCount)])
    if (result.asymmetry !== null) rows.push([measures.asymmetry, formatNumber(result.asymmetry, 2)])
  }
  rows.push(
    [measures.operations, formatCount(result.operations)],
    [measures.time, formatTime(result.milliseconds)],
  )
  return rows
}

/** What one method drops, how large that is here, and all its measures. */
export function MethodWhy({ id }: { readonly id: MethodId }) {
  const text = useText()
  const result = useStore((state) => state.results[id])
  const exact = useStore((state) => state.results.exact)
  const outer = useStore((state) => state.results['outer-product'])
  const network = useStore((state) => state.network)
  const parameters = useStore((state) => state.comparison.parameters[id])
  const fit = useStore((state) => state.fit)
  const inverses = useStore((state) => state.comparison.view === 'inverse')
  const playing = useStore((state) => state.playing)
  const parts = useStore((state) => state.view.parts)
  const { showDetails, showParts } = useStore.getState()
  const now = useMemo(() => {
    // One sentence is about one state: the parts of it arrive one after another.
    const { revision } = result ?? {}
    if (!result || !exact || exact.revision !== revision || fit?.revision !== revision) return null
    const kinks = network.activations.some((activation) => activation.kinks.length > 0)
    const why = whyOf(text, {
      id,
      result,
      exact,
      network,
      parameters,
      fit,
      kinks,
      inverses,
      outer: outer?.revision === revision ? outer.hessian : null,
    })
    const refused = result.refusal ?? exact.refusal
    return why && { id, text, why, measures: refused ? [] : measuresOf(text, id, result, inverses) }
  }, [text, id, result, exact, outer, network, parameters, fit, inverses])
  const [last, setLast] = useState(now)
  if (now && now !== last) setLast(now)
  const before = last?.id === id && last.text === text ? last : null
  const seen = now ?? before
  return (
    <section className={`why${now ? '' : ' is-stale'}`} aria-labelledby="why-title">
      <div className="why-text" aria-live={playing ? 'off' : 'polite'}>
        <header>
          <h2 id="why-title">{seen?.why.title ?? text.why.title}</h2>
          <div className="why-steps">
            {isDivisible(id) && (
              <button type="button" className="button" aria-pressed={parts} onClick={() => showParts(!parts)}>
                {text.parts.show}
              </button>
            )}
            <button type="button" className="button" onClick={() => showDetails(null)}>
              {text.why.everything}
            </button>
          </div>
        </header>
        <p>{seen?.why.sentence ?? text.why.pending}</p>
      </div>
      {seen && seen.measures.length > 0 && (
        <dl className="measures">
          {seen.measures.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
