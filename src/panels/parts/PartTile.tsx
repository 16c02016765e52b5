import { useMemo, useRef } from 'react'
import { formatNumber, formatRelative } from '../../i18n/numbers.ts'
import { weightName } from '../../i18n/notation.ts'
import { placeOf } from '../../network/network.ts'
import type { Network } from '../../network/network.ts'
import type { DivergingScale } from '../../plots/colourScale.ts'
import { MatrixMap } from '../../plots/MatrixMap.tsx'
import type { MapViewport } from '../../plots/mapViewport.ts'
import { partitionOf } from '../../plots/partition.ts'
import { useStore } from '../../state/store.ts'
import { Formula } from '../Formula.tsx'
import { useText } from '../useText.ts'
import { useTileRoom } from '../useTileRoom.ts'
import { useTheme } from '../useTheme.ts'
import type { DivisibleMethod, ErrorPart } from './errorParts.ts'

export interface PartTileProps {
  readonly id: DivisibleMethod
  readonly part: ErrorPart
  /** ‖H‖_F. */
  readonly whole: number
  readonly network: Network
  readonly scale: DivergingScale
  readonly stale: boolean
  readonly viewport: MapViewport
  readonly onViewport: (viewport: MapViewport) => void
}

/** One part as a map with its name, formula and norm; its entries light together with those of the other parts. */
export function PartTile({ id, part, whole, network, scale, stale, viewport, onViewport }: PartTileProps) {
  const text = useText()
  const theme = useTheme()
  const values = useStore((state) => state.comparison.values)
  const hovered = useStore((state) => state.hovered)
  const pinned = useStore((state) => state.view.selection)
  const { hover, select } = useStore.getState()
  const article = useRef<HTMLElement>(null)
  const room = useTileRoom(article)
  const partition = useMemo(() => partitionOf(network), [network])
  const { W } = network
  const { name, matrix, norm, tex } = part
  const title =
    name === 'exact' ? text.methods.exact : name === 'kept' ? text.methods[id] : text.parts.names[name]
  const describe = useMemo(
    () => (row: number, column: number) =>
      text.tile.cell(
        row + 1,
        column + 1,
        `${weightName(placeOf(network, row))}, ${weightName(placeOf(network, column))}`,
        formatNumber(matrix[row * W + column], 5),
      ),
    [matrix, network, W, text],
  )
  return (
    <article
      ref={article}
      className={`tile${room}${name === 'exact' ? ' is-reference' : ''}${stale ? ' is-stale' : ''}`}
      aria-label={title}
    >
      <header>
        <h3>{title}</h3>
      </header>
      <div className="tile-formula">
        <Formula tex={tex} />
      </div>
      <div className="tile-map">
        <MatrixMap
          data={matrix}
          W={W}
          partition={partition}
          scale={scale}
          theme={theme}
          label={text.tile.map(title, W)}
          describe={describe}
          hovered={hovered}
          pinned={pinned}
          onHover={hover}
          onPin={select}
          values={values && W <= 16}
          stale={stale}
          viewport={viewport}
          onViewport={onViewport}
        />
      </div>
      <div className="tile-footer">
        <span>
          {text.parts.norm} <strong>{formatNumber(norm)}</strong>
        </span>
        {name !== 'exact' && whole > 0 && <span>{text.parts.ofWhole(formatRelative(norm / whole))}</span>}
      </div>
    </article>
  )
}
