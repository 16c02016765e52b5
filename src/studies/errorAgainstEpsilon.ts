import { surveyPatterns } from '../hessian/explain/observations/survey.ts'
import { passWork } from '../hessian/passWork.ts'
import { Pace } from '../linalg/pace.ts'
import { gradientInto } from '../network/backward.ts'
import { energy } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { createProductWorkspace, hessianVectorProduct } from '../network/rOperator.ts'
import { createWorkspace } from '../network/workspace.ts'
import { fitPower, logarithmic, powerAt } from './fit.ts'
import type { PowerLaw } from './fit.ts'
import { singlePrecision } from './singlePrecision.ts'
import { claim, fact, numberOf, point } from './study.ts'
import type { Study, StudySteps, StudySubject, StudyValues } from './study.ts'

/** Differences of energies or of gradients, central or forward, with the exponents of their errors (spec §7). */
const series = [
  { id: 'energies-central', truncation: 2, roundOff: -2 },
  { id: 'gradients-central', truncation: 2, roundOff: -1 },
  { id: 'energies-forward', truncation: 1, roundOff: -2 },
  { id: 'gradients-forward', truncation: 1, roundOff: -1 },
] as const

type SeriesId = (typeof series)[number]['id']

/** Of how many weights the rows and columns are compared at most, and the multiply–adds for one ε. */
const mostWeights = 24
const mostWork = 2e7

/** E, ∇E and the rounding of one precision. */
interface Arithmetic {
  readonly round: (value: number) => number
  readonly energy: (w: Float64Array) => number
  readonly gradient: (w: Float64Array) => Float64Array
  /** Unit round-off. */
  readonly u: number
}

function doublePrecision(problem: Problem): Arithmetic {
  const { network, x, N } = problem
  const workspace = createWorkspace(network, x, N)
  const gradient = new Float64Array(network.W)
  return {
    round: (value) => value,
    energy: (w) => energy({ ...problem, w }, workspace),
    gradient: (w) => {
      gradientInto({ ...problem, w }, workspace, gradient)
      return gradient
    },
    u: 2 ** -53,
  }
}

/** The weights compared: all of a small network, some spread evenly over a large one. */
function chosenWeights({ network, N }: Problem): readonly number[] {
  const { W } = network
  const fit = Math.floor(Math.sqrt(mostWork / (2.5 * N * passWork(network))))
  const count = Math.min(W, mostWeights, Math.max(3, fit))
  return Array.from({ length: count }, (_, k) => Math.floor((k * W) / count))
}

/** The exact entries of the weights chosen, m × m, by the R-operator. */
function* exactEntries(problem: Problem, chosen: readonly number[]): Generator<number, Float64Array, void> {
  const { network, x, N } = problem
  const m = chosen.length
  const H = new Float64Array(m * m)
  const workspace = createProductWorkspace(network, x, N)
  for (let c = 0; c < m; c++) {
    const v = new Float64Array(network.W)
    v[chosen[c]] = 1
    const column = hessianVectorProduct(problem, v, workspace)
    for (let r = 0; r < m; r++) H[r * m + c] = column[chosen[r]]
    yield (0.05 * (c + 1)) / m
  }
  return H
}

/** Sizes by which round-off is predicted: |E|, and Σ_n |∂E_n/∂w_i| of the weights chosen. */
function sizes({ network, N, x, t, w, weightDecay }: Problem, chosen: readonly number[]) {
  const sums = new Float64Array(chosen.length)
  const workspace = createWorkspace(network, x.subarray(0, network.D), 1)
  const gradient = new Float64Array(network.W)
  let E = 0
  for (let n = 0; n < N; n++) {
    const one: Problem = {
      network,
      weightDecay: n === 0 ? weightDecay : 0,
      N: 1,
      x: x.subarray(n * network.D, (n + 1) * network.D),
      t: t.subarray(n * network.K, (n + 1) * network.K),
      w,
    }
    const pass = n === 0 ? workspace : createWorkspace(network, one.x, 1)
    gradientInto(one, pass, gradient)
    E += Math.abs(energy(one, pass))
    chosen.forEach((i, k) => (sums[k] += Math.abs(gradient[i])))
  }
  return { E, gradients: Math.hypot(...sums) }
}

