import { symmetricEigenvectors } from '../linalg/eigenvalues.ts'
import { Pace } from '../linalg/pace.ts'
import { dot, sumOf } from '../linalg/vector.ts'
import { energy } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { createWorkspace } from '../network/workspace.ts'
import { matrixOf } from './matrixOf.ts'
import { told } from './study.ts'
import type { StudySteps, StudySubject } from './study.ts'

/** Two directions of length 1, at right angles to one another. */
export type Directions = readonly [Float64Array, Float64Array]

/** Points along each side of the ground: as many as are affordable. */
const resolutions = [72, 48, 32, 20] as const
/** Multiply–adds of the ground. */
const mostWork = 4e8

/** Directions along two weights, counted from 1; with one weight alone, the second leads nowhere. */
export function alongWeights(W: number, first: number, second: number): Directions {
  const unit = (nth: number) => Float64Array.from({ length: W }, (_, i) => (i === nth ? 1 : 0))
  const other = second === first ? (W === 1 ? W : first % W) : second - 1
  return [unit(first - 1), unit(other)]
}

/** Two eigenvectors of the exact Hessian of a problem, counted from the largest eigenvalue on; null without finite H. */
export function* alongEigenvectors(
  problem: Problem,
  parameters: StudySubject['parameters'],
  first: number,
  second: number,
  progress: number,
): StudySteps<Directions | null> {
  const { W } = problem.network
  if (W === 1) return alongWeights(1, 1, 1)
  const H = yield* told(matrixOf('exact', problem, parameters), progress, progress)
  if (H.kind === 'failed') return null
  const { vectors } = yield* told(symmetricEigenvectors(H.value), progress, progress)
  const row = (nth: number) => vectors.data.slice((W - nth) * W, (W - nth + 1) * W)
  return [row(first), row(second === first ? (first % W) + 1 : second)]
}

/** Where the weights lie over the plane through `origin`. */
export function onPlane(w: Float64Array, origin: Float64Array, along: Directions): readonly [number, number] {
  const from = sumOf(w, origin, -1)
  return [dot(from, along[0]), dot(from, along[1])]
}

type Range = readonly [number, number]

/** A place on the plane, and whether E is no higher there than at the start. */
export interface PlaceOnPlane {
  readonly at: readonly [number, number]
  readonly inside: boolean
}

/** The middle one of the largest distances from the start on each way, with what lies nearer than twice as far. */
function commonOf(ways: readonly (readonly PlaceOnPlane[])[]): readonly PlaceOnPlane[] {
  const distance = ({ at }: PlaceOnPlane) => Math.hypot(...at)
  const inside = ways.map((way) => way.filter((one) => one.inside))
  const farthest = inside.map((way) => Math.max(0, ...way.map(distance))).sort((a, b) => a - b)
  const reach = 2 * farthest[Math.floor(farthest.length / 2)]
  return inside.flat().filter((one) => distance(one) <= reach)
}

/**
 * What is shown of the plane: where most racers go with E no higher than at the start, and what lies around it within
 * a good half of its size, so that one that goes far does not make all others small.
 */
export function viewOf(ways: readonly (readonly PlaceOnPlane[])[]): readonly [Range, Range] {
  const common = commonOf(ways)
  const spans = ([0, 1] as const).map((axis) => {
    const along = common.map(({ at }) => at[axis])
    return [along.reduce((a, b) => Math.min(a, b), 0), along.reduce((a, b) => Math.max(a, b), 0)] as const
  })
  const longest = Math.max(...spans.map(([low, high]) => high - low))
  const least = longest > 0 ? 0.3 * longest : 2
  const wide = spans.map(([low, high]): Range => {
    const more = Math.max(0, least - (high - low)) / 2
    return [low - more, high + more]
  })
  const near = ([low, high]: Range, value: number) => {
    const beyond = 0.6 * (high - low)
    return value >= low - beyond && value <= high + beyond
  }
  const seen = ways.flat().filter(({ at }) => near(wide[0], at[0]) && near(wide[1], at[1]))
  const [x, y] = ([0, 1] as const).map((axis): Range => {
    const low = seen.reduce((lowest, { at }) => Math.min(lowest, at[axis]), wide[axis][0])
    const high = seen.reduce((highest, { at }) => Math.max(highest, at[axis]), wide[axis][1])
    const room = 0.08 * (high - low)
    return [low - room, high + room]
  })
  return [x, y]
}

/**
 * E on the plane through the problem's w, at the centres of resolution × resolution pixels from the top row down, as
 * ln(E − least + 3 % of what the start is above it): its level lines are levels of E that come closer towards the least.
 */
export function* groundOf(
  problem: Problem,
  along: Directions,
  [x, y]: readonly [Range, Range],
  progress: number,
): StudySteps<{ readonly resolution: number; readonly values: Float64Array }> {
  const { network, N, w } = problem
  const work = N * network.W
  const resolution =
    resolutions.find((one) => one * one * work <= mostWork) ?? resolutions[resolutions.length - 1]
  const workspace = createWorkspace(network, problem.x, N)
  const values = new Float64Array(resolution * resolution)
  const pace = new Pace(values.length * work)
  const at = (part: number, [low, high]: Range) => low + ((part + 0.5) / resolution) * (high - low)
  for (let row = 0; row < resolution; row++)
    for (let column = 0; column < resolution; column++) {
      const up = sumOf(w, along[1], at(resolution - 1 - row, y))
      const here = sumOf(up, along[0], at(column, x))
      values[row * resolution + column] = energy({ ...problem, w: here }, workspace)
      if (pace.due(work)) yield progress
    }
  const finite = values.filter(Number.isFinite)
  const least = finite.reduce((a, b) => Math.min(a, b), Infinity)
  const offset = 0.03 * Math.max(energy(problem, workspace) - least, 1e-9 * (1 + Math.abs(least)))
  const height = (value: number) => Math.log(value - least + offset)
  const most = finite.reduce((a, b) => Math.max(a, height(b)), -Infinity)
  // The contours need a number everywhere.
  return { resolution, values: values.map((value) => (Number.isFinite(value) ? height(value) : most)) }
}
