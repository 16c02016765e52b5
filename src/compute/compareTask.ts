import { entryErrors, spectralErrors } from '../hessian/errorMeasures.ts'
import { probeDifferences } from '../hessian/explain/observations/differenceProbe.ts'
import type { DifferenceProbe } from '../hessian/explain/observations/differenceProbe.ts'
import { observe } from '../hessian/explain/observations/index.ts'
import type { MethodFacts } from '../hessian/explain/observations/situation.ts'
import { surveyPatterns } from '../hessian/explain/observations/survey.ts'
import type { PatternSurvey } from '../hessian/explain/observations/survey.ts'
import { methodNamed } from '../hessian/index.ts'
import type { MethodId } from '../hessian/index.ts'
import { damped, inverseErrors } from '../hessian/inverseErrors.ts'
import type { Damped, InverseErrors } from '../hessian/inverseErrors.ts'
import { sameParameters } from '../hessian/method.ts'
import type { ParameterValues } from '../hessian/method.ts'
import { symmetricEigenvalues } from '../linalg/eigenvalues.ts'
import { copyOf, recycle } from '../linalg/matrix.ts'
import { overviewOf } from '../linalg/overview.ts'
import type { Matrix } from '../linalg/matrix.ts'
import type { Steps } from '../linalg/steps.ts'
import { energyAndGradient } from '../network/backward.ts'
import { outputs } from '../network/forward.ts'
import { frobenius, maxAbs } from '../linalg/norms.ts'
import type { Problem } from '../network/network.ts'
import { problemFrom } from './problemMessage.ts'
import type { CompareInput, ComparePart, MethodRequest, TaskRun, TaskYield } from './protocol.ts'
import { timed } from './timed.ts'
import type { Evaluated } from './timed.ts'

type Work<T> = Generator<TaskYield<'compare'>, T, void>

/**
 * What was computed of one problem, for requests that change only a parameter or the view. Of every method only
 * the latest is kept, so that a drag of epsilon does not fill the memory.
 */
interface Memory {
  readonly revision: number
  readonly methods: Map<MethodId, Evaluated>
  readonly inverses: Map<MethodId, { readonly of: Matrix; readonly lambda: number; readonly damped: Damped }>
  eigenvalues: Float64Array | null
  survey: PatternSurvey | null
  /** By the matrix they are about, which goes when a parameter moves. */
  readonly inverseErrors: WeakMap<Matrix, { readonly lambda: number; readonly errors: InverseErrors }>
  readonly probes: WeakMap<Matrix, DifferenceProbe | null>
}

function emptyMemory(revision: number): Memory {
  return {
    revision,
    methods: new Map(),
    inverses: new Map(),
    eigenvalues: null,
    survey: null,
    inverseErrors: new WeakMap(),
    probes: new WeakMap(),
  }
}

let memory = emptyMemory(-1)

/** Runs `steps`, its progress told as that of a method. */
function* about<T>(id: MethodId, steps: Steps<T>): Work<T> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    yield { fraction: step.value, about: id }
  }
}

/** A part for the page, its arrays copied where the worker still needs them and transferred in any case. */
function send(part: ComparePart): TaskYield<'compare'> {
  if ('matrix' in part) {
    const matrix = copyOf(part.matrix)
    const views = [part.overview, 'differences' in part ? part.differences : null]
    const buffers = views.flatMap((view) => (view ? [view.words.buffer] : []))
    return { part: { ...part, matrix }, transfer: [matrix.buffer, ...buffers] }
  }
  return { part, transfer: part.kind === 'fit' ? [part.outputs.buffer] : [] }
}

/** The method's matrix, by memory if it is there. */
function* evaluated(id: MethodId, problem: Problem, parameters: ParameterValues): Work<Evaluated> {
  const known = memory.methods.get(id)
  if (known && sameParameters(known.parameters, parameters)) return known
  const result = yield* timed(id, problem, parameters)
  memory.methods.set(id, result)
  return result
}

/** A + λI with its inverse for a method's matrix A, by memory if it is there. */
function* inverted(id: MethodId, of: Matrix, lambda: number): Work<Damped> {
  const known = memory.inverses.get(id)
  if (known && known.of === of && known.lambda === lambda) return known.damped
  const result = yield* about(id, damped(of, lambda))
  memory.inverses.set(id, { of, lambda, damped: result })
  return result
}

/** Work of more operations than this is not begun for a problem that the next frame replaces. */
const longOperations = 3e7

/** Something still to be done, with the operations it is expected to take. */
interface Job {
  readonly operations: number
  readonly run: () => Work<void>
}

/**
 * The matrices asked for and their errors: the fitted function first, then the exact matrix, then whatever is
 * cheapest by the counted operations.
 */
