import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import { median } from '../linalg/median.ts'
import { activationNamed } from '../network/activations/index.ts'
import { createNetwork } from '../network/network.ts'
import type { Problem } from '../network/network.ts'
import { initialWeights } from '../training/index.ts'
import { fitPower, logarithmic, powerAt } from './fit.ts'
import type { PowerLaw } from './fit.ts'
import { layersOfSize } from './layersOfSize.ts'
import { claim, fact, numberOf, point } from './study.ts'
import type { Study, StudyPart, StudySteps, StudySubject, StudyValues } from './study.ts'

/** Milliseconds an operation on an ordinary machine; what is expected to take longer than so many is not measured. */
const usualRate = 2e-6
const longestMeasured = 1000
/** A method is run until so many milliseconds have come together, or so many runs. */
const enoughMilliseconds = 15
const mostRuns = 9
/** Runs shorter than this (ms) say more of the clock and the engine's start than of the method. */
const tellingMilliseconds = 0.2

/** The problem with hidden layers of other widths, its weights drawn anew. */
function ofSize(problem: Problem, W: number, seed: number): Problem {
  const { activations, error, bias } = problem.network
  const { layers } = layersOfSize(problem.network, W)
  const hidden = Array.from(
    { length: layers.length - 2 },
    (_, l) => activations[l] ?? activationNamed('tanh'),
  )
  const network = createNetwork(layers, hidden, error, bias)
  return { ...problem, network, w: initialWeights(network, seed) }
}

/** The problem with so many patterns, those there are over and over again. */
function ofPatterns(problem: Problem, N: number): Problem {
  const repeated = (numbers: Float64Array, width: number) =>
    Float64Array.from({ length: N * width }, (_, at) => numbers[at % (problem.N * width)])
  return {
    ...problem,
    N,
    x: repeated(problem.x, problem.network.D),
    t: repeated(problem.t, problem.network.K),
  }
}

/** The time of a method in milliseconds, of which some are `expected`, pauses left out; null where it refuses. */
function* measured(
  id: MethodId,
  problem: Problem,
  expected: number,
  { parameters, clock }: StudySubject,
): Generator<null, number | null, void> {
  const times: number[] = []
  let sum = 0
  // The first run of quick methods is mostly the engine's compilation.
  for (let nth = 0; nth < mostRuns && (nth < 2 || sum < enoughMilliseconds); nth++) {
    const steps = evaluateChecked(methodNamed(id), problem, parameters[id])
    let time = 0
    for (;;) {
      const begun = clock()
      const step = steps.next()
      time += clock() - begun
      if (step.done) {
        if (step.value.kind === 'refused') return null
        break
      }
      yield null
    }
    times.push(time)
    if (nth > 0) sum += time
    if (nth === 0 && expected > enoughMilliseconds) break
    yield null
  }
  return median(times.length > 1 ? times.slice(1) : times)
}

type Curve = [x: number, y: number][]

