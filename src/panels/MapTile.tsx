import { memo, useCallback, useMemo, useRef } from 'react'
import { methodNamed } from '../hessian/index.ts'
import type { MethodId, ParameterName } from '../hessian/index.ts'
import type { Parameter, Refusal } from '../hessian/method.ts'
import { sequentialInverse } from '../hessian/sequentialInverse.ts'
import { formatNumber, formatRelative, formatTime, superscript } from '../i18n/numbers.ts'
import { weightName } from '../i18n/notation.ts'
import { placeOf } from '../network/network.ts'
import type { Network } from '../network/network.ts'
import type { DivergingScale } from '../plots/colourScale.ts'
import { ErrorBar } from '../plots/ErrorBar.tsx'
import { Legend } from '../plots/Legend.tsx'
import { MatrixMap } from '../plots/MatrixMap.tsx'
import type { MapViewport } from '../plots/mapViewport.ts'
import { partitionOf } from '../plots/partition.ts'
import { dampingOf } from '../state/comparison.ts'
import { expectedMilliseconds, longestUnasked } from '../state/prospect.ts'
import { isRoundOff } from '../state/quality.ts'
import { isOld } from '../state/results.ts'
import type { MethodResult } from '../state/results.ts'
import { useStore } from '../state/store.ts'
import type { Cell } from '../state/view.ts'
import { Slider } from './controls/Slider.tsx'
import { Formula } from './Formula.tsx'
import type { MapData, Square } from './mapData.ts'
import { useCalm } from './useCalm.ts'
import { useOld } from './useOld.ts'
import { useText } from './useText.ts'
import { useTileRoom } from './useTileRoom.ts'
import { useTheme } from './useTheme.ts'

export interface MapTileProps {
  readonly square: Square
  readonly data: MapData
  readonly scale: DivergingScale
  /** A legend of its own, where its scale is not the one in the toolbar: for this map, or for all of its quantity. */
  readonly legend: 'own' | 'quantity' | null
  readonly viewport: MapViewport
  readonly onViewport: (viewport: MapViewport) => void
}

const emptyPartition = { layers: [0], units: [0] }

/** Suggested damping where a matrix could not be inverted. */
const mendingDamping = 0.1

const ParameterSlider = memo(function ParameterSlider({
  id,
  parameter,
}: {
  readonly id: MethodId
  readonly parameter: Parameter
}) {
  const text = useText()
  const value = useStore((state) => state.comparison.parameters[id][parameter.name])
  const network = useStore((state) => state.network)
  const setParameter = useStore((state) => state.setParameter)
  const { name, min, max, scale, whole, useful } = parameter
  return (
    <Slider
      label={text.parameters[name as ParameterName]}
      value={value}
      min={min}
      max={useful ? Math.max(min + 1, Math.min(max, useful(network))) : max}
      typedMax={max}
      scale={scale}
      whole={whole}
      onChange={(next) => setParameter(id, name, next)}
    />
  )
})

/** Why there is no matrix, and one click that mends it where there is one. */
function RefusalNote({ refusal }: { readonly refusal: Refusal }) {
  const text = useText()
  const { setParameter, reset, askForStep } = useStore.getState()
  return (
    <div className="refusal">
      <p>{text.refusals[refusal.code](refusal.values)}</p>
      {refusal.code === 'not-finite' ? (
        <button type="button" className="button" onClick={reset}>
          {text.tile.resetWeights}
        </button>
      ) : refusal.code === 'no-path' ? (
        <button type="button" className="button" onClick={askForStep}>
          {text.tile.trainOneStep}
        </button>
      ) : (
        <button
          type="button"
          className="button"
          onClick={() => setParameter('sequential-inverse', 'damping', mendingDamping)}
        >
          {text.tile.dampTo(formatNumber(mendingDamping))}
        </button>
      )}
    </div>
  )
}

/** The error of a method with its bar; it opens all measures. */
function ErrorButton({ id, error, name }: { id: Square['id']; error: number | null; name: string }) {
  const text = useText()
  const showDetails = useStore((state) => state.showDetails)
  const open = useStore((state) => state.view.details === id)
  const roundOff = error !== null && isRoundOff(error)
  const shown = error === null ? text.measures.none : formatRelative(error)
  return (
    <button
      type="button"
      className={`error-button ${roundOff ? 'is-round-off' : 'is-error'}`}
      aria-pressed={open}
      aria-label={text.tile.showDetails(name, shown)}
      onClick={() => showDetails(open ? null : id)}
    >
      {error === null ? (
        shown
      ) : (
        <>
          <strong>{shown}</strong>
          <ErrorBar value={error} kind={roundOff ? 'round-off' : 'approximation'} />
        </>
      )}
    </button>
  )
}

