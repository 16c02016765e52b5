import { memo, useMemo, useRef, useState } from 'react'
import type { CSSProperties } from 'react'
import { methods } from '../hessian/index.ts'
import { formatNumber } from '../i18n/numbers.ts'
import { createScale } from '../plots/colourScale.ts'
import type { DivergingScale } from '../plots/colourScale.ts'
import { Legend } from '../plots/Legend.tsx'
import { wholeMap } from '../plots/mapViewport.ts'
import { useStore } from '../state/store.ts'
import { Segmented } from './controls/Segmented.tsx'
import { later } from './later.tsx'
import { mapDataOf, squaresOf } from './mapData.ts'
import type { MapData, Quantity } from './mapData.ts'
import { MapTile } from './MapTile.tsx'
import { useColumns } from './useColumns.ts'
import { useText } from './useText.ts'
import { useTheme } from './useTheme.ts'

const MethodChooser = later(async () => (await import('./MethodChooser.tsx')).MethodChooser)

const Methods = memo(function Methods() {
  const text = useText()
  const shown = useStore((state) => state.comparison.methods)
  return (
    <details className="method-chooser">
      <summary className="button">{text.maps.methods(shown.length, methods.length)}</summary>
      <MethodChooser />
    </details>
  )
})

/** What the maps show, and on which scale. */
const Switches = memo(function Switches() {
  const text = useText().maps
  const { view, scale, scope } = useStore((state) => state.comparison)
  const { setMapView, setScale, setScope } = useStore.getState()
  const choices = <T extends string>(words: Readonly<Record<T, string>>) =>
    (Object.keys(words) as T[]).map((value) => ({ value, text: words[value] }))
  return (
    <>
      <Segmented label={text.view} value={view} options={choices(text.views)} onChange={setMapView} />
      <Segmented label={text.scale} value={scale} options={choices(text.scales)} onChange={setScale} />
      <Segmented label={text.scope} value={scope} options={choices(text.scopes)} onChange={setScope} />
    </>
  )
})

interface ToolbarProps {
  readonly scale: DivergingScale
  /** Shows the whole matrix again; null while it is shown. */
  readonly onZoomOut: (() => void) | null
}

function Toolbar({ scale, onZoomOut }: ToolbarProps) {
  const text = useText().maps
  const theme = useTheme()
  const view = useStore((state) => state.comparison.view)
  const presenting = useStore((state) => state.view.presenting)
  return (
    <div className="toolbar" role="group" aria-label={text.toolbar}>
      <h2 id="maps-title" className={presenting ? undefined : 'visually-hidden'}>
        {presenting ? text.views[view] : text.title}
      </h2>
      <Switches />
      <Legend scale={scale} theme={theme} label={text.legend(formatNumber(scale.limit))} />
      {onZoomOut && (
        <button type="button" className="button" onClick={onZoomOut}>
          {text.zoom}
        </button>
      )}
      <Methods />
    </div>
  )
}

/** The maps of all methods shown, on one scale for Hessians and one for inverses, with the switches above. */
export function MapsPanel() {
  const { methods: shown, view, scale: kind, scope } = useStore((state) => state.comparison)
  const results = useStore((state) => state.results)
  const network = useStore((state) => state.network)
  const [viewport, setViewport] = useState(wholeMap)

  const squares = useMemo(
    () =>
      squaresOf(shown, view).map((square) => ({ square, data: mapDataOf(square, view, results, network) })),
    [shown, view, results, network],
  )
  const limitFor = (quantity: Quantity) => {
    // Differences are drawn on the scale of the matrices themselves, so that small ones look small.
    let limit = 0
    for (const { data } of squares) if (data.quantity === quantity) limit = Math.max(limit, data.largest)
    const reference = quantity === 'hessian' ? results.exact?.hessian : results.exact?.inverse
    return view === 'difference' && reference ? Math.max(limit, reference.largest) : limit
  }
  const hessianLimit = limitFor('hessian')
  const inverseLimit = limitFor('inverse')
  const shared = useMemo(
    () => ({ hessian: createScale(kind, hessianLimit), inverse: createScale(kind, inverseLimit) }),
    [kind, hessianLimit, inverseLimit],
  )
  const scaleOf = (data: MapData) =>
    scope === 'each' && data.matrix ? createScale(kind, data.largest) : shared[data.quantity]
  const section = useRef<HTMLElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const presenting = useStore((state) => state.view.presenting)
  const columns = useColumns(grid, section, squares.length, presenting)
  const main: Quantity = view === 'inverse' ? 'inverse' : 'hessian'

  return (
    <section ref={section} className="maps" aria-labelledby="maps-title" id="maps" tabIndex={-1}>
      <Toolbar scale={shared[main]} onZoomOut={viewport.span < 1 ? () => setViewport(wholeMap) : null} />
      <div
        ref={grid}
        className="maps-grid"
        data-count={squares.length}
        style={{ '--columns': columns } as CSSProperties}
      >
        {squares.map(({ square, data }) => (
          <MapTile
            key={`${square.id}${square.partner ? '-partner' : ''}`}
            square={square}
            data={data}
            scale={scaleOf(data)}
            legend={scope === 'each' ? 'own' : data.quantity === main ? null : 'quantity'}
            viewport={viewport}
            onViewport={setViewport}
          />
        ))}
      </div>
    </section>
  )
}
