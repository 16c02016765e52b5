import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { methodNamed } from '../hessian/index.ts'
import { passWork } from '../hessian/passWork.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import { zeros } from '../linalg/matrix.ts'
import { createRandom } from '../linalg/random.ts'
import type { Random } from '../linalg/random.ts'
import { finish } from '../linalg/steps.ts'
import { implicitQl } from '../linalg/tridiagonal.ts'
import type { Problem } from '../network/network.ts'
import { createProductWorkspace, hessianVectorProduct } from '../network/rOperator.ts'
import { fitPower } from './fit.ts'
import { claim, fact, numberOf, point, told } from './study.ts'
import type { Study, StudySteps, StudySubject, StudyValues } from './study.ts'

/** Estimates of the trace are made so many times each, and the root mean square of their errors is told. */
const repetitions = 12
/** Multiply–adds of all estimates. */
const mostWork = 3e9

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

/** Takes the parts along `basis` out of v, twice, so that round-off does not bring them back. */
function orthogonalise(v: Float64Array, basis: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++)
    for (const q of basis) {
      const part = dot(q, v)
      for (let i = 0; i < v.length; i++) v[i] -= part * q[i]
    }
}

/** Scales v to length 1; gives the length it had. */
function normalise(v: Float64Array): number {
  const length = Math.hypot(...v)
  if (length > 0) for (let i = 0; i < v.length; i++) v[i] /= length
  return length
}

/** H v for any number of v, and nothing else of H. */
function productsOf(problem: Problem) {
  const { network, x, N } = problem
  const workspace = createProductWorkspace(network, x, N)
  return (v: Float64Array) => hessianVectorProduct(problem, v, workspace)
}

const normal = (random: Random, W: number) => Float64Array.from({ length: W }, () => random.normal())
const signs = (random: Random, W: number) =>
  Float64Array.from({ length: W }, () => (random.uniform() < 0.5 ? -1 : 1))

/** The eigenvalues of a tridiagonal matrix, ascending; `beside[k]` is between k and k + 1. */
function ritzValues(diagonal: readonly number[], beside: readonly number[]): Float64Array {
  const d = Float64Array.from(diagonal)
  finish(implicitQl(d, Float64Array.from([0, ...beside.slice(0, diagonal.length - 1)])))
  return d.sort()
}

/** The eigenvalue of largest size. */
const extreme = (values: Float64Array) =>
  values.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0)