/** The time a method takes, which is another in every frame, as often as it can be read. */
function Time({ milliseconds }: { readonly milliseconds: number }) {
  const text = useText()
  const time = formatTime(useCalm(milliseconds))
  return <span aria-label={`${text.tile.time}: ${time}`}>{time}</span>
}

function Footer({ square, result }: { readonly square: Square; readonly result: MethodResult | undefined }) {
  const text = useText()
  const method = methodNamed(square.id)
  const name = text.methods[square.id]
  const showDetails = useStore((state) => state.showDetails)
  const view = useStore((state) => state.comparison.view)
  if (!result || result.refusal) return <div className="tile-footer" />
  const error =
    method.target === 'inverse'
      ? result.inverseErrors?.relativeExact
      : view === 'inverse'
        ? result.inverseError
        : result.errors?.relativeFrobenius
  return (
    <div className="tile-footer">
      {square.id === 'exact' ? (
        <button
          type="button"
          className="error-button"
          onClick={() => showDetails('exact')}
          aria-label={`${name}: ${text.tile.reference}`}
        >
          {text.tile.reference}
        </button>
      ) : (
        error !== undefined && <ErrorButton id={square.id} error={error} name={name} />
      )}
      <span className="tile-cost">
        <span aria-label={text.tile.cost(method.costExponent)}>
          <i>O</i>(<i>W</i>
          {method.costExponent === 1 ? '' : superscript(method.costExponent)})
        </span>
        <Time milliseconds={result.milliseconds} />
      </span>
    </div>
  )
}

/** What there is to say of a map that is not up to date: how far it is, or why it is not computed. */
function Waiting({ id, stale, empty }: { id: MethodId; stale: boolean; empty: boolean }) {
  const text = useText().tile
  const progress = useStore((state) => (state.progress?.id === id ? state.progress.fraction : null))
  const stopped = useStore((state) => state.stopped.includes(id))
  const running = useStore((state) => state.running)
  const failed = useStore((state) => state.failure !== null)
  const expected = useStore((state) =>
    stale && id !== 'exact' && !state.insisted.includes(id)
      ? expectedMilliseconds(
          id,
          state.network,
          state.patterns.N,
          state.results,
          state.comparison.parameters[id],
        )
      : 0,
  )
  const { stop, resume, toggleMethod } = useStore.getState()
  if (stopped || expected > longestUnasked)
    return (
      <div className="tile-progress">
        <span>{stopped ? text.stopped : text.takesLong(formatTime(expected))}</span>
        <button type="button" className="button" onClick={() => resume(id)}>
          {text.resume}
        </button>
        <button type="button" className="button" onClick={() => toggleMethod(id)}>
          {text.leaveOut}
        </button>
      </div>
    )
  if (progress !== null)
    return (
      <div className="tile-progress">
        <progress max={1} value={progress} aria-label={text.progress(Math.round(progress * 100))} />
        <span>{Math.round(progress * 100)} %</span>
        {id !== 'exact' && (
          <button type="button" className="button" onClick={() => stop(id)}>
            {text.stop}
          </button>
        )}
      </div>
    )
  if (stale && failed) return <p className="tile-waiting">{text.notComputed}</p>
  return running && stale && empty ? <p className="tile-waiting">{text.waiting}</p> : null
}

/** What the map shows, in one line: the method's own formula, or what the view makes of its matrix. */
function formulaOf({ id, partner }: Square, { difference, quantity }: MapData): string {
  const method = methodNamed(id)
  const exact = id === 'exact' || partner
  if (method.target === 'inverse' && !partner)
    return difference ? String.raw`\mathbf{P} - (\mathbf{H} + \lambda\mathbf{I})^{-1}` : method.formula
  if (quantity === 'inverse') return String.raw`(\mathbf{${exact ? 'H' : 'A'}} + \lambda\mathbf{I})^{-1}`
  return difference ? String.raw`\mathbf{A} - \mathbf{H}` : method.formula
}

