import { memo, useMemo, useRef } from 'react'
import type { Network } from '../network/network.ts'
import { EdgeTargets, WeightEdges, WeightLabels } from './NetworkEdges.tsx'
import { layoutNetwork, weightPath, type EdgePlace, type NetworkLayout } from './networkLayout.ts'
import { formatNumber } from './numberFormat.ts'
import { NetworkButtons, type NetworkEditing } from './NetworkButtons.tsx'
import { useRemSize } from './useRemSize.ts'

/** By layer and unit, both from 0. */
export type UnitValues = readonly (readonly (readonly number[])[])[]

export interface NetworkDiagramProps {
  readonly network: Network
  /** W weights in the network's order. */
  readonly w: Float64Array
  /** Accessible name of the picture. */
  readonly label: string
  /** Weights of the pinned and of the hovered entry. */
  readonly selected?: readonly number[]
  readonly hovered?: readonly number[]
  readonly onHoverWeight?: (index: number | null) => void
  readonly onSelectWeight?: (index: number) => void
  /** Numbers to be written below every unit, by layer from the inputs on. */
  readonly units?: UnitValues
  /** Font size of these numbers in rem. */
  readonly font?: number
  /** Buttons that add and remove units and layers; none without it. */
  readonly editing?: NetworkEditing
}

const none: readonly number[] = []

/** Height in rem of the rows of buttons above and below the drawing. */
const buttonRow = 2.1

/** The network as circles and curves: sign of a weight by colour, its size by width. */
export const NetworkDiagram = memo(function NetworkDiagram({
  network,
  w,
  label,
  selected = none,
  hovered = none,
  onHoverWeight,
  onSelectWeight,
  units,
  font,
  editing,
}: NetworkDiagramProps) {
  const container = useRef<HTMLDivElement>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const { width, height: whole } = useRemSize(container, drawing)
  const height = Math.max(1, whole - (editing ? 2 * buttonRow : 0))
  const layout = useMemo(() => layoutNetwork(network, width || 1, height), [network, width, height])
  const pathsOf = (indices: readonly number[]) =>
    [...new Set(indices)]
      .map((index) => (index < network.W ? weightPath(network, layout, index) : null))
      .filter((edge): edge is EdgePlace => edge !== null)
  const pinnedPaths = pathsOf(selected)
  const hoveredPaths = pathsOf(hovered.filter((index) => !selected.includes(index)))

  return (
    <div ref={container} className={`plot network-diagram${editing ? ' is-editable' : ''}`}>
      <svg
        ref={drawing}
        viewBox={`0 0 ${width || 1} ${height}`}
        style={{ width: `${width}rem`, height: `${height}rem`, top: editing ? `${buttonRow}rem` : 0 }}
        role="img"
        aria-label={label}
      >
        {width > 0 && (
          <>
            <WeightEdges edges={layout.edges} w={w} fineness={layout.fineness} />
            <WeightEdges edges={hoveredPaths} w={w} fineness={1} emphasis="hovered" />
            <WeightEdges edges={pinnedPaths} w={w} fineness={1} emphasis="selected" />
            {(onHoverWeight || onSelectWeight) && (
              <EdgeTargets edges={layout.edges} onHover={onHoverWeight} onSelect={onSelectWeight} />
            )}
            <Units network={network} layout={layout} values={units} valueFont={font} />
            <WeightLabels network={network} selected={pinnedPaths} hovered={hoveredPaths} width={width} />
          </>
        )}
      </svg>
      {editing && width > 0 && (
        <NetworkButtons network={network} columns={layout.columns} editing={editing} />
      )}
    </div>
  )
})

/** Beside the unit, where the edges are thin; of the outputs, which stand at the edge, below. */
function valuePlace(last: boolean, x: number, y: number, radius: number, font: number, line: number) {
  return last
    ? { x: x + radius, y: y + radius + 1.05 * font * (line + 1), textAnchor: 'end' as const }
    : { x: x + radius + 0.25, y: y + 1.05 * font * (line + 0.85) - 1.05 * font, textAnchor: 'start' as const }
}

/** Circles with their names in book notation, and "⋮ +12" for those that are not drawn. */
const Units = memo(function Units({
  network,
  layout,
  values,
  valueFont = 0.74,
}: {
  readonly network: Network
  readonly layout: NetworkLayout
  readonly values?: UnitValues
  readonly valueFont?: number
}) {
  const { radius } = layout
  const font = Math.max(0.74, Math.min(1, 1.05 * radius))
  return (
    <>
      {layout.units.map(({ layer, unit, x, y }) => {
        const letter = layer === 0 ? 'x' : layer === network.L ? 'y' : 'z'
        const alone = letter !== 'z' && network.layers[layer] === 1
        return (
          <g key={`${layer}-${unit}`} className="network-unit">
            <circle cx={x} cy={y} r={radius} />
            <text x={x} y={y + 0.3 * font} fontSize={font} textAnchor="middle">
              {letter}
              {!alone && (
                <tspan dy={0.2 * font} fontSize={0.68 * font} className="is-upright">
                  {unit}
                </tspan>
              )}
            </text>
            {values?.[layer]?.[unit - 1]?.map((value, line) => (
              <text
                // Lines have no identity but their place.
                key={`value-${line}`}
                className={`network-value is-line-${line}`}
                {...valuePlace(layer === network.L, x, y, radius, valueFont, line)}
                fontSize={valueFont}
              >
                {formatNumber(value, 2)}
              </text>
            ))}
          </g>
        )
      })}
      {layout.condensed.map(({ layer, count, x, y }) => (
        <text
          key={layer}
          className="network-condensed"
          x={x}
          y={y + 0.32}
          fontSize={0.86}
          textAnchor="middle"
        >
          ⋮ +{count}
        </text>
      ))}
    </>
  )
})
