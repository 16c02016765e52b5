import { path } from 'd3'
import { placeOf, type Network } from '../network/network.ts'

/** A place in the drawing, in rem. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface UnitPlace extends Point {
  /** Layer, 0 for the inputs, and unit in it, from 1. */
  readonly layer: number
  readonly unit: number
}

/** The units of a layer that are not drawn one by one. */
export interface CondensedUnits extends Point {
  readonly layer: number
  readonly count: number
}

export interface EdgePlace {
  /** Index of the weight in w. */
  readonly index: number
  /** SVG path from left to right. */
  readonly d: string
}

/** Where everything of a network diagram is. */
export interface NetworkLayout {
  readonly radius: number
  readonly units: readonly UnitPlace[]
  readonly condensed: readonly CondensedUnits[]
  /** Weights between units that are drawn, then biases; those of condensed units are left out. */
  readonly edges: readonly EdgePlace[]
  /** x of every layer. */
  readonly columns: readonly number[]
  /** Factor ≤ 1 for the widths of curves: many are drawn thinner. */
  readonly fineness: number
}

const largestRadius = 0.95
const smallestRadius = 0.56
/** Least distance between neighbouring units of a layer, in rem. */
const smallestPitch = 2 * smallestRadius + 0.14
const largestPitch = 3.4
const mostUnits = 10
/** Length of the stub that stands for a bias. */
const stub = 0.62
/** cos and sin of the direction a bias comes from: above and left. */
const slant: Point = { x: -0.62, y: -0.785 }

/** How many places a layer of `size` units takes when `room` fit: all of them, or room with the last for "⋮". */
function placesOf(size: number, room: number): number {
  return Math.min(size, Math.max(2, Math.min(mostUnits, room)))
}

function curve(from: Point, to: Point): string {
  const d = path()
  const middle = (from.x + to.x) / 2
  d.moveTo(from.x, from.y)
  d.bezierCurveTo(middle, from.y, middle, to.y, to.x, to.y)
  return d.toString()
}

/** The layout of `network` in a drawing of width × height rem, units of a layer evenly about the middle. */
export function layoutNetwork(
  network: Pick<Network, 'layers' | 'L' | 'bias' | 'columns' | 'offsets'>,
  width: number,
  height: number,
): NetworkLayout {
  const { layers, L } = network
  const room = Math.floor((height - 0.3) / smallestPitch)
  const places = layers.map((size) => placesOf(size, room))
  const tallest = Math.max(...places)
  const pitch = Math.min(largestPitch, (height - 0.3) / tallest)
  const columnPitch = width / (L + 0.8)
  const radius = Math.max(smallestRadius, Math.min(largestRadius, (pitch - 0.14) / 2, 0.28 * columnPitch))
  // Neither the inputs nor the right side have stubs of biases.
  const margin = radius + 0.15
  const columns = layers.map((_, l) => margin + (l * (width - 2 * margin)) / L)

  const units: UnitPlace[] = []
  const condensed: CondensedUnits[] = []
  const at: Point[][] = layers.map((size, layer) => {
    const drawn = size > places[layer] ? places[layer] - 1 : size
    // Layers with few units are spread out more, as long as they do not exceed the tallest.
    const spread = Math.min(largestPitch, ((tallest - 1) * pitch) / Math.max(1, places[layer] - 1))
    const distance = places[layer] === tallest ? pitch : Math.max(pitch, Math.min(spread, 1.35 * pitch))
    const y = (slot: number) => height / 2 + (slot - (places[layer] - 1) / 2) * distance
    if (drawn < size) condensed.push({ layer, count: size - drawn, x: columns[layer], y: y(drawn) })
    return Array.from({ length: drawn }, (_, slot) => {
      const place = { layer, unit: slot + 1, x: columns[layer], y: y(slot) }
      units.push(place)
      return place
    })
  })

  const edges: EdgePlace[] = []
  const bias = network.bias ? 1 : 0
  for (let l = 1; l <= L; l++)
    at[l].forEach((to, j) => {
      const row = network.offsets[l] + j * network.columns[l]
      at[l - 1].forEach((from, i) => {
        const d = curve({ x: from.x + radius, y: from.y }, { x: to.x - radius, y: to.y })
        edges.push({ index: row + bias + i, d })
      })
    })
  if (network.bias)
    for (let l = 1; l <= L; l++)
      at[l].forEach((to, j) => {
        const start = biasStart(to, radius)
        const end = { x: to.x + slant.x * radius, y: to.y + slant.y * radius }
        edges.push({
          index: network.offsets[l] + j * network.columns[l],
          d: `M${start.x},${start.y}L${end.x},${end.y}`,
        })
      })
  const densest = Math.max(...at.slice(1).map((to, l) => to.length * at[l].length))
  const fineness = Math.max(0.3, Math.min(1, Math.sqrt(30 / densest)))
  return { radius, units, condensed, edges, columns, fineness }
}

/** Where the stub of a unit's bias begins. */
function biasStart(unit: Point, radius: number): Point {
  return { x: unit.x + slant.x * (radius + stub), y: unit.y + slant.y * (radius + stub) }
}

/** A weight's path even if one of its units is condensed: then it leads to the place of "⋮". */
export function weightPath(network: Network, layout: NetworkLayout, index: number): EdgePlace | null {
  const edge = layout.edges.find((candidate) => candidate.index === index)
  if (edge) return edge
  const { l, j, i } = placeOf(network, index)
  const find = (layer: number, unit: number): Point | undefined =>
    layout.units.find((candidate) => candidate.layer === layer && candidate.unit === unit) ??
    layout.condensed.find((candidate) => candidate.layer === layer)
  const to = find(l, j)
  if (!to) return null
  const { radius } = layout
  if (i === 0) {
    const start = biasStart(to, radius)
    return { index, d: `M${start.x},${start.y}L${to.x + slant.x * radius},${to.y + slant.y * radius}` }
  }
  const from = find(l - 1, i)
  return from ? { index, d: curve({ x: from.x + radius, y: from.y }, { x: to.x - radius, y: to.y }) } : null
}

const labelWidth = 2.5
const labelHeight = 1.25

/**
 * Where the labels of weights go: on their curves, near the middle, so that no two overlap. In the order of `paths`,
 * which are cubic curves or straight stubs as `layoutNetwork` makes them.
 */
export function placeLabels(paths: readonly EdgePlace[], width: number): Point[] {
  const placed: Point[] = []
  for (const { d } of paths) {
    const n = (d.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number)
    const point = (t: number): Point => {
      const s = 1 - t
      // A bias's stub is short: its label stands at its free end.
      if (n.length < 8) return { x: n[0] - 0.4 - t, y: n[1] + 0.2 }
      const weights = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
      return {
        x: weights.reduce((sum, b, k) => sum + b * n[2 * k], 0),
        y: weights.reduce((sum, b, k) => sum + b * n[2 * k + 1], 0) - labelHeight / 2,
      }
    }
    const free = (p: Point) =>
      placed.every((q) => Math.abs(p.x - q.x) >= labelWidth || Math.abs(p.y - q.y) >= labelHeight)
    const candidates = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8].map(point)
    const lowered = candidates.map((p) => ({ x: p.x, y: p.y + 1.6 * labelHeight }))
    const chosen = [...candidates, ...lowered].find(free) ?? candidates[0]
    placed.push({ x: Math.max(labelWidth / 2, Math.min(width - labelWidth / 2, chosen.x)), y: chosen.y })
  }
  return placed
}
