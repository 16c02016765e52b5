import { createRandom } from '../linalg/random.ts'
import { inputMeans, planeInputs } from '../network/inputPlane.ts'
import { fillOutputs, outputs, propagate } from '../network/forward.ts'
import { activationJacobian } from '../network/jacobian.ts'
import { createWorkspace } from '../network/workspace.ts'
import { sumOf, timesVector } from '../linalg/vector.ts'
import type { Network, Problem } from '../network/network.ts'
import type { Attempt } from '../uses/attempt.ts'
import { done } from '../uses/attempt.ts'
import { predict, sampleWeights } from '../uses/laplace.ts'
import type { Posterior } from '../uses/laplace.ts'
import { band, claim, point, told } from './study.ts'
import type { StudyPart, StudySteps } from './study.ts'

/** Places along one input, ends included. */
const places = 161
/** Pixels along each side of a surface; fewer where each takes long. */
const pixels = { few: 24, many: 48 } as const
/** Networks of more weights get few. */
const manyWeights = 150
/** Data points at most that the spread at the data is the mean over. */
const mostLooked = 50
/** A gap is so many times as wide as the usual distance of neighbours, and so large a part of the whole. */
const gapTimes = 4
const gapPart = 0.12

/** What a posterior predicts for the first output, at each of some inputs. */
interface Predicted {
  /** The point estimate y(x, w_MAP). */
  readonly estimate: Float64Array
  /** σ of the first output (its activation for classes) by the uncertainty of w alone. */
  readonly deviation: Float64Array
  readonly moderated: Float64Array | null
  readonly noise: number
}

function* predicted(
  problem: Problem,
  posterior: Posterior,
  x: Float64Array,
  from: number,
): StudySteps<Attempt<Predicted>> {
  const { K, D } = problem.network
  const N = x.length / D
  const found = yield* told(predict(problem, posterior, x, N), from, from)
  if (found.kind === 'failed') return found
  const { outputs: y, variance, moderated, noiseVariance } = found.value
  const first = (values: Float64Array, stride: number) =>
    Float64Array.from({ length: N }, (_, n) => values[n * stride])
  return done({
    estimate: first(y, K),
    deviation: first(variance, K * K).map((value) => Math.sqrt(Math.max(0, value))),
    moderated: moderated && first(moderated, K),
    noise: Math.sqrt(noiseVariance),
  })
}

/** The least and the greatest of input d (from 0) among the data, moved outwards by this part of their distance. */
function reached({ x, N, network: { D } }: Problem, d: number, reach: number): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (let n = 0; n < N; n++) [low, high] = [Math.min(low, x[n * D + d]), Math.max(high, x[n * D + d])]
  const width = high - low || 1
  return [low - reach * width, high + reach * width]
}

/** The widest gap between data along the one input, its ends; null where they lie evenly. */
function gapOf({ x }: Problem): readonly [number, number] | null {
  const sorted = [...new Set(x)].sort((a, b) => a - b)
  if (sorted.length < 4) return null
  const distances = sorted.slice(1).map((value, n) => value - sorted[n])
  const widest = distances.indexOf(Math.max(...distances))
  const usual = distances.toSorted((a, b) => a - b)[Math.floor(distances.length / 2)]
  const whole = sorted[sorted.length - 1] - sorted[0]
  const is = distances[widest] > gapTimes * usual && distances[widest] > gapPart * whole
  return is ? [sorted[widest], sorted[widest + 1]] : null
}

/** Some of the data's inputs, evenly chosen among them. */
function someInputs({ x, N, network: { D } }: Problem): Float64Array {
  const every = Math.ceil(N / mostLooked)
  const rows = Array.from({ length: Math.ceil(N / every) }, (_, k) => k * every * D)
  return Float64Array.from(rows.flatMap((at) => [...x.subarray(at, at + D)]))
}

/** How much a posterior is to show. */
export interface Looks {
  /** Beyond the data on both sides, in parts of their extent. */
  readonly reach: number
  /** Functions drawn from the posterior. */
  readonly samples: number
  /** They are of the network made linear in w, not of the network itself. */
  readonly linear: boolean
  readonly seed: number
  /** The fraction of the study done. */
  readonly from: number
}

