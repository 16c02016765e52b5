import { memo } from 'react'
import type { Network } from '../network/network.ts'

/** What can be changed in the network's shape, with the buttons' accessible names. */
export interface NetworkEditing {
  /** Hidden layer `layer` (1 … L − 1) shall have `units` units. */
  readonly onUnits: (layer: number, units: number) => void
  /** A hidden layer shall be added that becomes layer `at` (1 … L). */
  readonly onAddLayer: (at: number) => void
  readonly onRemoveLayer: (layer: number) => void
  readonly mayAddUnit: (layer: number) => boolean
  readonly mayAddLayer: (at: number) => boolean
  readonly labels: {
    readonly addUnit: (layer: number) => string
    readonly removeUnit: (layer: number) => string
    readonly addLayer: (at: number) => string
    readonly removeLayer: (layer: number) => string
  }
}

interface NetworkButtonsProps {
  readonly network: Network
  /** x of every layer, in rem. */
  readonly columns: readonly number[]
  readonly editing: NetworkEditing
}

/** Above: remove a hidden layer, add one between two layers. Below: a unit less or more. */
export const NetworkButtons = memo(function NetworkButtons({
  network,
  columns,
  editing,
}: NetworkButtonsProps) {
  const { labels } = editing
  const { layers, L } = network
  const button = (name: string, sign: string, possible: boolean, act: () => void) => (
    <button
      key={name}
      type="button"
      className="network-button"
      aria-label={name}
      title={name}
      disabled={!possible}
      onClick={act}
    >
      {sign}
    </button>
  )
  const hidden = layers.map((_, layer) => layer).slice(1, L)
  return (
    <>
      <div className="network-buttons is-layers">
        {columns.slice(1).map((x, l) => (
          <span key={`add-${l}`} style={{ left: `${(x + columns[l]) / 2}rem` }}>
            {button(labels.addLayer(l + 1), '+', editing.mayAddLayer(l + 1), () => editing.onAddLayer(l + 1))}
          </span>
        ))}
        {hidden.map((layer) => (
          <span key={`remove-${layer}`} style={{ left: `${columns[layer]}rem` }}>
            {button(labels.removeLayer(layer), '×', true, () => editing.onRemoveLayer(layer))}
          </span>
        ))}
      </div>
      <div className="network-buttons is-units">
        {hidden.map((layer) => (
          <span key={layer} style={{ left: `${columns[layer]}rem` }}>
            {button(labels.removeUnit(layer), '−', layers[layer] > 1, () =>
              editing.onUnits(layer, layers[layer] - 1),
            )}
            {button(labels.addUnit(layer), '+', editing.mayAddUnit(layer), () =>
              editing.onUnits(layer, layers[layer] + 1),
            )}
          </span>
        ))}
      </div>
    </>
  )
})
