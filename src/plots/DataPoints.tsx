import { memo } from 'react'
import { groupOf, markRadius, shapePath, shapes, type PlacedPoint } from './pointMarks.ts'
import type { TargetKind } from './plotFit.ts'

interface DataPointsProps {
  readonly points: readonly PlacedPoint[]
  readonly t: Float64Array
  readonly D: number
  readonly K: number
  readonly kind: TargetKind
  readonly range: readonly [number, number]
}

/** Class of a group's mark and its shape; target values differ by colour alone. */
function markOf(group: number, D: number, K: number, kind: TargetKind) {
  if (kind === 'regression' && D > 1) return { name: `is-value-${group}`, shape: shapes[0] }
  const name = kind === 'regression' && K === 1 ? 'is-plain' : `is-class-${group % 4}`
  return { name, shape: shapes[group % shapes.length] }
}

/** The data points: one path for each class, or for each step of target values. */
export const DataPoints = memo(function DataPoints({ points, t, D, K, kind, range }: DataPointsProps) {
  const radius = markRadius(points.length)
  const paths = new Map<number, string[]>()
  points.forEach(({ x, y }, m) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return
    const group = groupOf(m, t, D, K, kind, range)
    const path = paths.get(group) ?? []
    if (path.length === 0) paths.set(group, path)
    path.push(shapePath(markOf(group, D, K, kind).shape, x, y, radius))
  })
  return (
    <g className="data-plot-points" strokeWidth={radius > 0.2 ? 0.1 : 0.03}>
      {[...paths]
        .toSorted(([a], [b]) => a - b)
        .map(([group, path]) => (
          <path key={group} className={markOf(group, D, K, kind).name} d={path.join('')} />
        ))}
    </g>
  )
})

interface HighlightProps extends DataPointsProps {
  /** Index among `points`. */
  readonly mark: number
}

/** One point, larger and strongly outlined. */
export const HighlightedPoint = memo(function HighlightedPoint(props: HighlightProps) {
  const { points, t, D, K, kind, range, mark } = props
  const { x, y } = points[mark]
  const { name, shape } = markOf(groupOf(mark, t, D, K, kind, range), D, K, kind)
  const d = shapePath(shape, x, y, Math.max(0.4, 1.35 * markRadius(points.length)))
  return (
    <g className="data-plot-highlight">
      <path className="is-halo" d={d} />
      <path className={name} d={d} />
    </g>
  )
})