/** A conclusion about predictions, to which that about models comes. */
export interface Conclusion {
  readonly code: 'gap' | 'beyond' | 'moderated' | 'moderated-plane' | 'plane' | 'softmax'
  readonly values: Readonly<Record<string, number>>
}

/** The claim of a conclusion with further numbers. */
export function concluded({ code, values }: Conclusion, more: Readonly<Record<string, number>>): StudyPart {
  return claim(code, { ...values, ...more })
}

/** The plots of a problem's predictions. */
function plotsOf({ D, error: { output } }: Network): readonly string[] {
  if (D === 1) return [output === 'identity' ? 'predictive' : 'probability']
  if (output === 'identity') return ['deviation']
  return output === 'sigmoid' ? ['estimate', 'moderated', 'deviation'] : ['estimate', 'deviation']
}

/** The data in the plots of the predictions. */
export function* dataPoints({ network, x, t, N }: Problem): Generator<StudyPart, void, void> {
  const { D, K, error } = network
  for (const plot of plotsOf(network))
    for (let n = 0; n < N; n++) {
      const series = error.output === 'identity' ? 'data' : t[n * K] > 0.5 ? 'class-1' : 'class-0'
      yield D === 1 ? point(plot, 'data', x[n], t[n * K]) : point(plot, series, x[n * D], x[n * D + 1])
    }
}

/** Places across one input. */
function line(problem: Problem, reach: number): Float64Array {
  const [low, high] = reached(problem, 0, reach)
  return Float64Array.from({ length: places }, (_, k) => low + ((high - low) * k) / (places - 1))
}

/** The point estimate alone, where there is no posterior. */
export function* pointEstimate(problem: Problem, reach: number): Generator<StudyPart, void, void> {
  const { network, w } = problem
  if (network.D > 1) return
  const grid = line(problem, reach)
  const y = outputs(network, w, grid, places)
  const [plot] = plotsOf(network)
  const series = network.error.output === 'identity' ? 'mean' : 'estimate'
  for (const [k, at] of grid.entries()) yield point(plot, series, at, y[k * network.K])
}

