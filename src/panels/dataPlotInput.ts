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
  const input = { kind, domain, resolution, grid: fitGrid(domain, D, resolution) }
  known.set(patterns, input)
  return input
}
