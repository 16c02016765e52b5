import { contours, interpolateLab, piecewise, rgb } from 'd3'
import { valueStep } from './pointMarks.ts'
import type { SurfaceColours } from './surfaceColours.ts'
import type { TargetKind } from './plotFit.ts'

/** How strongly a class tints the ground where its probability is 1. */
const tint = 0.42

/** Colours between which an eye sees no step. */
const valueColours = 256

/**
 * Paints outputs (resolution² rows of K) as RGBA bytes: regression by the value of the first output on `range`; classes
 * by their colours, mixed with the panel's by their probabilities, so that undecided regions stay pale.
 */
export function paintSurface(
  bytes: Uint8ClampedArray,
  outputs: Float64Array,
  K: number,
  kind: TargetKind,
  colours: SurfaceColours,
  range: readonly [number, number],
): void {
  const count = bytes.length / 4
  const put = (p: number, r: number, g: number, b: number) => {
    bytes[4 * p] = r
    bytes[4 * p + 1] = g
    bytes[4 * p + 2] = b
    bytes[4 * p + 3] = 255
  }
  if (kind === 'regression') {
    const colour = piecewise(interpolateLab, [...colours.values])
    const table = Array.from({ length: valueColours }, (_, i) => rgb(colour(i / (valueColours - 1))))
    for (let p = 0; p < count; p++) {
      const { r, g, b } = table[valueStep(outputs[p * K], range, valueColours)]
      put(p, r, g, b)
    }
    return
  }
  const ground = rgb(colours.panel)
  const inks = colours.classes.map((text) => rgb(text))
  const classes = Math.max(2, K)
  for (let p = 0; p < count; p++) {
    let [r, g, b] = [0, 0, 0]
    let certainty = 0
    for (let k = 0; k < classes; k++) {
      const probability = K === 1 ? (k === 1 ? outputs[p] : 1 - outputs[p]) : outputs[p * K + k]
      const ink = inks[k % inks.length]
      r += probability * ink.r
      g += probability * ink.g
      b += probability * ink.b
      certainty = Math.max(certainty, probability)
    }
    const strength = tint * Math.max(0.12, (certainty - 1 / classes) / (1 - 1 / classes))
    put(
      p,
      ground.r + strength * (r - ground.r),
      ground.g + strength * (g - ground.g),
      ground.b + strength * (b - ground.b),
    )
  }
}

/**
 * Lines on a surface, in units of the unit square from its top left: where the most probable class changes, or for
 * regression where the output takes one of the `levels`.
 */
export function surfaceLines(
  outputs: Float64Array,
  resolution: number,
  K: number,
  kind: TargetKind,
  levels: readonly number[],
): string {
  const count = resolution * resolution
  const generator = contours().size([resolution, resolution])
  const lines = (values: number[], level: number) => {
    let path = ''
    for (const polygon of generator.contour(values, level).coordinates)
      for (const ring of polygon) path += ringPath(ring, resolution)
    return path
  }
  if (kind === 'regression') {
    const values = Array.from({ length: count }, (_, p) => outputs[p * K])
    return values.every(Number.isFinite) ? levels.map((level) => lines(values, level)).join('') : ''
  }
  if (K === 1) {
    const values = Array.from({ length: count }, (_, p) => outputs[p])
    return values.every(Number.isFinite) ? lines(values, 0.5) : ''
  }
  let path = ''
  for (let k = 0; k < K; k++) {
    const lead = Array.from({ length: count }, (_, p) => {
      let other = -Infinity
      for (let c = 0; c < K; c++) if (c !== k) other = Math.max(other, outputs[p * K + c])
      return outputs[p * K + k] - other
    })
    if (lead.every(Number.isFinite)) path += lines(lead, 0)
  }
  return path
}

/**
 * A contour ring without its parts along the border of the grid, where rings are merely closed; where it meets the
 * border it is led straight on to it, from the centre of the outermost pixel.
 */
function ringPath(ring: readonly (readonly number[])[], resolution: number): string {
  const outside = (u: number) => u < 0.45 || u > resolution - 0.45
  const onBorder = ([x, y]: readonly number[]) => outside(x) || outside(y)
  const text = (x: number, y: number) => `${(x / resolution).toFixed(4)} ${(y / resolution).toFixed(4)}`
  const straight = ([x, y]: readonly number[], inner: readonly number[]) =>
    outside(y) ? text(inner[0], y) : text(x, inner[1])
  let path = ''
  let pen = false
  for (let i = 0; i + 1 < ring.length; i++) {
    const [from, to] = [ring[i], ring[i + 1]]
    const [leaves, arrives] = [onBorder(from), onBorder(to)]
    if (leaves && arrives) {
      pen = false
      continue
    }
    if (!pen) path += `M${leaves ? straight(from, to) : text(from[0], from[1])}`
    path += `L${arrives ? straight(to, from) : text(to[0], to[1])}`
    pen = !arrives
  }
  return path
}

/** The least and the largest of the numbers that are finite. */
export function extentOf(values: Float64Array): readonly [number, number] {
  const finite = values.filter(Number.isFinite)
  return [
    finite.reduce((a, b) => Math.min(a, b), Infinity),
    finite.reduce((a, b) => Math.max(a, b), -Infinity),
  ]
}
