import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { methodNamed } from '../hessian/index.ts'
import { passWork } from '../hessian/passWork.ts'
import { symmetricEigenvalues, symmetricEigenvectors } from '../linalg/eigenvalues.ts'
import type { EigenDecomposition } from '../linalg/eigenvalues.ts'
import { energyAndGradient } from '../network/backward.ts'
import { energy } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { createWorkspace } from '../network/workspace.ts'
import { claim, fact, numberOf, point, told } from './study.ts'
import type { Study, StudySteps, StudySubject, StudyValues } from './study.ts'

/** Eigenvalues below −tolerance · max |λ| are negative; the sign of smaller ones is noise (spec §9). */
const tolerance = 1e-10
/** Places of a density, and its width as a part of the range. */
const densityPoints = 120
const densityWidth = 1 / 50
/** Places along an eigenvector, and pixels across the plane of two. */
const alongPoints = 41
const planeWork = 2e8
const planePixels = { least: 9, most: 41 } as const

/** The eigenvectors of the problem before: another one of them is asked for much more often than another problem. */
let known: { readonly problem: Problem; readonly decomposition: EigenDecomposition } | null = null

function isSame(a: Problem, b: Problem): boolean {
  const same = (one: Float64Array, other: Float64Array) =>
    one.length === other.length && one.every((value, i) => Object.is(value, other[i]))
  return (
    a.weightDecay === b.weightDecay &&
    a.network.bias === b.network.bias &&
    a.network.error === b.network.error &&
    a.network.layers.join() === b.network.layers.join() &&
    a.network.activations.every(({ formulas }, l) => formulas.h === b.network.activations[l].formulas.h) &&
    same(a.w, b.w) &&
    same(a.x, b.x) &&
    same(a.t, b.t)
  )
}

function* decomposed(problem: Problem, from: number, to: number): StudySteps<EigenDecomposition | null> {
  if (known && isSame(known.problem, problem)) return known.decomposition
  const middle = (from + to) / 2
  const outcome = yield* told(evaluateChecked(methodNamed('exact'), problem), from, middle)
  if (outcome.kind !== 'evaluated') return null
  const decomposition = yield* told(symmetricEigenvectors(outcome.evaluation.matrix), middle, to)
  known = { problem, decomposition }
  return decomposition
}

function negativeOf(values: Float64Array): number {
  const largest = Math.max(...values.map(Math.abs))
  return values.filter((value) => value < -tolerance * largest).length
}

/** E at w + s v. */
function energyAlong(problem: Problem) {
  const { network, x, N, w } = problem
  const workspace = createWorkspace(network, x, N)
  const moved = new Float64Array(w.length)
  return (steps: readonly (readonly [s: number, v: Float64Array])[]) => {
    moved.set(w)
    for (const [s, v] of steps) for (let i = 0; i < w.length; i++) moved[i] += s * v[i]
    return energy({ ...problem, w: moved }, workspace)
  }
}

function* run(subject: StudySubject, values: StudyValues): StudySteps {
  const { problem, methods, parameters, path } = subject
  const { network, w, N } = problem
  const { W } = network
  const exact = yield* decomposed(problem, 0, 0.3)
  if (!exact) return
  const spectra = new Map<string, Float64Array>([['exact', exact.values]])
  const tell = function* (id: string, eigenvalues: Float64Array): StudySteps {
    for (let k = 0; k < W; k++) yield point('sorted', id, k + 1, eigenvalues[k])
  }
  yield* tell('exact', exact.values)

  // The eigenvector chosen: on the network, and E along it beside its parabola.
  const chosen = Math.min(W, numberOf(values, 'eigenvector')) - 1
  const other = chosen === 0 ? Math.min(1, W - 1) : chosen - 1
  const vector = (k: number) => exact.vectors.data.slice(k * W, (k + 1) * W)
  const v = vector(chosen)
  const lambda = exact.values[chosen]
  yield { kind: 'network', picture: 'eigenvector', at: chosen + 1, w: v.slice(), units: null }
  const E = energyAlong(problem)
  const { energy: here, gradient } = energyAndGradient(problem)
  const slope = gradient.reduce((sum, value, i) => sum + value * v[i], 0)
  const reach = numberOf(values, 'reach')
  for (let k = 0; k < alongPoints; k++) {
    const s = reach * ((2 * k) / (alongPoints - 1) - 1)
    yield point('along', 'energy', s, E([[s, v]]))
    yield point('along', 'parabola', s, here + slope * s + (lambda / 2) * s * s)
    if (k % 8 === 0) yield 0.3
  }

  for (const [n, id] of methods.entries()) {
    if (id === 'exact' || methodNamed(id).target !== 'hessian') continue
    const from = 0.3 + (0.4 * n) / methods.length
    const outcome = yield* told(
      evaluateChecked(methodNamed(id), problem, parameters[id]),
      from,
      from + 0.2 / methods.length,
    )
    if (outcome.kind !== 'evaluated') continue
    const eigenvalues = yield* told(
      symmetricEigenvalues(outcome.evaluation.matrix),
      from + 0.2 / methods.length,
      from + 0.4 / methods.length,
    )
    spectra.set(id, eigenvalues)
    yield* tell(id, eigenvalues)
  }

  // All densities over one range, in parts of the eigenvalues a unit of λ.
  const all = [...spectra.values()].flatMap((one) => [one[0], one[W - 1]]).filter(Number.isFinite)
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const sigma = (high - low || 1) * densityWidth
  for (const [id, eigenvalues] of spectra) {
    for (let k = 0; k < densityPoints; k++) {
      const at = low - 3 * sigma + ((high - low + 6 * sigma) * k) / (densityPoints - 1)
      let sum = 0
      for (const value of eigenvalues) sum += Math.exp(-(((at - value) / sigma) ** 2) / 2)
      yield point('density', id, at, sum / (W * sigma * Math.sqrt(2 * Math.PI)))
    }
    yield fact('negative', negativeOf(eigenvalues), id, id === 'exact' ? null : negativeOf(exact.values))
    yield fact('smallest', eigenvalues[0], id)
    yield fact('largest', eigenvalues[W - 1], id)
    yield 0.7
  }

  yield* plane(problem, E, [v, vector(other)], reach, path)
  const negative = negativeOf(exact.values)
  const numbers = {
    negative,
    W,
    smallest: exact.values[0],
    largest: exact.values[W - 1],
    chosen: chosen + 1,
    lambda,
    slope,
    N,
    size: Math.hypot(...w),
  }
  yield claim(negative > 0 ? (lambda < 0 ? 'falls' : 'indefinite') : 'definite', numbers)
}

