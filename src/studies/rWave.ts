import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { methodNamed } from '../hessian/index.ts'
import { exactCost, productCost } from '../hessian/operationCounts.ts'
import { symmetricEigenvectors } from '../linalg/eigenvalues.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { frobenius } from '../linalg/norms.ts'
import { createRandom } from '../linalg/random.ts'
import { energyAndGradient } from '../network/backward.ts'
import type { Problem } from '../network/network.ts'
import { createProductWorkspace, hessianVectorProduct } from '../network/rOperator.ts'
import { claim, fact, numberOf, point, told } from './study.ts'
import type { Study, StudySteps, StudySubject, StudyValues } from './study.ts'

/** Numbers of all matrices shown on the way. */
const mostNumbers = 2e6

/** v, of length 1 unless it is a gradient. */
function* vectorOf(
  { problem, seed }: StudySubject,
  H: Matrix,
  values: StudyValues,
): StudySteps<Float64Array> {
  const { W } = problem.network
  const index = Math.min(W, numberOf(values, 'index')) - 1
  const v = new Float64Array(W)
  switch (values.vector) {
    case 'gradient':
      return energyAndGradient(problem).gradient
    case 'random': {
      const random = createRandom(seed + index)
      for (let i = 0; i < W; i++) v[i] = random.normal()
      const length = Math.hypot(...v)
      return v.map((value) => value / length)
    }
    case 'eigenvector': {
      const { vectors } = yield* told(symmetricEigenvectors(H), 0.1, 0.3)
      return vectors.data.slice(index * W, (index + 1) * W)
    }
    default:
      v[index] = 1
      return v
  }
}

/** The units' values with R{·} of them through one data point: forward z, R{z}; backward δ, R{δ}. */
function wavesThrough(problem: Problem, v: Float64Array, n: number) {
  const { network, weightDecay, x, t, w } = problem
  const one: Problem = {
    network,
    weightDecay,
    N: 1,
    x: x.subarray(n * network.D, (n + 1) * network.D),
    t: t.subarray(n * network.K, (n + 1) * network.K),
    w,
  }
  const workspace = createProductWorkspace(network, one.x, 1)
  hessianVectorProduct(one, v, workspace)
  const { passes, rA, rZ, rDelta } = workspace
  const b = network.bias ? 1 : 0
  const { L, layers } = network
  const units = (of: (l: number, j: number) => readonly number[]) =>
    layers.map((J, l) => Array.from({ length: J }, (_, j) => of(l, j)))
  return {
    forward: units((l, j) =>
      l === L ? [passes.a[l][j], rA[l][j]] : [passes.z[l][b + j], rZ[l][b + j] ?? 0],
    ),
    backward: units((l, j) => (l === 0 ? [] : [passes.delta[l][j], rDelta[l][j]])),
  }
}

function* run(subject: StudySubject, values: StudyValues): StudySteps {
  const { problem } = subject
  const { network, N } = problem
  const { W } = network
  const outcome = yield* told(evaluateChecked(methodNamed('exact'), problem), 0, 0.1)
  if (outcome.kind !== 'evaluated') return
  const H = outcome.evaluation.matrix
  const v = yield* vectorOf(subject, H, values)
  const n = Math.min(N, numberOf(values, 'point')) - 1
  const { forward, backward } = wavesThrough(problem, v, n)
  yield { kind: 'network', picture: 'forward', at: n + 1, w: v.slice(), units: forward }
  const workspace = createProductWorkspace(network, problem.x, N)
  const product = hessianVectorProduct(problem, v, workspace)
  yield { kind: 'network', picture: 'backward', at: n + 1, w: product.slice(), units: backward }

  let [difference, norm, along] = [0, 0, 0]
  for (let i = 0; i < W; i++) {
    let sum = 0
    for (let j = 0; j < W; j++) sum += H.data[i * W + j] * v[j]
    difference += (product[i] - sum) ** 2
    norm += sum * sum
    along += v[i] * product[i]
  }
  const error = norm > 0 ? Math.sqrt(difference / norm) : 0
  yield fact('error', error)
  yield fact('norm', Math.sqrt(norm))
  yield fact('curvature', along / v.reduce((sum, value) => sum + value * value, 0))

  // Column by column, every unit vector in its turn.
  const built = new Float64Array(W * W)
  const whole = frobenius(H.data)
  let missing = whole * whole
  const every = Math.max(1, Math.ceil(W / Math.max(2, mostNumbers / (W * W))))
  const unit = new Float64Array(W)
  yield point('columns', 'missing', 0, 1)
  yield { kind: 'matrix', picture: 'built', at: 0, matrix: built.slice() }
  for (let c = 0; c < W; c++) {
    unit[c] = 1
    const column = hessianVectorProduct(problem, unit, workspace)
    unit[c] = 0
    for (let r = 0; r < W; r++) {
      built[r * W + c] = column[r]
      missing += (column[r] - H.data[r * W + c]) ** 2 - H.data[r * W + c] ** 2
    }
    // The last of them is told exactly, below.
    if (c + 1 < W) yield point('columns', 'missing', c + 1, Math.sqrt(Math.max(0, missing)) / whole)
    if ((c + 1) % every === 0 || c + 1 === W)
      yield { kind: 'matrix', picture: 'built', at: c + 1, matrix: built.slice() }
    yield 0.3 + (0.7 * (c + 1)) / W
  }
  let rest = 0
  for (let i = 0; i < W * W; i++) rest += (built[i] - H.data[i]) ** 2
  yield point('columns', 'missing', W, Math.sqrt(rest) / whole)
  yield claim('products', {
    W,
    error,
    built: Math.sqrt(rest) / whole,
    operations: N * productCost(network),
    all: W * N * productCost(network),
    exact: N * exactCost(network),
    curvature: along,
  })
}

/**
 * The R-operator at work, PRML 5.4.6: values and R{·} of every unit, forward and backward, through one data point for
 * any v, v on the weights and the product H v on them (summed over all data points); and H column by column from unit
 * vectors (spec §8).
 */
export const rWave = {
  id: 'r-wave',
  section: '5.4.6',
  parameters: [
    { name: 'vector', default: 'unit', options: ['unit', 'gradient', 'random', 'eigenvector'] },
    { name: 'index', default: 1, min: 1, max: 2000, upTo: 'weights', scale: 'linear', whole: true },
    { name: 'point', default: 1, min: 1, max: 2000, upTo: 'patterns', scale: 'linear', whole: true },
    {
      name: 'columns',
      default: 2000,
      min: 0,
      max: 2000,
      upTo: 'weights',
      scale: 'linear',
      whole: true,
      shows: true,
      plays: true,
    },
  ],
  uses: [],
  plots: [
    {
      id: 'columns',
      x: { name: 'columns', kind: 'linear' },
      y: { name: 'missing', kind: 'log' },
      style: 'line',
      marks: [{ name: 'columns', target: { kind: 'study', name: 'columns' }, series: ['missing'] }],
    },
  ],
  pictures: [
    { id: 'forward', kind: 'network', parameter: null },
    { id: 'backward', kind: 'network', parameter: null },
    { id: 'built', kind: 'matrix', parameter: 'columns' },
  ],
  series: ['missing'],
  lines: [],
  facts: ['error', 'norm', 'curvature'],
  claims: ['products'],
  run,
} as const satisfies Study