/** The matrices of all four quotients for one ε, m × m each; yields after every few milliseconds of work. */
function* quotients(
  arithmetic: Arithmetic,
  problem: Problem,
  chosen: readonly number[],
  epsilon: number,
): Generator<null, Readonly<Record<SeriesId, Float64Array>>, void> {
  const { round } = arithmetic
  const m = chosen.length
  const step = round(epsilon)
  const w = problem.w.map(round)
  const moved = w.slice()
  const work = passWork(problem.network) * problem.N
  const pace = new Pace(0)
  const matrices = Object.fromEntries(series.map(({ id }) => [id, new Float64Array(m * m)])) as Record<
    SeriesId,
    Float64Array
  >
  const shifted = (i: number, by: number) => {
    moved[i] = round(moved[i] + by)
  }
  const reset = (i: number) => {
    moved[i] = w[i]
  }
  const energyAt = (i: number, stepI: number, j: number, stepJ: number): number => {
    shifted(i, stepI)
    shifted(j, stepJ)
    const E = arithmetic.energy(moved)
    reset(i)
    reset(j)
    return E
  }
  const centre = arithmetic.energy(w)
  const base = arithmetic.gradient(w).slice()
  const singles = new Float64Array(m)
  for (let c = 0; c < m; c++) {
    shifted(chosen[c], step)
    singles[c] = arithmetic.energy(moved)
    const plus = arithmetic.gradient(moved).slice()
    reset(chosen[c])
    shifted(chosen[c], -step)
    const minus = arithmetic.gradient(moved)
    reset(chosen[c])
    for (let r = 0; r < m; r++) {
      const i = chosen[r]
      matrices['gradients-central'][r * m + c] = round(round(plus[i] - minus[i]) / round(2 * step))
      matrices['gradients-forward'][r * m + c] = round(round(plus[i] - base[i]) / step)
    }
    if (pace.due(7 * work)) yield null
  }
  for (let r = 0; r < m; r++)
    for (let c = r; c < m; c++) {
      const [i, j] = [chosen[r], chosen[c]]
      const both = energyAt(i, step, j, step)
      const plus = round(both - (i === j ? centre : energyAt(i, step, j, -step)))
      const minus = round((i === j ? centre : energyAt(i, -step, j, step)) - energyAt(i, -step, j, -step))
      const forward = round(round(both - singles[r]) - round(singles[c] - centre))
      const central = round(round(plus - minus) / round(4 * step * step))
      matrices['energies-central'][r * m + c] = matrices['energies-central'][c * m + r] = central
      const simple = round(forward / round(step * step))
      matrices['energies-forward'][r * m + c] = matrices['energies-forward'][c * m + r] = simple
      if (pace.due(4 * work)) yield null
    }
  for (const id of ['gradients-central', 'gradients-forward'] as const) {
    const C = matrices[id]
    for (let r = 0; r < m; r++)
      for (let c = r + 1; c < m; c++) C[r * m + c] = C[c * m + r] = round((C[r * m + c] + C[c * m + r]) / 2)
  }
  return matrices
}

function relativeError(A: Float64Array, H: Float64Array): number | null {
  let [difference, norm] = [0, 0]
  for (let i = 0; i < H.length; i++) {
    difference += (A[i] - H[i]) ** 2
    norm += H[i] ** 2
  }
  return norm > 0 ? Math.sqrt(difference / norm) : null
}

type Curve = readonly (readonly [epsilon: number, error: number])[]

/** The lowest point of a curve. */
function lowest(curve: Curve): readonly [number, number] | null {
  return curve.reduce<readonly [number, number] | null>(
    (least, one) => (least === null || one[1] < least[1] ? one : least),
    null,
  )
}

/**
 * The two branches of a curve: truncation where ε is well above the best one and the error still small, so that the
 * leading term rules; round-off well below it, as long as w + ε still differs from w.
 */
function branches(curve: Curve, best: readonly [number, number], u: number) {
  const [epsilon, error] = best
  const truncation = curve.filter(([e, y]) => e > 5 * epsilon && y < 0.02 && y > 10 * error)
  const roundOff = curve.filter(([e, y]) => e < epsilon / 5 && e > 16 * u && y > 10 * error)
  return {
    truncation: truncation.length >= 3 ? fitPower(truncation) : null,
    truncationEnds: [truncation[0]?.[0], truncation.at(-1)?.[0]] as const,
    roundOff: roundOff.length >= 3 ? fitPower(roundOff) : null,
    roundOffEnds: [roundOff[0]?.[0], roundOff.at(-1)?.[0]] as const,
  }
}

