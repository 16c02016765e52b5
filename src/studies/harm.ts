import { entryErrors } from '../hessian/errorMeasures.ts'
import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import { damped } from '../hessian/inverseErrors.ts'
import { frobenius } from '../linalg/norms.ts'
import { Pace } from '../linalg/pace.ts'
import type { Matrix } from '../linalg/matrix.ts'
import { backPropagate, energyAndGradient } from '../network/backward.ts'
import { energy, propagate } from '../network/forward.ts'
import { createFactorRows, fillFactorRows, writeFactorRow } from '../network/jacobian.ts'
import type { Problem } from '../network/network.ts'
import { createWorkspace } from '../network/workspace.ts'
import { logarithmic } from './fit.ts'
import { claim, fact, point, told } from './study.ts'
import type { Study, StudySteps, StudySubject } from './study.ts'

/** Errors below this are round-off, and their order says nothing. */
const roundOff = 1e-6
/** Data points whose error bars are averaged at most, and multiply–adds of the sweep over λ. */
const mostPoints = 100
const mostSweep = 3e9
const sweep = { from: 1e-3, to: 100, count: 11 } as const

function multiplied({ rows, data }: Matrix, v: Float64Array): Float64Array {
  const product = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let j = 0; j < rows; j++) sum += data[i * rows + j] * v[j]
    product[i] = sum
  }
  return product
}

function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2
  return Math.sqrt(sum) / frobenius(b)
}

/** The columns of U_n = J_nᵀ S_n of some data points, whose uᵀ P u are variances of the outputs (spec §6, §10). */
function responses(problem: Problem): Float64Array[] {
  const { network, N, x, w } = problem
  const workspace = createWorkspace(network, x, N)
  propagate(workspace, w)
  backPropagate(workspace, problem)
  const rows = createFactorRows(network, N)
  fillFactorRows(rows, workspace, problem)
  const every = Math.max(1, Math.ceil(N / mostPoints))
  const found: Float64Array[] = []
  for (let n = 0; n < N; n += every)
    for (let k = 0; k < network.K; k++) {
      const u = new Float64Array(network.W)
      writeFactorRow(rows, workspace, n, k, u)
      found.push(u)
    }
  return found
}

/** Root mean square of the error bars; null where a variance is negative, as an indefinite matrix has it. */
function* errorBar(P: Matrix, rows: readonly Float64Array[], at: number): StudySteps<number | null> {
  let sum = 0
  const pace = new Pace(0)
  for (const u of rows) {
    const product = multiplied(P, u)
    const variance = u.reduce((total, value, i) => total + value * product[i], 0)
    if (variance < 0) return null
    sum += variance
    if (pace.due(P.data.length)) yield at
  }
  return Math.sqrt(sum / rows.length)
}

/** The weight of least saliency w_q²/(2 P_qq), from 0; null where a saliency is negative and means nothing. */
function pruned(P: Matrix, w: Float64Array): number | null {
  let least: number | null = null
  let at = 0
  for (let q = 0; q < w.length; q++) {
    const diagonal = P.data[q * (w.length + 1)]
    if (!(diagonal > 0)) return null
    const saliency = (w[q] * w[q]) / (2 * diagonal)
    if (least === null || saliency < least) [least, at] = [saliency, q]
  }
  return at
}

interface Harm {
  readonly id: MethodId
  readonly matrix: number
  readonly step: number
}

