import { targetShape } from '../config/build.ts'
import type { Patterns } from '../data/index.ts'
import type { ProblemConfiguration } from '../config/configuration.ts'
import { domainOf, fitGrid } from '../plots/plotFit.ts'
import type { PlotDomain, TargetKind } from '../plots/plotFit.ts'

/** What the data plot shows, and where the network is evaluated for it. */
export interface DataPlotInput {
  readonly kind: TargetKind
  readonly domain: PlotDomain
  /** Points across the plot. */
  readonly resolution: number
  /** The inputs (M × D, row-major) of the fitted function. */
  readonly grid: Float64Array
}

const curvePoints = 160
const surfacePoints = 48

/** The plot before: while points are moved its axes stay, as long as they show all of them and not too small. */
let latest: { readonly D: number; readonly input: DataPlotInput } | null = null

/** Part of an axis that the data must fill for it to stay. */
const leastFilled = 0.5
/** Room around the data, as part of what is shown; no plot has less (see `domainOf`). */
const leastRoom = 0.045

/** Whether axes can stay for data that ask for others. */
function stays(old: PlotDomain, wanted: PlotDomain): boolean {
  return (['x', 'y'] as const).every((axis) => {
    const [low, high] = old[axis]
    const [from, to] = wanted[axis]
    const room = leastRoom * (to - from)
    return from + room >= low && to - room <= high && to - from >= leastFilled * (high - low)
  })
}

const known = new WeakMap<Patterns, DataPlotInput>()

function kindOf({ data, network }: ProblemConfiguration, K: number): TargetKind {
  const shape = targetShape(data)
  if (shape) return shape.kind
  if (network.output === 'identity') return 'regression'
  return K === 1 ? 'binary' : 'classes'
}

/** The plot of these patterns, worked out once for them. */
export function dataPlotInput(problem: ProblemConfiguration, patterns: Patterns): DataPlotInput {
  const found = known.get(patterns)
  if (found) return found
  const { x, t, D, K } = patterns
  const kind = kindOf(problem, K)
  const domain = domainOf(x, t, D, kind)
  const resolution = D === 1 ? curvePoints : surfacePoints
  const same = latest && latest.D === D && latest.input.kind === kind ? latest.input : null
  const input =
    'x' in problem.data && same && stays(same.domain, domain)
      ? same
      : { kind, domain, resolution, grid: fitGrid(domain, D, resolution) }
  known.set(patterns, input)
  latest = { D, input }
  return input
}