function* run({ problem }: StudySubject, values: StudyValues): StudySteps {
  const chosen = chosenWeights(problem)
  const m = chosen.length
  const { W } = problem.network
  const single = values.precision === 'float32'
  const arithmetic: Arithmetic = single
    ? { ...singlePrecision(problem), round: Math.fround, u: 2 ** -24 }
    : doublePrecision(problem)
  const H = yield* exactEntries(problem, chosen)
  const decades = 12
  const epsilons = logarithmic(1, 10 ** -decades, decades * numberOf(values, 'density') + 1)
  const curves = Object.fromEntries(
    series.map(({ id }) => [id, [] as (readonly [number, number])[]]),
  ) as Record<SeriesId, (readonly [number, number])[]>
  for (const [k, epsilon] of epsilons.entries()) {
    const steps = quotients(arithmetic, problem, chosen, epsilon)
    let step = steps.next()
    for (; !step.done; step = steps.next()) yield 0.05 + (0.95 * k) / epsilons.length
    for (const { id } of series) {
      const error = relativeError(step.value[id], H)
      yield point('error', id, epsilon, error)
      if (error !== null && error > 0 && Number.isFinite(error)) curves[id].push([epsilon, error])
    }
    yield 0.05 + (0.95 * (k + 1)) / epsilons.length
  }

  const { kink } = surveyPatterns(problem)
  // The energies step by 2 ε on the diagonal.
  const crossing = kink && kink.reach > 0 ? kink.distance / (2 * kink.reach) : null
  if (crossing !== null && crossing >= 10 ** -decades && crossing <= 1)
    yield {
      kind: 'line',
      plot: 'error',
      series: 'energies-central',
      name: 'kink',
      from: [crossing, 0],
      to: [crossing, 0],
      slope: null,
    }

  const { E, gradients } = sizes(problem, chosen)
  const norm = Math.hypot(...H)
  const bests = new Map<SeriesId, readonly [number, number]>()
  for (const { id, truncation, roundOff } of series) {
    const best = lowest(curves[id])
    if (!best) continue
    bests.set(id, best)
    const found = branches(curves[id], best, arithmetic.u)
    const line = function* (
      name: 'truncation' | 'round-off',
      law: PowerLaw | null,
      [from, to]: readonly (number | undefined)[],
      expected: number,
    ): StudySteps {
      yield fact(`${name}-slope`, law?.exponent ?? null, id, expected)
      if (!law || from === undefined || to === undefined || !id.endsWith('central')) return
      yield {
        kind: 'line',
        plot: 'error',
        series: id,
        name,
        from: [from, powerAt(law, from)],
        to: [to, powerAt(law, to)],
        slope: law.exponent,
      }
    }
    yield* line('truncation', found.truncation, found.truncationEnds, truncation)
    yield* line('round-off', found.roundOff, found.roundOffEnds, roundOff)
    yield fact('optimum-error', best[1], id)
    // A ε^p + B ε^−q is least at (q B/(p A))^{1/(p + q)}: A as measured, B from the size of what is rounded (spec §7).
    const q = -roundOff
    const B = ((id.startsWith('energies') ? m * E : Math.sqrt(m) * gradients) * arithmetic.u) / norm
    const A = found.truncation && powerAt(found.truncation, best[0]) / best[0] ** truncation
    const predicted = A && A > 0 ? ((q * B) / (truncation * A)) ** (1 / (truncation + q)) : null
    yield fact('optimum-epsilon', best[0], id, predicted)
  }
  const energies = bests.get('energies-central')
  const gradient = bests.get('gradients-central')
  if (!energies || !gradient) return
  const told = {
    energyEpsilon: energies[0],
    energyError: energies[1],
    gradientEpsilon: gradient[0],
    gradientError: gradient[1],
    entries: (m * (m + 1)) / 2,
    all: (W * (W + 1)) / 2,
  }
  if (crossing !== null && crossing < energies[0] * 100)
    yield claim('kink', { ...told, crossing, layer: kink?.layer ?? 0, unit: kink?.unit ?? 0 })
  else yield claim(single ? 'single' : 'optimum', told)
}

/**
 * Error of finite differences against ε, PRML 5.4.4: ‖A − H‖_F/‖H‖_F of energy and gradient differences, central and
 * forward, for ε from 1e-12 to 1. Truncation falls as ε², or as ε for forward differences; round-off grows as ε^−2 for
 * energies and ε^−1 for gradients; between them lies the best ε (spec §7). Of a large network some entries are compared.
 */
export const errorAgainstEpsilon = {
  id: 'error-against-epsilon',
  section: '5.4.4',
  parameters: [
    { name: 'precision', default: 'float64', options: ['float64', 'float32'] },
    { name: 'density', default: 4, min: 1, max: 10, scale: 'linear', whole: true },
  ],
  uses: [],
  plots: [
    {
      id: 'error',
      x: { name: 'epsilon', kind: 'log', domain: [1e-12, 1] },
      y: { name: 'error', kind: 'log' },
      style: 'line',
      marks: [
        {
          name: 'energy-epsilon',
          target: { kind: 'method', method: 'energy-differences', name: 'epsilon' },
          series: ['energies-central'],
        },
        {
          name: 'gradient-epsilon',
          target: { kind: 'method', method: 'gradient-differences', name: 'epsilon' },
          series: ['gradients-central'],
        },
      ],
    },
  ],
  pictures: [],
  series: ['energies-central', 'gradients-central', 'energies-forward', 'gradients-forward'],
  lines: ['truncation', 'round-off', 'kink'],
  facts: ['truncation-slope', 'round-off-slope', 'optimum-error', 'optimum-epsilon'],
  claims: ['optimum', 'single', 'kink'],
  run,
} as const satisfies Study