function* run({ problem, seed }: StudySubject, values: StudyValues): StudySteps {
  const { network, N } = problem
  const { W } = network
  const H = productsOf(problem)
  const steps = Math.min(numberOf(values, 'products'), 10 * W)
  const random = createRandom(seed + numberOf(values, 'seed'))
  const start = normal(random, W)
  normalise(start)

  // Both from the same start and a product a step; their errors are told when the exact spectrum is there.
  const power: number[] = []
  const lanczos: number[] = []
  const ends: number[] = []
  const basis: Float64Array[] = [start]
  const [diagonal, beside]: [number[], number[]] = [[], []]
  for (let k = 1; k <= Math.min(steps, W); k++) {
    const q = basis[k - 1]
    const product = H(q)
    diagonal.push(dot(q, product))
    orthogonalise(product, basis)
    const ritz = ritzValues(diagonal, beside)
    lanczos.push(extreme(ritz))
    ends.push(ritz[0], ritz[ritz.length - 1])
    for (const value of ritz) yield point('ritz', 'ritz', k, value)
    const length = normalise(product)
    beside.push(length)
    yield (0.1 * k) / steps
    // The space of the products so far is mapped to itself: there is nothing more to be found.
    if (length < 1e-12 * Math.max(...diagonal.map(Math.abs), Number.MIN_VALUE)) break
    basis.push(product)
  }

  let v: Float64Array = start
  for (let k = 1; k <= steps; k++) {
    const product = H(v)
    power.push(dot(v, product))
    normalise(product)
    v = product
    yield 0.1 + (0.1 * k) / steps
  }

  const outcome = yield* told(evaluateChecked(methodNamed('exact'), problem), 0.2, 0.3)
  const matrix = outcome.kind === 'evaluated' ? outcome.evaluation.matrix : zeros(W, W)
  const exact = yield* told(symmetricEigenvalues(matrix), 0.3, 0.4)
  const largest = extreme(exact)
  for (const [name, value] of [
    ['largest', exact[W - 1]],
    ['smallest', exact[0]],
  ] as const)
    // prettier-ignore
    yield { kind: 'line', plot: 'ritz', series: 'ritz', name, from: [0, value], to: [steps, value], slope: null }
  const errorOf = (value: number) => Math.abs((value - largest) / largest)
  const enough = (list: readonly number[]) => {
    const k = list.findIndex((value) => errorOf(value) < 1e-6)
    return k < 0 ? null : k + 1
  }
  for (const [k, value] of power.entries()) yield point('convergence', 'power', k + 1, errorOf(value))
  for (const [k, value] of lanczos.entries()) yield point('convergence', 'lanczos', k + 1, errorOf(value))
  yield fact('products-needed', enough(power), 'power')
  yield fact('products-needed', enough(lanczos), 'lanczos')
  const gap = exact
    .map((value) => Math.abs(value / largest))
    .filter((ratio) => ratio < 1 - 1e-12)
    .reduce((most, ratio) => Math.max(most, ratio), 0)

  const powerCount = enough(power) ?? power.length
  const lanczosCount = enough(lanczos) ?? lanczos.length
  const probes = yield* traces(problem, H, matrix.data, random, numberOf(values, 'probes'))
  yield claim(probes.exact ? 'exhausted' : 'converges', {
    W,
    N,
    largest,
    power: powerCount,
    powerReached: errorOf(power[powerCount - 1]),
    lanczos: lanczosCount,
    lanczosReached: errorOf(lanczos[lanczosCount - 1]),
    gap,
    ...probes.numbers,
  })
}

/** Trace and diagonal from products with random vectors, for more and more of them. */
function* traces(
  problem: Problem,
  H: (v: Float64Array) => Float64Array,
  exact: Float64Array,
  random: Random,
  most: number,
) {
  const { network, N } = problem
  const { W } = network
  const affordable = mostWork / (2 * repetitions * 4 * N * passWork(network))
  const limit = Math.max(6, Math.min(most, affordable))
  const trace = exact.reduce((sum, value, at) => (at % (W + 1) === 0 ? sum + value : sum), 0)
  let offDiagonal = 0
  let diagonalNorm = 0
  for (let i = 0; i < W; i++)
    for (let j = 0; j < W; j++)
      if (i === j) diagonalNorm += exact[i * W + i] ** 2
      else offDiagonal += exact[i * W + j] ** 2
  const counts: number[] = []
  for (let m = 3; m <= limit; m *= 2) counts.push(m)
  const scale = Math.abs(trace) || 1
  const found: Record<string, [number, number][]> = {}
  let last = 0
  const note = function* (series: string, m: number, squares: number): StudySteps {
    const error = Math.sqrt(squares / repetitions)
    ;(found[series] ??= []).push([m, error])
    yield point('probes', series, m, error)
  }
  for (const [k, m] of counts.entries()) {
    const at = 0.4 + (0.6 * k) / counts.length
    let [plainSquares, diagonalSquares, projectedSquares] = [0, 0, 0]
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const diagonal = new Float64Array(W)
      let sum = 0
      for (let probe = 0; probe < m; probe++) {
        const z = signs(random, W)
        const product = H(z)
        for (let i = 0; i < W; i++) diagonal[i] += (z[i] * product[i]) / m
        sum += dot(z, product) / m
        yield at
      }
      plainSquares += ((sum - trace) / scale) ** 2
      let off = 0
      for (let i = 0; i < W; i++) off += (diagonal[i] - exact[i * W + i]) ** 2
      diagonalSquares += off / diagonalNorm
      projectedSquares += ((yield* hutchPlusPlus(H, W, m, random, at)) - trace) ** 2 / scale ** 2
    }
    yield* note('hutchinson-trace', m, plainSquares)
    yield* note('hutchinson-diagonal', m, diagonalSquares)
    if (m / 3 < W) yield* note('hutch-plus-plus', m, projectedSquares)
    last = m
  }
  // The variance of the trace is 2 Σ_{i≠j} H_ij²/m (spec §11).
  const expected = (m: number) => Math.sqrt((2 * offDiagonal) / m) / scale
  if (counts.length > 1)
    yield {
      kind: 'line',
      plot: 'probes',
      series: 'hutchinson-trace',
      name: 'expected',
      from: [counts[0], expected(counts[0])],
      to: [last, expected(last)],
      slope: -0.5,
    } as const
  for (const series of ['hutchinson-trace', 'hutchinson-diagonal'] as const)
    yield fact('probe-slope', fitPower(found[series] ?? [])?.exponent ?? null, series, -0.5)
  const end = (series: string) => found[series]?.at(-1)?.[1] ?? NaN
  return {
    exact: last / 3 >= W,
    numbers: {
      probes: last,
      trace,
      traceError: end('hutchinson-trace'),
      diagonalError: end('hutchinson-diagonal'),
    },
  }
}