/** E over the plane of two eigenvectors through w, with the way training came projected on it. */
function* plane(
  problem: Problem,
  E: ReturnType<typeof energyAlong>,
  [first, second]: readonly [Float64Array, Float64Array],
  reach: number,
  path: StudySubject['path'],
): StudySteps {
  const { network, N, w } = problem
  const fit = Math.floor(Math.sqrt(planeWork / (N * passWork(network))))
  const resolution = Math.max(planePixels.least, Math.min(planePixels.most, fit))
  const along = (to: Float64Array, v: Float64Array) =>
    to.length === w.length ? v.reduce((sum, value, i) => sum + value * (to[i] - w[i]), 0) : 0
  const projected = path.map((one) => ({ ...one, s: along(one.w, first), t: along(one.w, second) }))
  const far = Math.max(reach, ...projected.map(({ s, t }) => 1.1 * Math.max(Math.abs(s), Math.abs(t))))
  const grid = new Float64Array(resolution * resolution)
  for (let row = 0; row < resolution; row++) {
    const t = far * (1 - (2 * row + 1) / resolution)
    for (let column = 0; column < resolution; column++) {
      const s = far * ((2 * column + 1) / resolution - 1)
      grid[row * resolution + column] = E([
        [s, first],
        [t, second],
      ])
    }
    yield 0.75 + (0.25 * (row + 1)) / resolution
  }
  yield {
    kind: 'surface',
    picture: 'plane',
    x: [-far, far],
    y: [-far, far],
    resolution,
    values: grid,
    path: projected.map(({ s, t }) => [s, t, E([[s, first], [t, second]])] as const), // prettier-ignore
  }
}

/**
 * The eigenvalues of the exact Hessian and of every approximation of it that is shown, sorted and as a density; the
 * number of negative ones by the tolerance of spec §9. One eigenvector on the network's edges, E along it beside its
 * parabola E + s gᵀv + λ s²/2, and E over the plane of it and its neighbour with the way training came.
 */
export const spectrum = {
  id: 'spectrum',
  section: '5.4',
  parameters: [
    { name: 'axis', default: 'symlog', options: ['linear', 'symlog'], shows: true },
    { name: 'eigenvector', default: 1, min: 1, max: 2000, upTo: 'weights', scale: 'linear', whole: true },
    { name: 'reach', default: 1, min: 0.01, max: 10, scale: 'log', whole: false },
  ],
  uses: [],
  usesMethods: true,
  usesPath: true,
  plots: [
    {
      id: 'sorted',
      x: { name: 'index', kind: 'linear' },
      y: { name: 'eigenvalue', kind: { parameter: 'axis' } },
      style: 'line',
      marks: [{ name: 'eigenvector', target: { kind: 'study', name: 'eigenvector' }, series: ['exact'] }],
    },
    {
      id: 'along',
      x: { name: 'distance', kind: 'linear' },
      y: { name: 'energy', kind: 'linear' },
      style: 'line',
      marks: [],
    },
    {
      id: 'density',
      x: { name: 'eigenvalue', kind: 'linear' },
      y: { name: 'density', kind: 'linear' },
      style: 'line',
      marks: [],
    },
  ],
  pictures: [
    { id: 'eigenvector', kind: 'network', parameter: null },
    { id: 'plane', kind: 'surface', parameter: null },
  ],
  series: ['energy', 'parabola'],
  lines: [],
  facts: ['negative', 'smallest', 'largest'],
  claims: ['definite', 'indefinite', 'falls'],
  run,
} as const satisfies Study
