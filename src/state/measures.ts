import type { NetworkConfiguration } from '../config/configuration.ts'
import type { Patterns } from '../data/index.ts'
import type { MethodId } from '../hessian/index.ts'
import type { ParameterValues } from '../hessian/method.ts'
import type { State } from './store.ts'

/** What is measured of the Hessian at one step. A measure that is not there yet is left out. */
export interface TimelineMeasure {
  readonly step: number
  /** λ_min and λ_max of the exact Hessian; null where it overflows. */
  readonly eigenvalues?: { readonly min: number; readonly max: number } | null
  /**
   * The relative error of every method (spec §9): ‖A − H‖_F/‖H‖_F, for an inverse that against the damped exact one;
   * null where it is not defined or the method refuses.
   */
  readonly errors: Readonly<Partial<Record<MethodId, number | null>>>
}

/** The measures along the timeline, and what they were computed with. */
export interface Measures {
  readonly network: NetworkConfiguration | null
  readonly patterns: Patterns | null
  readonly weightDecay: number
  readonly parameters: Readonly<Partial<Record<MethodId, ParameterValues>>>
  /** In the order of the steps. */
  readonly points: readonly TimelineMeasure[]
}

export const noMeasures: Measures = {
  network: null,
  patterns: null,
  weightDecay: 0,
  parameters: {},
  points: [],
}

/** Measures with others of the same and of further steps put in. */
export function merged(
  old: readonly TimelineMeasure[],
  added: readonly TimelineMeasure[],
): readonly TimelineMeasure[] {
  const byStep = new Map(old.map((one) => [one.step, one]))
  for (const one of added) {
    const before = byStep.get(one.step)
    byStep.set(one.step, { ...before, ...one, errors: { ...before?.errors, ...one.errors } })
  }
  return [...byStep.values()].sort((a, b) => a.step - b.step)
}

function equalParameters(a: ParameterValues, b: ParameterValues): boolean {
  return Object.keys(b).every((name) => Object.is(a[name], b[name]))
}

/** Whether measures are those of the present problem. */
export function areCurrent(
  { network, patterns, weightDecay }: Omit<Measures, 'points'>,
  state: State,
): boolean {
  return (
    network === state.problem.network &&
    patterns === state.patterns &&
    weightDecay === state.problem.weightDecay
  )
}

/** The measures of the present problem, with those methods' errors alone whose parameters are the present ones. */
function withoutStale(state: State): Measures {
  const { measures, problem, patterns, comparison } = state
  const { network, weightDecay } = problem
  if (!areCurrent(measures, state)) return { ...noMeasures, network, patterns, weightDecay }
  const stale = (Object.keys(measures.parameters) as MethodId[]).filter(
    (id) => !equalParameters(measures.parameters[id] ?? {}, comparison.parameters[id]),
  )
  if (stale.length === 0) return measures
  const without = <T>(of: Readonly<Partial<Record<MethodId, T>>>) =>
    Object.fromEntries(Object.entries(of).filter(([id]) => !stale.includes(id as MethodId)))
  return {
    ...measures,
    parameters: without(measures.parameters),
    points: measures.points.map((point) => ({ ...point, errors: without(point.errors) })),
  }
}

let current: { readonly of: State; readonly measures: Measures } | null = null

/**
 * The measures that hold now: of the present problem, and of the methods with their present parameters. A selector:
 * while nothing of it changes it gives the same object.
 */
export function currentMeasures(state: State): Measures {
  const unchanged =
    current !== null &&
    current.of.measures === state.measures &&
    current.of.comparison.parameters === state.comparison.parameters &&
    areCurrent(
      {
        network: current.of.problem.network,
        patterns: current.of.patterns,
        weightDecay: current.of.problem.weightDecay,
        parameters: {},
      },
      state,
    )
  if (!unchanged) current = { of: state, measures: withoutStale(state) }
  return current?.measures ?? noMeasures
}