/** One map with its name, formula, error, cost and handles. */
export function MapTile({ square, data, scale, legend, viewport, onViewport }: MapTileProps) {
  const text = useText()
  const theme = useTheme()
  const { id, partner } = square
  const method = methodNamed(id)
  const result = useStore((state) => state.results[partner ? 'exact' : id])
  const presentNetwork = useStore((state) => state.network)
  const values = useStore((state) => state.comparison.values)
  const hovered = useStore((state) => state.hovered)
  const pinned = useStore((state) => state.view.selection)
  const { hover, select, setMapPixels } = useStore.getState()

  const pin = useCallback(
    (cell: Cell | null) => select(cell, partner ? undefined : id),
    [select, id, partner],
  )
  const article = useRef<HTMLElement>(null)
  const room = useTileRoom(article)
  const network: Network = data.network ?? presentNetwork
  const partition = useMemo(() => (network ? partitionOf(network) : emptyPartition), [network])
  const name = partner ? text.partner : text.methods[id]
  const W = network.W
  const inverseShown = data.quantity === 'inverse'
  const stale = useStore(
    (state) =>
      !result ||
      isOld(inverseShown ? result.inverseRevision : result.revision, state) ||
      (inverseShown && state.late && result.inverseDamping !== dampingOf(state.comparison)),
  )
  const oldSpectrum = useOld(result?.spectrumRevision)
  const describe = useMemo(() => {
    const { matrix, minus } = data
    return (row: number, column: number) =>
      text.tile.cell(
        row + 1,
        column + 1,
        `${weightName(placeOf(network, row))}, ${weightName(placeOf(network, column))}`,
        matrix ? formatNumber(matrix[row * W + column] - (minus?.[row * W + column] ?? 0), 5) : '',
      )
  }, [data, network, W, text])
  const label = data.difference
    ? text.tile.mapDifference(name, W)
    : inverseShown
      ? text.tile.mapInverse(name, W)
      : text.tile.map(name, W)
  const negative = result?.spectrum?.negativeEigenvalues
  const formula = formulaOf(square, data)

  return (
    <article
      ref={article}
      className={`tile${room}${id === 'exact' || partner ? ' is-reference' : ''}${stale ? ' is-stale' : ''}`}
      aria-label={name}
    >
      <header>
        <h3>{name}</h3>
        {!partner && method.section && (
          <span className="tile-section" title={`PRML ${method.section}`}>
            <span className="visually-hidden">PRML </span>
            {method.section}
          </span>
        )}
      </header>
      <div className="tile-formula">
        <Formula tex={formula} />
      </div>
      <div className="tile-map">
        {data.refusal && !data.matrix ? (
          <RefusalNote refusal={data.refusal} />
        ) : (
          <MatrixMap
            data={data.matrix}
            minus={data.minus}
            overview={data.overview}
            onSize={setMapPixels}
            W={W}
            partition={partition}
            scale={scale}
            theme={theme}
            label={label}
            describe={describe}
            hovered={hovered}
            pinned={pinned}
            onHover={hover}
            onPin={pin}
            values={values && W <= 16}
            stale={stale && data.matrix !== null}
            viewport={viewport}
            onViewport={onViewport}
          />
        )}
        {!partner && <Waiting id={id} stale={stale} empty={!data.matrix} />}
      </div>
      {legend === 'own' && data.matrix && (
        <Legend scale={scale} theme={theme} compact label={text.maps.legend(formatNumber(scale.limit))} />
      )}
      <div className="tile-handles">
        {partner
          ? legend === 'quantity' &&
            data.matrix && (
              <Legend
                scale={scale}
                theme={theme}
                compact
                label={text.maps.legend(formatNumber(scale.limit))}
              />
            )
          : method.parameters.map((parameter) => (
              <ParameterSlider key={parameter.name} id={id} parameter={parameter} />
            ))}
        {id === 'exact' && inverseShown && (
          <ParameterSlider id="sequential-inverse" parameter={sequentialInverse.parameters[0]} />
        )}
        {id === 'exact' && !inverseShown && negative !== undefined && (
          <span className={oldSpectrum ? 'is-stale' : undefined}>{text.tile.negative(negative)}</span>
        )}
      </div>
      {partner ? (
        <div className="tile-footer">{text.tile.reference}</div>
      ) : (
        <Footer square={square} result={result} />
      )}
    </article>
  )
}