function* run({ problem, methods, parameters }: StudySubject): StudySteps {
  const { network, w, N, x } = problem
  const lambda = parameters['sequential-inverse'].damping
  const matrices = new Map<MethodId, Matrix>()
  const wanted: readonly MethodId[] = ['exact', ...methods.filter((id) => id !== 'exact')]
  for (const [k, id] of wanted.entries()) {
    if (methodNamed(id).target !== 'hessian') continue
    const from = (0.3 * k) / wanted.length
    const outcome = yield* told(evaluateChecked(methodNamed(id), problem, parameters[id]), from, from)
    if (outcome.kind === 'evaluated') matrices.set(id, outcome.evaluation.matrix)
  }
  const H = matrices.get('exact')
  if (!H) return
  const { energy: here, gradient } = energyAndGradient(problem)
  const rows = responses(problem)
  const workspace = createWorkspace(network, x, N)
  const after = (P: Matrix) => {
    const step = multiplied(P, gradient)
    return { step, energy: energy({ ...problem, w: w.map((value, i) => value - step[i]) }, workspace) }
  }
  const exact = (yield* told(damped(H, lambda), 0.3, 0.3)).inverse
  const exactStep = exact && after(exact)
  const exactBar = exact && (yield* errorBar(exact, rows, 0.3))
  const harms: Harm[] = []
  for (const [id, A] of matrices) {
    const P = id === 'exact' ? exact : (yield* told(damped(A, lambda), 0.3, 0.3)).inverse
    if (!P) continue
    const matrix = entryErrors(A, H).relativeFrobenius ?? 0
    const { step, energy: E } = after(P)
    const weight = pruned(P, w)
    const bar = yield* errorBar(P, rows, 0.3)
    yield fact('matrix', matrix, id)
    yield fact('inverse', exact && entryErrors(P, exact).relativeFrobenius, id)
    yield fact('step', exactStep && distance(step, exactStep.step), id)
    yield fact('energy', Number.isFinite(E) ? E - here : null, id)
    yield fact('pruned', weight === null ? null : weight + 1, id)
    yield fact('bar', bar, id)
    if (id === 'exact' || !exact || !exactStep) continue
    const stepError = distance(step, exactStep.step)
    harms.push({ id, matrix, step: stepError })
    yield point('harm', 'inverse', matrix, entryErrors(P, exact).relativeFrobenius)
    yield point('harm', 'step', matrix, stepError)
    if (bar !== null && exactBar) yield point('harm', 'bar', matrix, Math.abs(bar / exactBar - 1))
    yield 0.3
  }

  // The step's error against λ: with much damping every method proposes the same, a step along the gradient.
  const work = 2 * network.W ** 3 * matrices.size
  const count = Math.max(4, Math.min(sweep.count, Math.floor(mostSweep / work)))
  for (const [k, damping] of logarithmic(sweep.from, sweep.to, count).entries()) {
    const at = 0.3 + (0.7 * k) / count
    const reference = (yield* told(damped(H, damping), at, at)).inverse
    if (!reference) continue
    const best = multiplied(reference, gradient)
    for (const [id, A] of matrices) {
      if (id === 'exact') continue
      const P = (yield* told(damped(A, damping), at, at)).inverse
      yield point('damping', id, damping, P && distance(multiplied(P, gradient), best))
    }
  }

  const rough = harms.filter(({ matrix }) => matrix > roundOff)
  const least = (by: 'matrix' | 'step') => rough.toSorted((a, b) => a[by] - b[by]).at(0)
  const [byMatrix, byStep] = [least('matrix'), least('step')]
  const numbers = { lambda, decrease: exactStep ? exactStep.energy - here : NaN, methods: rough.length }
  if (!byMatrix || !byStep) yield claim('exact', numbers)
  else
    yield claim(
      byMatrix.id === byStep.id ? 'agree' : 'differ',
      {
        ...numbers,
        matrix: byMatrix.matrix,
        itsStep: byMatrix.step,
        step: byStep.step,
        itsMatrix: byStep.matrix,
      },
      { byMatrix: byMatrix.id, byStep: byStep.id },
    )
}

/**
 * Same matrix, different harm: for every method that approximates H, beside its own error that of its damped inverse,
 * of the step −(A + λI)⁻¹ g it proposes and of the error bars it gives, the weight it would prune (least
 * w_q²/(2 [(A + λI)⁻¹]_qq)), and by how much E falls (spec §10).
 */
export const harm = {
  id: 'harm',
  section: '5.4',
  parameters: [],
  uses: [{ method: 'sequential-inverse', name: 'damping' }],
  usesMethods: true,
  plots: [
    {
      id: 'harm',
      x: { name: 'matrix', kind: 'log' },
      y: { name: 'harm', kind: 'log' },
      style: 'scatter',
      marks: [],
    },
    {
      id: 'damping',
      x: { name: 'lambda', kind: 'log' },
      y: { name: 'step', kind: 'log' },
      style: 'line',
      marks: [{ name: 'damping', target: { kind: 'method', method: 'sequential-inverse', name: 'damping' } }],
    },
  ],
  pictures: [],
  series: ['inverse', 'step', 'bar'],
  lines: [],
  facts: ['matrix', 'inverse', 'step', 'energy', 'pruned', 'bar'],
  claims: ['agree', 'differ', 'exact'],
  run,
} as const satisfies Study