export function* compare(input: CompareInput): TaskRun<'compare'> {
  const problem = problemFrom(input.problem)
  const { network, N, x, t, w } = problem
  const { W } = network
  const { damping } = input
  if (memory.revision !== input.revision) {
    for (const { matrix } of memory.methods.values()) if (matrix) recycle(matrix.data)
    memory = emptyMemory(input.revision)
  }

  const { energy, gradient } = energyAndGradient(problem)
  const y = outputs(network, w, x, N)
  yield send({
    kind: 'fit',
    outputs: outputs(network, w, input.grid, input.grid.length / network.D),
    energy,
    gradientNorm: frobenius(gradient),
    residual: Math.sqrt(y.reduce((sum, value, i) => sum + (value - t[i]) ** 2, 0) / y.length),
  })

  const reference = yield* evaluated('exact', problem, {})
  const H = reference.matrix
  const cube = W ** 3
  const { pixels } = input
  const fromAfar = (matrix: Float64Array, minus?: Float64Array) =>
    pixels > 0 && pixels < W ? overviewOf(matrix, W, pixels, minus) : null
  const jobs: Job[] = []

  function* spectrum(id: MethodId, A: Matrix): Work<void> {
    if (!H) return
    const eigenvalues = (memory.eigenvalues ??= yield* about('exact', symmetricEigenvalues(H)))
    yield send({ kind: 'spectral-errors', id, errors: yield* about(id, spectralErrors(A, H, eigenvalues)) })
  }

  function* inverseMeasures(id: MethodId, P: Matrix): Work<void> {
    const outer = yield* evaluated('outer-product', problem, {})
    if (!H || !outer.matrix) return
    const exactInverse = yield* inverted('exact', H, damping)
    const outerInverse = yield* inverted('outer-product', outer.matrix, damping)
    const errors = yield* about(id, inverseErrors(P, exactInverse, outerInverse))
    memory.inverseErrors.set(P, { lambda: damping, errors })
    yield send({ kind: 'inverse-errors', id, errors })
  }

  function* facts({ id, parameters }: MethodRequest, survey: PatternSurvey): Work<MethodFacts | null> {
    const known = memory.methods.get(id)
    if (!known?.matrix || !sameParameters(known.parameters, parameters)) return null
    const { matrix, asymmetry } = known
    const inverse = memory.inverseErrors.get(matrix)
    const isDifference = id === 'energy-differences' || id === 'gradient-differences'
    let probe = memory.probes.get(matrix)
    if (probe === undefined && isDifference && H) {
      probe = yield* about(id, probeDifferences(id, problem, survey, matrix, H, parameters.epsilon))
      memory.probes.set(matrix, probe)
    }
    return {
      matrix,
      parameters,
      asymmetry,
      errors: H && methodNamed(id).target === 'hessian' ? entryErrors(matrix, H) : null,
      inverseErrors: inverse?.lambda === damping ? inverse.errors : null,
      probe: probe ?? null,
    }
  }

  /** What is to be seen, of what is there by now: nothing is computed for it but the survey and the probes. */
  function* observations(): Work<void> {
    const survey = (memory.survey ??= surveyPatterns(problem))
    const shown: [MethodId, MethodFacts][] = []
    for (const request of input.observed.methods) {
      const known = yield* facts(request, survey)
      if (known) shown.push([request.id, known])
    }
    const list = observe({
      problem,
      survey,
      exact: H,
      eigenvalues: memory.eigenvalues,
      methods: Object.fromEntries(shown),
      damping,
      step: input.observed.step,
    })
    yield send({ kind: 'observations', key: input.observed.key, list })
  }

  function* show(id: MethodId, parameters: ParameterValues): Work<void> {
    const method = methodNamed(id)
    const result = yield* evaluated(id, problem, parameters)
    const { matrix, largest, refusal, asymmetry, milliseconds } = result
    if (!matrix) {
      if (refusal) yield send({ kind: 'refused', id, refusal })
      return
    }
    const operations = method.operations(network, N, parameters)
    const compared = method.target === 'hessian' && H
    // Large matrices take a while to be looked through and copied.
    const done = { fraction: 1, about: id }
    yield done
    const errors = compared ? entryErrors(matrix, compared) : null
    yield done
    const subtracted = input.differences && id !== 'exact' && compared ? compared.data : null
    const view = subtracted ? fromAfar(matrix.data, subtracted) : fromAfar(matrix.data)
    yield done
    yield send({
      kind: 'matrix',
      id,
      target: method.target,
      matrix: matrix.data,
      largest,
      overview: subtracted ? null : view,
      differences: subtracted ? view : null,
      milliseconds,
      operations,
      asymmetry,
      facts: result.facts,
      errors,
    })
    if (method.target === 'inverse')
      add({ operations: operations + 8 * cube, run: () => inverseMeasures(id, matrix) })
    else
      add({ operations: operations + (id === 'exact' ? 1.4 : 2.8) * cube, run: () => spectrum(id, matrix) })
  }

  function* showInverse(id: MethodId, parameters: ParameterValues): Work<void> {
    const { matrix, refusal } = yield* evaluated(id, problem, parameters)
    if (!matrix) {
      if (refusal) yield send({ kind: 'inverse-refused', id, refusal })
      return
    }
    const { inverse } = yield* inverted(id, matrix, damping)
    const largest = inverse ? maxAbs(inverse.data) : NaN
    if (!inverse || !Number.isFinite(largest)) {
      yield send({ kind: 'inverse-refused', id, refusal: { code: 'singular', values: {} } })
      return
    }
    const exactInverse = H && (yield* inverted('exact', H, damping)).inverse
    const relativeExact = exactInverse && entryErrors(inverse, exactInverse).relativeFrobenius
    yield send({
      kind: 'inverse',
      id,
      matrix: inverse.data,
      largest,
      overview: fromAfar(inverse.data),
      relativeExact,
    })
  }

  function add(job: Job) {
    jobs.push(job)
    jobs.sort((a, b) => a.operations - b.operations)
  }

  for (const { id, parameters } of input.methods)
    add({
      operations: id === 'exact' ? 0 : methodNamed(id).operations(network, N, parameters),
      run: () => show(id, parameters),
    })
  for (const { id, parameters } of input.inverses)
    add({
      operations: 2 * cube + (id === 'exact' ? 0 : methodNamed(id).operations(network, N, parameters)),
      run: () => showInverse(id, parameters),
    })
  // After everything it speaks of.
  add({ operations: Infinity, run: observations })
  let paused = 3 * cube < longOperations
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    if (!paused && job.operations > longOperations) {
      paused = true
      yield { pause: true }
    }
    yield* job.run()
  }
  return null
}
