import { useRef, useState } from 'react'
import { limits } from '../../config/limits.ts'
import { formatNumber } from '../../i18n/numbers.ts'
import type { PointEditing } from '../../plots/PointEditor.tsx'
import { pointsOf } from '../../state/ownData.ts'
import { useStore } from '../../state/store.ts'
import type { DataPlotInput } from '../dataPlotInput.ts'
import { useText } from '../useText.ts'
import { movedPoints, withoutPoints, withPoint } from './pointEdits.ts'
import type { NewPoint, Points } from './pointEdits.ts'

/** Editing of the points in the data plot. */
export interface PointEdits {
  /** Whether the plot shows all that there is to be edited: one or two inputs. */
  readonly possible: boolean
  readonly editing: PointEditing
  /** The coordinates of the one point that is selected, or null. */
  readonly coordinates:
    readonly { readonly name: string; readonly value: number; readonly set: (value: number) => void }[] | null
  readonly selected: readonly number[]
  readonly newPoint: NewPoint
  readonly setNewPoint: (change: Partial<NewPoint>) => void
  /** Classes there are to choose from; 0 for numbers. */
  readonly classes: number
  /** Whether a new point needs a target that its place does not give. */
  readonly needsTarget: boolean
  readonly addInTheMiddle: () => void
}

export function usePointEdits({ kind, domain }: DataPlotInput): PointEdits {
  const text = useText().own.points
  const { N, D, K, x, t } = useStore((state) => state.patterns)
  const [chosen, setChosen] = useState<readonly number[]>([])
  const [fresh, setFresh] = useState({ label: 0, target: 0 })
  const before = useRef<Points | null>(null)
  const { setPoints, notify, endChange, hoverPoint } = useStore.getState()
  // Of other data there may be fewer points.
  const selected = chosen.filter((n) => n < N)
  const classes = kind === 'regression' ? 0 : Math.max(2, K)
  const newPoint = { kind, label: Math.min(fresh.label, Math.max(0, classes - 1)), target: fresh.target }

  const replace = (points: Points) => {
    endChange()
    setPoints(points.x, points.t)
    endChange()
  }
  const add = (across: number, up: number) => {
    const max = limits.points.max
    if (N >= max) return notify({ kind: 'points', text: 'full', limit: max })
    replace(withPoint(pointsOf(useStore.getState()), across, up, newPoint))
    setChosen([N])
  }
  const remove = () => {
    if (selected.length === 0) return
    const left = withoutPoints(pointsOf(useStore.getState()), selected)
    if (!left) return notify({ kind: 'points', text: 'last', limit: 1 })
    hoverPoint(null)
    replace(left)
    setChosen([])
  }
  const [only] = selected
  const names = [
    ...Array.from({ length: D }, (_, i) => (D === 1 ? 'x' : `x${i + 1}`)),
    // A class is chosen when a point is made.
    ...(kind === 'regression' ? Array.from({ length: K }, (_, k) => (K === 1 ? 't' : `t${k + 1}`)) : []),
  ]
  const values =
    only === undefined
      ? []
      : [...x.subarray(only * D, (only + 1) * D), ...t.subarray(only * K, (only + 1) * K)]
  const setCoordinate = (at: number, value: number) => {
    const points = pointsOf(useStore.getState())
    const edited = (rows: Points['x'], column: number) =>
      rows.map((row, n) => (n === only ? row.with(column, value) : row))
    if (at < D) setPoints(edited(points.x, at), points.t)
    else setPoints(points.x, edited(points.t, at - D))
  }
  const said = names.map((name, at) => `${name} = ${formatNumber(values[at])}`).join(', ')
  return {
    possible: D <= 2,
    selected,
    classes,
    newPoint,
    needsTarget: kind === 'regression' && D > 1,
    setNewPoint: (change) => setFresh({ ...fresh, ...change }),
    addInTheMiddle: () => add((domain.x[0] + domain.x[1]) / 2, (domain.y[0] + domain.y[1]) / 2),
    coordinates:
      selected.length !== 1
        ? null
        : names.map((name, at) => ({ name, value: values[at], set: (next) => setCoordinate(at, next) })),
    editing: {
      selected,
      label: text.plot(N),
      announced:
        selected.length === 0
          ? text.none
          : selected.length === 1
            ? text.point(only + 1, N, said)
            : text.selected(selected.length),
      onSelect: setChosen,
      onBegin: () => {
        before.current = pointsOf(useStore.getState())
      },
      onMove: (patterns, dx, dy, target) => {
        const begun = before.current
        if (!begun || begun.x.length !== N) return
        const { x: inputs, t: targets } = movedPoints(begun, patterns, dx, dy, kind, target)
        setPoints(inputs, targets)
      },
      onAdd: add,
      onRemove: remove,
    },
  }
}
