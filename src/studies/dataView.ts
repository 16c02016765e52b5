import { outputs } from '../network/forward.ts'
import { inputMeans, planeInputs } from '../network/inputPlane.ts'
import type { Problem } from '../network/network.ts'
import { isRegression, point } from './study.ts'
import type { StudyPart } from './study.ts'

/** Points of a curve, and pixels of a plane along each side. */
const curvePoints = 161
const pixels = 64

/** Where the outputs of networks are looked at for a plot of the data. */
export interface DataView {
  readonly x: readonly [number, number]
  /** Of the second input; null for one input. */
  readonly y: readonly [number, number] | null
  /** Rows of D inputs: along the curve, or pixel by pixel from the top row down. */
  readonly inputs: Float64Array
  readonly count: number
}

function extent(data: Float64Array, start: number, stride: number, pad: number): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (let k = start; k < data.length; k += stride) {
    low = Math.min(low, data[k])
    high = Math.max(high, data[k])
  }
  if (!Number.isFinite(high - low)) return [-1, 1]
  const room = pad * (high - low || Math.max(1, Math.abs(high)))
  return [low - room, high + room]
}

/** The part of the input space that the data lie in; inputs beyond the second are held at their means. */
export function dataView({ network: { D }, x, N }: Pick<Problem, 'network' | 'x' | 'N'>): DataView {
  const across = extent(x, 0, D, D === 1 ? 0.05 : 0.08)
  const between = ([low, high]: readonly [number, number], part: number) => low + (high - low) * part
  if (D === 1) {
    const inputs = Float64Array.from({ length: curvePoints }, (_, k) =>
      between(across, k / (curvePoints - 1)),
    )
    return { x: across, y: null, inputs, count: curvePoints }
  }
  const up = extent(x, 1, D, 0.08)
  const inputs = planeInputs(D, across, up, pixels, inputMeans(x, N, D))
  return { x: across, y: up, inputs, count: pixels * pixels }
}

/**
 * What a plot shows of the network with weights w: y of a regression (the first output), the probability of the class
 * 1 of two, or of the first class of more.
 */
export function shownOutputs(problem: Problem, w: Float64Array, { inputs, count }: DataView): Float64Array {
  const { K } = problem.network
  const shown = K === 2 && !isRegression(problem.network) ? 1 : 0
  const y = outputs(problem.network, w, inputs, count)
  return Float64Array.from({ length: count }, (_, k) => y[k * K + shown])
}

/** The curve of shown outputs over one input, or in the plane the line where they have this level. */
export function* curveOf(
  plot: string,
  series: string,
  view: DataView,
  values: Float64Array,
  level: number,
): Generator<StudyPart, void> {
  if (view.y === null) {
    for (const [k, value] of values.entries()) yield point(plot, series, view.inputs[k], value)
    return
  }
  const [left, right] = view.x
  const [bottom, top] = view.y
  for (const [[x0, y0], [x1, y1]] of levelLines(values, pixels, level)) {
    const place = (x: number, y: number) =>
      [left + ((right - left) * (x + 0.5)) / pixels, top - ((top - bottom) * (y + 0.5)) / pixels] as const
    const [from, to] = [place(x0, y0), place(x1, y1)]
    yield point(plot, series, ...from)
    yield point(plot, series, ...to)
    yield point(plot, series, to[0], null)
  }
}

type Corner = readonly [number, number]

/** Pieces of the line where a grid's values take the level, in units of its cells, by linear interpolation. */
function levelLines(values: Float64Array, width: number, level: number): (readonly [Corner, Corner])[] {
  const found: (readonly [Corner, Corner])[] = []
  for (let row = 0; row + 1 < width; row++)
    for (let column = 0; column + 1 < width; column++) {
      const corners: readonly Corner[] = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ]
      const heights = corners.map(([x, y]) => values[y * width + x] - level)
      const crossings = corners.flatMap(([x, y], k): Corner[] => {
        const next = (k + 1) % 4
        const [a, b] = [heights[k], heights[next]]
        if (a < 0 === b < 0 || !Number.isFinite(a - b)) return []
        const part = a / (a - b)
        return [[x + (corners[next][0] - x) * part, y + (corners[next][1] - y) * part]]
      })
      for (let k = 0; k + 1 < crossings.length; k += 2) found.push([crossings[k], crossings[k + 1]])
    }
  return found
}
