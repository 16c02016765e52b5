import { useMemo, useState } from 'react'
import type { CSSProperties } from 'react'
import { formatNumber, formatRelative } from '../../i18n/numbers.ts'
import type { Catalogue } from '../../i18n/index.ts'
import { createScale, limitOf } from '../../plots/colourScale.ts'
import type { DivergingScale } from '../../plots/colourScale.ts'
import { Legend } from '../../plots/Legend.tsx'
import { wholeMap } from '../../plots/mapViewport.ts'
import { useStore } from '../../state/store.ts'
import { Segmented } from '../controls/Segmented.tsx'
import { useOld } from '../useOld.ts'
import { useText } from '../useText.ts'
import { useTheme } from '../useTheme.ts'
import { divisionOf } from './errorParts.ts'
import type { DivisibleMethod, Division } from './errorParts.ts'
import { PartTile } from './PartTile.tsx'

function Toolbar({ id, scale }: { readonly id: DivisibleMethod; readonly scale: DivergingScale }) {
  const text = useText()
  const theme = useTheme()
  const kind = useStore((state) => state.comparison.scale)
  const { setScale, showParts } = useStore.getState()
  return (
    <div className="toolbar" role="group" aria-label={text.maps.toolbar}>
      <h2 id="maps-title">{text.parts.title(text.methods[id])}</h2>
      <Segmented
        label={text.maps.scale}
        value={kind}
        options={(['linear', 'symlog'] as const).map((value) => ({ value, text: text.maps.scales[value] }))}
        onChange={setScale}
      />
      <Legend scale={scale} theme={theme} label={text.maps.legend(formatNumber(scale.limit))} />
      <button type="button" className="button" onClick={() => showParts(false)}>
        {text.parts.close} <kbd>Esc</kbd>
      </button>
    </div>
  )
}

/** How the parts make up H, in numbers. */
function sentencesOf({ parts: text, measures }: Catalogue, { split }: Division): readonly string[] {
  if (split.of === 'outer-product') {
    const { shares } = split.facts
    if (!shares) return [text.zero]
    const { outer, residual, both } = shares
    return [text.shares(formatRelative(outer), formatRelative(residual), formatDeviationShare(both))]
  }
  const { norms, relativeNeglected, relativeDropped, recursion } = split.facts
  const share = (value: number | null) => (value === null ? measures.none : formatRelative(value))
  return [
    text.diagonal(formatNumber(norms.error), share(relativeNeglected), share(relativeDropped)),
    recursion.drops ? text.drops[recursion.what] : text.dropsNothing[recursion.why],
  ]
}

/** A share that may be negative. */
function formatDeviationShare(value: number): string {
  return `${value < 0 ? '−' : ''}${formatRelative(Math.abs(value))}`
}

/** A method's error in its parts, in place of the maps: H, what is kept of it, and what is not, on one scale. */
export function PartsPanel({ id }: { readonly id: DivisibleMethod }) {
  const text = useText()
  const result = useStore((state) => state.results[id])
  const network = useStore((state) => state.network)
  const old = useOld(result?.revision)
  const kind = useStore((state) => state.comparison.scale)
  const [viewport, setViewport] = useState(wholeMap)
  const division = useMemo(() => divisionOf(id, result, network), [id, result, network])
  const parts = division?.parts ?? []
  const limit = useMemo(() => limitOf((division?.parts ?? []).map(({ matrix }) => matrix)), [division])
  const scale = useMemo(() => createScale(kind, limit), [kind, limit])
  const refusal = old ? null : result?.refusal
  return (
    <section className="maps parts" aria-labelledby="maps-title" id="maps" tabIndex={-1}>
      <Toolbar id={id} scale={scale} />
      {division ? (
        <>
          <div className="maps-grid" style={{ '--columns': parts.length } as CSSProperties}>
            {parts.map((part) => (
              <PartTile
                key={part.name}
                id={id}
                part={part}
                whole={parts[0].norm}
                network={division.network}
                scale={scale}
                stale={old}
                viewport={viewport}
                onViewport={setViewport}
              />
            ))}
          </div>
          <div className="parts-text">
            {sentencesOf(text, division).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        </>
      ) : (
        <p>{refusal ? text.refusals[refusal.code](refusal.values) : text.why.pending}</p>
      )}
    </section>
  )
}