/**
 * Hutch++ with m products: the trace on the space that a third of them span, exact there, and the plain estimate with
 * another third on what is left.
 */
function* hutchPlusPlus(
  H: (v: Float64Array) => Float64Array,
  W: number,
  m: number,
  random: Random,
  at: number,
): StudySteps<number> {
  const third = Math.floor(m / 3)
  const basis: Float64Array[] = []
  for (let k = 0; k < Math.min(third, W); k++) {
    const q = H(signs(random, W))
    const before = Math.hypot(...q)
    orthogonalise(q, basis)
    if (normalise(q) > 1e-10 * before) basis.push(q)
    yield at
  }
  let sum = 0
  for (const q of basis) {
    sum += dot(q, H(q))
    yield at
  }
  for (let k = 0; k < third; k++) {
    const g = signs(random, W)
    orthogonalise(g, basis)
    sum += dot(g, H(g)) / third
    yield at
  }
  return sum
}

/**
 * What products H v alone tell, PRML 5.4.6: the largest |λ| by power iteration and by Lanczos from the same start, with
 * the Ritz values of every step (full reorthogonalisation); trace and diagonal by random probes, Hutchinson's and
 * Hutch++, whose errors fall as 1/√m (spec §11).
 */
export const iteration = {
  id: 'iteration',
  section: '5.4.6',
  parameters: [
    { name: 'products', default: 60, min: 5, max: 400, scale: 'log', whole: true },
    { name: 'probes', default: 768, min: 12, max: 6144, scale: 'log', whole: true },
    { name: 'seed', default: 1, min: 0, max: 100, scale: 'linear', whole: true },
  ],
  uses: [],
  plots: [
    {
      id: 'convergence',
      x: { name: 'products', kind: 'linear' },
      y: { name: 'error', kind: 'log' },
      style: 'line',
      marks: [
        { name: 'products', target: { kind: 'study', name: 'products' }, series: ['power', 'lanczos'] },
      ],
    },
    {
      id: 'ritz',
      x: { name: 'step', kind: 'linear' },
      y: { name: 'ritz', kind: 'symlog' },
      style: 'scatter',
      marks: [],
    },
    {
      id: 'probes',
      x: { name: 'probes', kind: 'log' },
      y: { name: 'error', kind: 'log' },
      style: 'line',
      marks: [],
    },
  ],
  pictures: [],
  series: ['power', 'lanczos', 'ritz', 'hutchinson-trace', 'hutchinson-diagonal', 'hutch-plus-plus'],
  lines: ['largest', 'smallest', 'expected'],
  facts: ['products-needed', 'probe-slope'],
  claims: ['converges', 'exhausted'],
  run,
} as const satisfies Study
