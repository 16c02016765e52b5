import { memo } from 'react'
import { placeOf, type Network } from '../network/network.ts'
import { placeLabels, type EdgePlace } from './networkLayout.ts'

const thinnest = 0.05
const thickest = 0.3
/** Width of the invisible line that takes the pointer. */
const targetWidth = 0.75

/** The largest |w| that is finite, or 1 if all are 0. */
function largest(w: Float64Array): number {
  let size = 0
  for (const value of w) if (Math.abs(value) > size && Number.isFinite(value)) size = Math.abs(value)
  return size || 1
}

/** The book's name of a weight: lower indices ji (with a comma if one has two digits) and upper index (l). */
export function weightIndices(network: Network, index: number): { lower: string; upper: string } {
  const { l, j, i } = placeOf(network, index)
  return { lower: j > 9 || i > 9 ? `${j},${i}` : `${j}${i}`, upper: `(${l})` }
}

interface WeightEdgesProps {
  readonly edges: readonly EdgePlace[]
  readonly w: Float64Array
  /** Factor for the widths. */
  readonly fineness: number
  readonly emphasis?: 'hovered' | 'selected'
}

/** Curves whose colour is the sign and whose width and opacity are the size of their weights. */
export const WeightEdges = memo(function WeightEdges({ edges, w, fineness, emphasis }: WeightEdgesProps) {
  const limit = largest(w)
  return (
    <g className={emphasis ? `network-edges is-${emphasis}` : 'network-edges'}>
      {emphasis && edges.map(({ index, d }) => <path key={`halo-${index}`} className="is-halo" d={d} />)}
      {edges.map(({ index, d }) => {
        const part = Math.min(1, Math.abs(w[index]) / limit) || 0
        const width = thinnest + (thickest * fineness - thinnest) * part
        return (
          <path
            key={index}
            className={w[index] < 0 ? 'is-negative' : 'is-positive'}
            d={d}
            strokeWidth={emphasis ? Math.max(0.2, width) : width}
            strokeOpacity={emphasis ? 1 : 0.28 + 0.72 * Math.sqrt(part)}
          />
        )
      })}
    </g>
  )
})

interface EdgeTargetsProps {
  readonly edges: readonly EdgePlace[]
  readonly onHover?: (index: number | null) => void
  readonly onSelect?: (index: number) => void
}

/** Wide invisible curves for the pointer; they follow the layout alone, not the weights. */
export const EdgeTargets = memo(function EdgeTargets({ edges, onHover, onSelect }: EdgeTargetsProps) {
  return (
    <g className="network-targets" strokeWidth={targetWidth} onPointerLeave={() => onHover?.(null)}>
      {edges.map(({ index, d }) => (
        // Weights are reached with the keyboard through the maps and the entry panel.
        <path
          key={index}
          d={d}
          onPointerEnter={() => onHover?.(index)}
          onPointerUp={() => onSelect?.(index)}
        />
      ))}
    </g>
  )
})

interface WeightLabelsProps {
  readonly network: Network
  readonly selected: readonly EdgePlace[]
  readonly hovered: readonly EdgePlace[]
  readonly width: number
}

/** Names of the emphasised weights beside their curves. */
export const WeightLabels = memo(function WeightLabels({
  network,
  selected,
  hovered,
  width,
}: WeightLabelsProps) {
  const paths = [...selected, ...hovered]
  const places = placeLabels(paths, width)
  return (
    <>
      {paths.map(({ index }, k) => {
        const { lower, upper } = weightIndices(network, index)
        return (
          <text
            key={index}
            className={`network-weight-label is-${k < selected.length ? 'selected' : 'hovered'}`}
            x={places[k].x}
            y={places[k].y + 0.3}
            fontSize={1.02}
            textAnchor="middle"
          >
            w
            <tspan className="is-upright" dy={0.24} fontSize={0.7}>
              {lower}
            </tspan>
            <tspan className="is-upright" dy={-0.66} fontSize={0.7}>
              {upper}
            </tspan>
          </text>
        )
      })}
    </>
  )
})