/** What the posterior predicts, in the plots of its kind of problem, and what is to be said of it. */
export function* predictions(
  problem: Problem,
  posterior: Posterior,
  looks: Looks,
): StudySteps<Attempt<Conclusion>> {
  return yield* problem.network.D === 1
    ? curves(problem, posterior, looks)
    : surfaces(problem, posterior, looks)
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length

/** The place of the largest value. */
function largest(values: Float64Array): number {
  return values.reduce((best, value, at) => (value > values[best] ? at : best), 0)
}

/** One input: bands about the mean, or probabilities. */
function* curves(problem: Problem, posterior: Posterior, looks: Looks): StudySteps<Attempt<Conclusion>> {
  const { network } = problem
  const { error } = network
  const isRegression = error.output === 'identity'
  const { reach, from } = looks
  const [plot] = plotsOf(network)
  const grid = line(problem, reach)
  const found = yield* predicted(problem, posterior, grid, from)
  if (found.kind === 'failed') return found
  const { estimate, deviation, moderated, noise } = found.value
  const total = deviation.map((value) => Math.hypot(value, noise))
  for (const [k, at] of grid.entries()) {
    const y = estimate[k]
    if (isRegression) {
      yield band(plot, 'two', at, y - 2 * total[k], y + 2 * total[k])
      yield band(plot, 'one', at, y - total[k], y + total[k])
    }
    yield point(plot, isRegression ? 'mean' : 'estimate', at, y)
    if (moderated) yield point(plot, 'moderated', at, moderated[k])
    if (error.output === 'softmax') yield point('spread', 'spread', at, deviation[k])
  }
  // A line after the other, with gaps between them.
  const drawnLine = function* (series: string, heights: (k: number) => number) {
    for (const [k, at] of grid.entries()) yield point(plot, series, at, heights(k))
    yield point(plot, series, grid[places - 1], null)
  }
  if (isRegression)
    for (const sign of [-2, 2]) yield* drawnLine('weights', (k) => estimate[k] + sign * deviation[k])
  yield* drawn(problem, posterior, grid, looks, (heights) => drawnLine('samples', (k) => heights[k]))

  if (moderated) {
    const apart = largest(moderated.map((value, k) => Math.abs(value - estimate[k])))
    return done({
      code: 'moderated',
      values: { at: grid[apart], estimate: estimate[apart], moderated: moderated[apart] },
    })
  }
  if (!isRegression) return done({ code: 'softmax', values: { spread: deviation[largest(deviation)] } })
  const gap = gapOf(problem)
  const place = gap ? (gap[0] + gap[1]) / 2 : total[0] > total[places - 1] ? grid[0] : grid[places - 1]
  const looked = yield* predicted(problem, posterior, Float64Array.of(place, ...someInputs(problem)), from)
  if (looked.kind === 'failed') return looked
  const all = looked.value.deviation.map((value) => Math.hypot(value, noise))
  const values = { at: place, there: all[0], data: mean(all.subarray(1)), noise }
  return done({ code: gap ? 'gap' : 'beyond', values })
}

/**
 * Functions drawn from the posterior: of the network itself with the weights drawn, or of its linearisation
 * a(x, w_MAP) + ∇aᵀ(w − w_MAP) that the bands are of.
 */
function* drawn(
  { network, w }: Problem,
  posterior: Posterior,
  grid: Float64Array,
  { samples, linear, seed }: Looks,
  lineOf: (heights: Float64Array) => Iterable<StudyPart>,
): StudySteps {
  const random = createRandom(seed)
  const { K, L } = network
  const drawnWeights = Array.from({ length: samples }, () => sampleWeights(w, posterior, random))
  if (!linear) {
    for (const weights of drawnWeights) {
      const y = outputs(network, weights, grid, places)
      yield* lineOf(Float64Array.from({ length: places }, (_, k) => y[k * K]))
    }
    return
  }
  const heights = drawnWeights.map(() => new Float64Array(places))
  const changes = drawnWeights.map((weights) => sumOf(weights, w, -1))
  if (samples > 0)
    for (const k of grid.keys()) {
      const x = grid.subarray(k, k + 1)
      const workspace = createWorkspace(network, x, 1)
      propagate(workspace, w)
      const a = workspace.a[L].slice()
      const J = activationJacobian(network, w, x, 1)
      for (const [s, change] of changes.entries()) {
        workspace.a[L].set(sumOf(a, timesVector(J, change)))
        fillOutputs(workspace)
        heights[s][k] = workspace.y[0]
      }
    }
  for (const one of heights) yield* lineOf(one)
}

/** Two inputs: surfaces over the plane, further inputs at their means. */
function* surfaces(
  problem: Problem,
  posterior: Posterior,
  { reach, from }: Looks,
): StudySteps<Attempt<Conclusion>> {
  const { network, x, N } = problem
  const { D, W, error } = network
  const isRegression = error.output === 'identity'
  const plots = plotsOf(network)
  const resolution = W > manyWeights ? pixels.few : pixels.many
  const [across, up] = [reached(problem, 0, reach), reached(problem, 1, reach)]
  const grid = planeInputs(D, across, up, resolution, inputMeans(x, N, D))
  const found = yield* predicted(problem, posterior, grid, from)
  if (found.kind === 'failed') return found
  const { estimate, deviation, moderated, noise } = found.value
  const total = deviation.map((value) => Math.hypot(value, noise))
  const surfaceOf = (picture: string, values: Float64Array): StudyPart => ({
    kind: 'surface',
    picture,
    x: across,
    y: up,
    resolution,
    values: values.slice(),
    path: [],
  })
  for (const plot of plots)
    yield surfaceOf(
      plot,
      plot === 'estimate' ? estimate : plot === 'moderated' ? (moderated ?? estimate) : total,
    )

  const far = largest(total)
  if (moderated) {
    const apart = largest(moderated.map((value, k) => Math.abs(value - estimate[k])))
    const [x1, x2] = [grid[apart * D], grid[apart * D + 1]]
    return done({
      code: 'moderated-plane',
      values: { x1, x2, estimate: estimate[apart], moderated: moderated[apart] },
    })
  }
  if (!isRegression) return done({ code: 'softmax', values: { spread: deviation[far] } })
  const looked = yield* predicted(problem, posterior, someInputs(problem), from)
  if (looked.kind === 'failed') return looked
  const data = mean(looked.value.deviation.map((value) => Math.hypot(value, noise)))
  const values = { x1: grid[far * D], x2: grid[far * D + 1], there: total[far], data, noise }
  return done({ code: 'plane', values })
}