function* run(subject: StudySubject, values: StudyValues): StudySteps {
  const { methods, seed } = subject
  const overPatterns = values.against === 'patterns'
  const from = numberOf(values, 'from')
  const to = Math.max(from + 1, numberOf(values, 'to'))
  const at = numberOf(values, 'at')
  const problems = logarithmic(from, to, numberOf(values, 'sizes'))
    .map((size) =>
      overPatterns ? ofPatterns(subject.problem, Math.round(size)) : ofSize(subject.problem, size, seed),
    )
    .map((problem) => ({ problem, size: overPatterns ? problem.N : problem.network.W }))
    .filter(({ size }, k, all) => k === 0 || size > all[k - 1].size)
  const curves = (): Record<string, Curve> => Object.fromEntries(methods.map((id) => [id, []]))
  const counted = curves()
  const times = curves()

  for (const { problem, size } of problems)
    for (const id of methods) {
      const operations = methodNamed(id).operations(problem.network, problem.N, subject.parameters[id])
      counted[id].push([size, operations])
      yield point('counted', id, size, operations)
    }
  for (const [k, { problem, size }] of problems.entries()) {
    const order = methods.toSorted((a, b) => (counted[a][k]?.[1] ?? 0) - (counted[b][k]?.[1] ?? 0))
    for (const [n, id] of order.entries()) {
      const fraction = (k + n / order.length) / problems.length
      const expected = (counted[id][k]?.[1] ?? 0) * usualRate
      if (expected > longestMeasured) continue
      const steps = measured(id, problem, expected, subject)
      let step = steps.next()
      for (; !step.done; step = steps.next()) yield fraction
      if (step.value === null) continue
      times[id].push([size, step.value])
      yield point('measured', id, size, step.value)
    }
  }

  const laws = new Map<MethodId, { readonly counted: PowerLaw; readonly time: PowerLaw | null }>()
  for (const id of methods) {
    const exponent = overPatterns ? 1 : methodNamed(id).costExponent
    const law = fitPower(counted[id])
    if (!law) continue
    // The largest sizes tell the law. Short runs are mostly overhead: where there are no others, the time of the
    // largest size grows as the operations do.
    const telling = times[id].filter(([, time]) => time >= tellingMilliseconds)
    const fitted = telling.length >= 3 ? fitPower(telling.slice(-4)) : null
    const time = through(times[id].at(-1), fitted?.exponent ?? law.exponent)
    laws.set(id, { counted: law, time })
    yield fact('counted-exponent', law.exponent, id, exponent)
    yield fact('measured-exponent', fitted?.exponent ?? null, id, exponent)
    yield fact('time-there', time && powerAt(time, at), id)
    yield* extrapolated('counted', id, law, counted[id], at)
    if (time) yield* extrapolated('measured', id, time, times[id], at)
  }
  const known = [...laws].sort((a, b) => powerAt(a[1].counted, at) - powerAt(b[1].counted, at))
  const cheapest = known.at(0)
  const dearest = known.at(-1)
  if (!cheapest || !dearest) return
  yield claim(
    overPatterns ? 'patterns' : at > to ? 'extrapolated' : 'fitted',
    {
      at,
      to,
      cheapest: powerAt(cheapest[1].counted, at),
      dearest: powerAt(dearest[1].counted, at),
      cheapestTime: cheapest[1].time ? powerAt(cheapest[1].time, at) : NaN,
      dearestTime: dearest[1].time ? powerAt(dearest[1].time, at) : NaN,
      cheapestExponent: cheapest[1].counted.exponent,
      dearestExponent: dearest[1].counted.exponent,
    },
    { cheapest: cheapest[0], dearest: dearest[0] },
  )
}

/** The power law with this exponent through a point. */
function through(place: Curve[number] | undefined, exponent: number): PowerLaw | null {
  return place ? { exponent, factor: place[1] / place[0] ** exponent } : null
}

/** The fitted law from the last point on to the size asked about. */
function* extrapolated(
  plot: string,
  id: MethodId,
  law: PowerLaw,
  curve: Curve,
  at: number,
): Generator<StudyPart, void, void> {
  const last = curve.at(-1)?.[0] ?? at
  if (!(at > last)) return
  yield {
    kind: 'line',
    plot,
    series: id,
    name: 'extrapolated',
    from: [last, powerAt(law, last)],
    to: [at, powerAt(law, at)],
    slope: law.exponent,
    quiet: true,
  }
}

/**
 * Cost of the methods, PRML 5.4.1–5.4.6: operations counted (spec §12) and times measured over W, for networks like
 * the present one with hidden layers of other widths, or over N; fitted exponents beside O(W), O(W²), O(W³). What
 * would take longer than a second is not measured but told by the fitted law, as such.
 */
export const cost = {
  id: 'cost',
  section: '5.4.1–5.4.6',
  parameters: [
    { name: 'against', default: 'weights', options: ['weights', 'patterns'] },
    { name: 'from', default: 30, min: 5, max: 1000, scale: 'log', whole: true },
    { name: 'to', default: 500, min: 10, max: 2000, scale: 'log', whole: true },
    { name: 'sizes', default: 6, min: 3, max: 12, scale: 'linear', whole: true },
    { name: 'at', default: 10_000, min: 100, max: 1e6, scale: 'log', whole: true },
  ],
  uses: [],
  usesMethods: true,
  plots: [
    {
      id: 'counted',
      x: { name: 'size', kind: 'log' },
      y: { name: 'operations', kind: 'log' },
      style: 'line',
      marks: [
        {
          name: 'present-weights',
          target: { kind: 'weights' },
          when: { parameter: 'against', is: 'weights' },
        },
      ],
    },
    {
      id: 'measured',
      x: { name: 'size', kind: 'log' },
      y: { name: 'milliseconds', kind: 'log' },
      style: 'line',
      marks: [],
    },
  ],
  pictures: [],
  series: [],
  lines: ['extrapolated'],
  facts: ['counted-exponent', 'measured-exponent', 'time-there'],
  claims: ['extrapolated', 'fitted', 'patterns'],
  run,
} as const satisfies Study
