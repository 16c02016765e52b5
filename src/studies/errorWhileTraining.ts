import { entryErrors } from '../hessian/errorMeasures.ts'
import { evaluateChecked } from '../hessian/evaluateChecked.ts'
import { methodNamed } from '../hessian/index.ts'
import { damped } from '../hessian/inverseErrors.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import { createRandom } from '../linalg/random.ts'
import { outputs } from '../network/forward.ts'
import type { Problem } from '../network/network.ts'
import { train } from '../training/index.ts'
import type { OptimizerState } from '../training/index.ts'
import { claim, fact, numberOf, point, told } from './study.ts'
import type { Study, StudySteps, StudySubject, StudyValues } from './study.ts'

/** Steps at which something is measured beyond those of the timeline. */
const samples = 24
/** What is expected to take longer than this (ms) at every step is left out; milliseconds an operation. */
const longest = 300
const usualRate = 2e-6

/** Targets with more noise: a normal number added, or a class changed with this probability. */
function noisy({ t, N, network }: Problem, noise: number, seed: number): Float64Array {
  const random = createRandom(seed)
  const { K, error } = network
  const targets = t.slice()
  for (let n = 0; n < N; n++) {
    const row = targets.subarray(n * K, (n + 1) * K)
    if (error.output === 'softmax') {
      const [moved, to] = [random.uniform() < noise, Math.floor(random.uniform(0, K))]
      if (moved) row.fill(0).fill(1, to, to + 1)
    } else
      for (let k = 0; k < K; k++) {
        if (error.output === 'identity') row[k] += noise * random.normal()
        else if (random.uniform() < noise / 2) row[k] = 1 - row[k]
      }
  }
  return targets
}

/** Whole numbers from 1 to `steps`, the first of them close together. */
function spread(steps: number): readonly number[] {
  const places = Array.from({ length: samples }, (_, k) => Math.round(steps ** ((k + 1) / samples)))
  return [...new Set(places)].filter((place) => place >= 1 && place <= steps)
}

interface Measured {
  readonly step: number
  readonly residual: number
  readonly smallest: number
  readonly errors: Readonly<Record<string, number | null>>
}

/** Everything at one step, told as it comes. */
function* measured(
  subject: StudySubject,
  problem: Problem,
  step: number,
  at: number,
): StudySteps<Measured | null> {
  const { network, w, x, t, N } = problem
  const quiet = function* <T>(steps: Generator<number, T, void>): StudySteps<T> {
    return yield* told(steps, at, at)
  }
  const y = outputs(network, w, x, N)
  const residual = Math.sqrt(y.reduce((sum, value, i) => sum + (value - t[i]) ** 2, 0) / y.length)
  yield point('residual', 'residual', step, residual)
  const exact = yield* quiet(evaluateChecked(methodNamed('exact'), problem))
  if (exact.kind !== 'evaluated') return null
  const H = exact.evaluation.matrix
  const errors: Record<string, number | null> = {}
  for (const id of subject.methods) {
    const method = methodNamed(id)
    if (id === 'exact' || method.operations(network, N, subject.parameters[id]) * usualRate > longest)
      continue
    const outcome = yield* quiet(evaluateChecked(method, problem, subject.parameters[id]))
    if (outcome.kind !== 'evaluated') continue
    const reference =
      method.target === 'hessian'
        ? H
        : (yield* quiet(damped(H, subject.parameters['sequential-inverse'].damping))).inverse
    errors[id] = reference && entryErrors(outcome.evaluation.matrix, reference).relativeFrobenius
    yield point('errors', id, step, errors[id])
  }
  const eigenvalues = yield* quiet(symmetricEigenvalues(H))
  yield point('smallest', 'smallest', step, eigenvalues[0])
  return { step, residual, smallest: eigenvalues[0], errors }
}

function* run(subject: StudySubject, values: StudyValues): StudySteps {
  const { training, path, seed } = subject
  const ahead = numberOf(values, 'ahead')
  const noise = numberOf(values, 'noise')
  // With other data there is no way yet: it is trained anew from where the timeline begins.
  const problem = noise > 0 ? { ...subject.problem, t: noisy(subject.problem, noise, seed) } : subject.problem
  const kept = noise > 0 ? path.slice(0, 1) : path
  const last = kept[kept.length - 1]
  const end = path[path.length - 1].step + ahead
  const places = spread(end - last.step)
  const count = kept.length + places.length
  const found: Measured[] = []
  for (const [k, { step, w }] of kept.entries()) {
    const one = yield* measured(subject, { ...problem, w }, step, k / count)
    if (one) found.push(one)
  }
  let [w, step, state] = [last.w, last.step, null as OptimizerState | null]
  for (const [k, place] of places.entries()) {
    const at = (kept.length + k) / count
    const steps = last.step + place - step
    const made = yield* told(train({ ...problem, w }, training, step, steps, state), at, at)
    ;({ w, step, state } = made)
    const one = yield* measured(subject, { ...problem, w }, step, at)
    if (one) found.push(one)
    if (made.diverged) break
  }

  const [first, final] = [found[0], found[found.length - 1]]
  if (!first || !final) return
  for (const id of Object.keys(final.errors)) {
    yield fact('first-error', first.errors[id] ?? null, id)
    yield fact('last-error', final.errors[id], id)
  }
  const wanted = ['outer-product', ...Object.keys(final.errors)].find(
    (id) => typeof final.errors[id] === 'number',
  )
  const method = subject.methods.find((id) => id === wanted)
  if (!method) return
  const [before, after] = [first.errors[method] ?? NaN, final.errors[method] ?? NaN]
  yield claim(
    after < before ? 'falls' : 'stays',
    {
      from: first.step,
      to: final.step,
      before,
      after,
      residualBefore: first.residual,
      residualAfter: final.residual,
      smallest: final.smallest,
    },
    { method },
  )
}

/**
 * Error of every method along training, PRML 5.4.2: at the weights kept of the timeline, and from there on as far as
 * asked for, with the root mean square of the residuals y − t and λ_min. More noise in the targets leaves residuals
 * that do not vanish, and with them the term the outer product drops.
 */
export const errorWhileTraining = {
  id: 'error-while-training',
  section: '5.4.2',
  parameters: [
    { name: 'ahead', default: 200, min: 1, max: 5000, scale: 'log', whole: true },
    { name: 'noise', default: 0, min: 0, max: 1, scale: 'linear', whole: false },
  ],
  uses: [],
  usesMethods: true,
  usesPath: true,
  plots: [
    {
      id: 'errors',
      x: { name: 'step', kind: 'linear' },
      y: { name: 'error', kind: 'log' },
      style: 'line',
      marks: [{ name: 'step', target: { kind: 'step' } }],
    },
    {
      id: 'residual',
      x: { name: 'step', kind: 'linear' },
      y: { name: 'residual', kind: 'log' },
      style: 'line',
      marks: [],
    },
    {
      id: 'smallest',
      x: { name: 'step', kind: 'linear' },
      y: { name: 'smallest', kind: 'linear' },
      style: 'line',
      marks: [],
    },
  ],
  pictures: [],
  series: ['residual', 'smallest'],
  lines: [],
  facts: ['first-error', 'last-error'],
  claims: ['falls', 'stays'],
  run,
} as const satisfies Study
